"""Mails about meetings and what is to be done, and what of it is known of a person."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.community.meetings import data
from clkss.content.community.meetings import nightly
from clkss.content.community.meetings import people as meetings
from clkss.content.community.meetings import recovery
from clkss.content.community.meetings import store
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.people import leaving
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from datetime import date
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import re
import transaction


TITLE = "Meeting about night work on boats"
ACTION = "Write to the harbour master"
OWNER = "municipal.contributor"
OTHER = "municipal.caseworker"
SECRETARY = "municipal.secretary"
ABOVE = "provincial.secretary"


@pytest.fixture
def mails(site, server, work):
    """Do what waits; give who got which mail since the last time."""
    server.use_for(site, SECRETARY, OWNER, OTHER, ABOVE)
    transaction.commit()

    def mails():
        transaction.commit()
        work()
        found = [(mail["To"].split("@")[0], mail) for mail in server.mails()]
        server.received.clear()
        for _to, mail in found:
            assert TITLE not in str(mail)
            assert ACTION not in str(mail)
            assert "Secret place" not in str(mail)
            assert mail["List-Unsubscribe"]
        return dict(found)

    return mails


@pytest.fixture
def meeting(put):
    return put("Meeting", title=TITLE, day="2030-01-15", begins="14:00", place="Secret place")


def share(site, meeting, step):
    with acting_as(site, SECRETARY):
        sharing.act(meeting, step)
    transaction.commit()


def change(site, meeting, **values):
    with acting_as(site, SECRETARY):
        for name, value in values.items():
            setattr(meeting, name, value)
        notify(ObjectModifiedEvent(meeting))
    transaction.commit()


def test_the_committee_is_told_of_a_meeting_when_it_moves_and_when_it_is_cancelled(
    site, meeting, mails, monkeypatch, browse
):
    assert mails() == {}
    share(site, meeting, rules.SHARE_ROOM)
    found = mails()
    assert set(found) == {OWNER, OTHER}, "not who shared it, and nobody above"
    assert found[OWNER]["Subject"] == "Meeting: 2030-01-15, 14:00"
    text = found[OWNER].get_body(("plain",)).get_content()
    assert f"/permalink/{meeting.UID()}" in text
    assert meeting.getId() not in text, "an address says what a meeting is called"
    change(site, meeting, place="Secret place, first floor")
    share(site, meeting, rules.SHARE_PUBLIC)
    assert mails() == {}
    change(site, meeting, begins="15:00")
    assert mails()[OTHER]["Subject"] == "Meeting at another time: 2030-01-15, 15:00"
    monkeypatch.setattr(clearances, "today", lambda: date(2030, 1, 14))
    for _twice in range(2):
        nightly.nightly(site, None)
    found = mails()
    assert set(found) == {SECRETARY, OWNER, OTHER}
    assert found[SECRETARY]["Subject"] == "Meeting tomorrow: 2030-01-15, 15:00"
    link = re.search(r"<(http[^>]*)>", found[OTHER]["List-Unsubscribe"])[1]
    browse().post(link, "List-Unsubscribe=One-Click")
    change(site, meeting, life="cancelled")
    found = mails()
    assert set(found) == {OWNER}
    assert found[OWNER]["Subject"] == "Meeting cancelled: 2030-01-15, 15:00"
    nightly.nightly(site, None)
    assert mails() == {}
    monkeypatch.undo()
    browser = browse(OWNER)
    browser.open(f"{site.absolute_url()}/my-calendar")
    browser.getControl("No more mails").click()
    browser.getControl("Send me mails again").click()
    assert browser.getControl("No more mails")


def test_who_has_something_to_do_gets_one_mail_a_day_when_given_and_when_overdue(
    site, meeting, mails, monkeypatch
):
    day = date(2029, 1, 1)
    monkeypatch.setattr(clearances, "today", lambda: day)
    rows = [
        {"id": "", "what": f"{ACTION} {number}", "owner": OWNER, "due": "2029-01-03"}
        for number in range(3)
    ]
    with acting_as(site, SECRETARY):
        meetings.note_actions(meeting, rows)
    transaction.commit()
    nightly.nightly(site, None)
    assert mails() == {}, "a draft tells nobody"
    share(site, meeting, rules.SHARE_ROOM)
    mails()
    nightly.nightly(site, None)
    found = mails()
    assert set(found) == {OWNER}
    text = found[OWNER].get_body(("plain",)).get_content()
    assert "New for you: 3." in text
    assert "to do: 3; the first by 2029-01-03" in text
    assert "/my-work" in text
    day = date(2029, 1, 2)
    nightly.nightly(site, None)
    assert mails() == {}
    with acting_as(site, SECRETARY):
        meetings.finish(meeting, meeting.actions[0]["id"])
        meetings.note_actions(meeting, [{**meeting.actions[1], "owner": SECRETARY}])
    transaction.commit()
    day = date(2029, 1, 4)
    nightly.nightly(site, None)
    found = mails()
    assert "Overdue since you were told last: 1." in found[OWNER].get_body(("plain",)).get_content()
    assert "New for you: 1." in found[SECRETARY].get_body(("plain",)).get_content()
    clearances.revoke(OWNER, DANAO.municipal)
    transaction.commit()
    day = date(2029, 1, 5)
    nightly.nightly(site, None)
    assert mails() == {}


def test_a_person_is_told_all_and_becomes_a_former_member(site, meeting, browse):
    with acting_as(site, SECRETARY):
        meetings.note_attendance(meeting, {OWNER: "present", OTHER: "absent"}, "")
        rows = [
            {"id": "", "what": ACTION, "owner": OWNER, "due": ""},
            {"id": "", "what": "Phone the school", "owner": OWNER, "due": ""},
        ]
        meetings.note_actions(meeting, rows)
        meetings.finish(meeting, meeting.actions[1]["id"])
    store.new_calendar(OWNER)
    transaction.commit()
    known = data.Meetings().known(site, OWNER)
    assert {"address": meeting.absolute_url(), "attendance": "present"} in known
    assert ACTION in {each.get("text") for each in known}
    assert {"calendar": True} in known
    assert data.Meetings().known(site, ABOVE) == []
    with acting_as(site, "admin"):
        leaving.delete(site, OWNER)
    transaction.commit()
    assert data.Meetings().known(site, OWNER) == []
    assert OWNER not in str((meeting.attendance, meeting.actions))
    assert recovery.verify(site) == []
    with relational.read() as connection:
        for table in ("actions", "attendance", "calendars", "told", "stopped"):
            rows = connection.exec_driver_sql(f"select * from community_meeting_{table}").all()
            assert OWNER not in str(rows)
    browser = browse(SECRETARY)
    browser.open(meeting.absolute_url())
    assert browser.contents.count("former member</") >= 2
    assert "nobody</span>" in browser.contents
