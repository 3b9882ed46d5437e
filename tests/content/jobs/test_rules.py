"""When a job is tried again."""

from clkss.content.jobs import rules
from clkss.content.jobs.rules import State

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
