"""Who needs a second factor, which codes are accepted, who may take it away."""

from clkss.content.committees import rules as committees
from clkss.content.signin.factor import rules
from hypothesis import given
from hypothesis import strategies as st


moments = st.floats(min_value=0, max_value=4e9)
functions = st.sets(st.sampled_from(committees.FUNCTIONS))
keys = st.sampled_from(["PH", "0700000000", "0701200000", "0701233000", "1404404000"])
LINE = ("0701233000", "0701200000", "0700000000", "PH")


def test_whoever_sees_identities_needs_one():
    assert {committees.CASEWORKER} == rules.REQUIRED


@given(st.booleans(), st.booleans())
def test_what_is_withheld_shrinks_with_what_is_shown(enrolled, confirmed):
    withheld = rules.withheld(confirmed, enrolled)
    assert rules.withheld(True, enrolled) == frozenset()
    assert confirmed or withheld >= rules.REQUIRED
    assert confirmed or not enrolled or withheld == frozenset(committees.FUNCTIONS)


@given(st.booleans(), st.booleans(), st.booleans())
def test_administration_is_withheld_where_it_is_asked_for_or_there_is_one(
    confirmed, enrolled, asked
):
    withheld = rules.withheld_roles(confirmed, enrolled, asked)
    assert bool(withheld) is (not confirmed and (enrolled or asked))


@given(functions, st.booleans())
def test_it_is_required_by_what_one_does(served, asked):
    assert rules.is_required(served, (), asked) is (committees.CASEWORKER in served)
    assert rules.is_required(served, ["Manager"], True)


@given(moments, st.integers(min_value=0, max_value=2 * 10**8))
def test_no_step_is_accepted_twice_and_none_far_away(now, last):
    accepted = rules.steps(now, last)
    assert all(step > last and abs(step - now // rules.STEP) <= 1 for step in accepted)
    for step in accepted:
        assert step not in rules.steps(now, step)


@given(st.text())
def test_whatever_is_entered_is_no_error(entered):
    tidied = rules.tidy(entered)
    assert rules.tidy(tidied) == tidied[:40]
    assert rules.is_code(tidied) in (True, False)


@given(st.integers(min_value=0, max_value=999_999))
def test_a_code_may_be_written_with_a_gap(number):
    code = f"{number:06}"
    assert rules.tidy(f" {code[:3]} {code[3:]}") == code
    assert rules.is_code(code)


def test_recovery_codes_differ_and_are_no_codes_of_a_telephone():
    codes = {rules.recovery_code() for _code in range(200)}
    assert len(codes) == 200
    assert not [code for code in codes if rules.is_code(rules.tidy(code))]
    assert len(rules.ALPHABET) ** (rules.GROUPS * rules.GROUP) > 2**58
    assert not set("01OILU") & set(rules.ALPHABET)


def chain(key):
    line = LINE[LINE.index(key) :] if key in LINE else (key, "PH")
    return [("", each) for each in line]


roles = st.sets(st.sampled_from(["Member", *rules.RANKS]))


@given(keys, st.lists(keys, max_size=3), st.booleans(), roles, roles)
def test_who_may_take_it_away(secretary_of, served, administrator, own, theirs):
    groups = {committees.committee_group(secretary_of, committees.SECRETARY)}
    chains = [chain(key) for key in served]
    may = rules.may_reset("elena", groups, administrator, own, "dindo", theirs, chains)
    above = all(secretary_of in [key for _level, key in each[1:]] for each in chains)
    below = "Manager" in own or "Manager" not in theirs
    below = below and (bool(own & rules.ADMINISTRATORS) or not theirs & rules.ADMINISTRATORS)
    serves_below = not theirs & rules.ADMINISTRATORS and bool(chains) and above
    assert may is (below if administrator else serves_below)
    assert not rules.may_reset("elena", groups, administrator, own, "elena", theirs, chains)


@given(keys)
def test_a_secretary_does_not_do_it_on_the_own_committee(key):
    groups = {committees.committee_group(key, committees.SECRETARY)}
    assert not rules.may_reset("clara", groups, False, (), "dindo", (), [chain(key)])
