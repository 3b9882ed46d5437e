"""Who reads what of a person; on cases made up."""

from clkss.content.people import rules
from hypothesis import given
from hypothesis import strategies as st


AUDIENCES = st.sampled_from(rules.AUDIENCES)
FIELDS = st.sampled_from(rules.FIELDS)
KEYS = st.sets(st.sampled_from(["PH", "0701233000", "0701200000"]))
CHOSEN = st.dictionaries(st.one_of(FIELDS, st.text()), st.one_of(AUDIENCES, st.text()))


@given(AUDIENCES, KEYS)
def test_whoever_serves_nowhere_reads_nothing(audience, theirs):
    assert not rules.reads(audience, set(), theirs)


@given(AUDIENCES, KEYS, KEYS)
def test_everybody_reads_their_own(audience, mine, theirs):
    assert rules.reads(audience, mine, theirs, oneself=True)


@given(KEYS, KEYS)
def test_each_audience_is_within_the_one_before(mine, theirs):
    seen = [rules.reads(audience, mine, theirs) for audience in rules.AUDIENCES]
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] is False


@given(KEYS, KEYS)
def test_committee_means_that_one_is_shared(mine, theirs):
    assert rules.reads(rules.COMMITTEE, mine, theirs) is bool(mine & theirs)


@given(CHOSEN, FIELDS)
def test_what_nobody_chose_is_for_oneself_but_for_the_organisation(chosen, field):
    audience = rules.audience(chosen, field)
    assert audience in rules.AUDIENCES
    if field not in chosen:
        expected = rules.MEMBERS if field == rules.ORGANISATION else rules.ONESELF
        assert audience == expected
    elif chosen[field] not in rules.AUDIENCES:
        assert audience == rules.ONESELF


@given(st.text(), st.text(), st.text(), st.lists(st.text()))
def test_a_profile_without_problems_is_short(name, organisation, about, expertise):
    if not rules.problems(name, organisation, about, expertise):
        assert 0 < len(name) <= rules.LONGEST_NAME
        assert len(organisation) <= rules.LONGEST_ORGANISATION
        assert len(about) <= rules.LONGEST_ABOUT
        assert len(expertise) <= rules.MOST_EXPERTISE


@given(st.one_of(st.none(), st.text(), st.text("0123456789abcdef", min_size=20, max_size=20)))
def test_addresses_of_profiles_are_twenty_hexadecimal_digits(value):
    good = isinstance(value, str) and len(value) == 20 and set(value) <= set("0123456789abcdef")
    assert rules.is_public_id(value) is good
