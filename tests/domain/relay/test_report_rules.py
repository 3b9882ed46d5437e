"""Periods, states, answers and sums of periodic reports, decided from facts alone."""

from clkss.content.relay.reporting import rules
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


days = st.dates(date(1900, 1, 1), date(2900, 1, 1))
kinds = st.sampled_from(rules.PERIOD_KINDS)

QUESTIONS = (
    {"kind": rules.FIGURE, "needed": "yes"},
    {"kind": rules.TEXT, "needed": "no"},
    {"kind": rules.YES_NO, "needed": "no"},
)

questions = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(rules.QUESTION_KINDS), "needed": st.sampled_from(["yes", "no"])}
    ),
    max_size=8,
)


class TestPeriods:
    @pytest.mark.parametrize(
        ("kind", "today", "period", "last"),
        [
            (rules.MONTHLY, date(2026, 11, 26), "2026-10", date(2026, 10, 31)),
            (rules.MONTHLY, date(2026, 1, 1), "2025-12", date(2025, 12, 31)),
            (rules.QUARTERLY, date(2026, 11, 26), "2026-Q3", date(2026, 9, 30)),
            (rules.QUARTERLY, date(2026, 2, 1), "2025-Q4", date(2025, 12, 31)),
            (rules.YEARLY, date(2026, 11, 26), "2025", date(2025, 12, 31)),
        ],
    )
    def test_the_one_that_has_ended(self, kind, today, period, last):
        assert rules.ended_before(kind, today) == period
        assert rules.last_day(period) == last

    @given(kind=kinds, day=days)
    def test_each_day_lies_in_one_and_the_next_follows(self, kind, day):
        period = rules.period_of(kind, day)
        assert rules.first_day(period) <= day <= rules.last_day(period)
        after = rules.period_of(kind, rules.last_day(period) + timedelta(days=1))
        assert rules.first_day(after) == rules.last_day(period) + timedelta(days=1)
        assert rules.last_day(rules.ended_before(kind, day)) < day

    @pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "26", "2026-1", "soon"])
    def test_what_is_none(self, text):
        with pytest.raises(ValueError, match="Not a period"):
            rules.last_day(text)

    def test_a_template_asks_about_nothing_before_it(self):
        assert not rules.is_owed("2026-Q3", date(2026, 10, 1))
        assert rules.is_owed("2026-Q3", date(2026, 9, 30))

    def test_late_begins_on_the_day_after(self):
        due = date(2026, 10, 15)
        assert rules.days_late(due, due) == 0
        assert rules.days_late(due, date(2026, 10, 18)) == 3
        assert rules.status(None, due, due) == rules.MISSING
        assert rules.status(rules.DRAFT, due, date(2026, 10, 16)) == rules.LATE
        assert rules.status(rules.EXCUSED, due, date(2026, 12, 1)) == rules.EXCUSED


class TestWhoOwes:
    """Who was on record on the due day, and whoever reported all the same."""

    states = st.sampled_from([None, *rules.STATES])

    @given(due=days, state=states)
    def test_on_record_on_the_due_day_is_in_time(self, due, state):
        after = (due + timedelta(days=1)).isoformat()
        assert rules.owes(due.isoformat(), due.isoformat(), state)
        assert rules.owes(after, due.isoformat(), state) == (state not in (None, rules.DRAFT))

    @given(since=days, due=days, state=states)
    def test_it_is_the_day_that_counts_and_what_has_come(self, since, due, state):
        owes = rules.owes(since.isoformat(), due.isoformat(), state)
        assert owes == (since <= due or state not in (None, rules.DRAFT))

    @given(since=days, earlier=days, due=days, later=days, state=states)
    def test_who_is_on_record_longer_never_owes_less(self, since, earlier, due, later, state):
        earlier, since = sorted([earlier.isoformat(), since.isoformat()])
        due, later = sorted([due.isoformat(), later.isoformat()])
        if rules.owes(since, due, state):
            assert rules.owes(earlier, due, state)
            assert rules.owes(since, later, state)

    @given(since=st.none() | st.just("") | days.map(str), due=days.map(str), state=states)
    def test_no_report_that_came_is_lost_and_none_is_awaited_of_nobody(self, since, due, state):
        if state not in (None, rules.DRAFT):
            assert rules.owes(since, due, state)
        elif not since:
            # Not on record at all; or on record, and nobody knows since when.
            assert rules.owes(since, due, state) == (since == "")

    @given(due=days, today=days)
    def test_a_draft_that_nobody_awaits_is_not_late(self, due, today):
        assert rules.status(rules.DRAFT, due, today, is_awaited=False) == rules.DRAFT
        assert rules.status(rules.DRAFT, due, today) in (rules.MISSING, rules.LATE)


