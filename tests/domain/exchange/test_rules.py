"""What fits an offer or a request, and how commitments are written."""

from clkss.content.exchange import rules
from clkss.content.sheets.rules import Unreadable
from hypothesis import given
from hypothesis import strategies

import pytest


TOKENS = strategies.frozensets(
    strategies.sampled_from(["education", "fishing", "mining", rules.GENERAL])
)
WISHES = strategies.builds(
    rules.Wish,
    strategies.sampled_from(["", *rules.KINDS]),
    strategies.sampled_from(rules.STAGES),
    TOKENS,
    TOKENS,
    strategies.frozensets(strategies.sampled_from(["a", "b"])),
)


def wish(kind, stage=rules.OPEN, themes=("education",), sectors=(), related=()):
    return rules.Wish(kind, stage, frozenset(themes), frozenset(sectors), frozenset(related))


class TestFit:
    @given(WISHES, WISHES)
    def test_it_is_mutual(self, one, other):
        assert rules.fit(one, other) == rules.fit(other, one)

    @given(WISHES, WISHES)
    def test_only_the_two_sides_fit(self, one, other):
        if rules.fit(one, other):
            assert {one.kind, other.kind} == set(rules.KINDS)
            assert {one.stage, other.stage} <= rules.SOUGHT

    def test_what_all_exchanges_are_about_says_nothing(self):
        themes = (rules.GENERAL,)
        assert rules.fit(wish("offer", themes=themes), wish("request", themes=themes)) == 0

    def test_a_shared_practice_weighs_more_than_a_theme(self):
        asked = wish("request", related=("x",))
        assert rules.fit(asked, wish("offer", related=("x",), themes=())) > rules.fit(
            asked, wish("offer")
        )

    def test_what_is_agreed_is_no_longer_offered(self):
        assert rules.fit(wish("offer", stage=rules.AGREED), wish("request")) == 0


class TestCommitments:
    def test_several_are_read_from_a_cell(self):
        assert rules.read_commitments("Send drawings | Miners | 2026-07 | done; Film it | Uni") == [
            {"what": "Send drawings", "who": "Miners", "due": "2026-07", "state": "done"},
            {"what": "Film it", "who": "Uni", "due": "", "state": "to-do"},
        ]

    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ("| Miners", "commitment_no_what"),
            ("Send drawings", "commitment_no_who"),
            ("Send | Miners | soon", "not_a_date"),
            ("Send | Miners | 2026 | perhaps", "not_a_commitment"),
            ("Send | Miners | 2026 | done | more", "not_a_commitment"),
        ],
    )
    def test_what_is_wrong_is_named(self, cell, reason):
        with pytest.raises(Unreadable) as refused:
            rules.read_commitments(cell)
        assert reason in [name for name, _detail in refused.value.reasons]
