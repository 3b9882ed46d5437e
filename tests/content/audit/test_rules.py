"""The chain of entries, without a database."""

from clkss.content.audit import rules
from hypothesis import given
from hypothesis import strategies as st

import dataclasses
import pytest


texts = st.text(max_size=8)
entries = st.lists(st.builds(rules.Entry, texts, texts, texts, texts, texts, texts), max_size=8)


def chained(entries):
    links, previous = [], rules.GENESIS
    for number, entry in enumerate(entries, start=1):
        own = rules.digest(number, previous, entry)
        links.append((number, previous, own, entry))
        previous = own
    return links


class TestChain:
    @given(entries)
    def test_an_untouched_chain_holds(self, entries):
        assert list(rules.broken(chained(entries))) == []

    @given(entries.filter(bool), st.data())
    def test_any_change_of_any_field_shows(self, entries, data):
        links = chained(entries)
        place = data.draw(st.integers(0, len(links) - 1))
        name = data.draw(st.sampled_from([f.name for f in dataclasses.fields(rules.Entry)]))
        number, previous, own, entry = links[place]
        changed = dataclasses.replace(entry, **{name: getattr(entry, name) + "x"})
        links[place] = (number, previous, own, changed)
        assert list(rules.broken(links)) == [f"audit: entry {number} was changed"]

    @given(entries.filter(bool), st.data())
    def test_a_change_with_a_new_hash_breaks_what_follows(self, entries, data):
        links = chained(entries)
        place = data.draw(st.integers(0, len(links) - 1))
        number, previous, _own, entry = links[place]
        changed = dataclasses.replace(entry, actor=entry.actor + "x")
        links[place] = (number, previous, rules.digest(number, previous, changed), changed)
        found = list(rules.broken(links))
        if place == len(links) - 1:
            assert found == []
        else:
            assert found == [f"audit: entry {number + 1} does not follow the one before it"]

    @given(entries.filter(lambda entries: len(entries) > 1), st.data())
    def test_a_removed_entry_shows(self, entries, data):
        links = chained(entries)
        del links[data.draw(st.integers(0, len(links) - 2))]
        assert len(list(rules.broken(links))) == 1

    def test_moving_text_between_fields_changes_the_hash(self):
        one = rules.Entry("", "ab", "c", "", "", "")
        other = rules.Entry("", "a", "bc", "", "", "")
        assert rules.digest(1, "", one) != rules.digest(1, "", other)


class TestDetail:
    def test_the_order_of_names_does_not_matter(self):
        assert rules.canonical({"b": 1, "a": [2, "x"]}) == rules.canonical({"a": [2, "x"], "b": 1})

    @pytest.mark.parametrize("value", [object(), {"deep": 1}, [{"deep": 1}], b"bytes"])
    def test_only_plain_values(self, value):
        with pytest.raises(ValueError, match="plain"):
            rules.canonical({"it": value})

    def test_no_stories(self):
        with pytest.raises(ValueError, match="characters"):
            rules.canonical({"note": "x" * 3000})

    @pytest.mark.parametrize("action", ["practice.published", "sheet.applied", "a-b.c2"])
    def test_actions_are_tokens(self, action):
        rules.check_action(action)

    @pytest.mark.parametrize("action", ["", "Published", "saw Ana", "a..b", "a.", "a\n"])
    def test_anything_else_is_refused(self, action):
        with pytest.raises(ValueError, match="token"):
            rules.check_action(action)
