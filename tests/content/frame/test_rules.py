"""Who may send a form: the decision alone."""

from clkss.content.frame import rules
from clkss.content.frame.rules import Verdict

import pytest


KEYS = ["the key of today", "the key of yesterday"]
MARIA = "user:maria"
NOON = 1_800_000_000


def test_maria_sends_the_form_she_was_given():
    token = rules.token(KEYS[0], MARIA, NOON)
    assert rules.judge(KEYS, MARIA, token, NOON + 60) is Verdict.GOOD


def test_form_survives_rotation_of_the_keys():
    token = rules.token("the key of yesterday", MARIA, NOON)
    assert rules.judge(KEYS, MARIA, token, NOON) is Verdict.GOOD


def test_pedro_cannot_send_the_form_of_maria():
    token = rules.token(KEYS[0], MARIA, NOON)
    assert rules.judge(KEYS, "user:pedro", token, NOON) is Verdict.WRONG


def test_visitor_named_like_a_member_is_no_member():
    token = rules.token(KEYS[0], "browser:maria", NOON)
    assert rules.judge(KEYS, MARIA, token, NOON) is Verdict.WRONG


def test_form_left_open_overnight_is_old_not_wrong():
    token = rules.token(KEYS[0], MARIA, NOON)
    assert rules.judge(KEYS, MARIA, token, NOON + rules.LIFETIME) is Verdict.GOOD
    assert rules.judge(KEYS, MARIA, token, NOON + rules.LIFETIME + 1) is Verdict.OLD


def test_form_from_the_future_is_wrong():
    token = rules.token(KEYS[0], MARIA, NOON)
    assert rules.judge(KEYS, MARIA, token, NOON - rules.CLOCK_SKEW - 1) is Verdict.WRONG


@pytest.mark.parametrize(
    "value",
    [None, "", ".", "a.b", "6b49d200.", "zz.zz", "ü.ü", "1.2.3", ["6b49d200.00"], 7, "-1.0"],
)
def test_what_is_no_token_is_wrong(value):
    assert rules.judge(KEYS, MARIA, value, NOON) is Verdict.WRONG


def test_later_date_cannot_be_written_into_a_token():
    token = rules.token(KEYS[0], MARIA, NOON)
    later = f"{NOON + 999_999:x}.{token.split('.')[1]}"
    assert rules.judge(KEYS, MARIA, later, NOON + 999_999) is Verdict.WRONG


def test_only_the_site_makes_browser_values():
    value = rules.browser_value(KEYS[1])
    assert rules.is_browser_value(KEYS, value)
    assert not rules.is_browser_value(KEYS, value[:-1] + ("0" if value[-1] != "0" else "1"))
    assert not rules.is_browser_value(["another site's key"], value)
    assert not rules.is_browser_value(KEYS, None)
    assert rules.browser_value(KEYS[0]) != rules.browser_value(KEYS[0])
