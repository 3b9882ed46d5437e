"""Joining: what may be given, who decides, and what a link is worth; on cases made up."""

from clkss.content.committees import rules as committees
from clkss.content.joining import rules
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import string


FUNCTIONS = st.sampled_from(committees.FUNCTIONS)
CHAIN = ("0701233003", "0701233000", "0701200000", "0700000000", "PH")
KEYS = st.sampled_from(CHAIN)
DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))
REQUESTS = st.text("0123456789abcdef", min_size=32, max_size=32)
SECRETS = st.text(string.ascii_letters, min_size=1, max_size=20)
TIMES = st.integers(0, 2**33)

GOOD = rules.Asked("Ligaya", "ligaya@example.org", "", "", "PH", "member", True, True)


class TestWhatMayBeGiven:
    @given(FUNCTIONS, FUNCTIONS)
    def test_never_more_than_was_asked_for(self, asked, given_):
        if rules.may_give(asked, given_) and given_ != asked:
            assert not rules.may_give(given_, asked)

    @given(FUNCTIONS)
    def test_always_what_was_asked_for_or_membership(self, asked):
        assert rules.may_give(asked, asked)
        assert rules.may_give(asked, committees.MEMBER)

    @given(st.text(), st.text())
    def test_nothing_that_is_no_function(self, asked, given_):
        known = asked in committees.FUNCTIONS and given_ in committees.FUNCTIONS
        assert known or not rules.may_give(asked, given_)


class TestWhoDecides:
    @given(st.sets(KEYS), KEYS)
    def test_nobody_about_themselves(self, mine, turn):
        chain = CHAIN[CHAIN.index(turn) :]
        assert not rules.may_decide("ana", "ana", mine, chain)

    @given(st.sets(KEYS), KEYS)
    def test_the_secretary_of_the_committee_and_those_above(self, mine, turn):
        chain = CHAIN[CHAIN.index(turn) :]
        assert rules.may_decide("ana", "ben", mine, chain) is bool(mine & set(chain))

    @given(st.sets(KEYS), KEYS)
    def test_the_nearest_that_is_staffed_acts(self, staffed, turn):
        chain = CHAIN[CHAIN.index(turn) :]
        found = rules.acting(chain, staffed.__contains__)
        assert found == min((k for k in chain if k in staffed), key=chain.index, default=None)

    @given(KEYS, st.one_of(st.none(), KEYS))
    def test_what_nobody_decides_goes_up_and_ends_at_the_top(self, turn, acting):
        turns = [turn]
        while turns[-1] is not None:
            chain = CHAIN[CHAIN.index(turns[-1]) :]
            turns.append(rules.next_turn(chain, acting))
            assert len(turns) <= len(CHAIN) + 1
        places = [CHAIN.index(each) for each in turns[:-1]]
        assert places == sorted(set(places))
        assert "PH" in (turns[-2], acting)


class TestTheLink:
    @given(SECRETS, REQUESTS, TIMES)
    def test_it_names_its_request_until_it_is_old(self, secret, request, until):
        token = rules.link_token(secret, request, until)
        assert rules.request_of([secret], token, until) == request
        assert rules.request_of(["another", secret], token, until) == request
        assert rules.request_of([secret], token, until + 1) is None
        assert rules.request_of([f"{secret}x"], token, until) is None

    @given(SECRETS, REQUESTS, TIMES, st.integers(0, 80), st.sampled_from(string.hexdigits))
    def test_a_changed_one_is_worth_nothing(self, secret, request, until, place, sign):
        token = rules.link_token(secret, request, until)
        place %= len(token)
        changed = f"{token[:place]}{sign}{token[place + 1 :]}"
        if changed != token:
            assert rules.request_of([secret], changed, 0) is None

    @given(st.one_of(st.none(), st.text(), st.integers(), st.binary()))
    def test_anything_else_neither(self, value):
        assert rules.request_of(["secret"], value, 0) is None


class TestRequests:
    def test_a_good_one(self):
        assert rules.problems(GOOD, ["DOLE"]) == ()

    @given(st.text(max_size=300))
    def test_an_address_is_one_line_and_one_address(self, text):
        asked = GOOD._replace(mail=text)
        if rules.BAD_MAIL not in rules.problems(asked, []):
            assert text.count("@") == 1
            assert not any(sign in text for sign in '\r\n ,;<>"')

    def test_all_problems_at_once(self):
        asked = rules.Asked("", "x", "o" * 201, "NOBODY", "", "king", False, False)
        assert set(rules.problems(asked, ["DOLE"])) == {
            rules.NO_NAME,
            rules.TOO_LONG,
            rules.BAD_MAIL,
            rules.NO_CONSENT,
            rules.NO_COMMITTEE,
            rules.NO_FUNCTION,
            rules.NO_AGENCY,
        }

    def test_of_a_member_name_mail_and_consent_are_known(self):
        asked = GOOD._replace(name="", mail="", consent=False)
        assert rules.problems(asked, [], member=True) == ()

    @given(st.integers(0, 9), st.integers(0, 300), st.integers(0, 9), st.booleans())
    def test_more_of_anything_never_makes_it_faster(self, source, total, address, trapped):
        if rules.waits_for_mail(source, total, address, trapped):
            assert rules.waits_for_mail(source + 1, total + 1, address + 1, trapped)
            assert rules.waits_for_mail(source, total, address, True)

    @settings(max_examples=5)
    @given(st.text(string.ascii_letters, min_size=4, max_size=20))
    def test_a_proof_is_found_and_holds_for_one_address_only(self, challenge):
        mail = "ligaya@example.org"
        nonce = next(str(n) for n in range(10**7) if rules.is_proof(challenge, mail, str(n)))
        others = [f"{number}{mail}" for number in range(64)]
        assert sum(rules.is_proof(challenge, other, nonce) for other in others) < 8

    @given(st.one_of(st.none(), st.text(), st.integers()))
    def test_what_is_no_number_is_no_proof(self, nonce):
        if not (isinstance(nonce, str) and nonce.isascii() and nonce.isdigit()):
            assert not rules.is_proof("challenge", "mail", nonce)


class TestTerms:
    @given(st.one_of(st.none(), DAYS), DAYS, st.integers(1, 3660))
    def test_renewing_never_shortens(self, until, today, days):
        renewed = rules.renewed(until, today, days)
        assert renewed > today
        assert until is None or renewed > until

    @given(DAYS, st.integers(-100, 100))
    def test_reminders_come_before_the_end_and_the_nearer_one_wins(self, today, left):
        which = rules.reminder(today + timedelta(days=left), today)
        expected = None if left < 0 or left > 30 else (7 if left <= 7 else 30)
        assert which == expected

    @given(DAYS, st.integers(-200, 200))
    def test_only_what_ends_soon_or_just_ended_is_renewable(self, today, left):
        until = today + timedelta(days=left)
        assert rules.is_renewable(until, today) is (-60 <= left <= 60)
        assert not rules.is_renewable(None, today)
