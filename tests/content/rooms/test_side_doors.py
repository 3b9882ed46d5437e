"""Ways by which what lies in a room could get out of it, or vanish: all shut."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.discussion import posting
from clkss.content.community.meetings import people
from clkss.content.community.polls import rules as polls
from clkss.content.community.polls import voting
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from plone import api
from plone.testing.zope import Browser
from zExceptions import BadRequest
from zope.lifecycleevent import modified

import base64
import json
import pytest
import transaction


SECRETARY = "municipal.secretary"

DOORS = (
    "",
    "@@fc-contextInfo",
    "@@title",
    "@history",
    "breadcrumbs_view",
    "colophon",
    "contact-info",
    "default_page",
    "description",
    "folder_contents",
    "footer",
    "mail_password",
    "mail_password_form",
    "multilingual-universal-link",
    "passwordreset",
    "plone_nextprevious_view",
    "render-toolbar",
    "require_login",
    "sitemap",
    "title",
)
"""Pages of Plone that stand at whatever there is."""


@pytest.fixture
def ask(site, functional):
    """Send a request over REST as somebody: status and text."""
    app = Browser(functional["app"]).testapp

    def ask(person, method, path, **values):
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if person:
            words = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
            headers["Authorization"] = f"Basic {words}"
        answer = app.request(
            f"/plone/{path}",
            method=method,
            headers=headers,
            body=json.dumps(values).encode() if values else b"",
            expect_errors=True,
        )
        app.reset()
        transaction.begin()
        return answer.status_int, answer.text

    return ask


def path_of(item):
    return "/".join(item.getPhysicalPath()[2:])


def test_nobody_copies_or_moves_it_into_another_room(site, room, put, ask):
    with acting_as(site, "admin"):
        other = committees.create(DANAO.barangay)
    # Who reads here writes there: the copy would take along who was there, and guests.
    clearances.grant(SECRETARY, DANAO.barangay, "contributor", None)
    meeting = put("Meeting", title="Boats", day="2030-01-15", share=rules.SHARE_PUBLIC)
    with acting_as(site, SECRETARY):
        people.note_attendance(meeting, {"municipal.caseworker": "present"}, "Guest Zed")
    transaction.commit()
    draft = put("RoomDocument", title="Boats", text="At night.")
    for item in (meeting, draft):
        for target in (other, room):
            for service, refused in {"@copy": 400, "@move": 401}.items():
                if service == "@move" and target is room:
                    continue
                path = f"{path_of(target)}/{service}"
                status, text = ask(SECRETARY, "POST", path, source=f"/{path_of(item)}")
                assert status == refused, (service, text)
    assert not other.objectIds()
    assert set(room.objectIds()) == {meeting.getId(), draft.getId()}


def test_what_is_shared_is_taken_back_before_it_is_deleted(site, room, put, ask):
    paper = put("RoomDocument", title="Boats", text="At night.", share=rules.SHARE_ROOM)
    status, text = ask(SECRETARY, "DELETE", path_of(paper))
    assert status == 400
    assert "Take it back into draft first." in text
    assert paper.getId() in room
    with acting_as(site, SECRETARY):
        sharing.act(paper, rules.TAKE_BACK)
    transaction.commit()
    assert ask(SECRETARY, "DELETE", path_of(paper))[0] == 204
    assert paper.getId() not in room


def test_the_address_of_a_draft_that_a_consultation_concerns_is_told_to_who_sees_the_draft(
    site, put, ask
):
    with acting_as(site, "municipal.contributor"):
        practice = api.content.create(site.practices, "GoodPractice", title="Boat owner Santos")
    transaction.commit()
    asked = put(
        "Consultation",
        title="A draft",
        text="No child works at night.",
        closes=clearances.today().isoformat(),
        item=practice.absolute_url(),
        share=rules.SHARE_PUBLIC,
    )
    told = {
        person
        for person in (None, "member", "barangay.secretary", "municipal.contributor", SECRETARY)
        if practice.getId() in ask(person, "GET", path_of(asked))[1]
    }
    assert told == {"municipal.contributor", SECRETARY}
    assert practice.getId() not in ask(None, "GET", "committees?fullobjects=1")[1]


def test_odd_pages_of_lists_are_pages(site, room, ask):
    for start in ("9" * 5000, "-1", "x"):
        for path in ("accomplishments", "accomplishments.atom", "@committees"):
            assert ask(None, "GET", f"{path}?b_start={start}&b_size=-1")[0] == 200, (path, start)


def test_what_was_voted_on_and_commented_on_stays_over_rest_too(site, put, ask):
    until = clearances.today().isoformat()
    options = [{"option": "Monday"}, {"option": "Friday"}]
    asked = put("Poll", title="When?", options=options, closes=until, share=rules.SHARE_ROOM)
    draft = put(
        "Consultation",
        title="An ordinance",
        text="No child works.",
        closes=until,
        share=rules.SHARE_ROOM,
    )
    for person, number in {SECRETARY: 0, "municipal.contributor": 1, "dswd.caseworker": 1}.items():
        with acting_as(site, person):
            voting.vote(asked, person, {number: 1})
        transaction.commit()
    with acting_as(site, "municipal.contributor"):
        posting.add(draft, "Who pays the fuel?")
    transaction.commit()
    for changes in (
        {"title": "Why?"},
        {"options": options[:1]},
        {"ballot": polls.OPEN},
        {"votes": 2},
        {"several": True},
    ):
        assert ask(SECRETARY, "PATCH", path_of(asked), **changes)[0] == 400, changes
    asked.title = "Why?"
    with pytest.raises(BadRequest):
        modified(asked)
    transaction.abort()
    assert ask(SECRETARY, "PATCH", path_of(draft), text="Children work.")[0] == 400
    assert ask(SECRETARY, "PATCH", path_of(draft), question="Can you?")[0] == 204

    def result():
        return json.loads(ask(SECRETARY, "GET", path_of(asked))[1])["result"]

    # Who looks at the result cannot have the poll go on: the next vote would be somebody's.
    assert result() is None
    for over in (None, "2020-01-01"):
        status, _text = ask(SECRETARY, "PATCH", path_of(asked), closes=over)
        if status == 204:
            assert result() == [1, 2]
            assert ask(SECRETARY, "PATCH", path_of(asked), closes="2030-01-01")[0] == 400
            assert result() == [1, 2]


def test_who_wrote_it_and_serves_no_longer_learns_no_title(site, put, ask):
    writer = "municipal.contributor"
    paper = put("RoomDocument", person=writer, title="Boat owner Santos", text="At night.")
    assert not paper.get_local_roles()
    clearances.revoke(writer, DANAO.municipal)
    transaction.commit()
    told = {
        (person, name)
        for person in (writer, "member", None)
        for name in DOORS
        if "Santos" in ask(person, "GET", f"{path_of(paper)}/{name}")[1]
    }
    assert told == set()
