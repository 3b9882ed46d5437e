"""A few of many, day by day."""

from clkss.content.care.turns import turn
from collections import Counter
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


items = st.sets(st.integers(), max_size=40)
days = st.dates(date(2026, 1, 1), date(2100, 1, 1))


@given(items, days, st.integers(1, 6))
def test_so_many_as_there_is_room_for_and_none_twice(items, day, most):
    chosen = turn(items, day, most)
    assert len(chosen) == len(set(chosen)) == min(most, len(items))
    assert items >= set(chosen)


@given(items, days, st.integers(1, 6))
def test_everybody_who_looks_on_one_day_sees_the_same(items, day, most):
    assert turn(items, day, most) == turn(sorted(items, reverse=True), day, most)


@given(items.filter(bool), days, st.integers(1, 6))
def test_each_comes_as_often_as_any_other(items, day, most):
    counted = Counter(
        item
        for number in range(len(items))
        for item in turn(items, day + timedelta(days=number), most)
    )
    assert set(counted.values()) == {min(most, len(items))}
