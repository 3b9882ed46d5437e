"""When a meeting is, in which order meetings stand, and when an action is overdue."""

from clkss.content.community.meetings import rules
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zoneinfo import ZoneInfo

import pytest


MANILA = ZoneInfo("Asia/Manila")
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
TIMES = st.times().map(lambda each: f"{each:%H:%M}")
MEETINGS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.one_of(st.none(), st.just("soon"), DAYS.map(date.isoformat)),
            "begins": st.one_of(st.none(), st.just("noon"), TIMES),
            "life": st.sampled_from(rules.LIVES),
        }
    )
)


@given(DAYS, TIMES)
def test_a_time_in_the_philippines_is_eight_hours_earlier_in_utc(day, begins):
    found = rules.when(day.isoformat(), begins, None, MANILA)
    there = datetime.fromisoformat(f"{day.isoformat()}T{begins}:00")
    assert found.starts == there.replace(tzinfo=UTC) - timedelta(hours=8)
    assert found.ends is None


@given(DAYS, TIMES, TIMES)
def test_an_end_is_after_the_beginning_or_none(day, begins, ends):
    found = rules.when(day.isoformat(), begins, ends, MANILA)
    assert (found.ends is None) is (ends <= begins)
    assert found.ends is None or found.ends > found.starts


@given(st.text(max_size=10))
def test_what_is_no_time_is_none(text):
    assert rules.is_time(text) is (text.isascii() and _parses(text))


def _parses(text):
    try:
        return len(text) == 5 and f"{datetime.strptime(text, '%H:%M'):%H:%M}" == text
    except ValueError:
        return False


def test_without_a_time_it_is_the_whole_day_and_without_a_day_it_is_open():
    assert rules.when("2026-11-26", None, "16:00", MANILA) == rules.When(date(2026, 11, 26))
    assert rules.when("2026-11", "14:00", None, MANILA) is None
    assert rules.when(None, None, None, MANILA) is None


@given(DAYS, st.one_of(st.none(), DAYS), st.booleans())
def test_an_action_is_overdue_after_its_day_until_it_is_done(today, due, done):
    said = due.isoformat() if due else ""
    late = rules.is_overdue(said, today.isoformat() if done else "", today)
    assert late is (not done and due is not None and due < today)


@given(MEETINGS, DAYS)
def test_those_to_come_stand_first_the_next_one_above_then_the_latest(meetings, today):
    found = sorted(meetings, key=lambda each: rules.order_key(each, today))
    coming = [rules.is_coming(each, today) for each in found]
    assert coming == sorted(coming, reverse=True)
    days = [rules.day_of(each["day"]) for each in found]
    future = [day for day, comes in zip(days, coming, strict=True) if comes and day]
    past = [day for day, comes in zip(days, coming, strict=True) if not comes and day]
    assert future == sorted(future)
    assert past == sorted(past, reverse=True)


@pytest.mark.parametrize("life", rules.LIVES)
def test_what_was_held_does_not_come_any_more(life):
    today = date(2026, 11, 26)
    assert rules.is_coming({"day": "2026-11-26", "life": life}, today) is (life != rules.HELD)
    assert not rules.is_coming({"day": "2026-11-25", "life": life}, today)


@given(st.lists(st.tuples(st.sampled_from(["", "2026-01-01", "2026-12-01"]), st.booleans())))
def test_open_actions_stand_before_those_that_are_done(pairs):
    actions = [{"due": due, "done": "2026-11-26" if done else ""} for due, done in pairs]
    found = [bool(each["done"]) for each in rules.sorted_actions(actions)]
    assert found == sorted(found)


@given(st.text(min_size=1), st.text(min_size=1), st.text(max_size=80))
def test_nobody_makes_up_the_address_of_a_calendar(secret, other, text):
    public = "0123456789abcdef" * 2
    token = rules.calendar_token(secret, public)
    assert rules.calendar_of([other, secret], token) == public
    if other != secret:
        assert rules.calendar_of([other], token) is None
    assert rules.calendar_of([secret], text) is None
    assert rules.calendar_of([secret], f"{'f' * 32}{token[32:]}") is None


TOLD = st.builds(
    rules.Told,
    DAYS.map(date.isoformat),
    st.one_of(st.just(""), TIMES),
    st.just(""),
    st.booleans(),
)


@given(st.one_of(st.none(), TOLD), TOLD, DAYS)
def test_people_are_told_once_of_what_is_new_and_not_of_what_is_past(before, now, today):
    said = rules.news(before, now, today)
    assert rules.news(now, now, today) is None
    days = [each.day for each in (before, now) if each]
    if max(days) < today.isoformat():
        assert said is None
    elif before is None:
        assert said == (None if now.cancelled else rules.SHARED)
    elif now.cancelled:
        assert said == (None if before.cancelled else rules.CANCELLED)
    else:
        assert said == (None if before == now else rules.MOVED)
