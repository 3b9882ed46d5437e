"""The register of what was once public: kept in the commit that shows or hides a thing."""

from Acquisition import aq_base
from clkss.content import relational
from clkss.content.knowledge import copies
from clkss.content.outreach import recovery
from clkss.content.outreach import register
from clkss.content.outreach import tables
from clkss.content.review import ladder
from clkss.content.sheets import batch as batches
from clkss.content.testing.people import acting_as
from plone import api
from plone.testing.zope import Browser
from sqlalchemy import delete
from sqlalchemy import select
from tests.content.given import PUBLISH
from tests.content.given import RETIRE
from tests.content.given import SUBMIT
from tests.content.outreach.conftest import do
from tests.content.sheets.conftest import row
from tests.content.sheets.conftest import sheet
from zope.component import createObject
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def rows():
    """Read the register: whether each thing is public, by UID."""
    with relational.read() as connection:
        return {each.uid: each.is_public for each in connection.execute(select(tables.once_public))}


def moments():
    with relational.read() as connection:
        return {each.uid: each.changed for each in connection.execute(select(tables.once_public))}


def forget(*uids):
    with relational.write_now() as connection:
        query = delete(tables.once_public)
        connection.execute(query.where(tables.once_public.c.uid.in_(uids)) if uids else query)


@pytest.fixture
def visitor_page(functional_portal, functional):
    """The status of an address for a visitor."""
    app = Browser(functional["app"]).testapp
    root = "/" + "/".join(functional_portal.getPhysicalPath()[1:])

    def visitor_page(path):
        return app.get(f"{root}/{path}", expect_errors=True).status_int

    return visitor_page


class TestWhatPlacesTellOfAPractice:
    def test_is_gone_when_it_is_taken_back_and_is_not_harvested(
        self, site, practice, oai, visitor_page
    ):
        about = practice()
        with acting_as(site, "barangay.contributor"):
            item = api.content.create(
                site["adoption-notes"],
                "AdoptionNote",
                title="Tried in Danao",
                territories=["0701233003"],
                practice=about.UID(),
                result="partly",
                outcome="Twelve of twenty.",
            )
        transaction.commit()
        link = f"permalink/{item.UID()}"
        assert visitor_page(link) == 404
        do(site, item, ("barangay.contributor", "submit"), ("barangay.secretary", "publish"))
        assert rows()[item.UID()] is True
        assert visitor_page(link) == 302
        answer = oai(verb="ListIdentifiers", metadataPrefix="oai_dc")
        assert item.UID() not in str(answer.texts(".//oai:identifier"))
        assert len(answer.texts(".//oai:identifier")) == 1
        do(site, item, RETIRE)
        assert visitor_page(link) == 410
        transaction.commit()
        forget()
        recovery.rebuild(site)
        transaction.commit()
        assert rows() == {about.UID(): True, item.UID(): False}
        assert recovery.verify(site) == []


class TestKeeping:
    def test_from_draft_to_retired(self, site, practice):
        item = practice("draft")
        assert rows() == {}
        do(site, item, SUBMIT)
        assert rows() == {}
        do(site, item, PUBLISH)
        assert rows() == {item.UID(): True}
        do(site, item, RETIRE)
        assert rows() == {item.UID(): False}

    def test_what_comes_back_is_public_again(self, site, practice):
        item = practice("retired")
        do(site, item, ("national.editor", "reopen"), SUBMIT, PUBLISH)
        assert rows() == {item.UID(): True}

    def test_nothing_is_kept_of_a_transaction_that_fails(self, site, practice):
        item = practice("national_review")
        with acting_as(site, "national.editor"):
            ladder.act(item, "publish")
        transaction.abort()
        transaction.commit()
        assert rows() == {}

    def test_what_a_savepoint_takes_back_is_not_kept(self, site, practice):
        item = practice("national_review")
        savepoint = transaction.savepoint()
        with acting_as(site, "national.editor"):
            ladder.act(item, "publish")
        savepoint.rollback()
        transaction.commit()
        assert rows() == {}

    def test_shown_and_hidden_at_once_was_never_seen(self, site, practice):
        item = practice("national_review")
        for actor, action in (PUBLISH, RETIRE):
            with acting_as(site, actor):
                ladder.act(item, action)
        transaction.commit()
        assert rows() == {}

    def test_a_rename_and_a_move_change_the_record_and_lose_nothing(self, site, practice):
        item = practice()
        before = moments()[item.UID()]
        with relational.write_now() as connection:
            connection.execute(tables.once_public.update().values(changed=1))
        with acting_as(site, "admin"):
            api.content.rename(item, new_id="night-schools")
        transaction.commit()
        assert rows() == {item.UID(): True}
        assert moments()[item.UID()] >= before

    def test_removing_the_folder_around_it(self, site, practice):
        item = practice()
        uid = item.UID()
        with acting_as(site, "admin"):
            site.manage_delObjects(["practices"])
        transaction.commit()
        assert rows() == {uid: False}

    def test_a_draft_that_is_changed_writes_nothing(self, site, practice):
        item = practice("draft")
        register.note(item)
        transaction.abort()
        notify(ObjectModifiedEvent(item))
        assert "clkss" not in str(transaction.get()._before_commit)
        transaction.abort()

    def test_what_lies_nowhere_is_not_public(self, site, practice):
        item = practice()
        register.note(aq_base(item))
        transaction.commit()
        stray = createObject("GoodPractice")
        notify(ObjectCreatedEvent(stray))
        register.note(stray)
        transaction.commit()
        assert rows() == {item.UID(): True}


