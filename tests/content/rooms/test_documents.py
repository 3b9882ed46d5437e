"""A paper in a committee's room: prepared, shared in wider and wider circles, taken back."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.community.rooms.states import state_of
from clkss.content.exceptions import Refused
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

import pytest
import transaction


SECRET = "Landing at Tangnan closed at night"

EVERYBODY = {None, *(each.id for each in PEOPLE), "admin"}
SERVING = {each.id for each in PEOPLE if each.services}
OWN = {
    each.id
    for each in PEOPLE
    if any(service.committee == DANAO.municipal for service in each.services)
}
PREPARE = {
    each.id
    for each in PEOPLE
    for service in each.services
    if service.committee == DANAO.municipal and service.function in ("secretary", "contributor")
}
ABOVE = {"provincial.secretary", "regional.secretary", "national.secretary"} | {
    each.id
    for each in PEOPLE
    for service in each.services
    if service.committee == "PH" and service.function == "secretary"
}

SEES = {
    rules.DRAFT: PREPARE | {"admin"},
    rules.ROOM: OWN | ABOVE | {"admin"},
    rules.NETWORK: SERVING | {"admin"},
    rules.PUBLIC: EVERYBODY,
}
CHANGES = {
    rules.DRAFT: PREPARE | {"admin"},
    rules.ROOM: {"municipal.secretary", "admin"},
    rules.NETWORK: {"municipal.secretary", "admin"},
    rules.PUBLIC: {"municipal.secretary", "admin"},
}


@pytest.fixture
def paper(put):
    return put("RoomDocument", title=SECRET, text="It is closed.", kind="resolution", day=None)


def test_in_every_state_exactly_those_whom_it_concerns(site, paper, people, put):
    for step, state in {None: rules.DRAFT, **rules.LEADS_TO}.items():
        if step:
            with acting_as(site, "municipal.secretary"):
                sharing.act(paper, step)
        view, contents, change, share = people(
            paper,
            (
                "View",
                "Access contents information",
                "Modify portal content",
                "clkss: Share Room Content",
            ),
        )
        assert view == contents == SEES[state], state
        assert change == CHANGES[state], state
        assert share == {"municipal.secretary", "admin"}
        token = set()
        for person in EVERYBODY:
            with acting_as(site, person):
                if api.content.find(portal_type="RoomDocument"):
                    token.add(person)
        assert token == view, state


def test_who_adds_to_a_room_is_its_secretary_and_its_contributors(site, room, people, browse):
    may, add = people(room, ("clkss: Add Room Content", "Add portal content"))
    assert may == PREPARE | {"admin"}
    assert may <= add
    browser = browse("provincial.secretary")
    browser.open(f"{room.absolute_url()}/++add++RoomDocument")
    assert "form.buttons.save" not in browser.contents


def test_the_secretary_of_the_committee_writes_in_the_rooms_of_its_sub_committees(site):
    with acting_as(site, "admin"):
        knowledge = committees.create("PH", "knowledge")
    with acting_as(site, "national.secretary"):
        assert api.user.has_permission("clkss: Add Room Content", obj=knowledge)
    with acting_as(site, "municipal.secretary"):
        assert not api.user.has_permission("clkss: Add Room Content", obj=knowledge)


def test_an_empty_paper_is_not_shared(site, put):
    paper = put("RoomDocument", title=SECRET)
    with acting_as(site, "municipal.secretary"):
        with pytest.raises(Refused):
            sharing.act(paper, rules.SHARE_ROOM)
        with pytest.raises(WorkflowException):
            api.portal.get_tool("portal_workflow").doActionFor(paper, rules.SHARE_PUBLIC)
    assert state_of(paper) == rules.DRAFT


def test_who_no_longer_serves_no_longer_reads_and_shares(site, paper, people):
    clearances.revoke("municipal.secretary", DANAO.municipal)
    assert "municipal.secretary" not in people(paper)[0]
    with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
        sharing.act(paper, rules.SHARE_ROOM)


def test_a_secretary_writes_shares_and_takes_back_in_the_browser(site, room, browse):
    browser = browse("municipal.secretary")
    browser.open(room.absolute_url())
    browser.getLink("Add a paper").click()
    browser.getControl(name="form.widgets.title").value = SECRET
    browser.getControl(name="form.buttons.save", index=0).click()
    assert "Write the text, or attach a file." in browser.contents
    browser.getLink("Write the text, or attach a file.").click()
    browser.getControl(name="form.widgets.text").value = "It is closed.\n\nAsk the guard."
    browser.getControl(name="form.buttons.save", index=0).click()
    browser.getControl("Share with this committee").click()
    assert "Shared. Whoever serves on this committee sees it now" in browser.contents
    assert browser.getControl("Take back into draft")
    transaction.begin()
    (paper,) = [each for each in room.objectValues() if each.portal_type == "RoomDocument"]
    assert state_of(paper) == rules.ROOM
    url = paper.absolute_url()
    for person, sees in {
        "municipal.contributor": True,
        "provincial.secretary": True,
        "other.municipal.secretary": False,
        "member": False,
        None: False,
    }.items():
        other = browse(person)
        for address in (url, f"{room.absolute_url()}", f"{room.absolute_url()}/documents"):
            other.open(address)
            assert (SECRET in other.contents) is sees, (person, address)
    browser.open(url)
    browser.getControl("Take back into draft").click()
    browser.getControl("Delete").click()
    assert "Tick that you want to delete it." in browser.contents
    browser.getControl("Yes, delete this draft for good.").selected = True
    browser.getControl("Delete").click()
    assert "The draft is deleted." in browser.contents


def test_another_committee_s_people_post_nothing(site, room, paper, browse):
    for person in ("other.municipal.secretary", "municipal.contributor"):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/my-work")
        browser.post(paper.absolute_url(), "step=share_public&_authenticator=x")
        transaction.begin()
        assert state_of(paper) == rules.DRAFT


def test_a_smaller_circle_is_called_so(paper, browse):
    browser = browse("municipal.secretary")
    browser.open(paper.absolute_url())
    browser.getControl("Make public").click()
    assert "Share with" not in browser.contents
    browser.getControl("Show to committees only").click()
    assert "Whoever serves on any committee sees it." in browser.contents
    browser.getControl("Show to this committee only").click()
    assert "Share with all committees" in browser.contents
    assert state_of(paper) == rules.ROOM
