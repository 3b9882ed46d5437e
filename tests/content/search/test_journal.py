"""Which records changed: what a shard remembers, and how two writers are brought together."""

from clkss.content.search import journal
from clkss.content.search.journal import Shard
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import itertools
import pytest


RIDS = st.lists(st.integers(1, 30), min_size=1, max_size=6)
WORK = st.lists(RIDS, max_size=4)

tokens = itertools.count(1)


def written(shard, work):
    """Write some transactions and give the state, and which records each token changed."""
    said = {}
    for rids in work:
        token = next(tokens)
        for rid in rids:
            shard.note(token, rid, {"themes": 1})
        said[token] = set(rids)
    return shard.__getstate__(), said


def loaded(state):
    shard = Shard()
    shard.__setstate__(state)
    return shard


@pytest.mark.parametrize("remembered", [5, 400])
def test_two_writers_lose_nothing(monkeypatch, remembered):
    monkeypatch.setattr(journal, "MOST_RECORDS", remembered)

    @settings(deadline=None)
    @given(WORK, WORK, RIDS)
    def check(before, theirs, ours):
        old, said = written(Shard(), before)
        saved, more = written(loaded(old), theirs)
        new, mine = written(loaded(old), [ours])
        both = loaded(loaded(old)._p_resolveConflict(old, saved, new))
        said = {0: set(), **said, **more, **mine}
        order = list(said)
        for number, token in enumerate(order):
            expected = set().union(*(said[each] for each in order[number + 1 :]))
            assert both.since(token) in (None, expected)
            if remembered == 400:
                assert both.since(token) == expected
        assert both.last == order[-1]
        writes = sum(map(len, (*before, *theirs, ours)))
        assert both.counted == {"themes": writes}

    check()


def test_a_shard_knows_no_entry_of_somebody_else():
    shard = Shard()
    shard.note(7, 1, {})
    assert shard.since(8) is None
    assert shard.since(7) == set()
    assert shard.since(0) == {1}


def test_what_was_dropped_is_not_guessed(monkeypatch):
    monkeypatch.setattr(journal, "MOST_RECORDS", 2)
    shard = Shard()
    for token in (1, 2, 3):
        shard.note(token, token, {})
    assert shard.since(0) is None
    assert shard.since(1) is None
    assert shard.since(2) == {3}


def test_one_transaction_with_too_many_records_is_not_half_remembered(monkeypatch):
    monkeypatch.setattr(journal, "MOST_RECORDS", 2)
    shard = Shard()
    shard.note(1, 1, {})
    for rid in range(9):
        shard.note(2, rid, {})
    assert shard.since(1) is None
    assert shard.since(2) == set()
