"""Rules of polls, whatever people enter: votes, sums, shares, and what may be shown."""

from clkss.content.community.polls import rules
from clkss.content.community.rooms import rules as rooms
from datetime import date
from hypothesis import given
from hypothesis import strategies as st


counts = st.lists(st.integers(0, 30), min_size=2, max_size=30)


@given(st.dictionaries(st.integers(-2, 32), st.integers(-2, 32)), st.integers(2, 30))
def test_what_is_taken_is_never_more_than_one_has(entered, options):
    for votes in (1, 3):
        for several in (False, True):
            found, wrong = rules.spread(entered, options, votes, several)
            if not wrong:
                assert len(found) == options
                assert 0 < sum(found) <= votes
                assert several or max(found) == 1


@given(st.lists(counts, max_size=20))
def test_sums_hold_every_vote_and_shares_are_percents(ballots):
    options = max(map(len, ballots), default=2)
    total = rules.sums(ballots, options)
    assert sum(total) == sum(map(sum, ballots))
    assert all(0 <= share <= 100 for share in rules.shares(total))
    assert abs(sum(rules.shares(total)) - (100 if sum(total) else 0)) <= options


days = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@given(days, days, st.integers(0, 5), st.booleans(), st.booleans())
def test_a_secret_vote_shows_nothing_while_it_runs_or_after_two_votes(
    closes, today, voters, serves, announced
):
    runs = rooms.is_open(closes.isoformat(), None, today)
    assert runs == (today <= closes)
    assert not rooms.is_open(closes.isoformat(), today.isoformat(), today)
    shown = rules.shows_sums(rules.SECRET, runs, voters, serves, announced)
    assert not shown or (not runs and voters >= 3 and (serves or announced))
    assert not rules.shows_names(rules.SECRET, serves)


agencies = st.sampled_from(["DSWD", "DOLE", None])


@given(st.lists(st.tuples(st.sampled_from("abcde"), agencies, st.booleans()), max_size=8))
def test_each_person_votes_once_and_no_agency_through_an_alternate_beside_its_member(people):
    found = rules.voters(people)
    full = {person for person, _agency, alternate in people if not alternate}
    assert full <= found <= {person for person, _agency, _alternate in people}
    for person in found - full:
        own = {agency for who, agency, _alternate in people if who == person and agency}
        taken = {agency for who, agency, _alternate in people if who in full and not _alternate}
        assert own - taken


def test_what_is_wrong_with_a_poll_is_named_all_at_once():
    today = date(2026, 11, 26)
    assert rules.problems(["a", "A "], 2, False, "2026-11-25", today, True) == [
        ("options", rules.SAME_OPTIONS),
        ("votes", rules.TOO_MANY_EACH),
        ("closes", rules.DAY_PAST),
    ]
    assert rules.problems(["a"], 1, False, "", today, True) == [
        ("options", rules.TOO_FEW_OPTIONS),
        ("closes", rules.NO_DAY),
    ]
    assert rules.problems(["a", "b"], 2, True, "2026-11-25", today, False) == []
