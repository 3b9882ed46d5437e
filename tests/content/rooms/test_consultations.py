"""A draft on which people are asked: who comments on which paragraph, until when, what follows."""

from clkss.content.committees import clearances
from clkss.content.community.consultations import rules
from clkss.content.community.consultations import store
from clkss.content.community.consultations.content import is_open
from clkss.content.community.discussion import access
from clkss.content.community.discussion import posting
from clkss.content.community.discussion.posting import PostRefused
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms import sharing
from clkss.content.exceptions import Refused
from clkss.content.frame import tokens
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.restapi.interfaces import IDeserializeFromJson
from urllib.parse import urlencode
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import modified

import json
import pytest
import transaction


TITLE = "Ordinance on children on boats"
DRAFT = "No child works at night.\n\nThe barangay looks.\n\nThe fine is small."
SAID = "Who pays the fuel of the boat?"

OWN = {
    each.id
    for each in PEOPLE
    if any(service.committee == DANAO.municipal for service in each.services)
}
SERVING = {each.id for each in PEOPLE if each.services}
ABOVE = {
    "provincial.secretary",
    "regional.secretary",
    "national.secretary",
    "other.national.secretary",
}

COMMENT = {
    rooms.SHARE_ROOM: OWN | ABOVE | {"admin"},
    rooms.SHARE_NETWORK: SERVING | {"admin"},
    rooms.SHARE_PUBLIC: SERVING | {"admin"},
    rooms.TAKE_BACK: set(),
}


@pytest.fixture
def asked(put):
    return put(
        "Consultation",
        title=TITLE,
        question="Can your barangay do this?",
        text=DRAFT,
        closes=clearances.today().isoformat(),
    )


def let_pass(monkeypatch):
    later = clearances.today() + timedelta(days=1)
    monkeypatch.setattr(clearances, "today", lambda: later)


def comment(site, asked, person, text=SAID, about=0):
    with acting_as(site, person):
        post = posting.add(asked, text, about=about)
    transaction.commit()
    return post.number


def test_those_comment_who_see_it_and_serve_and_its_secretary_moderates(site, asked):
    for step, wanted in COMMENT.items():
        with acting_as(site, "municipal.secretary"):
            sharing.act(asked, step)
        transaction.commit()
        may, moderates = set(), set()
        for person in (None, *(each.id for each in PEOPLE), "admin"):
            with acting_as(site, person):
                if access.may_write(asked):
                    may.add(person)
                if access.moderates(asked):
                    moderates.add(person)
        assert may == wanted, step
        assert moderates == {"municipal.secretary", "admin"}, step


def test_comments_stand_on_their_paragraphs_and_are_locked_when_it_is_over(
    site, asked, browse, monkeypatch
):
    with acting_as(site, "municipal.secretary"):
        sharing.act(asked, rooms.SHARE_NETWORK)
    transaction.commit()
    comment(site, asked, "barangay.secretary", about=2)
    comment(site, asked, "municipal.contributor", "I agree to all of it.")
    for about in (4, -1):
        with pytest.raises(PostRefused):
            comment(site, asked, "barangay.secretary", about=about)
        transaction.abort()
    assert store.counts(asked.UID()) == {2: 1}

    page = browse("barangay.secretary")
    page.open(asked.absolute_url())
    assert "Comments on paragraph 2: 1" in page.contents
    assert "on paragraph 2</a>" in page.contents
    page.getLink("Comments on paragraph 2: 1").click()
    assert SAID in page.contents
    assert "I agree to all of it." not in page.contents
    page.getControl(name="text").value = "And who looks on Sundays?"
    page.getControl("Send").click()
    transaction.begin()
    assert store.counts(asked.UID()) == {2: 2}
    page.open(f"{asked.absolute_url()}?about=99&from=x")
    assert "I agree to all of it." in page.contents

    asked.text = "Another draft."
    with pytest.raises(BadRequest):
        modified(asked, Attributes(None, "text"))
    transaction.abort()
    for person in ("member", None):
        other = browse(person)
        for address in ("", "/@@discussion", "/@comments", "/@@write-post"):
            other.open(f"{asked.absolute_url()}{address}")
            text = other.contents
            assert SAID not in (text if isinstance(text, str) else text.decode())

    let_pass(monkeypatch)
    with pytest.raises(PostRefused):
        comment(site, asked, "barangay.secretary")
    transaction.abort()
    page.open(asked.absolute_url())
    assert "The consultation is closed." in page.contents
    assert "This discussion takes no posts now." in page.contents
    assert 'name="decide"' not in page.contents


