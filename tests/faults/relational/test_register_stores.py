"""The register of what was public says the same in both databases."""

from clkss.content import relational
from clkss.content.outreach import recovery
from clkss.content.outreach import rules
from clkss.content.outreach import tables

import pytest
import time


FIRST, SECOND, THIRD, FOURTH = (digit * 32 for digit in "1234")

EVERYTHING = rules.Harvest(rules.LIST_IDENTIFIERS)

DAY = 86_400


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request):
    if request.param == "postgresql":
        request.getfixturevalue("postgresql_address")
    return request.param


def shown(uid, *themes, opens=0, closes=0):
    specs = rules.joined(rules.sets("GoodPractice", themes, []))
    return tables.Shown(uid, "GoodPractice", specs, opens, closes)


def note(*things, hidden=(), token="a" * 32):
    with relational.write_now() as connection:
        tables.note(connection, things, hidden, token)


def listed(harvest=EVERYTHING, most=10):
    with relational.read() as connection:
        return [entry.uid for entry in tables.entries(connection, harvest, most)]


def counted(harvest=EVERYTHING):
    with relational.read() as connection:
        return tables.count(connection, harvest)


def standing():
    with relational.read() as connection:
        return tables.known(connection)


def test_what_is_shown_and_hidden_stays_listed(store):
    note(shown(FIRST), shown(SECOND))
    note(hidden=[FIRST, THIRD])
    assert sorted(listed()) == [FIRST, SECOND]
    assert standing() == {
        FIRST: tables.Standing(False, False),
        SECOND: tables.Standing(True, False),
    }
    note(shown(FIRST))
    assert standing()[FIRST].is_open


def test_sets_are_found_by_their_whole_names(store):
    note(shown(FIRST, "edu"), shown(SECOND, "education"), shown(THIRD, "e_u"))
    for theme, uid in (("edu", FIRST), ("education", SECOND), ("e_u", THIRD)):
        assert listed(rules.Harvest(rules.LIST_RECORDS, set=f"theme:{theme}")) == [uid]
    assert counted(rules.Harvest(rules.LIST_RECORDS, set="theme")) == 3


def test_a_walk_meets_everything_once(store):
    note(*(shown(f"{number:032x}") for number in range(7)))
    found, harvest = [], EVERYTHING
    with relational.read() as connection:
        while page := tables.entries(connection, harvest, 3):
            found += [entry.uid for entry in page]
            harvest = harvest.resumed(page[-1].moment, page[-1].uid, len(found), 7)
    assert found == sorted(found)
    assert len(found) == counted() == 7


def test_what_is_announced_is_nowhere_until_its_day(store):
    tomorrow = int(time.time()) + DAY
    note(shown(FIRST, opens=tomorrow))
    assert listed() == []
    assert counted() == 0
    note(hidden=[FIRST])
    assert standing() == {}


def test_what_was_public_and_is_announced_anew_is_listed(store):
    note(shown(FIRST))
    note(shown(FIRST, opens=int(time.time()) + DAY))
    assert listed() == [FIRST]
    note(hidden=[FIRST])
    assert standing() == {FIRST: tables.Standing(False, False)}


def test_what_closes_is_dated_by_that_moment(store):
    now = int(time.time())
    with relational.write_now() as connection:
        past = tables.Past(shown(FIRST, closes=now - DAY), now - 3 * DAY, now - 2 * DAY, True)
        tables.enter(connection, [past], "a" * 32)
        tables.enter(connection, [past], "b" * 32)
    with relational.read() as connection:
        entry = tables.entry(connection, FIRST)
        assert (entry.moment, bool(entry.is_closed)) == (now - DAY, True)
    assert listed(rules.Harvest(rules.LIST_RECORDS, since=now - DAY)) == [FIRST]
    assert listed(rules.Harvest(rules.LIST_RECORDS, until=now - DAY - 1)) == []


def test_what_has_closed_already_is_hidden_as_it_is_noted(store):
    note(shown(FIRST))
    note(shown(FIRST, closes=int(time.time()) - 1), shown(SECOND, closes=1))
    assert standing() == {FIRST: tables.Standing(False, False)}


def test_a_lost_transaction_is_put_right(store):
    note(shown(FIRST), token="b" * 32)
    note(shown(SECOND), token="c" * 32)
    note(hidden=[SECOND], token="d" * 32)
    with relational.write_now() as connection:
        recovery.put_right(connection, "audit", ["b" * 32])
        recovery.put_right(connection, "facts", ["b" * 32, "d" * 32])
    assert listed() == [SECOND]


def test_there_may_be_nothing(store):
    with relational.read() as connection:
        assert tables.earliest(connection) is None
        assert tables.entry(connection, FOURTH) is None