class TestAnswers:
    def test_good_ones_add_up(self):
        answers, wrong = rules.read_answers(QUESTIONS, [" 12 ", "At the pier.", "yes"])
        assert not wrong
        assert rules.figures(QUESTIONS, answers) == [12, 1]

    def test_nothing_to_report_adds_nothing(self):
        assert rules.figures(QUESTIONS, ()) == [0, 0]

    def test_each_is_judged_by_itself_and_kept(self):
        answers, wrong = rules.read_answers(QUESTIONS, ["", "x" * 5001, "perhaps"])
        assert answers == ["", "x" * 5001, "perhaps"]
        assert wrong == {0: rules.NOT_ANSWERED, 1: rules.TOO_LONG, 2: rules.NOT_YES_OR_NO}
        assert not rules.only_missing(wrong)
        assert rules.only_missing({0: rules.NOT_ANSWERED})

    @given(questions=questions, entered=st.lists(st.text(max_size=20), max_size=9))
    def test_whatever_comes_the_sums_are_whole_numbers(self, questions, entered):
        answers, _wrong = rules.read_answers(questions, entered)
        assert len(answers) == len(questions)
        added = rules.figures(questions, answers)
        assert len(added) == len(rules.columns(questions))
        assert all(isinstance(each, int) and each >= 0 for each in added)

    def test_there_is_room_for_twenty_sums(self):
        assert not rules.too_many_figures([{"kind": rules.FIGURE}] * 20)
        assert rules.too_many_figures([{"kind": rules.FIGURE}] * 20 + [{"kind": rules.YES_NO}])
        assert not rules.too_many_figures([{"kind": rules.TEXT}] * 60)


class TestSteps:
    def problems(self, step, state, **facts):
        values = {
            "reason": "why",
            "is_locked": False,
            "is_complete": True,
            "is_ready": True,
            **facts,
        }
        return rules.problems(step, state, **values)

    def test_a_report_goes_its_way(self):
        for step, state in (
            (rules.SUBMIT, rules.DRAFT),
            (rules.RETURN, rules.SUBMITTED),
            (rules.SUBMIT, rules.RETURNED),
            (rules.ACCEPT, rules.SUBMITTED),
            (rules.SIGN, rules.ACCEPTED),
            (rules.REOPEN, rules.SIGNED),
        ):
            assert self.problems(step, state) == []

    @pytest.mark.parametrize(
        ("step", "state", "facts", "problem"),
        [
            (rules.SUBMIT, rules.DRAFT, {"is_complete": False}, rules.INCOMPLETE),
            (rules.SIGN, rules.SUBMITTED, {"is_ready": False}, rules.WAITING),
            (rules.RETURN, rules.SUBMITTED, {"reason": " "}, rules.NO_REASON),
            (rules.EXCUSE, rules.DRAFT, {"reason": "x" * 1001}, rules.REASON_TOO_LONG),
            (rules.ACCEPT, rules.DRAFT, {}, rules.NOT_NOW),
            (rules.EXCUSE, rules.ACCEPTED, {}, rules.NOT_NOW),
            (rules.REOPEN, rules.SIGNED, {"is_locked": True}, rules.LOCKED),
        ],
    )
    def test_what_speaks_against_it(self, step, state, facts, problem):
        assert self.problems(step, state, **facts) == [problem]

    @given(
        state=st.sampled_from(rules.STATES),
        is_own=st.booleans(),
        is_above=st.booleans(),
        is_locked=st.booleans(),
    )
    def test_only_what_is_possible_is_offered(self, state, is_own, is_above, is_locked):
        offered = rules.ways(state, is_own, is_above, is_locked)
        if is_locked or not (is_own or is_above):
            assert offered == []
        for step in offered:
            assert self.problems(step, state) == []
            assert (is_own and step in rules.OWN_STEPS) or (is_above and step in rules.STEPS_ABOVE)

    def test_nobody_accepts_their_own(self):
        assert rules.ways(rules.SUBMITTED, True, False, False) == [rules.TAKE_BACK, rules.SIGN]


class TestSigning:
    GRACE = date(2026, 10, 25)

    @pytest.mark.parametrize(
        ("total", "missing", "today", "may"),
        [
            (12, 0, date(2026, 10, 1), True),
            (12, 1, date(2026, 10, 25), False),
            (12, 1, date(2026, 10, 26), True),
            (0, 0, date(2026, 10, 1), True),
        ],
    )
    def test_when_all_is_in_or_the_grace_is_over(self, total, missing, today, may):
        assert rules.may_sign(total, missing, today, self.GRACE) is may

    @given(st.dictionaries(st.sampled_from(rules.STATES), st.integers(0, 50)), st.integers(0, 50))
    def test_coverage_counts_everybody_once(self, by_state, silent):
        total = sum(by_state.values()) + silent
        found = rules.coverage(total, by_state)
        waiting = by_state.get(rules.DRAFT, 0) + by_state.get(rules.RETURNED, 0)
        assert found.missing == silent + waiting
        assert 0 <= found.percent <= 100


class TestTheLink:
    PARTS = ("boats.2026-Q3", "0701233003", "barangay.secretary")

    def test_it_holds_for_its_days(self):
        token = rules.nil_token("secret", self.PARTS, 1000)
        assert rules.holds_nil_token(["new", "secret"], self.PARTS, token, 1000)
        assert not rules.holds_nil_token(["secret"], self.PARTS, token, 1001)
        assert not rules.holds_nil_token(["other"], self.PARTS, token, 1)

    def test_it_is_for_one_committee_and_one_person(self):
        token = rules.nil_token("secret", self.PARTS, 1000)
        for number in range(3):
            parts = list(self.PARTS)
            parts[number] += "x"
            assert not rules.holds_nil_token(["secret"], parts, token, 1)

    @given(st.one_of(st.none(), st.text(), st.binary()))
    def test_nobody_makes_one_up(self, token):
        assert not rules.holds_nil_token(["secret"], self.PARTS, token, 1)

    def test_its_end_cannot_be_moved(self):
        token = rules.nil_token("secret", self.PARTS, 1000)
        assert not rules.holds_nil_token(["secret"], self.PARTS, "9" + token, 1)
