"""The list of committees, as a visitor sees it."""

from clkss.content.committees import content
from clkss.content.committees.listing import Listing
from clkss.content.committees.services import CommitteesGet
from clkss.content.interfaces import IClkssLayer
from clkss.content.territories import table
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.dexterity.utils import createContentInContainer
from zExceptions import BadRequest
from zope.interface import alsoProvides

import html
import pytest
import re


def titles(section):
    """Return the titles of a section."""
    return [item["title"] for item in section["items"]]


def test_a_visitor_sees_them_from_the_nation_down(portal):
    for code in ("0701233003", "0701200000", "PH", "0701233000", "1404404000"):
        content.create(code)
    content.create("PH", token="knowledge")
    logout()
    sections = Listing(portal.committees, portal.REQUEST).sections()
    assert [section["level"] for section in sections] == [
        "national",
        "provincial",
        "municipal",
        "barangay",
    ]
    assert sections[0]["count"] == 2
    assert len(titles(sections[2])) == 2
    assert titles(sections[2]) == sorted(titles(sections[2]))


def test_an_empty_site_has_no_sections(portal):
    assert Listing(portal.committees, portal.REQUEST).sections() == []


DANAO, PANGLAO, BOHOL = "0701233003", "0701233000", "0701200000"


@pytest.fixture
def page(portal):
    """Open the page of committees as a visitor."""

    def page(**form):
        alsoProvides(portal.REQUEST, IClkssLayer)
        portal.REQUEST.form.clear()
        portal.REQUEST.form.update(form)
        logout()
        return html.unescape(portal.committees.restrictedTraverse("listing_view")())

    return page


def test_a_place_leads_to_its_committee_with_contact_and_subcommittees(portal, page):
    content.create(PANGLAO, title="Panglao Committee", contact="Municipal Hall\n0917 123")
    content.create(PANGLAO, token="schools", title="Schools of Panglao")
    content.create(DANAO, title="BCPC of Danao")
    for form in ({"place": PANGLAO}, {"place-text": "panglao bohol"}, {"place-text": PANGLAO}):
        found = page(**form)
        assert f'href="{portal.absolute_url()}/committees/{PANGLAO}"' in found, form
        assert "Municipal Hall" in found
        assert "Schools of Panglao" in found
        assert f'/committees/{DANAO}"' in found
        barangays = table.count("barangay", PANGLAO)
        assert re.search(rf"Barangay:\s*1\s*of\s*{barangays}", found)


def test_a_place_without_a_committee_leads_to_the_nearest_above_and_to_joining(portal, page):
    content.create(BOHOL, title="Bohol Committee")
    found = page(place=DANAO)
    assert "No committee of this place is on record yet." in found
    assert f'/committees/{BOHOL}"' in found
    assert f"/join?place={DANAO}" in found
    assert f"/places/{DANAO}" in found


def test_a_name_that_several_places_bear_is_asked_back(portal, page):
    content.create(DANAO)
    found = page(**{"place-text": "danao"})
    assert "Which place do you mean?" in found
    assert f'/committees/{DANAO}"' in found
    assert "no committee on record" in found
    assert f"?place={DANAO}" in found
    assert "Which place" not in page(**{"place-text": "xyzzyx"})


def test_nobody_makes_the_page_fail_with_an_address(page):
    for form in (
        {"place": "x"},
        {"place": ["x", DANAO]},
        {"place-text": ["a", "b"]},
        {"place": ""},
    ):
        assert "Find the committee" in page(**form)


def test_rest_lists_the_committees_of_a_place_and_level(portal):
    for code in (DANAO, PANGLAO, BOHOL, "1404404000"):
        content.create(code)
    content.create(PANGLAO, token="schools")
    logout()

    def ask(**form):
        portal.REQUEST.form.clear()
        portal.REQUEST.form.update(form)
        service = CommitteesGet()
        service.context, service.request = portal, portal.REQUEST
        return service.reply()

    assert ask()["items_total"] == 5
    within = ask(place=BOHOL, level="municipal")
    assert [(each["key"], each["level"]) for each in within["items"]] == [
        (PANGLAO, "municipal"),
        (f"{PANGLAO}-schools", "municipal"),
    ]
    assert within["place"]["committee"].endswith(BOHOL)
    assert within["place"]["below"][0] == {
        "level": "municipal",
        "count": 1,
        "places": table.count("municipal", BOHOL),
    }
    near = ask(place="0701233001")
    assert near["items"] == []
    assert near["place"]["committee"] is None
    assert near["place"]["nearest"].endswith(PANGLAO)
    part = ask(b_size="2", b_start="2")
    assert len(part["items"]) == 2
    assert part["items_total"] == 5
    for form in ({"place": "x"}, {"level": "x"}, {"place": [DANAO, BOHOL]}):
        with pytest.raises(BadRequest):
            ask(**form)


def test_whoever_looks_for_whom_to_write_to_is_led_there_and_nothing_is_mailed(portal, act_as):
    alsoProvides(portal.REQUEST, IClkssLayer)

    def led_to():
        logout()
        portal.REQUEST.form["form.buttons.send"] = "Send"
        assert portal.restrictedTraverse("contact-info")() == ""
        assert portal.REQUEST.response.getStatus() == 303
        return portal.REQUEST.response.getHeader("Location").removeprefix(portal.absolute_url())

    assert led_to() == ""
    with act_as(portal, SITE_OWNER_NAME):
        content.create("PH")
    assert led_to() == "/committees/PH"
    with act_as(portal, SITE_OWNER_NAME):
        page = createContentInContainer(portal, "Document", id="contact")
    assert led_to() == "/committees/PH"
    with act_as(portal, SITE_OWNER_NAME):
        portal.portal_workflow.doActionFor(page, "publish")
    assert led_to() == "/contact"
