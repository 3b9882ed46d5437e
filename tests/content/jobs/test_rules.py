"""When a job is tried again."""

from clkss.content.jobs import rules
from clkss.content.jobs.rules import State
from hypothesis import given
from hypothesis import strategies as st

import pytest


class TestAfterFailure:
    @pytest.mark.parametrize(
        ("attempt", "limit", "state", "wait"),
        [
            (1, 5, State.WAITING, 10),
            (2, 5, State.WAITING, 40),
            (4, 5, State.WAITING, 640),
            (5, 5, State.FAILED, 0),
            (6, 5, State.FAILED, 0),
            (1, 1, State.FAILED, 0),
            (9, 10, State.WAITING, 3600),
        ],
    )
    def test_what_follows(self, attempt, limit, state, wait):
        assert rules.after_failure(attempt, limit, 1000) == (state, 1000 + wait)


class TestReason:
    def test_kind_and_message(self):
        assert (
            rules.reason(ValueError("row 3: no such place")) == "ValueError: row 3: no such place"
        )

    def test_not_too_long(self):
        assert len(rules.reason(ValueError("x" * 5000))) == rules.LONGEST_REASON


class TestPeriod:
    @given(st.integers(0, 2**32), st.integers(1, 10**6), st.integers(0, 10**6))
    def test_every_moment_lies_in_one_period_and_the_next_follows(self, now, every, offset):
        number = rules.period(now, every, offset)
        assert number * every <= now - offset < (number + 1) * every
        assert rules.period(now + every, every, offset) == number + 1
