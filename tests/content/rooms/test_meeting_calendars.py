"""Meetings as calendars: of one, of a committee, of oneself."""

from clkss.content.committees import clearances
from clkss.content.community.meetings import store
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar
from plone.dexterity.utils import createContentInContainer

import pytest
import pytz
import transaction


TITLE = "Meeting about night work on boats"
EVENT = "World Day Against Child Labour in Panglao"
MANILA = pytz.timezone("Asia/Manila")
MEMBER = "municipal.contributor"


def events(browser, url):
    """Read a calendar: its events by title."""
    browser.open(url)
    if not browser.headers.get("Content-Type", "").startswith("text/calendar"):
        return None
    assert "no-store" in browser.headers["Cache-Control"]
    found = Calendar.from_ical(browser.contents).walk("VEVENT")
    return {str(each["summary"]): each for each in found}


@pytest.fixture
def meeting(put):
    return put(
        "Meeting",
        title=TITLE,
        day="2030-01-15",
        begins="14:00",
        ends="16:00",
        place="Session hall",
        link="https://meet.example/boats",
        minutes="Secret minutes",
        agenda=[{"item": "Secret item", "presents": "", "minutes": None}],
    )


@pytest.fixture
def event(site):
    with acting_as(site, MEMBER):
        made = createContentInContainer(
            site,
            "Event",
            checkConstraints=False,
            title=EVENT,
            description="A day.",
            language="en",
            themes=["education"],
            start=MANILA.localize(datetime(2030, 6, 12, 9)),
            end=MANILA.localize(datetime(2030, 6, 12, 11)),
            location="Plaza",
            contact_name="Secret contact",
            owner_committee=DANAO.municipal,
        )
    transaction.commit()
    return made


def share(site, meeting, step):
    with acting_as(site, "municipal.secretary"):
        sharing.act(meeting, step)
    transaction.commit()


def publish(event):
    for person, action in (("municipal.contributor", "submit"), ("municipal.secretary", "publish")):
        ladder.act(event, action, actor=person)
    transaction.commit()


def test_the_calendars_of_a_meeting_and_its_committee_hold_what_one_may_see(
    site, room, meeting, event, browse
):
    one = f"{meeting.absolute_url()}/meeting.ics"
    all_of_them = f"{room.absolute_url()}/calendar.ics"
    people = (None, "member", "other.municipal.secretary", "provincial.secretary", MEMBER)
    for step, sees in (
        (None, set()),
        (rules.SHARE_ROOM, {"provincial.secretary", MEMBER}),
        (rules.SHARE_NETWORK, {"provincial.secretary", MEMBER, "other.municipal.secretary"}),
        (rules.SHARE_PUBLIC, set(people)),
    ):
        if step:
            share(site, meeting, step)
        for person in people:
            found = events(browse(person), all_of_them)
            assert (TITLE in found) is (person in sees), (step, person)
            assert EVENT not in found
            own = events(browse(person), one)
            writes = step is None and person == MEMBER
            assert bool(own) is (person in sees or writes), (step, person)
    publish(event)
    browser = browse()
    found = events(browser, all_of_them)
    assert "Secret" not in browser.contents
    assert str(found[TITLE]["location"]) == "Session hall, https://meet.example/boats"
    assert found[TITLE]["dtstart"].dt == datetime(2030, 1, 15, 6, tzinfo=UTC)
    assert found[TITLE]["dtend"].dt == datetime(2030, 1, 15, 8, tzinfo=UTC)
    assert str(found[TITLE]["url"]) == meeting.absolute_url()
    assert str(found[TITLE]["status"]) == "CONFIRMED"
    assert str(found[EVENT]["location"]) == "Plaza"
    assert str(found[EVENT]["url"]) == event.absolute_url()
    with acting_as(site, "municipal.secretary"):
        meeting.life, meeting.begins, meeting.ends = "cancelled", None, None
        meeting.reindexObject()
    transaction.commit()
    found = events(browse(), all_of_them)[TITLE]
    assert str(found["status"]) == "CANCELLED"
    assert found["dtstart"].dt == date(2030, 1, 15)
    assert found["dtend"].dt - found["dtstart"].dt == timedelta(days=1)


def test_one_s_own_calendar_needs_no_password_and_ends_with_its_address_and_the_service(
    site, room, meeting, event, browse
):
    page = f"{site.absolute_url()}/my-calendar"
    publish(event)
    browser = browse(MEMBER)
    browser.open(page)
    assert "no address yet" in browser.contents
    assert store.calendar_of(MEMBER) is None
    browser.getControl("Make an address").click()
    url = browser.getLink(url="my-calendar/").url
    assert MEMBER not in url
    visitor = browse()
    found = events(visitor, url)
    assert set(found) == {EVENT}, "a draft is in no calendar, not even of who writes it"
    share(site, meeting, rules.SHARE_ROOM)
    found = events(visitor, url)
    assert set(found) == {TITLE, EVENT}
    assert "Secret" not in visitor.contents
    for wrong in (url.replace(".ics", "0.ics"), url[:-5] + "x.ics", f"{page}/x.ics", f"{page}/x"):
        visitor.open(wrong)
        assert visitor.headers["Status"].startswith("404"), wrong
    visitor.post(url, "calendar=end")
    assert visitor.headers["Status"].startswith("405")
    browser.getControl("New address").click()
    assert events(visitor, url) is None
    url = browser.getLink(url="my-calendar/").url
    assert set(events(visitor, url)) == {TITLE, EVENT}
    browser.post(page, "calendar=end&_authenticator=x")
    assert set(events(visitor, url)) == {TITLE, EVENT}
    clearances.revoke(MEMBER, DANAO.municipal)
    transaction.commit()
    assert events(visitor, url) == {}
    browser.open(page)
    browser.getControl("Take the address away").click()
    assert events(visitor, url) is None


def test_what_needs_a_second_factor_is_in_no_calendar_whose_address_shows_none(
    site, room, meeting, event, browse
):
    publish(event)
    share(site, meeting, rules.SHARE_ROOM)
    clearances.grant("member", DANAO.municipal, "caseworker", site=site)
    transaction.commit()
    browser = browse("member")
    browser.open(f"{site.absolute_url()}/my-calendar")
    assert "committees on which you serve as a caseworker only" in browser.contents
    browser.getControl("Make an address").click()
    url = browser.getLink(url="my-calendar/").url
    assert events(browse(), url) == {}
    clearances.grant("member", DANAO.municipal, "member", site=site)
    transaction.commit()
    assert set(events(browse(), url)) == {TITLE, EVENT}


def test_visitors_have_no_calendar_of_their_own(site, browse):
    browser = browse()
    browser.open(f"{site.absolute_url()}/my-calendar")
    assert "Make an address" not in browser.contents
