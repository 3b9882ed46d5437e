"""A sheet is checked, applied whole or not at all, and taken back."""

from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from clkss.content.sheets import indexing
from clkss.content.sheets import recovery
from clkss.content.sheets import register
from clkss.content.sheets.errors import BatchBusy
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from clkss.content.testing.people import acting_as
from importlib import resources
from plone import api
from plone.dexterity.utils import createContent
from tests.content.sheets.conftest import paths
from tests.content.sheets.conftest import row
from tests.content.sheets.conftest import sheet
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


def only(site):
    (practice,) = site.practices.objectValues()
    return practice


def test_a_check_writes_nothing_but_its_record(check, untouched):
    batch = check(sheet(row(1), row(2)))
    assert (batch.state, batch.rows, batch.problem_count) == ("checked", 2, 0)
    assert untouched()


def test_every_cell_arrives_in_its_field(people, apply):
    apply(sheet(row()))
    practice = only(people)
    assert practice.title == "Night classes for fishing children"
    assert practice.description == "The school opened in the evening."
    assert practice.territories == ["0701233003"]
    assert practice.themes == ["education", "livelihood"]
    assert practice.partners == ["School", "Fishers"]
    assert (practice.period_start, practice.period_end) == ("2024-01", "2025")
    assert practice.background == "Forty children fished at night.\n\nThey slept in class."
    assert practice.criteria == [
        {"criterion": "tried-and-shown-to-work", "score": 1, "reason": "31 of 40 came back"}
    ]
    assert practice.code == "bohol-01"
    assert not practice.is_example


def test_a_practice_without_evidence_is_promising(people, apply):
    apply(sheet(row(1, evidence="no"), row(2)), state="published")
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="GoodPractice", promising=True)
    assert [brain.getObject().code for brain in found] == ["bohol-01"]


def test_drafts_belong_to_the_importers_committee_and_are_hidden_from_others(people, apply):
    apply(sheet(row()))
    practice = only(people)
    assert state_of(practice) == "draft"
    assert practice.owner_committee == "PH"
    assert practice.Creator() == "national.editor"
    assert paths(people, "visitor") == []
    assert paths(people, "barangay.contributor") == []
    assert len(paths(people, "national.editor")) == 1


def test_published_ones_are_found_by_visitors_and_their_history_says_imported(people, apply):
    apply(sheet(row()), state="published")
    assert len(paths(people, "visitor")) == 1
    last = only(people).workflow_history["clkss_knowledge_workflow"][-1]
    assert (last["action"], last["review_state"]) == ("publish", "published")
    assert last["comments"].startswith("Imported from sheet.csv (batch ")
    assert only(people).review_due


@pytest.mark.parametrize(
    "user", ["barangay.contributor", "national.secretary", "municipal.caseworker", "member"]
)
@pytest.mark.parametrize("state", ["draft", "published"])
def test_who_is_no_knowledge_editor_imports_nothing(check, untouched, user, state):
    with pytest.raises(NotAllowed):
        check(sheet(row()), user, state=state)
    assert untouched()


def test_an_editor_whose_clearance_ended_after_the_check_cannot_apply(people, check, untouched):
    from clkss.content.committees import access
    from clkss.content.committees import clearances

    batch = check(sheet(row()))
    clearances.revoke("national.editor", "PH-knowledge", "member", site=people)
    access.forget()
    with pytest.raises(NotAllowed):
        batches.apply(people, batch)
    assert untouched()


def test_bulk_indexing_says_the_same_as_ordinary_indexing(people, apply):
    apply(sheet(row(1), row(2, title="Another", territories="1404404016", themes="education")))
    catalog = api.portal.get_tool("portal_catalog")

    def known():
        return {
            path: (catalog.getMetadataForRID(rid), catalog.getIndexDataForRID(rid))
            for path, rid in ((path, catalog.getrid(path)) for path in paths(people))
        }

    before = known()
    for practice in people.practices.objectValues():
        catalog.uncatalog_object("/".join(practice.getPhysicalPath()))
        catalog.catalog_object(practice)
    after = known()
    assert before.keys() == after.keys()
    for path, (metadata, data) in before.items():
        assert metadata == after[path][0]
        assert data == after[path][1]


