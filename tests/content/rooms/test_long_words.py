"""What is too long is refused in words, and stays in the form."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.consultations import rules as consultations
from clkss.content.community.consultations.work import Asked
from clkss.content.community.polls import rules as polls
from clkss.content.community.rooms import rules as rooms
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from datetime import date
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


@pytest.fixture
def later(monkeypatch):
    """Let the last days of all that is asked be past."""

    def later():
        monkeypatch.setattr(clearances, "today", lambda: date(2098, 1, 1))

    return later


def test_the_words_with_a_result_and_with_an_outcome(site, put, browse, later, monkeypatch):
    monkeypatch.setattr(polls, "LONGEST_STATEMENT", 20)
    monkeypatch.setattr(consultations, "LONGEST_OUTCOME", 20)
    poll = put(
        "Poll",
        title="Where first?",
        options=[{"option": "Tangnan"}, {"option": "Danao"}],
        ballot=polls.OPEN,
        closes="2097-12-31",
        share=rooms.SHARE_ROOM,
    )
    draft = put(
        "Consultation",
        title="The landing",
        text="It closes at eight.",
        closes="2097-12-31",
        share=rooms.SHARE_ROOM,
    )
    later()
    for item, name, button, words in (
        (poll, "statement", "Announce the result", "Write at most 5,000 characters"),
        (draft, "outcome", "Publish the outcome", "Write at most 20,000 characters"),
    ):
        browser = browse("municipal.secretary")
        browser.open(item.absolute_url())
        browser.getControl(name=name).value = "Longer than is allowed here"
        browser.getControl(button).click()
        assert browser.headers["Status"].startswith("422")
        assert words in browser.contents
        assert browser.getControl(name=name).value == "Longer than is allowed here"
        transaction.begin()
        assert not getattr(item, name)


def test_one_is_asked_by_ones_own_committees_and_those_above_them(site, put):
    with acting_as(site, "admin"):
        province = committees.get(DANAO.provincial) or committees.create(DANAO.provincial)
    fields = {"text": "It closes at eight.", "closes": "2097-12-31"}
    put("Consultation", title="Of the town", share=rooms.SHARE_NETWORK, **fields)
    with acting_as(site, "provincial.secretary"):
        item = createContentInContainer(
            province, "Consultation", checkConstraints=False, title="Of the province", **fields
        )
        api.content.transition(item, rooms.SHARE_NETWORK)
    transaction.commit()
    for person, asked in {
        "municipal.contributor": {"Of the town", "Of the province"},
        "barangay.secretary": {"Of the town", "Of the province"},
        "provincial.secretary": {"Of the province"},
        f"{BONTOC.prefix}municipal.secretary": set(),
    }.items():
        with acting_as(site, person):
            section = Asked(site, site.REQUEST)
            listed = {entry["title"] for entry in section.entries}
            found = {title for title in ("Of the town", "Of the province") if title in listed}
            assert found == asked, person
