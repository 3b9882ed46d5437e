"""What is new to a search, and when it is told."""

from clkss.content.following import rules
from hypothesis import given
from hypothesis import strategies as st


MOMENTS = st.floats(min_value=0, max_value=4e9)
ITEMS = st.dictionaries(st.text(min_size=1, max_size=3), MOMENTS, max_size=8)


@given(MOMENTS)
def test_a_round_ends_soon_and_after_what_it_tells(now):
    key, delay = rules.next_round(now)
    assert 0 < delay <= rules.ROUND + 1e-6 * rules.ROUND
    assert rules.next_round(now + delay + 1)[0] != key


@given(ITEMS, MOMENTS, st.sets(st.text(min_size=1, max_size=3)))
def test_nothing_is_told_twice_and_nothing_is_left_out(appeared, after, told):
    new = rules.untold(appeared, after, told)
    assert not new & told
    assert new | told >= {uid for uid, at in appeared.items() if at > after}
    assert rules.untold(appeared, after, told | new) == set()


@given(st.text(), st.text(min_size=1))
def test_a_name_is_one_line(text, otherwise):
    name = rules.clean_name(text, otherwise)
    assert len(name) <= rules.LONGEST_NAME
    assert name == " ".join(name.split())


@given(st.one_of(st.none(), st.text(), st.lists(st.text())))
def test_whatever_comes_is_a_form(query):
    form = rules.form_of(query)
    assert all(isinstance(value, list) for value in form.values())


def test_a_search_saved_twice_is_one_and_each_member_has_another():
    assert rules.search_id("ana", "theme=x") == rules.search_id("ana", "theme=x")
    assert rules.search_id("ana", "theme=x") != rules.search_id("ben", "theme=x")
    assert rules.search_id("ana", "theme=x") != rules.search_id("ana", "theme=y")