def test_staged_items_are_found_by_nobody_and_have_no_address(people, check):
    batch = check(sheet(row()), state="published")
    with acting_as(people, "national.editor"):
        batches.stage(people, batch)
    (name,) = batch.staged.keys()
    for user in ("visitor", "national.editor", "national.secretary", "admin"):
        assert paths(people, user) == []
    assert name not in people.practices
    assert people.unrestrictedTraverse(f"practices/{name}", None) is None


def test_staged_items_become_visible_together(people, check):
    batch = check(sheet(row(1), row(2), row(3)), state="published")
    with acting_as(people, "national.editor"):
        batches.stage(people, batch)
        batches.switch_on(people, batch)
    assert len(paths(people, "visitor")) == 3
    assert (batch.state, len(batch.staged)) == ("applied", 0)


def test_an_address_that_was_taken_while_staging_is_left_to_its_owner(people, check):
    batch = check(sheet(row()), state="published")
    with acting_as(people, "national.editor"):
        batches.stage(people, batch)
        (name,) = batch.staged.keys()
        people.practices._setOb(name, createContent("Folder", id=name))
        batches.switch_on(people, batch)
    assert people.practices[name].portal_type == "Folder"
    assert len(people.practices) == 2
    assert len(paths(people, "visitor")) == 1


@pytest.mark.parametrize("state", ["draft", "published"])
def test_every_item_of_a_batch_has_the_permissions_of_its_state(people, apply, state):
    apply(sheet(row(1), row(2), row(3)), state=state)
    ladder = people.portal_workflow["clkss_knowledge_workflow"]
    assert not any(map(ladder.updateRoleMappingsFor, people.practices.objectValues()))


def test_undo_takes_everything_back(people, apply, untouched):
    batch = apply(sheet(row(1), row(2)), state="published")
    with acting_as(people, "national.editor"):
        batches.undo(people, batch)
    assert (batch.state, batch.kept) == ("undone", ())
    assert untouched()


def test_undo_twice_is_refused(people, apply):
    batch = apply(sheet(row()))
    batches.undo(people, batch)
    with pytest.raises(BatchState):
        batches.undo(people, batch)


def test_an_undone_sheet_can_be_applied_again_under_the_same_addresses(people, apply):
    batch = apply(sheet(row(1), row(2)), state="published")
    first = paths(people)
    batches.undo(people, batch)
    with acting_as(people, "national.editor"):
        batches.apply(people, batch)
    assert paths(people) == first


def change(practice):
    practice.title = "Corrected by hand"
    practice.setModificationDate()
    notify(ObjectModifiedEvent(practice))


def test_undo_refuses_when_somebody_changed_an_item_since_and_names_it(people, apply):
    batch = apply(sheet(row(1), row(2)))
    change(people.practices[batch.items[3][2]])
    with pytest.raises(BatchChanged) as caught:
        batches.undo(people, batch)
    ((title, path),) = caught.value.items
    assert title == "Corrected by hand (bohol-02)"
    assert path.endswith(batch.items[3][2])
    assert len(people.practices) == 2
    assert batch.state == "applied"


def test_with_confirmation_undo_leaves_what_was_changed(people, apply):
    batch = apply(sheet(row(1), row(2)))
    change(people.practices[batch.items[3][2]])
    batches.undo(people, batch, keep_changed=True)
    assert only(people).title == "Corrected by hand"
    assert [title for title, _path in batch.kept] == ["Corrected by hand (bohol-02)"]


def test_a_step_of_review_and_an_attached_file_count_as_changes(people, apply):
    batch = apply(sheet(row(1), row(2)), state="published")
    with acting_as(people, "national.editor"):
        practice = people.practices[batch.items[2][2]]
        api.content.transition(practice, "retire")
    with pytest.raises(BatchChanged) as caught:
        batches.undo(people, batch)
    assert len(caught.value.items) == 1


def test_an_item_that_was_deleted_since_does_not_keep_the_rest_from_undo(people, apply):
    batch = apply(sheet(row(1), row(2)))
    with acting_as(people, "admin"):
        api.content.delete(people.practices[batch.items[2][2]])
    batches.undo(people, batch)
    assert len(people.practices) == 0
    assert paths(people) == []


