"""What committees ask: one list in "My work", and mails that hold links alone."""

from clkss.content.committees import clearances
from clkss.content.community.consultations import telling
from clkss.content.community.consultations.silence import AskedMails
from clkss.content.community.consultations.silence import silent
from clkss.content.community.polls import voting
from clkss.content.community.rooms import rules as rooms
from clkss.content.testing.people import acting_as
from datetime import timedelta

import pytest
import transaction


QUESTION = "Which boat do we buy?"
DRAFT = "Ordinance on nets"


def later(days):
    return (clearances.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def asked(put):
    poll = put(
        "Poll",
        title=QUESTION,
        options=[{"option": "Blue"}, {"option": "Red"}],
        closes=later(5),
        share=rooms.SHARE_ROOM,
    )
    consultation = put(
        "Consultation",
        title=DRAFT,
        text="No small nets.",
        closes=later(5),
        share=rooms.SHARE_NETWORK,
    )
    return poll, consultation


def test_my_work_holds_what_waits_for_each(site, asked, browse):
    wanted = {
        "municipal.contributor": (True, True),
        "barangay.secretary": (False, True),
        "provincial.secretary": (False, False),
        "member": (False, False),
    }
    for person, (poll, consultation) in wanted.items():
        page = browse(person)
        page.open(f"{site.absolute_url()}/my-work")
        assert (QUESTION in page.contents) is poll, person
        assert (DRAFT in page.contents) is consultation, person
    with acting_as(site, "municipal.contributor"):
        voting.vote(asked[0], "municipal.contributor", {0: 1})
    transaction.commit()
    page = browse("municipal.contributor")
    page.open(f"{site.absolute_url()}/my-work")
    assert QUESTION not in page.contents
    assert DRAFT in page.contents


def test_the_committee_is_told_when_it_opens_ends_soon_and_is_settled(
    site, asked, server, work, monkeypatch
):
    poll, _consultation = asked
    people = ("municipal.secretary", "municipal.contributor", "dswd.caseworker")
    server.use_for(site, *people, "barangay.secretary")
    transaction.commit()
    work()
    first = server.mails()
    assert len(first) == 6
    for mail in first:
        text = mail.as_string()
        assert QUESTION not in text
        assert DRAFT not in text
        assert mail["List-Unsubscribe"]

    with acting_as(site, "municipal.contributor"):
        voting.vote(poll, "municipal.contributor", {0: 1})
    silent.keep("dswd.caseworker")
    transaction.commit()
    assert AskedMails().known(site, "dswd.caseworker") == [{"paused": True}]
    assert telling.nightly(site, None) == 0
    day = clearances.today() + timedelta(days=3)
    monkeypatch.setattr(clearances, "today", lambda: day)
    for _night in range(2):
        telling.nightly(site, None)
        transaction.commit()
        work()
    # Who voted is reminded of the draft alone, who wants no mails of nothing.
    assert len(server.mails()) - len(first) == 3

    with acting_as(site, "municipal.secretary"):
        for person in ("municipal.secretary", "municipal.caseworker"):
            voting.vote(poll, person, {0: 1})
    transaction.commit()
    with acting_as(site, "municipal.secretary"):
        voting.close(poll)
        voting.announce(poll, "")
    transaction.commit()
    work()
    assert len(server.mails()) - len(first) == 5
    AskedMails().erase(site, "dswd.caseworker")
    transaction.commit()
    assert not silent.holds("dswd.caseworker")
