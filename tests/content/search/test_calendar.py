"""Events of a place or theme in the calendar of whoever subscribes to it."""

from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from html import unescape
from plone import api

import icalendar
import pytest
import pytz


EIGHT = pytz.timezone("Asia/Manila").localize(datetime(2027, 6, 12, 8, 0))


@pytest.fixture
def event(portal, people):
    """Have the nation's secretary announce something: ``event(title="…", themes=[…])``."""

    def event(published=True, **values):
        values = {
            "title": "World Day in Danao",
            "description": "A walk; then a meal.",
            "start": EIGHT,
            "end": EIGHT + timedelta(hours=3),
            "location": "Plaza",
            "territories": [DANAO.barangay],
            "themes": ["education"],
            **values,
        }
        with acting_as(portal, "national.secretary"):
            item = api.content.create(portal.events, "Event", **values)
            if published:
                ladder.act(item, "submit")
        if published:
            with acting_as(portal, "national.editor"):
                ladder.act(item, "publish")
        return item

    return event


@pytest.fixture
def calendar(portal, page):
    """Read a calendar: ``calendar(theme="education")``."""

    def calendar(person=None, **form):
        return icalendar.Calendar.from_ical(page(portal, "events.ics", person=person, **form))

    return calendar


def titles(calendar):
    return [str(each["summary"]) for each in calendar.walk("VEVENT")]


def test_when_where_and_what(event, calendar):
    item = event()
    found = calendar().walk("VEVENT")[0]
    assert found["summary"] == "World Day in Danao"
    assert found.decoded("dtstart") == EIGHT
    assert found["location"] == "Plaza"
    assert found["url"] == item.absolute_url()
    assert found["uid"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"territory": DANAO.provincial}, ["Near"]),
        ({"territory": "PH"}, ["Near", "Far"]),
        ({"theme": "livelihood"}, ["Far"]),
        ({"SearchableText": "near"}, ["Near"]),
        ({"portal_type": "GoodPractice"}, ["Near", "Far"]),
    ],
)
def test_those_of_a_place_or_theme(event, calendar, practice, form, expected):
    practice()
    event(title="Far", territories=[BONTOC.barangay], themes=["livelihood"])
    event(title="Near", end=EIGHT + timedelta(days=2))
    assert titles(calendar(**form)) == expected


def test_a_draft_is_in_no_visitors_calendar(event, calendar):
    event(published=False, title="Not yet")
    assert titles(calendar()) == []
    assert titles(calendar("national.secretary")) == ["Not yet"]


def test_it_is_the_same_until_something_changes(portal, event, page):
    item = event()
    first = page(portal, "events.ics")
    tag = portal.REQUEST.response.getHeader("ETag")
    assert page(portal, "events.ics") == first
    item.title = "Another day"
    item.reindexObject()
    assert b"Another day" in page(portal, "events.ics")
    assert portal.REQUEST.response.getHeader("ETag") != tag


def test_an_event_is_stamped_with_its_last_change(event, calendar):
    item = event()
    changed = item.modified().asdatetime().astimezone(UTC).replace(microsecond=0)
    assert calendar().walk("VEVENT")[0].decoded("dtstamp").replace(microsecond=0) == changed


def test_a_line_break_in_a_title_adds_no_line_of_its_own(event, calendar):
    event(description="One\r\nATTENDEE:mailto:x@example.org")
    found = calendar().walk("VEVENT")[0]
    assert "attendee" not in found


def test_the_page_offers_it_where_there_are_events(portal, practice, event, page):
    practice()
    address = f"{portal.absolute_url()}/events.ics?theme=education"
    assert address not in page(portal, "repository", theme="education")
    event()
    assert address in unescape(page(portal, "repository", theme="education"))


def test_a_long_calendar_keeps_what_ends_last(event, calendar, monkeypatch):
    monkeypatch.setattr("clkss.content.search.calendar.MOST_EVENTS", 1)
    event(title="First")
    event(title="Last", end=EIGHT + timedelta(days=9))
    assert titles(calendar()) == ["Last"]
