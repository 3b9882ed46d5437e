"""Rules by which events come again, and texts as people type them."""

from clkss.content.news import rules
from clkss.content.news.rules import recurs_well
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

import pytest


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=7",
        "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU;UNTIL=20270101T000000",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=12;COUNT=12",
        "RRULE:FREQ=MONTHLY;BYDAY=+1MO;COUNT=12",
        "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12;COUNT=5\nEXDATE:20280612T000000",
        "RDATE:20270612T000000,20280612T000000",
    ],
)
def test_what_people_choose_is_taken(rule):
    assert recurs_well(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;INTERVAL=00",
        "RRULE:FREQ=DAILY;INTERVAL=1;INTERVAL=0",
        "RRULE:FREQ=SECONDLY;COUNT=5",
        "RRULE:FREQ=DAILY;COUNT=501",
        "RRULE:FREQ=DAILY;COUNT=3000000",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY",
        "RRULE:freq=daily;interval=0",
        "EXRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART:20260101",
        "anything",
        "RDATE:" + "20270612," * 300,
    ],
)
def test_what_might_never_end_is_not(rule):
    assert not recurs_well(rule)


#: What people type: lines of letters, some of which look like markup but are none.
LINES = st.text(st.sampled_from("ab <>&\"'é&lt;"), min_size=1, max_size=12).map(str.strip)


@given(st.lists(st.lists(LINES.filter(bool), min_size=1, max_size=3), max_size=4))
def test_what_was_typed_comes_back_as_it_was_typed(paragraphs):
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    assume(not rules.has_markup(text))
    assert rules.typed(rules.marked_up(text)) == text


@given(st.text(max_size=60))
def test_nothing_typed_becomes_markup_unless_it_is_some(text):
    html = rules.marked_up(text)
    if not rules.has_markup(text):
        stripped = html.replace("<p>", "").replace("</p>", "").replace("<br />", "")
        assert "<" not in stripped


def test_a_text_with_more_than_paragraphs_is_shown_as_markup():
    html = "<p>Counted in <b>May</b>.</p><ul><li>one</li></ul>"
    assert rules.typed(html) == html
    assert rules.marked_up(html) == html
