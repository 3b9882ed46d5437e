"""Which passwords are good enough."""

from clkss.content.signin.passwords import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet carabaos",
        "correct horse battery staple",
        "A-long-secret-7",
        "kumain na ba kayo",
        "ᜃᜎᜒᜃᜐᜈ᜔ at dagat ng bayan",
        "x7Gq-92lm-Pv41",
        "clara at labindalawang kalabaw",
    ],
)
def test_good_ones(password):
    assert rules.reasons_against(password, ["clara", "CLKSS"]) == ()


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", rules.TOO_SHORT),
        ("eleven-char", rules.TOO_SHORT),
        ("x" * 200, rules.TOO_LONG),
        ("password1234", rules.COMMON),
        ("Password!2026", rules.COMMON),
        ("P4ssw0rd!!!!", rules.COMMON),
        ("iloveyou123456", rules.COMMON),
        ("--pilipinas--1", rules.COMMON),
        ("aaaaaaaaaaaa", rules.MONOTONOUS),
        ("abababababababa", rules.MONOTONOUS),
        ("demo-demo-demo", rules.MONOTONOUS),
        ("123456789012", rules.MONOTONOUS),
        ("qwertyuiopas", rules.MONOTONOUS),
        ("zyxwvutsrqpon", rules.MONOTONOUS),
        ("clarasantos2026", rules.PERSONAL),
        ("Santos-Clara!1", rules.PERSONAL),
        ("childlabor2026", rules.PERSONAL),
    ],
)
def test_bad_ones_and_why(password, reason):
    words = ["clara", "Clara Santos", "clara.santos@example.org", "Child Labor Knowledge"]
    assert reason in rules.reasons_against(password, words)


@given(st.text(max_size=200))
def test_length_is_judged_as_it_is_entered(password):
    reasons = rules.reasons_against(password)
    assert (rules.TOO_SHORT in reasons) is (len(password) < rules.SHORTEST)
    assert (rules.TOO_LONG in reasons) is (len(password) > rules.LONGEST)


WORDS = sorted(word for word in rules.common() if word.isalpha())


@given(st.sampled_from(WORDS), st.text("0123456789!-_ ", max_size=12))
def test_what_many_use_is_not_good_with_digits_around_it(word, around):
    assert rules.COMMON in rules.reasons_against(f"{around}{word.upper()}{around}")


@given(st.text("abcdefgh 0123-", min_size=1, max_size=6), st.integers(min_value=3, max_value=20))
def test_what_repeats_itself_is_bad(unit, times):
    assert rules.is_monotonous(unit * times)


@given(st.text("abcdefghij", min_size=4, max_size=20), st.text("0123456789", max_size=7))
def test_a_name_with_little_around_it_is_bad(name, around):
    assert rules.is_personal(rules.plain(name + around), [name])


def test_the_list_is_there_and_names_its_source():
    assert len(rules.common()) > 25_000
    assert "MIT" in rules.Path(rules.__file__).with_name("common.md").read_text()
