"""What an issue may hold, how its rows are put in order, what a link is worth."""

from clkss.content.newsletter import rules
from clkss.content.newsletter.rules import Draft
from clkss.content.newsletter.rules import Verdict
from datetime import date
from datetime import datetime
from hypothesis import given
from hypothesis import strategies as st

import pytest


UIDS = st.text("0123456789abcdef", min_size=32, max_size=32)
ROWS = st.lists(st.tuples(UIDS, st.text(max_size=5), st.text(max_size=4) | st.integers(0, 50)))

UID = "0123456789abcdef" * 2
SITE = "https://clkss.example/site"

SECRET = "s" * 40


class TestEntries:
    @given(ROWS)
    def test_order_loses_nothing_and_keeps_each_item_once(self, rows):
        found = rules.ordered(rows)
        assert sorted(item for item, _line in found) == sorted({row[0] for row in rows})
        assert set(found) <= {(item, line) for item, line, _number in rows}

    @given(st.lists(UIDS, unique=True), st.randoms())
    def test_numbers_say_the_order(self, items, random):
        numbered = [(item, "", str(number)) for number, item in enumerate(items)]
        random.shuffle(numbered)
        assert [item for item, _line in rules.ordered(numbered)] == items

    def test_what_has_no_number_comes_last_as_it_was(self):
        rows = [("a", "", ""), ("b", "", "x"), ("c", "", "2"), ("d", "", "-1")]
        assert [item for item, _line in rules.ordered(rows)] == ["c", "a", "b", "d"]

    @given(st.lists(UIDS, unique=True, min_size=1), st.data(), st.sampled_from((-1, 1)))
    def test_a_move_and_its_opposite_meet(self, items, data, by):
        entries = [(item, "") for item in items]
        item = data.draw(st.sampled_from(items))
        there = rules.moved(entries, item, by)
        assert sorted(there) == sorted(entries)
        if there != entries:
            assert rules.moved(there, item, -by) == entries

    @pytest.mark.parametrize(
        ("value", "good"),
        [
            ([], True),
            ([{"item": UID}], True),
            ([{"item": UID, "line": "Read"}], True),
            ([{"item": UID}, {"item": UID}], False),
            ([{"item": "../x"}], False),
            ([{"line": "Read"}], False),
            ([{"item": UID, "href": "x"}], False),
            ([{"item": UID, "line": "x" * 301}], False),
            ([{"item": f"{n:032x}"} for n in range(41)], False),
        ],
    )
    def test_what_is_stored_is_what_it_should_be(self, value, good):
        assert rules.are_entries(value) is good


class TestProblems:
    def test_all_are_named_at_once(self):
        draft = Draft(" ".strip(), "13", "x" * 4001, "", [(UID, "x" * 301)])
        assert rules.problems(draft) == [
            ("title", rules.NO_TITLE),
            ("month", rules.NO_MONTH),
            ("introduction", rules.INTRODUCTION_TOO_LONG),
            (f"line-{UID}", rules.LINE_TOO_LONG),
        ]

    @given(st.text(max_size=10))
    def test_a_month_is_a_month(self, text):
        if rules.is_month(text):
            assert datetime.strptime(text, "%Y-%m")

    def test_an_issue_goes_when_it_says_something_and_can_leave(self):
        assert rules.refusals("Hello", 1, 0, False) == ()
        assert rules.refusals("Hello", 1, 1, False) == (rules.NO_MAIL,)
        assert rules.refusals(" ", 0, 0, True) == (rules.NO_INTRODUCTION, rules.NO_ENTRIES)


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            (UID, [UID]),
            (f"{SITE}/permalink/{UID}", [UID]),
            (f"/permalink/{UID}", [UID]),
            (f"{SITE}/practices/night-classes-x7k2", ["practices/night-classes-x7k2"]),
            (f"{SITE}/practices/a-x7k2/view?x=1#y", ["practices/a-x7k2"]),
            (f"{SITE}/practices/a-x7k2/@@citation", ["practices/a-x7k2"]),
            ("practices/a-x7k2", ["practices/a-x7k2"]),
            ("https://elsewhere.example/practices/a", []),
            ("javascript:alert(1)", []),
            ("//elsewhere.example/[", []),
            ("practices/../cases/1", []),
            (SITE, ["site"]),
            ("", []),
        ],
    )
    def test_what_an_address_means(self, text, meant):
        assert rules.paths_of(text, SITE) == meant

    @given(st.text(max_size=60))
    def test_anything_may_be_typed(self, text):
        assert all(".." not in each.split("/") for each in rules.paths_of(text, SITE))


class TestReminding:
    @pytest.mark.parametrize(
        ("last", "today", "due"),
        [
            (None, date(2026, 11, 26), True),
            (datetime(2026, 10, 26), date(2026, 11, 25), False),
            (datetime(2026, 10, 26), date(2026, 11, 26), True),
            (datetime(2026, 1, 31), date(2026, 2, 27), False),
            (datetime(2026, 1, 31), date(2026, 2, 28), True),
            (datetime(2026, 12, 15), date(2027, 1, 15), True),
        ],
    )
    def test_a_month_after_the_last(self, last, today, due):
        assert rules.is_due(last, today) is due


class TestLinks:
    @given(st.integers(0, 2**33), st.integers(0, rules.LINK_GOOD))
    def test_a_link_is_good_for_its_days(self, now, later):
        token = rules.confirm_token(SECRET, UID, now)
        assert rules.judge([SECRET], token, now + later) == (Verdict.GOOD, UID)
        assert rules.judge(["new", SECRET], token, now) == (Verdict.GOOD, UID)
        late = now + rules.LINK_GOOD + 1
        assert rules.judge([SECRET], token, late) == (Verdict.OLD, UID)

    @given(st.text(max_size=90))
    def test_what_the_site_did_not_make_is_worth_nothing(self, text):
        assert rules.judge([SECRET], text, 0) == (Verdict.WRONG, "")

    def test_a_changed_link_is_worth_nothing(self):
        token = rules.confirm_token(SECRET, UID, 1000)
        for position in range(len(token)):
            other = "0" if token[position] != "0" else "1"
            changed = token[:position] + other + token[position + 1 :]
            assert rules.judge([SECRET], changed, 1000)[0] is Verdict.WRONG


def test_too_many_are_asked_to_wait():
    assert not rules.refuses(4, 299, 4999)
    assert rules.refuses(5, 0, 0)
    assert rules.refuses(0, 300, 0)
    assert rules.refuses(0, 0, 5000)
