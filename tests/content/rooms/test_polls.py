"""A poll in a committee's room: who votes, who sees what when, and what can no longer change."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.community.polls import rules
from clkss.content.community.polls import store
from clkss.content.community.polls import tables
from clkss.content.community.polls import voting
from clkss.content.community.polls.content import voter_name
from clkss.content.community.polls.data import Votes
from clkss.content.community.polls.result import Result
from clkss.content.community.rooms import rules as rooms
from clkss.content.exceptions import Refused
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from datetime import timedelta
from plone import api
from plone.restapi.interfaces import IDeserializeFromJson
from Testing.makerequest import makerequest
from zExceptions import BadRequest
from ZODB.POSException import ConflictError
from zope.component import getMultiAdapter
from zope.component.hooks import setSite
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import modified

import json
import pytest
import threading
import transaction


QUESTION = "On which day shall we meet?"
OPTIONS = [{"option": "Monday"}, {"option": "Tuesday"}, {"option": "Friday"}]

SERVING = (
    "municipal.secretary",
    "municipal.contributor",
    "municipal.caseworker",
    "dswd.caseworker",
)
OTHERS = ("other.municipal.secretary", "provincial.secretary", "barangay.secretary", "member")


@pytest.fixture
def poll(put):
    """Make a poll that is shared: ``poll(ballot="open")``."""

    def poll(share=rooms.SHARE_ROOM, **fields):
        values = {
            "title": QUESTION,
            "options": OPTIONS,
            "votes": 1,
            "ballot": rules.SECRET,
            "closes": clearances.today().isoformat(),
            **fields,
        }
        return put("Poll", share=share, **values)

    return poll


def vote(site, poll, person, entered):
    with acting_as(site, person):
        voting.vote(poll, person, entered)
    transaction.commit()


def sees(site, poll, person):
    """Say whether somebody sees sums, and whether names."""
    with acting_as(site, person):
        result = Result(poll)
        return result.is_shown, result.shows_names


def let_pass(monkeypatch, days=1):
    later = clearances.today() + timedelta(days=days)
    monkeypatch.setattr(clearances, "today", lambda: later)


def test_whoever_serves_votes_once_and_may_change_it_until_the_end(site, poll, monkeypatch):
    asked = poll()
    for person in SERVING:
        vote(site, asked, person, {0: 1})
    vote(site, asked, SERVING[0], {2: 1})
    assert store.count(asked.UID()) == 4
    for person in OTHERS:
        with pytest.raises(Refused):
            vote(site, asked, person, {0: 1})
        transaction.abort()
    for entered in ({}, {0: 1, 1: 1}, {0: 2}, {7: 1}, {0: -1, 1: 1}):
        with pytest.raises(Refused):
            vote(site, asked, SERVING[1], entered)
        transaction.abort()
    let_pass(monkeypatch)
    with pytest.raises(Refused):
        vote(site, asked, SERVING[1], {1: 1})
    transaction.abort()
    with acting_as(site, SERVING[1]):
        assert Result(asked).counts == (3, 0, 1)


def test_nobody_learns_how_somebody_voted_in_a_secret_poll(site, poll, browse, monkeypatch):
    asked = poll(share=rooms.SHARE_PUBLIC)
    everybody = (*SERVING, *OTHERS, "admin", None)
    for person in SERVING[:2]:
        vote(site, asked, person, {0: 1})
    assert not any(sees(site, asked, person)[0] for person in everybody)
    names = {voter for voter, _counts in store.all_of(asked.UID())}
    assert not names & set(SERVING)
    assert {len(name) for name in names} == {64}
    page = browse("municipal.contributor")
    page.open(asked.absolute_url())
    assert "2 have voted. 6 may vote now." in page.contents
    assert 'id="poll-result"' not in page.contents

    let_pass(monkeypatch)
    # Of two votes each of the two would know the other's.
    assert not any(sees(site, asked, person)[0] for person in everybody)
    with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
        voting.announce(asked, "")
    page.open(asked.absolute_url())
    assert "Fewer than three have voted." in page.contents


def test_a_secret_result_is_for_the_committee_and_once_announced_for_all_who_see_the_poll(
    site, poll, browse, monkeypatch
):
    asked = poll(share=rooms.SHARE_PUBLIC)
    for person in SERVING:
        vote(site, asked, person, {0: 1})
    let_pass(monkeypatch)
    for person in SERVING:
        assert sees(site, asked, person) == (True, False)
    for person in (*OTHERS, None):
        assert sees(site, asked, person) == (False, False)
        other = browse(person)
        other.open(asked.absolute_url())
        assert 'id="poll-result"' not in other.contents
        assert "Announce the result" not in other.contents
    page = browse("municipal.secretary")
    page.open(asked.absolute_url())
    page.getControl(name="statement").value = "We meet on Mondays."
    page.getControl("Announce the result").click()
    assert "Announced." in page.contents
    visitor = browse()
    visitor.open(asked.absolute_url())
    assert "We meet on Mondays." in visitor.contents
    assert "Votes: 4 (100 %)" in visitor.contents
    assert "result-sheet" not in visitor.contents
    transaction.begin()
    # From now on nobody can tell whose the votes are, with whatever database in hand.
    assert asked.secret is None
    assert all(voter.startswith("-") for voter, _counts in store.all_of(asked.UID()))

    page.open(f"{asked.absolute_url()}/@@result-sheet?format=csv")
    assert "Monday,4,100" in page.contents
    page.open(f"{asked.absolute_url()}/@@result-sheet?format=xlsx")
    assert page.headers["content-type"].startswith("application/vnd.openxml")
    for person in ("municipal.contributor", "provincial.secretary", None):
        other = browse(person)
        other.open(f"{asked.absolute_url()}/@@result-sheet?format=csv")
        assert "Monday" not in other.contents


def test_names_stand_in_an_open_ballot_for_those_who_serve_alone(site, poll, browse):
    asked = poll(share=rooms.SHARE_PUBLIC, ballot=rules.OPEN, votes=2, several=True)
    vote(site, asked, "municipal.caseworker", {0: 2})
    vote(site, asked, "dswd.caseworker", {0: 1, 1: 1})
    for person in SERVING:
        assert sees(site, asked, person) == (True, True)
    for person in (*OTHERS, None):
        assert sees(site, asked, person) == (False, False)
    page = browse("municipal.contributor")
    page.open(asked.absolute_url())
    assert "municipal.caseworker (2)" in " ".join(page.contents.split())
    assert "Votes: 3 (75 %)" in page.contents
    Votes().erase(site, "municipal.caseworker")
    transaction.commit()
    page.open(asked.absolute_url())
    assert "municipal.caseworker" not in page.contents
    assert "Votes: 3 (75 %)" in page.contents


def test_the_terms_stay_once_somebody_has_voted_and_what_is_closed_stays_closed(
    site, poll, browse, monkeypatch
):
    asked = poll()
    asked.options = [*OPTIONS, {"option": "Sunday"}]
    modified(asked, Attributes(None, "options"))
    transaction.commit()
    vote(site, asked, SERVING[0], {3: 1})
    for name in ("options", "title", "votes", "several", "ballot"):
        with pytest.raises(BadRequest):
            modified(asked, Attributes(None, name))
        transaction.abort()
    page = browse("municipal.secretary")
    page.open(f"{asked.absolute_url()}/edit")
    assert "form.widgets.closes" in page.contents
    assert "form.widgets.title" not in page.contents
    page.getControl(name="form.widgets.closes").value = str(clearances.today() + timedelta(days=3))
    page.getControl(name="form.buttons.save", index=0).click()
    page.getControl("Close the poll now").click()
    assert "Closed. No more votes are taken." in page.contents
    transaction.begin()
    with pytest.raises(BadRequest):
        modified(asked, Attributes(None, "closes"))
    transaction.abort()
    with pytest.raises(Refused):
        vote(site, asked, SERVING[1], {0: 1})
    transaction.abort()


def test_a_vote_and_a_change_of_the_options_do_not_pass_each_other(site, poll):
    asked = poll()
    asked.options = OPTIONS[:2]
    modified(asked, Attributes(None, "options"))
    with relational.write_now() as connection:
        connection.execute(
            tables.votes.insert().values(poll=asked.UID(), voter="x", votes="0,0,1", sealed=False)
        )
    with pytest.raises(BadRequest):
        transaction.commit()
    transaction.abort()


def test_all_who_vote_at_once_are_counted_and_a_vote_does_not_pass_a_closing(site, poll):
    asked = poll()
    db, path = site._p_jar.db(), asked.getPhysicalPath()[1:]
    everybody, failures = threading.Barrier(len(SERVING) + 1, timeout=60), []

    def run(work):
        try:
            transaction.begin()
            connection = db.open()
            try:
                found = makerequest(connection.root()["Application"])
                for name in path:
                    found = found[name]
                    if name == site.getId():
                        setSite(found)
                work(found)
                everybody.wait()
                transaction.commit()
            finally:
                transaction.abort()
                setSite(None)
                connection.close()
        except Exception as error:
            failures.append(error)

    def voter(person):
        return threading.Thread(
            target=run, args=(lambda found: voting.vote(found, person, {1: 1}),)
        )

    threads = [voter(person) for person in SERVING]
    for thread in threads:
        thread.start()
    everybody.wait()
    for thread in threads:
        thread.join()
    assert not failures
    assert store.count(asked.UID()) == len(SERVING)

    transaction.begin()
    voting.vote(asked, SERVING[0], {0: 1})
    everybody = threading.Barrier(1)

    def close(found):
        found.closed = "2026-11-26"

    closing = threading.Thread(target=run, args=(close,))
    closing.start()
    closing.join()
    assert not failures
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert {counts for _voter, counts in store.all_of(asked.UID())} == {(0, 1, 0)}


def test_a_member_votes_in_the_browser_and_others_cannot_post(site, room, poll, browse):
    page = browse("municipal.secretary")
    page.open(room.absolute_url())
    page.getLink("Ask for votes").click()
    page.getControl(name="form.widgets.title").value = QUESTION
    page.getControl(name="form.widgets.options.0.option").value = "Monday"
    page.getControl(name="form.widgets.closes").value = clearances.today().isoformat()
    page.getControl(name="form.buttons.save", index=0).click()
    assert "Write at least two options." in page.contents
    page.getLink("Write at least two options.").click()
    page.getControl(name="form.widgets.options.1.option").value = "Tuesday"
    page.getControl(name="form.buttons.save", index=0).click()
    page.getControl("Share with this committee").click()
    url = page.url
    page = browse("municipal.contributor")
    page.open(f"{site.absolute_url()}/my-work")
    page.open(room.absolute_url())
    page.getLink(QUESTION).click()
    page.getControl("Vote").click()
    assert "Choose at least one option." in page.contents
    page.getControl(name="option").value = ["1"]
    page.getControl("Vote").click()
    assert "Your vote is stored." in page.contents
    assert "You have voted." in page.contents
    for person in ("provincial.secretary", "other.municipal.secretary", None):
        other = browse(person)
        other.open(site.absolute_url())
        other.post(url, "vote=1&option=0")
        other.open(url)
        assert 'name="vote"' not in other.contents
    transaction.begin()
    (asked,) = [each for each in room.objectValues() if each.portal_type == "Poll"]
    assert store.count(asked.UID()) == 1


def test_rest_gives_what_the_page_shows_and_changes_what_the_form_changes(
    site, room, poll, browse, monkeypatch
):
    asked = poll(share=rooms.SHARE_NETWORK)
    vote(site, asked, SERVING[0], {0: 1})

    def get(person):
        other = browse(person)
        other.addHeader("Accept", "application/json")
        other.open(f"{site.absolute_url()}/++api++/committees/{DANAO.municipal}/{asked.getId()}")
        return other.contents

    answer = json.loads(get("municipal.contributor"))
    assert answer["is_open"] is True
    assert answer["result"] is None
    assert asked.secret not in json.dumps(answer)
    assert QUESTION.encode() not in get(None)

    def patch(person, **values):
        with acting_as(site, person):
            request = asked.REQUEST
            request.set("BODY", json.dumps(values).encode())
            getMultiAdapter((asked, request), IDeserializeFromJson)()

    patch("municipal.secretary", text="Think of the school days.", votes=1)
    transaction.commit()
    assert asked.text == "Think of the school days."
    for values in ({"votes": 2}, {"ballot": "open"}, {"options": OPTIONS[:2]}):
        with pytest.raises(BadRequest):
            patch("municipal.secretary", **values)
        transaction.abort()
    for person in SERVING[1:]:
        vote(site, asked, person, {0: 1})
    let_pass(monkeypatch)
    assert json.loads(get("municipal.contributor"))["result"] == [4, 0, 0]
    assert json.loads(get("barangay.secretary"))["result"] is None


def test_what_is_closed_is_sealed_at_night_and_a_deleted_account_leaves_its_vote(
    site, poll, monkeypatch
):
    asked = poll()
    for person in SERVING:
        vote(site, asked, person, {0: 1})
    (known,) = Votes().known(site, SERVING[0])
    assert known["title"] == QUESTION
    assert known["votes"] == [1, 0, 0]
    name = voter_name(asked, SERVING[0])
    Votes().erase(site, SERVING[0])
    transaction.commit()
    assert store.of(asked.UID(), name) is None
    assert store.count(asked.UID()) == 4
    assert voting.nightly(site, None) == 0
    let_pass(monkeypatch)
    assert voting.nightly(site, None) == 1
    transaction.commit()
    assert asked.secret is None
    assert not store.unsealed()
    assert Votes().known(site, SERVING[1]) == []
    with acting_as(site, SERVING[1]):
        assert Result(asked).counts == (4, 0, 0)
    with acting_as(site, "admin"):
        api.content.delete(asked)
    transaction.commit()
    assert store.count(asked.UID()) == 0
