"""Who was at a meeting and who is to do what, written over REST by the rules of the forms."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.meetings import recovery
from clkss.content.community.meetings import rules
from clkss.content.community.rooms import sharing
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from dataclasses import replace
from datetime import date
from plone.dexterity.utils import createContentInContainer
from tests.rest.test_kinds import steady

import json
import pytest
import re
import transaction


SECRETARY = "municipal.secretary"
OWNER = "municipal.contributor"
ACTION = "Write to the harbour master"
GUEST = "A teacher of Tangnan"

OTHERS = (None, "member", "other.municipal.secretary", "provincial.secretary", OWNER)
"""People who do not write the meeting once it is shared."""


@pytest.fixture
def meeting(functional_portal, rest, monkeypatch):
    """A meeting of the municipal committee that is shared with everybody."""
    rest()
    site = functional_portal
    monkeypatch.setattr(clearances, "today", lambda: date(2030, 1, 16))
    with acting_as(site, "admin"):
        committees.create(DANAO.municipal)
    room = site["committees"][DANAO.municipal]
    with acting_as(site, SECRETARY):
        made = createContentInContainer(
            room, "Meeting", checkConstraints=False, title="Night work", day="2030-01-15"
        )
        sharing.act(made, "share_public")
    transaction.commit()
    return made


def path_of(meeting):
    return f"committees/{DANAO.municipal}/{meeting.getId()}"


def always_alike(exchange):
    """Replace what differs from run to run, so that the documentation stays the same."""

    def clean(text):
        text = re.sub(r'("id": |@meeting-actions/)"?[0-9a-f]{8}"?', r'\g<1>"1a2b3c4d"', text)
        text = text.replace('@meeting-actions/"1a2b3c4d"', "@meeting-actions/1a2b3c4d")
        return re.sub(r"night-work-[2-9a-z]{4}", "night-work-x7k2", text)

    exchange = steady(exchange)
    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


def state(meeting):
    transaction.begin()
    return meeting.attendance, meeting.guests, meeting.actions, meeting.title


def test_the_secretary_writes_and_whoever_is_to_do_something_does_it(
    functional_portal, rest, meeting
):
    path = path_of(meeting)
    written = {
        "attendance": {SECRETARY: "present", OWNER: "excused"},
        "guests": f" {GUEST} ",
        "actions": [{"what": ACTION, "owner": OWNER, "due": "2030-02-01"}],
    }
    nothing = state(meeting)
    for person in OTHERS:
        answer = rest(person)("PATCH", path, written)
        assert answer.status in (401, 403), person
        assert state(meeting) == nothing, person
    secretary, owner = rest(SECRETARY), rest(OWNER)
    answer = secretary("PATCH", path, written)
    assert answer.status == 204, answer.body
    always_alike(answer).save("meeting-write")
    assert recovery.verify(functional_portal) == []
    found = secretary("GET", path)
    always_alike(found).save("meeting-get")
    assert found.json["attendance"] == written["attendance"]
    assert found.json["guests"] == GUEST
    (action,) = found.json["actions"]
    assert (action["what"], action["done"]) == (ACTION, "")
    assert secretary("PATCH", path, found.json).status == 204, "what was read is written back"
    step = f"{path}/@meeting-actions/{action['id']}"
    for person, status in (
        *((None, 404), ("member", 404), ("other.municipal.secretary", 401)),
        ("provincial.secretary", 401),
    ):
        assert rest(person)("PATCH", step, {"done": True}).status == status, person
    for wrong in ({}, {"done": "yes"}, {"done": 1}):
        assert owner("PATCH", step, wrong).status == 400, wrong
    assert owner("PATCH", f"{step}0", {"done": True}).status == 404
    assert owner("PATCH", f"{path}/@meeting-actions", {"done": True}).status == 404
    answer = owner("PATCH", step, {"done": True})
    always_alike(answer).save("meeting-done")
    assert answer.status == 204
    assert secretary("GET", path).json["actions"][0]["done"] == "2030-01-16"
    row = {"id": action["id"], "due": "2030-03-01"}
    assert secretary("PATCH", path, {"actions": [row], "attendance": {OWNER: None}}).status == 204
    (now,) = meeting_actions(meeting)
    assert now == {**action, "due": "2030-03-01", "done": "2030-01-16"}
    assert dict(meeting.attendance) == {SECRETARY: "present"}
    assert meeting.guests == GUEST
    assert secretary("PATCH", step, {"done": False}).status == 204
    assert secretary("PATCH", path, {"actions": [{**row, "what": ""}]}).status == 204
    assert meeting_actions(meeting) == ()
    assert recovery.verify(functional_portal) == []


def meeting_actions(meeting):
    transaction.begin()
    return meeting.actions


def test_what_is_wrong_is_said_by_row_and_nothing_is_half_written(rest, meeting):
    path = path_of(meeting)
    secretary = rest(SECRETARY)
    good = {"what": ACTION, "owner": OWNER, "due": ""}
    assert secretary("PATCH", path, {"actions": [good]}).status == 204
    (action,) = meeting_actions(meeting)
    before = state(meeting)
    answer = secretary(
        "PATCH",
        path,
        {
            "title": "Another title",
            "attendance": {SECRETARY: "present", "other.municipal.secretary": "present"},
            "actions": [good, {**good, "owner": "member"}, {**good, "due": "tomorrow"}],
        },
    )
    always_alike(answer).save("meeting-write-wrong")
    assert answer.status == 400
    for words in (
        "Attendance of “other.municipal.secretary”: Choose somebody who serves on",
        "Row 2: Choose somebody who serves on the committee now.",
        "Row 3: Write the day as 2026-11-26.",
    ):
        assert words in answer.json["message"], words
    assert state(meeting) == before
    tagalog = secretary("PATCH", path, {"actions": [{**good, "owner": "x"}]}, Accept_Language="tl")
    assert (tagalog.status, "Choose somebody" in tagalog.body) == (400, False)
    many = [good] * rules.MOST_ACTIONS
    for wrong, words in (
        ({"attendance": []}, "Send an object"),
        ({"attendance": {OWNER: 1}}, f"“{OWNER}”: a text"),
        ({"attendance": {OWNER: "late"}}, "“present”"),
        ({"attendance": {"\ud800" * 999: "present"}}, "Choose somebody"),
        ({"guests": {}}, "a text is expected"),
        ({"guests": "\udfff"}, "a text is expected"),
        ({"guests": "x" * 2001}, "more than 2000"),
        ({"actions": {}}, "Send a list of rows"),
        ({"actions": [good, "x"]}, "Row 2: an object"),
        ({"actions": [{**good, "due": 1}]}, "Row 1: an object"),
        ({"actions": [{**good, "what": "\ud800"}]}, "Row 1: an object"),
        ({"actions": [{**good, "state": ""}]}, "Row 1: an object"),
        ({"actions": [{"owner": OWNER}]}, "Row 1: Say what is to be done."),
        ({"actions": [{**good, "what": "x" * 501}]}, "Row 1: An action takes at most 500"),
        ({"actions": [{**good, "id": action["id"], "done": "2030-01-01"}]}, "@meeting-actions"),
        ({"actions": many}, "at most 60 actions"),
    ):
        body = json.dumps({"title": "Another title", "begins": "09:00", **wrong}).encode()
        answer = secretary("PATCH", path, body, Content_Type="application/json")
        assert answer.status == 400, (wrong, answer.body)
        assert words in answer.json["message"], (wrong, answer.body)
        assert state(meeting) == before
    new = {"@type": "Meeting", "title": "Next", "day": "2030-02-15"}
    room = f"committees/{DANAO.municipal}"
    answer = secretary("POST", room, {**new, "actions": [good], "guests": ""})
    assert (answer.status, "Make the meeting first" in answer.body) == (400, True)
    assert "guests" not in answer.json["message"]
    assert secretary("POST", room, {**new, "actions": [], "guests": ""}).status == 201


def test_who_left_the_committee_writes_and_does_nothing_more(rest, meeting):
    path = path_of(meeting)
    good = {"what": ACTION, "owner": OWNER, "due": ""}
    assert rest(SECRETARY)("PATCH", path, {"actions": [good]}).status == 204
    (action,) = meeting_actions(meeting)
    step = f"{path}/@meeting-actions/{action['id']}"
    for person in (OWNER, SECRETARY):
        clearances.revoke(person, DANAO.municipal)
    transaction.commit()
    before = state(meeting)
    for person in (OWNER, SECRETARY):
        assert rest(person)("PATCH", step, {"done": True}).status in (401, 404), person
        answer = rest(person)("PATCH", path, {"guests": GUEST})
        assert answer.status in (401, 403), person
    assert state(meeting) == before