def attach(holder, name="draft.txt"):
    file = NamedBlobFile(data=b"No child works at night.", filename=name)
    return createContentInContainer(holder, "File", checkConstraints=False, title=name, file=file)


def test_files_of_the_draft_stay_from_the_first_comment_on(site, room, asked, browse):
    with acting_as(site, "municipal.secretary"):
        file = attach(asked)
        gone = attach(asked, "gone.txt")
        asked.manage_delObjects([gone.getId()])
        sharing.act(asked, rooms.SHARE_NETWORK)
    transaction.commit()
    name = file.getId()
    comment(site, asked, "barangay.secretary")

    page = browse("municipal.secretary")
    page.open(f"{asked.absolute_url()}/edit")
    assert page.headers["Status"].startswith("200")
    assert "attachments" not in page.contents
    token = page.getControl(name=tokens.FIELD, index=0).value
    title = {"form.widgets.title": TITLE, "form.buttons.save": "1", tokens.FIELD: token}
    opened_before = {"form.widgets.text": "Another draft."}
    for more in ({"remove:list": name}, opened_before):
        page.post(f"{asked.absolute_url()}/edit", urlencode({**title, **more}))
        assert page.headers["Status"].startswith("422")
        assert "Somebody has commented" in page.contents

    def replace():
        file.file = NamedBlobFile(data=b"Every child works.", filename="draft.txt")
        modified(file, Attributes(None, "IFile.file"))

    def by_rest():
        asked.REQUEST.set("BODY", b'{"title": "Another name"}')
        getMultiAdapter((file, asked.REQUEST), IDeserializeFromJson)()

    paper = createContentInContainer(room, "RoomDocument", checkConstraints=False, title="Paper")
    other = attach(paper)
    transaction.commit()
    ways = (
        lambda: attach(asked, "second.txt"),
        lambda: api.content.delete(file),
        lambda: api.content.rename(file, "third.txt"),
        lambda: api.content.move(file, paper),
        lambda: api.content.move(other, asked),
        replace,
        by_rest,
    )
    for change in ways:
        with acting_as(site, "admin"), pytest.raises(BadRequest, match="Somebody has commented"):
            change()
        transaction.abort()
    assert [each.getId() for each in asked.objectValues()] == [name]
    with acting_as(site, "admin"):
        api.content.delete(asked)
    transaction.commit()


def test_the_secretary_closes_and_writes_the_outcome(site, room, asked, browse):
    page = browse("municipal.secretary")
    page.open(asked.absolute_url())
    page.getControl("Share with this committee").click()
    assert 'name="decide"' not in page.contents
    page.getControl("Close the consultation now").click()
    assert "Closed. No more comments are taken." in page.contents
    page.getControl("Publish the outcome").click()
    assert "Write what was taken up, and why." in page.contents
    page.getControl(name="outcome").value = "Paragraph 3 goes: nobody pays."
    page.getControl("Publish the outcome").click()
    other = browse("municipal.contributor")
    other.open(asked.absolute_url())
    assert "Paragraph 3 goes: nobody pays." in other.contents
    assert 'name="outcome"' not in other.contents
    other.open(f"{room.absolute_url()}/consultations")
    assert "outcome written" in other.contents
    transaction.begin()
    assert not is_open(asked)
    for person in ("municipal.contributor", "provincial.secretary"):
        other = browse(person)
        other.open(asked.absolute_url())
        other.post(asked.absolute_url(), "close=1")
        other.post(asked.absolute_url(), "decide=1&outcome=Nothing")
    transaction.begin()
    assert asked.outcome == "Paragraph 3 goes: nobody pays."


