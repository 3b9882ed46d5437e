"""A meeting in a committee's room: planned, shared, minuted; who was there, who does what."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.community.meetings import people as meetings
from clkss.content.community.meetings import recovery
from clkss.content.community.meetings import store
from clkss.content.community.meetings import tables
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.exceptions import Refused
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from plone import api
from plone.testing.zope import Browser
from tests.content.rooms.test_documents import CHANGES
from tests.content.rooms.test_documents import EVERYBODY
from tests.content.rooms.test_documents import SEES
from tests.content.rooms.test_documents import SERVING

import base64
import json
import pytest
import transaction


TITLE = "Meeting about night work on boats"
ACTION = "Write to the harbour master"
GUEST = "A teacher of Tangnan"
OWNER = "municipal.contributor"
OWNER_NAME = "Carina of the welfare office"


@pytest.fixture
def meeting(site, put):
    member = site.portal_membership.getMemberById(OWNER)
    member.setMemberProperties({"fullname": OWNER_NAME})
    made = put(
        "Meeting",
        title=TITLE,
        day="2030-01-15",
        begins="14:00",
        ends="16:00",
        place="Session hall",
        agenda=[{"item": "Boats", "presents": "Social welfare office", "minutes": 20}],
        decisions=[
            {"what": "Boats are visited.", "number": "12", "votes_for": 7, "votes_against": 0}
        ],
    )
    with acting_as(site, "municipal.secretary"):
        meetings.note_attendance(made, {OWNER: "present"}, GUEST)
        row = {"id": "", "what": ACTION, "owner": OWNER, "due": "2020-01-31"}
        meetings.note_actions(made, [row])
    transaction.commit()
    return made


def share(site, meeting, step):
    with acting_as(site, "municipal.secretary"):
        sharing.act(meeting, step)
    transaction.commit()


def ask(functional, person, url, method="GET", **values):
    """Ask over REST: status and mapping."""
    app = Browser(functional["app"]).testapp
    headers = {"Accept": "application/json"}
    if values:
        headers["Content-Type"] = "application/json"
    if person:
        words = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
        headers["Authorization"] = f"Basic {words}"
    body = json.dumps(values).encode() if values else b""
    answer = app.request(url, method=method, headers=headers, body=body, expect_errors=True)
    app.reset()
    transaction.begin()
    return answer.status_int, json.loads(answer.text) if answer.text else None


def test_in_every_state_exactly_those_whom_it_concerns_by_page_and_rest(
    site, room, meeting, people, browse, functional
):
    url = meeting.absolute_url()
    hidden = (ACTION, GUEST, OWNER_NAME)
    for step, state in {None: rules.DRAFT, **rules.LEADS_TO}.items():
        if step:
            share(site, meeting, step)
        view, change = people(meeting)
        assert view == SEES[state], state
        assert change == CHANGES[state], state
        for person in (
            None,
            "member",
            "other.municipal.secretary",
            "provincial.secretary",
            "municipal.secretary",
        ):
            sees = person in SEES[state]
            knows = sees and (person in SERVING)
            browser = browse(person)
            browser.open(url)
            assert ("Boats are visited." in browser.contents) is sees, (state, person)
            for secret in hidden:
                assert (secret in browser.contents) is knows, (state, person, secret)
            status, said = ask(functional, person, url)
            assert (status == 200) is sees
            assert ("actions" in said) is ("attendance" in said) is ("guests" in said) is knows
            assert (GUEST in json.dumps(said)) is (OWNER in json.dumps(said)) is knows
            browser.open(f"{room.absolute_url()}/meetings")
            assert (TITLE in browser.contents) is sees, (state, person)
            if person in (None, "municipal.secretary"):
                browser.open(room.absolute_url())
                assert (TITLE in browser.contents) is sees, (state, person)
                first = section(browser.contents, "section-next-meeting")
                assert (TITLE in first) is (person is not None)


def test_a_public_meeting_names_nobody_to_a_visitor_by_any_door(site, room, meeting, browse):
    share(site, meeting, rules.SHARE_PUBLIC)
    url, site_url = meeting.absolute_url(), site.absolute_url()
    browser = browse()
    for address in (
        f"{url}/attendance",
        f"{url}/actions",
        f"{url}/guests",
        f"{url}/edit",
        f"{url}/meeting.ics",
        f"{room.absolute_url()}/calendar.ics",
        f"{site_url}/search?SearchableText=Carina",
        f"{site_url}/@search?portal_type=Meeting&fullobjects=1&metadata_fields=_all",
        f"{room.absolute_url()}/@search?metadata_fields=room_facts",
        f"{room.absolute_url()}?fullobjects=1",
        f"{url}/@types",
        f"{url}/@history",
        f"{url}/@workflow",
    ):
        for accept in ("text/html", "application/json"):
            browser.addHeader("Accept", accept)
            browser.open(address)
            for secret in (GUEST, ACTION, OWNER, OWNER_NAME):
                assert secret not in str(browser.contents), (address, accept, secret)


def test_over_rest_a_meeting_is_made_and_changed_by_those_who_write_the_room(
    site, room, functional
):
    url = room.absolute_url()
    new = {"@type": "Meeting", "title": TITLE, "day": "2030-01-15", "begins": "09:00"}
    for person in (
        None,
        "member",
        "barangay.contributor",
        "provincial.secretary",
        "other.municipal.secretary",
    ):
        assert ask(functional, person, url, "POST", **new)[0] in (400, 401, 403), person
    assert "Meeting" not in {each.portal_type for each in room.objectValues()}
    status, said = ask(functional, "municipal.contributor", url, "POST", **new)
    assert status == 201
    assert said["life"]["token"] == "planned"
    status, wrong = ask(functional, "municipal.secretary", url, "POST", **(new | {"ends": "08:00"}))
    assert status == 400
    assert "before it begins" in json.dumps(wrong)
    for person, expected in (("barangay.contributor", (401, 403)), ("municipal.secretary", (204,))):
        status, _nothing = ask(functional, person, said["@id"], "PATCH", begins="10:00")
        assert status in expected, person
    for bad in ({"begins": "ten"}, {"life": "maybe"}, {"decisions": [{"what": ""}]}):
        assert ask(functional, "municipal.secretary", said["@id"], "PATCH", **bad)[0] == 400, bad
    step = f"{said['@id']}/@workflow/share_room"
    assert ask(functional, "municipal.contributor", step, "POST")[0] in (400, 401, 403)
    assert ask(functional, "municipal.secretary", step, "POST")[0] == 200
    assert ask(functional, OWNER, said["@id"])[1]["begins"] == "10:00"


def test_a_secretary_plans_shares_and_minutes_and_loses_nothing(site, room, browse):
    browser = browse("municipal.secretary")
    browser.open(room.absolute_url())
    browser.getLink("Plan a meeting").click()
    browser.getControl(name="form.widgets.title").value = TITLE
    browser.getControl(name="form.widgets.begins").value = "2 pm"
    browser.getControl(name="form.buttons.save", index=0).click()
    assert "Write the time as 14:00" in browser.contents
    assert browser.getControl(name="form.widgets.title").value == TITLE
    browser.getControl(name="form.widgets.begins").value = "14:00"
    browser.getControl(name="form.buttons.save", index=0).click()
    browser.getLink("Say on which day it is.").click()
    browser.getControl(name="form.widgets.day").value = "2030-01-15"
    browser.getControl(name="form.widgets.agenda.0.item").value = "Boats"
    browser.getControl(name="form.widgets.decisions.0.what").value = "Boats are visited."
    browser.getControl(name="form.buttons.save", index=0).click()
    assert "2030-01-15, 14:00" in browser.contents
    browser.getControl("Share with this committee").click()
    name = next(
        f"how-{number}"
        for number in range(10)
        if browser.getControl(name=f"who-{number}").value == OWNER
    )
    browser.getControl(name=name).value = ["excused"]
    browser.getControl(name="guests").value = "x" * 2001
    browser.getControl(name="attendance").click()
    assert "more than 2000 characters" in browser.contents
    assert browser.getControl(name=name).value == ["excused"]
    browser.getControl(name="guests").value = GUEST
    browser.getControl(name="attendance").click()
    browser.getControl(name="owner-1").value = [OWNER]
    browser.getControl(name="due-1").value = "tomorrow"
    browser.getControl(name="actions").click()
    assert "Say what is to be done." in browser.contents
    assert "Write the day as 2026-11-26." in browser.contents
    assert browser.getControl(name="due-1").value == "tomorrow"
    browser.getControl(name="what-1").value = ACTION
    browser.getControl(name="due-1").value = "2020-01-31"
    browser.getControl(name="actions").click()
    owner = site.portal_membership.getMemberById(OWNER).getProperty("fullname") or OWNER
    for words in (ACTION, owner, "Excused", GUEST, "Overdue", "by <time>2020-01-31"):
        assert words in browser.contents, words


def test_an_action_is_done_by_its_owner_while_serving_and_by_the_secretary(site, meeting, browse):
    share(site, meeting, rules.SHARE_ROOM)
    url = meeting.absolute_url()
    (action,) = meeting.actions
    for person in ("regional.secretary", "provincial.secretary"):
        browser = browse(person)
        browser.open(url)
        assert ACTION in browser.contents
        assert 'name="done"' not in browser.contents
        with acting_as(site, person), pytest.raises(Refused):
            meetings.finish(meeting, action["id"])
    browser = browse(OWNER)
    browser.open(url)
    browser.getControl(name="done").click()
    transaction.begin()
    assert meeting.actions[0]["done"] == clearances.today().isoformat()
    browser.getControl(name="undone").click()
    transaction.begin()
    assert not meeting.actions[0]["done"]
    for person in (OWNER, "provincial.secretary"):
        with acting_as(site, person):
            with pytest.raises(Refused):
                meetings.note_actions(meeting, [])
            with pytest.raises(Refused):
                meetings.note_attendance(meeting, {}, "")
    share(site, meeting, rules.SHARE_NETWORK)
    clearances.revoke(OWNER, DANAO.municipal)
    clearances.grant(OWNER, "1404404000", "member")
    with acting_as(site, OWNER), pytest.raises(Refused):
        meetings.finish(meeting, action["id"])
    with acting_as(site, "municipal.secretary"):
        meetings.finish(meeting, action["id"])
    assert meeting.actions[0]["done"]


def test_only_those_who_serve_are_given_actions_and_an_owner_who_left_is_nobody(
    site, meeting, browse
):
    (action,) = meeting.actions
    for owner in ("other.municipal.secretary", "member", "nobody.at.all"):
        with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
            meetings.note_actions(meeting, [{**action, "owner": owner}])
    clearances.revoke(OWNER, DANAO.municipal)
    transaction.commit()
    with acting_as(site, "municipal.secretary"):
        meetings.note_actions(meeting, [{**action, "what": f"{ACTION} again"}])
    assert meeting.actions[0]["owner"] == OWNER
    assert OWNER in EVERYBODY
    transaction.commit()
    browser = browse("municipal.secretary")
    browser.open(meeting.absolute_url())
    assert "nobody</span>" in browser.contents


def section(html, id):
    """Give the part of "My work" with this id."""
    begin = html.find(f'aria-labelledby="{id}"')
    return html[begin : html.find("</section>", begin)] if begin >= 0 else ""


def test_my_work_shows_an_action_to_its_owner_who_does_it_in_one_tap(site, meeting, browse):
    work = f"{site.absolute_url()}/my-work"
    browser = browse(OWNER)
    browser.open(work)
    assert ACTION not in browser.contents
    share(site, meeting, rules.SHARE_ROOM)
    browser.open(work)
    part = section(browser.contents, "meeting-actions")
    assert ACTION in part
    assert "by 2020-01-31" in part
    assert "Urgent" in part
    for person in ("municipal.secretary", "provincial.secretary", "member"):
        other = browse(person)
        other.open(work)
        assert ACTION not in other.contents, person
    browser.getControl(name="done").click()
    assert browser.url == work
    assert ACTION not in browser.contents
    transaction.begin()
    assert meeting.actions[0]["done"]


def test_an_action_of_somebody_who_left_is_the_secretary_s_to_hand_over(site, meeting, browse):
    share(site, meeting, rules.SHARE_NETWORK)
    clearances.revoke(OWNER, DANAO.municipal)
    clearances.grant(OWNER, "1404404000", "member")
    transaction.commit()
    work = f"{site.absolute_url()}/my-work"
    for person, id in (
        ("municipal.secretary", "meeting-actions-nobody"),
        ("provincial.secretary", None),
        ("other.municipal.secretary", None),
        (OWNER, None),
    ):
        browser = browse(person)
        browser.open(work)
        assert (ACTION in browser.contents) is bool(id), person
        if id:
            part = section(browser.contents, id)
            assert ACTION in part
            assert "nobody" in part
            assert OWNER not in part


def test_rows_follow_the_meetings_and_are_made_anew(site, room, meeting, functional):
    assert recovery.verify(site) == []
    uid = meeting.UID()
    share(site, meeting, rules.SHARE_ROOM)
    assert recovery.verify(site) == []
    row, (action,), (there,) = store.all_rows()[uid]
    assert (row["state"], action["owner"], there["how"]) == ("room", OWNER, "present")
    with relational.write_now() as connection:
        connection.execute(tables.actions.update().values(owner="somebody"))
        connection.execute(tables.meetings.update().values(written_by="lost"))
    assert recovery.verify(site) != []
    with relational.write_now() as connection:
        recovery.put_right(connection, "facts", ["lost"])
    assert store.all_rows() == {}
    assert recovery.mend(site, None, [uid, "0" * 32]) == 1
    transaction.commit()
    assert recovery.verify(site) == []
    with relational.write_now() as connection:
        connection.execute(tables.meetings.update().values(meeting="gone"))
    assert recovery.rebuild(site) == 1
    transaction.commit()
    assert recovery.verify(site) == []
    share(site, meeting, rules.TAKE_BACK)
    with acting_as(site, "admin"):
        api.content.delete(meeting)
    transaction.commit()
    assert store.all_rows() == {}
