"""What only those who publish may say of an item, and what a change by REST leaves alone."""

from clkss.content.committees import clearances
from clkss.content.knowledge import copies
from clkss.content.knowledge import relations
from clkss.content.review import ladder
from clkss.content.search.rules import KINDS
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.structure import PLACES
from datetime import datetime
from plone import api
from pytz import utc
from tests.content.repository import conftest as given

import pytest
import transaction


AUTHOR = "barangay.contributor"
EDITOR = "national.editor"

WHERE = {place.portal_type: place.id for place in PLACES}
TYPES = (*KINDS, "AdoptionNote")

RESERVED = {
    "creators": ["somebody.else"],
    "contributors": ["somebody.else"],
    "rights": "All mine",
    "effective": "2031-01-01T00:00:00",
    "expires": "2032-01-01T00:00:00",
    "review_due": "2040-01-01",
    "featured": True,
    "is_example": True,
    "code": "MINE-1",
    "criteria": [{"criterion": "tried-and-shown-to-work", "score": 3, "reason": "Mine."}],
    "layout": "full_view",
}


def write(site, portal_type, **values):
    """Write a draft of the author."""
    if portal_type in given.COMPLETE:
        return given.written(site, portal_type, **values)
    if portal_type == "Event":
        hours = (datetime(2027, 1, 1, hour, tzinfo=utc) for hour in (9, 10))
        values = {**dict(zip(("start", "end"), hours, strict=True)), **values}
    with acting_as(site, AUTHOR):
        return api.content.create(
            site[WHERE[portal_type]],
            portal_type,
            **{"title": "Said", "territories": [DANAO.barangay], **values},
        )


def path_of(item):
    return "/".join(item.getPhysicalPath()[2:])


def reserved(item):
    """Give what an item says of what is reserved."""
    return {
        "creators": tuple(item.listCreators()),
        "contributors": tuple(item.Contributors()),
        "rights": item.Rights(),
        "effective": item.effective_date,
        "expires": item.expiration_date,
        "layout": item.getLayout(),
        **{
            name: getattr(item, name, None)
            for name in ("review_due", "featured", "is_example", "code", "criteria")
        },
    }


class TestWhatOnlyThosePublishingSet:
    def test_an_author_of_any_kind_sets_none_of_it(self, functional_portal, rest):
        made = {portal_type: write(functional_portal, portal_type) for portal_type in TYPES}
        transaction.commit()
        for portal_type, item in made.items():
            before = reserved(item)
            answer = rest(AUTHOR)("PATCH", path_of(item), {**RESERVED, "title": "Changed"})
            assert answer.status == 204, portal_type
            transaction.begin()
            assert item.title == "Changed", portal_type
            assert reserved(item) == before, portal_type

    def test_an_author_sets_none_of_it_from_the_start(self, functional_portal, rest):
        for portal_type in ("News Item", "GoodPractice"):
            body = {"@type": portal_type, "title": "New", "territories": [DANAO.barangay]}
            body["language"] = "en"
            answer = rest(AUTHOR)("POST", WHERE[portal_type], {**body, **RESERVED})
            assert answer.status == 201, answer.body
            transaction.begin()
            (item,) = functional_portal[WHERE[portal_type]].objectValues()
            said = reserved(item)
            assert said.pop("creators") == (AUTHOR,)
            assert said.pop("layout") in ("view", "newsitem_view")
            assert not any(said.values()), said

    def test_who_publishes_sets_dates_and_makers(self, functional_portal, rest):
        item = write(functional_portal, "News Item")
        ladder.act(item, "submit", actor=AUTHOR)
        ladder.act(item, "publish", actor="barangay.secretary")
        transaction.commit()
        answer = rest(EDITOR)("PATCH", path_of(item), {**RESERVED, "effective": "2021-01-01"})
        assert answer.status == 204
        transaction.begin()
        assert item.Rights() == "All mine"
        assert item.listCreators() == ("somebody.else",)
        assert item.expiration_date.year() == 2032
        assert item.effective_date.year() in (2020, 2021)

    def test_a_form_asks_an_author_for_none_of_it(self, functional_portal, rest):
        asked = "form.widgets.IDublinCore."
        for portal_type in ("News Item", "Event"):
            address = f"{WHERE[portal_type]}/++add++{portal_type.replace(' ', '%20')}"
            form = rest(AUTHOR)("GET", address, Accept="text/html").body
            assert f'name="{asked}title"' in form
            for name in ("creators", "contributors", "rights", "effective", "expires"):
                assert f"{asked}{name}" not in form, (portal_type, name)

    def test_a_working_copy_leaves_the_makers_of_what_is_published(self, functional_portal, rest):
        item = write(functional_portal, "News Item")
        ladder.act(item, "submit", actor=AUTHOR)
        ladder.act(item, "publish", actor="barangay.secretary")
        before = reserved(item)
        clearances.grant("member", DANAO.barangay, "contributor")
        with acting_as(functional_portal, "member"):
            copy = copies.begin(item)
            copy.title = "Said better"
        ladder.act(copy, "submit", actor="member")
        ladder.act(copy, "publish", actor="barangay.secretary")
        assert item.title == "Said better"
        assert reserved(item) == before

    def test_an_update_of_a_programme_takes_no_layout(self, functional_portal, rest):
        programme = write(functional_portal, "Programme")
        transaction.commit()
        body = {"@type": "ProgrammeUpdate", "title": "Told", "date": "2026", "layout": "full_view"}
        answer = rest(AUTHOR)("POST", path_of(programme), body)
        assert answer.status == 201
        transaction.begin()
        (update,) = programme.objectValues()
        assert rest(AUTHOR)("PATCH", path_of(update), {"layout": "edit"}).status in (204, 401, 403)
        transaction.begin()
        assert update.getLayout() == "view"


class TestRelationsThatTheCallerDoesNotSee:
    @pytest.mark.parametrize("said", ["none", "null", "shown"])
    def test_stay_when_others_are_changed(self, functional_portal, rest, said):
        item = write(functional_portal, "Service")
        shown = given.published(functional_portal, "Partner")
        hidden = given.written(
            functional_portal, "Partner", author="other.barangay.contributor", title="Unseen"
        )
        relations.relate(item, [hidden])
        transaction.commit()
        value = {"none": [], "null": None, "shown": [shown.UID()]}[said]
        answer = rest(AUTHOR)("PATCH", path_of(item), {"relatedItems": value})
        assert answer.status == 204, answer.body
        transaction.begin()
        expected = [hidden.UID()] if said != "shown" else [shown.UID(), hidden.UID()]
        assert list(relations.named_uids(item)) == expected
        assert "Unseen" not in rest(AUTHOR)("GET", path_of(item)).body