class TestWorkingCopies:
    def test_the_item_stays_public_and_the_copy_never_is(self, site, practice):
        item = practice()
        with acting_as(site, "national.secretary"):
            copy = copies.begin(item)
            copy.title = "Told anew"
        uid = copy.UID()
        transaction.commit()
        assert rows() == {item.UID(): True}
        with relational.write_now() as connection:
            connection.execute(tables.once_public.update().values(changed=1))
        do(site, copy, SUBMIT, PUBLISH)
        assert rows() == {item.UID(): True}
        assert uid != item.UID()
        assert moments()[item.UID()] > 1
        assert item.title == "Told anew"


class TestSheets:
    def imported(self, site, state, **options):
        with acting_as(site, "national.editor"):
            stream = sheet(row(1), row(2))
            batch = batches.check(
                site, "practices", stream, "s.csv", user="national.editor", state=state
            )
            batches.apply(site, batch, **options)
        transaction.commit()
        return batch

    @pytest.mark.parametrize("chunked", [False, True])
    def test_applied_and_undone(self, site, chunked):
        batch = self.imported(site, "published", chunked=chunked)
        uids = {item.UID() for item in site.practices.objectValues()}
        assert rows() == dict.fromkeys(uids, True)
        with acting_as(site, "national.editor"):
            batches.undo(site, batch, chunked=chunked)
        transaction.commit()
        assert rows() == dict.fromkeys(uids, False)

    def test_drafts_of_a_sheet_are_not_public(self, site):
        self.imported(site, "draft")
        assert rows() == {}


class TestRecovery:
    def test_the_register_can_be_made_from_the_site(self, site, practice):
        shown, retired = practice(), practice("retired", title="Old")
        practice("draft", title="New")
        kept = rows()
        forget()
        assert len(recovery.verify(site)) == 1
        assert recovery.rebuild(site) == 2
        transaction.commit()
        assert rows() == kept == {shown.UID(): True, retired.UID(): False}
        assert recovery.verify(site) == []
        assert recovery.rebuild(site) == 0

    def test_what_is_wrong_in_it_is_put_right(self, site, practice):
        item, other = practice(), practice("retired", title="Old")
        with relational.write_now() as connection:
            connection.execute(
                tables.once_public.update().values(is_public=~tables.once_public.c.is_public)
            )
        assert len(recovery.verify(site)) == 2
        recovery.rebuild(site)
        transaction.commit()
        assert rows() == {item.UID(): True, other.UID(): False}
        assert recovery.verify(site) == []

    def test_a_publication_that_a_crash_undid_leaves_no_name(self, site, practice):
        first = practice()
        with relational.read() as connection:
            token = connection.execute(select(tables.once_public.c.first_by)).scalar_one()
        second = practice(title="Second")
        with relational.write_now() as connection:
            recovery.put_right(connection, "facts", [token])
        assert rows() == {second.UID(): True}
        assert first.UID() not in rows()

    def test_a_change_that_a_crash_undid_is_looked_at_again(self, site, practice):
        item = practice("retired")
        with relational.write_now() as connection:
            token = connection.execute(select(tables.once_public.c.last_by)).scalar_one()
            connection.execute(tables.once_public.update().values(changed=1))
            recovery.put_right(connection, "facts", [token])
        assert moments()[item.UID()] > 1
