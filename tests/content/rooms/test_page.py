"""The page of a committee: what it has published, says, and owes, as each reader may see it."""

from clkss.content.community.boards.writing import open_topic
from clkss.content.review import workflow
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from plone.dexterity.utils import createContentInContainer

import re
import transaction


def publish(site, portal_type, place, title, committee):
    with acting_as(site, "admin"):
        item = createContentInContainer(
            site[place],
            portal_type,
            checkConstraints=False,
            title=title,
            owner_committee=committee,
            language="en",
        )
        api.portal.get_tool("portal_workflow").setStatusOf(
            workflow.WORKFLOW,
            item,
            {"review_state": workflow.PUBLISHED, "action": None, "actor": "admin", "comments": ""},
        )
        chain = api.portal.get_tool("portal_workflow")[workflow.WORKFLOW]
        chain.updateRoleMappingsFor(item)
        item.reindexObject()
    transaction.commit()
    return item


def test_everybody_sees_what_the_committee_has_published_and_nothing_of_others(site, room, browse):
    publish(site, "Programme", "programmes", "Night classes at the landing", DANAO.municipal)
    publish(site, "News Item", "news", "The boats are counted", DANAO.municipal)
    publish(site, "Programme", "programmes", "Somebody else's school", DANAO.provincial)
    with acting_as(site, "municipal.contributor"):
        createContentInContainer(
            site["programmes"],
            "Programme",
            checkConstraints=False,
            title="Not ready",
            owner_committee=DANAO.municipal,
        )
    transaction.commit()
    for person in (None, "member", "municipal.secretary"):
        browser = browse(person)
        for address in (room.absolute_url(), f"{room.absolute_url()}/published"):
            browser.open(address)
            assert "Night classes at the landing" in browser.contents
            assert "The boats are counted" in browser.contents
            assert "Somebody else" not in browser.contents
            assert "Not ready" not in browser.contents


def test_the_secretary_opens_the_board_which_only_the_committee_sees(site, room, browse):
    url = f"{room.absolute_url()}/open-board"
    for person in (None, "member", "municipal.contributor", "provincial.secretary"):
        browser = browse(person)
        browser.open(room.absolute_url())
        assert "Open a board" not in browser.contents, person
        browser.post(url, "")
        transaction.begin()
        assert not list(api.content.find(portal_type="Board", owner_committee=DANAO.municipal))
    browser = browse("municipal.secretary")
    browser.open(room.absolute_url())
    browser.getControl("Open a board").click()
    assert "Only those who serve on the committee see it." in browser.contents
    transaction.begin()
    board = site["boards"].objectValues()[-1]
    assert board.committee == DANAO.municipal
    assert board.audience == "committee"
    with acting_as(site, "municipal.contributor"):
        open_topic(board, "Boats at the landing", "Who counts them?")
    transaction.commit()
    for person, sees in {
        "municipal.contributor": True,
        "municipal.secretary": True,
        "other.municipal.secretary": False,
        "member": False,
        None: False,
    }.items():
        browser = browse(person)
        browser.open(room.absolute_url())
        assert ("Boats at the landing" in browser.contents) is sees, person
        assert "Open a board" not in browser.contents


def test_how_it_reports_is_seen_by_its_people_and_the_secretaries_above(site, room, browse, asked):
    for person, sees in {
        "municipal.secretary": True,
        "municipal.contributor": True,
        "provincial.secretary": True,
        "barangay.secretary": False,
        "other.provincial.secretary": False,
        "member": False,
        None: False,
    }.items():
        browser = browse(person)
        browser.open(room.absolute_url())
        assert ('id="section-reports"' in browser.contents) is sees, person


def test_names_lead_to_profiles_for_those_who_serve(site, room, browse):
    for person, leads in {"barangay.secretary": True, "member": False, None: False}.items():
        browser = browse(person)
        browser.open(room.absolute_url())
        found = re.findall(r'/people/(?!me\b)[0-9a-f]+"', browser.contents)
        assert bool(found) is leads, person
    browser = browse("municipal.secretary")
    browser.open(room.absolute_url())
    assert "Ask to join this committee" not in browser.contents