def test_it_needs_a_draft_and_a_day_and_its_form_says_so(site, room, put, browse):
    page = browse("municipal.secretary")
    page.open(room.absolute_url())
    page.getLink("Ask for comments on a draft").click()
    page.getControl(name="form.widgets.title").value = TITLE
    page.getControl(name="form.buttons.save", index=0).click()
    assert "Write the draft, or attach it as a file." in page.contents
    page.getLink("Say until when one may comment.").click()
    page.getControl(name="form.widgets.closes").value = "2020-01-01"
    page.getControl(name="form.widgets.text").value = DRAFT
    page.getControl(name="form.buttons.save", index=0).click()
    assert "The last day is past." in page.contents
    transaction.begin()
    (made,) = [each for each in room.objectValues() if each.portal_type == "Consultation"]
    with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
        sharing.act(made, rooms.SHARE_PUBLIC)
    with acting_as(site, "provincial.secretary"):
        assert not api.user.has_permission("View", obj=made)


def test_what_it_concerns_is_named_to_those_alone_who_see_that(site, put, browse):
    with acting_as(site, "municipal.contributor"):
        practice = createContentInContainer(
            site["practices"], "GoodPractice", title="Night classes", checkConstraints=False
        )
    asked = put(
        "Consultation",
        title=TITLE,
        text=DRAFT,
        closes=clearances.today().isoformat(),
        item=practice.absolute_url(),
        share=rooms.SHARE_PUBLIC,
    )
    for person, sees in {"municipal.contributor": True, "barangay.secretary": False}.items():
        page = browse(person)
        page.open(asked.absolute_url())
        assert ("Night classes" in page.contents) is sees
        assert TITLE in page.contents


def test_rest_gives_and_takes_comments_by_the_same_rules(site, asked, browse):
    with acting_as(site, "municipal.secretary"):
        sharing.act(asked, rooms.SHARE_ROOM)
    transaction.commit()
    comment(site, asked, "municipal.contributor", about=1)

    def get(person, end=""):
        page = browse(person)
        page.addHeader("Accept", "application/json")
        url = asked.absolute_url().replace("/plone/", "/plone/++api++/")
        page.open(f"{url}{end}")
        return json.loads(page.contents)

    answer = get("municipal.contributor")
    assert answer["is_open"] is True
    assert SAID not in json.dumps(answer)
    (item,) = get("municipal.contributor", "/@comments")["items"]
    assert item["about"] == 1
    for person in ("other.municipal.secretary", "member", None):
        for end in ("", "/@comments"):
            assert SAID not in json.dumps(get(person, end))
            assert TITLE not in json.dumps(get(person, end))
    asked.REQUEST.set("BODY", b'{"text": "Another draft."}')
    with acting_as(site, "municipal.secretary"), pytest.raises(BadRequest):
        getMultiAdapter((asked, asked.REQUEST), IDeserializeFromJson)()
    transaction.abort()
    with acting_as(site, "admin"):
        uid = asked.UID()
        api.content.delete(asked)
    transaction.commit()
    assert store.counts(uid) == {}


# The rules


days = st.dates(date(2026, 1, 1), date(2027, 1, 1))
maybe = st.one_of(st.none(), days.map(date.isoformat))


@given(maybe, maybe, maybe, days)
def test_comments_are_taken_up_to_the_last_day_unless_closed_or_decided(
    closes, closed, decided, today
):
    is_open = rooms.is_open(closes, closed or decided, today)
    assert is_open == bool(closes and not closed and not decided and today.isoformat() <= closes)
    if rules.is_time_to_remind(closes, today):
        assert rooms.is_open(closes, None, today)


@given(st.integers(0, 600), st.integers(0, 3), maybe, days, st.booleans())
def test_what_is_wrong_is_named_with_its_field(parts, files, closes, today, is_new):
    found = rules.problems(parts, files, closes or "", today, is_new)
    assert (("text", rules.NO_DRAFT) in found) == (not parts and not files)
    assert (("closes", rules.NO_DAY) in found) == (not closes)
    past = bool(closes) and closes < today.isoformat()
    assert (("closes", rules.DAY_PAST) in found) == (past and is_new)
