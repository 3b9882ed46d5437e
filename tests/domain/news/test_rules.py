"""Rules by which events come again."""

from clkss.content.news.rules import recurs_well

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