def test_a_code_that_is_in_the_site_already_is_named_by_row(apply, check):
    apply(sheet(row(1)))
    batch = check(sheet(row(2), row(1), row(3, code="BOHOL-01")))
    found = [(p.row, p.column, p.reason) for p in batch.get_problems()]
    assert found == [(3, "code", "code_exists"), (4, "code", "duplicate_row")]


def test_with_update_the_same_code_changes_the_item(people, apply):
    apply(sheet(row(1), row(2)))
    second = apply(
        sheet(row(1, title="A better title", evidence="no"), columns=["code", "title", "evidence"]),
        update=True,
    )
    assert len(people.practices) == 2
    practice = batches.occupant(people, "practices", "bohol-01")
    assert practice.title == "A better title"
    assert practice.criteria == []
    assert practice.background.startswith("Forty children")
    assert len(second.changes) == 1
    catalog = api.portal.get_tool("portal_catalog")
    assert len(catalog.unrestrictedSearchResults(Title="better")) == 1


def test_undo_of_an_update_brings_the_old_values_back(people, apply):
    apply(sheet(row(1)))
    second = apply(
        sheet(row(1, title="A better title", evidence="no"), columns=["code", "title", "evidence"]),
        update=True,
    )
    batches.undo(people, second)
    practice = only(people)
    assert practice.title == "Night classes for fishing children"
    assert practice.criteria[0]["reason"] == "31 of 40 came back"


def test_two_sheets_with_the_same_code_the_second_is_refused(people, check):
    first, second = check(sheet(row(1))), check(sheet(row(1)))
    with acting_as(people, "national.editor"):
        batches.apply(people, first)
        with pytest.raises(BatchProblems) as caught:
            batches.apply(people, second)
    assert caught.value.problems[0].reason == "code_exists"
    assert len(people.practices) == 1


def test_a_sheet_with_problems_cannot_be_applied(people, check, untouched):
    batch = check(sheet(row(1), row(2, title="")))
    with pytest.raises(BatchProblems):
        batches.apply(people, batch)
    assert untouched()


def test_a_batch_on_which_a_process_works_is_left_alone(people, check):
    import os
    import socket

    batch = check(sheet(row(1)))
    batch.state = register.STAGING
    batch.worker = (socket.gethostname(), os.getppid())
    batch.heartbeat = recovery.datetime.now(recovery.UTC)
    assert not recovery.is_dead(batch)
    with pytest.raises(BatchBusy):
        batches.apply(people, batch)


def test_a_dead_run_is_told_by_its_process(people, check):
    import socket

    batch = check(sheet(row(1)))
    batch.state = register.STAGING
    batch.worker = (socket.gethostname(), 2**22 + 1)
    batch.heartbeat = recovery.datetime.now(recovery.UTC)
    assert recovery.is_dead(batch)
    assert recovery.leftovers(people) == [batch.id]


def test_a_silent_run_on_another_machine_is_dead(people, check):
    batch = check(sheet(row(1)))
    batch.worker = ("another-machine", 1)
    batch.heartbeat = recovery.datetime.now(recovery.UTC) - recovery.SILENT * 2
    assert recovery.is_dead(batch)


def test_the_brochures_sheet_has_no_problem(check):
    with resources.files("clkss.policy.demo").joinpath("practices.csv").open("rb") as stream:
        batch = check(stream, state="published")
    assert batch.get_problems() == []
    assert batch.rows == 17


def test_what_is_shared_in_one_pass_is_only_what_the_type_fixes(people):
    names = set(api.portal.get_tool("portal_catalog").indexes())
    names |= set(api.portal.get_tool("portal_catalog").schema())
    own = {"SearchableText", "Title", "UID", "getId", "territories", "review_state", "who_may_act"}
    assert not own & indexing.SAME
    assert names - indexing.SAME


def test_a_stage_keeps_ids_of_other_batches_free(people, check):
    first, second = check(sheet(row(1))), check(sheet(row(1)))
    with acting_as(people, "national.editor"):
        batches.stage(people, first)
        batches.stage(people, second)
    assert not set(first.staged) & set(second.staged)
