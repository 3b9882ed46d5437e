"""A commitment is a status from the day it was declared to its last day, and not longer."""

from clkss.content.knowledge import rules as knowledge
from clkss.content.repository.commitments import rules
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
LENGTHS = st.sampled_from([4, 7, 10])
ROUGH = st.builds(lambda day, length: day.isoformat()[:length], DAYS, LENGTHS)
MAYBE = st.none() | st.just("") | ROUGH


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-06-12", date(2025, 6, 12), date(2025, 6, 12)),
        ("", None, None),
        (None, None, None),
        ("soon", None, None),
        ("2025-13", None, None),
    ],
)
def test_a_rough_date_has_a_first_and_a_last_day(text, first, last):
    assert (rules.first_day(text), rules.last_day(text)) == (first, last)


@given(day=DAYS, length=LENGTHS)
def test_a_day_lies_in_each_rough_date_that_names_it(day, length):
    text = day.isoformat()[:length]
    assert rules.first_day(text) <= day <= rules.last_day(text)
    before = rules.first_day(text) - timedelta(days=1)
    after = rules.last_day(text) + timedelta(days=1)
    assert before.isoformat()[:length] != text
    assert after.isoformat()[:length] != text


@given(start=MAYBE, end=MAYBE, today=DAYS)
def test_it_has_one_status_each_day(start, end, today):
    found = rules.status(start, end, today)
    assert found in rules.STATUSES
    last = rules.last_day(end)
    assert (found == rules.LAPSED) == (last is not None and last < today)


@given(start=ROUGH, end=ROUGH, today=DAYS, later=st.integers(0, 40_000))
def test_it_only_goes_forward(start, end, today, later):
    order = [rules.ANNOUNCED, rules.STANDING, rules.LAPSED]
    now = rules.status(start, end, today)
    then = rules.status(start, end, today + timedelta(days=later))
    assert order.index(now) <= order.index(then)


@given(start=ROUGH, end=ROUGH)
def test_it_stands_from_its_first_day_to_its_last(start, end):
    if not knowledge.in_order(start, end):
        return
    first, last = rules.first_day(start), rules.last_day(end)
    assert rules.status(start, end, last + timedelta(days=1)) == rules.LAPSED
    if first <= last:
        assert rules.status(start, end, first) == rules.STANDING
        assert rules.status(start, end, last) == rules.STANDING
        assert rules.status(start, end, first - timedelta(days=1)) == rules.ANNOUNCED


@given(start=MAYBE, today=DAYS)
def test_without_an_end_it_never_lapses(start, today):
    assert rules.status(start, None, today) != rules.LAPSED
