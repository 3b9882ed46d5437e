"""How long a door stays shut."""

from clkss.content.signin.throttle import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest


LIMITS = [rules.NAME, rules.SOURCE, rules.TOTAL, rules.DEVICE, rules.CODE, rules.MAIL, rules.MAILS]

limits = st.sampled_from(LIMITS)
counts = st.integers(min_value=0, max_value=10**6)
moments = st.floats(min_value=0, max_value=4e9)


@given(limits, counts)
def test_a_wait_never_shrinks_with_another_failure_and_always_ends(limit, count):
    assert 0 <= limit.wait(count) <= limit.wait(count + 1) <= limit.longest


@given(limits, counts, moments)
def test_after_the_longest_wait_there_is_another_try(limit, count, last):
    assert not limit.shut(count, last, last + limit.longest + 1)


@given(limits, moments)
def test_the_free_failures_shut_nothing(limit, last):
    assert not limit.shut(limit.free - 1, last, last)
    assert limit.shut(limit.free, last, last)


@given(limits)
def test_nothing_is_kept_longer_than_a_day(limit):
    assert limit.forgotten <= rules.DAY


def test_nobody_waits_longer_than_a_quarter_of_an_hour_for_a_password():
    assert max(each.longest for each in (rules.NAME, rules.SOURCE, rules.DEVICE)) == 15 * 60


def test_waits_double():
    assert [rules.NAME.wait(count) for count in range(4, 12)] == [
        0,
        30,
        60,
        120,
        240,
        480,
        900,
        900,
    ]


@given(st.text(max_size=40))
def test_a_name_is_the_same_however_it_is_written(name):
    known = rules.name_of(name)
    assert rules.name_of(f"  {name} ") == known
    assert rules.name_of(known) == known


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("what is this", "what is this"),
    ],
)
def test_where_somebody_comes_from(address, source):
    assert rules.source_of(address) == source


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_a_browser_is_known_as_who_signed_in_and_nobody_else(name, other):
    mark = rules.device_mark("key", name)
    assert rules.device_of(["newer", "key"], mark, name) == mark
    assert rules.device_of(["newer"], mark, name) is None
    if rules.name_of(name) != rules.name_of(other):
        assert rules.device_of(["key"], mark, other) is None


@given(st.one_of(st.none(), st.text(), st.integers()))
def test_whatever_a_browser_sends_is_no_error(value):
    assert rules.device_of(["key"], value, "clara") is None


def test_a_browser_is_known_as_five_people_at_most():
    marks = ".".join(rules.device_mark("key", f"person{number}") for number in range(8))
    assert len(rules.marks(marks)) == rules.MOST_DEVICES
