"""Addresses, words, pages and spelling of a search."""

from clkss.content.search import rules
from clkss.content.search import words
from clkss.content.search.bits import at_least
from clkss.content.search.bits import joined
from clkss.content.search.bits import numbers
from clkss.content.search.bits import Sums
from clkss.content.search.words import AUTHOR
from clkss.content.search.words import Term
from clkss.content.search.words import TITLE
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest


TOKENS = st.from_regex(r"[a-z][a-z0-9\-]{0,20}", fullmatch=True)

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.lists(TOKENS, min_size=1, max_size=4) for name in rules.FACETS},
        **{name: st.just([rules.ON]) for name in rules.FLAGS},
    },
).map(rules.ordered)


@st.composite
def queries(draw):
    text = rules.clean_text(draw(st.text(max_size=60)))
    sorts = rules.SORTS if text else rules.SORTS[1:]
    return rules.Query(
        text=text,
        filters=draw(FILTERS),
        sort=draw(st.sampled_from(sorts)),
        start=draw(st.integers(0, rules.LARGEST_START)),
        size=draw(st.integers(1, rules.LARGEST_SIZE)),
        whole=bool(text) and draw(st.booleans()),
    )


def anything_goes(name, value):
    return True


def parse(address, is_known=anything_goes):
    form = parse_qs(urlsplit(address).query)
    return rules.parse(form, is_known)


class TestAddress:
    @settings(deadline=None)
    @given(queries())
    def test_a_shared_address_shows_the_same(self, query):
        found, problems = parse(rules.address("http://clkss.example/repository", query))
        assert found == query
        assert problems == []

    @settings(deadline=None)
    @given(queries())
    def test_the_same_query_has_one_address(self, query):
        shuffled = rules.Query(
            query.text,
            rules.ordered({name: values[::-1] for name, values in query.filters[::-1]}),
            query.sort,
            query.start,
            query.size,
            whole=query.whole,
        )
        assert rules.parameters(shuffled) == rules.parameters(query)

    def test_nothing_asked_needs_no_parameters(self):
        assert rules.address("/repository", rules.Query()) == "/repository"

    @settings(deadline=None)
    @given(
        st.dictionaries(
            st.one_of(
                st.text(max_size=10),
                st.sampled_from([*rules.FILTERS, rules.TEXT, rules.SORT, rules.START, rules.SIZE]),
            ),
            st.recursive(
                st.one_of(st.none(), st.text(max_size=20), st.integers(), st.binary(max_size=5)),
                lambda inner: st.lists(inner, max_size=4),
            ),
            max_size=8,
        )
    )
    def test_whatever_an_address_holds_the_answer_is_a_query(self, form):
        query, _problems = rules.parse(form, lambda name, value: value.isascii())
        assert 1 <= query.size <= rules.LARGEST_SIZE
        assert 0 <= query.start <= rules.LARGEST_START
        assert query.sort in rules.SORTS

    def test_what_is_not_known_is_named_and_left_out(self):
        query, problems = parse(
            "?territory=9999999999&theme=education&sort_on=luck&b_start=-1&b_size=x",
            lambda name, value: value == "education",
        )
        assert query == rules.Query(filters=(("theme", ("education",)),))
        assert problems == [
            ("territory", "9999999999"),
            ("sort_on", "luck"),
            ("b_start", "-1"),
            ("b_size", "x"),
        ]

    def test_what_a_social_network_adds_is_not_looked_at(self):
        assert parse("?fbclid=abc&utm_source=x") == (rules.Query(), [])

    def test_nobody_gets_more_than_a_hundred_items(self):
        assert parse("?b_size=100000")[0].size == 100

    def test_a_client_of_plones_search_may_name_the_index(self):
        assert parse("?sort_on=sortable_title")[0].sort == rules.TITLE

    def test_best_match_needs_words(self):
        assert parse("?sort_on=relevance")[0].sort == rules.NEWEST
        assert parse("?SearchableText=school")[0].sort == rules.RELEVANCE

    def test_more_values_than_anybody_chooses_are_cut_off(self):
        address = "?" + "&".join(f"theme=t{number}" for number in range(100))
        query, problems = parse(address)
        assert len(query.values("theme")) == rules.MOST_VALUES
        assert len(problems) == 100 - rules.MOST_VALUES


class TestChoosing:
    @settings(deadline=None)
    @given(queries(), st.sampled_from(rules.FACETS), TOKENS)
    def test_choosing_twice_is_not_choosing(self, query, name, value):
        chosen = query.toggled(name, value)
        assert chosen.start == 0
        if name != rules.TERRITORY and value not in query.values(name):
            assert value in chosen.values(name)
            assert chosen.toggled(name, value).filters == query.filters

    @settings(deadline=None)
    @given(queries(), st.sampled_from(rules.FACETS), TOKENS)
    def test_the_quick_way_to_an_address_leads_to_the_same(self, query, name, value):
        links = rules.Links("/repository", query, name)
        for each in (value, *query.values(name)):
            expected = rules.address("/repository", query.toggled(name, each))
            assert links.toggled(each) == expected

    def test_a_place_replaces_the_one_it_lies_in(self):
        region = rules.Query().toggled(rules.TERRITORY, "0700000000")
        assert region.toggled(rules.TERRITORY, "0701200000").values(rules.TERRITORY) == (
            "0701200000",
        )

    def test_without_words_best_match_makes_no_sense(self):
        query = rules.Query().with_text("school")
        assert query.sort == rules.RELEVANCE
        assert query.without_text() == rules.Query()


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("school feeding", [Term(("school",), False), Term(("feeding",), False)]),
            (
                '"school feeding" cash',
                [Term(("school", "feeding"), True), Term(("cash",), False)],
            ),
            ("“school feeding”", [Term(("school", "feeding"), True)]),
            ('school "feeding', [Term(("school",), False), Term(("feeding",), False)]),
            ("not and", [Term(("not",), False), Term(("and",), False)]),
            ("*school?) (-x", [Term(("school",), False), Term(("x",), False)]),
            ("***", []),
            ("\x00\x01", []),
            ("Ñino batà", [Term(("Ñino",), False), Term(("batà",), False)]),
            ("school school", [Term(("school",), False)]),
            ("school -night", [Term(("school",), False), Term(("night",), False, minus=True)]),
            ('-"at night"', [Term(("at", "night"), True, minus=True)]),
            ("well-known", [Term(("well",), False), Term(("known",), False)]),
            ("fish*", [Term(("fish",), False, beginning=True)]),
            ("f*", [Term(("f",), False)]),
            ("author:Reyes", [Term(("Reyes",), False, field=AUTHOR)]),
            ('may-akda:"Maria Reyes"', [Term(("Maria", "Reyes"), True, field=AUTHOR)]),
            ("-title:fish*", [Term(("fish",), False, True, True, TITLE)]),
            ("unheard:of", [Term(("unheard",), False), Term(("of",), False)]),
            ("author: Reyes", [Term(("author",), False), Term(("Reyes",), False)]),
        ],
    )
    def test_what_was_typed_becomes_words(self, text, expected):
        assert words.terms(rules.clean_text(text)) == expected

    @settings(deadline=None)
    @given(st.text(max_size=3000))
    def test_no_text_is_too_long_or_too_strange(self, text):
        clean = rules.clean_text(text)
        assert len(clean) <= rules.LONGEST_TEXT
        assert rules.clean_text(clean) == clean
        found = [word for term in words.terms(clean) for word in term.words]
        assert len(found) <= 2 * words.MOST_WORDS
        assert all(any(letter.isalnum() for letter in word) for word in found)


class TestPaging:
    @settings(deadline=None)
    @given(st.integers(0, 10_000), st.integers(0, 20_000), st.integers(1, 100))
    def test_pages_cover_the_list_once(self, total, start, size):
        paging = rules.Paging(total, start, size)
        assert 1 <= paging.number <= paging.pages
        assert paging.first <= paging.last <= total
        seen, page = 0, rules.Paging(total, 0, size)
        while True:
            assert page.first == seen
            seen = page.last
            if page.next is None:
                break
            following = rules.Paging(total, page.next, size)
            assert following.previous == page.first
            page = following
        assert seen == total

    @settings(deadline=None)
    @given(st.integers(0, 10_000), st.integers(0, 20_000), st.integers(1, 100))
    def test_links_lead_to_the_first_and_the_last_page(self, total, start, size):
        paging = rules.Paging(total, start, size)
        around = paging.around()
        numbers = [page.number for page in around if page is not None]
        assert numbers == sorted(set(numbers))
        assert numbers[0] == 1
        assert numbers[-1] == paging.pages
        assert paging.number in numbers
        assert len(around) <= 9


class TestSpelling:
    WORDS = st.text("abcdefgh", min_size=1, max_size=8)

    @settings(deadline=None)
    @given(WORDS, WORDS)
    def test_slips_are_the_same_both_ways(self, word, other):
        there = words.distance(word, other, 3)
        assert there == words.distance(other, word, 3)
        assert (there == 0) == (word == other)

    @settings(deadline=None)
    @given(WORDS, st.integers(0, 7), st.sampled_from("xyz"))
    def test_one_wrong_letter_is_one_slip(self, word, position, letter):
        position %= len(word)
        assert words.distance(word, word[:position] + letter + word[position + 1 :], 3) == 1
        assert words.distance(word, word[:position] + letter + word[position:], 3) == 1

    def test_two_swapped_letters_are_one_slip(self):
        assert words.distance("school", "shcool", 2) == 1

    def test_counting_stops_where_nobody_cares(self):
        assert words.distance("abcdefgh", "zzzzzzzz", 2) == 3

    def test_the_nearest_word_comes_first(self):
        known = ["education", "educated", "evacuation", "school", "educations"]
        assert words.similar("educatoin", known)[0] == "education"

    def test_a_short_word_is_not_guessed_at(self):
        assert words.similar("cat", ["car", "bat", "cut"]) == []


class TestMarking:
    @settings(deadline=None)
    @given(st.text(max_size=300), st.text("abc é", max_size=20))
    def test_nothing_is_lost_or_added(self, text, looked_for):
        pieces = words.marked(text, words.terms(rules.clean_text(looked_for)))
        assert "".join(piece.text for piece in pieces) == text

    def test_the_beginning_and_the_accent_count(self):
        pieces = words.marked("Schools in Parañaque", words.terms("school paranaque"))
        assert [piece.text for piece in pieces if piece.marked] == ["Schools", "Parañaque"]

    def test_an_exact_word_is_marked_alone(self):
        pieces = words.marked("school schools", words.terms('"school"'))
        assert [piece.text for piece in pieces if piece.marked] == ["school"]

    @settings(deadline=None)
    @given(st.text(max_size=200), st.text(max_size=20))
    def test_plain_text_and_accented_text_are_marked_alike(self, text, looked_for):
        text = text.encode("ascii", "ignore").decode()
        terms = words.terms(rules.clean_text(looked_for))
        plain = [piece.text for piece in words.marked(text, terms) if piece.marked]
        accented = [piece.text for piece in words.marked(text + " é", terms) if piece.marked]
        assert plain == [word for word in accented if word != "é"]

    def test_a_long_text_shows_the_place_of_the_word(self):
        text = "word " * 200 + "needle " + "word " * 200
        pieces = words.snippet(text, words.terms("needle"))
        assert "needle" in [piece.text for piece in pieces if piece.marked]
        whole = "".join(piece.text for piece in pieces)
        assert len(whole) <= 250
        assert whole.startswith("…")
        assert whole.endswith("…")

    @settings(deadline=None)
    @given(st.text(max_size=2000), st.text(max_size=10))
    def test_a_snippet_is_short(self, text, word):
        pieces = words.snippet(text, words.terms(rules.clean_text(word)), 100)
        assert sum(len(piece.text) for piece in pieces) <= 104


SETS = st.lists(st.sets(st.integers(0, 40)), max_size=9)


class TestBits:
    @settings(deadline=None)
    @given(st.sets(st.integers(0, 200)))
    def test_a_set_is_what_was_put_in(self, members):
        assert list(numbers(joined(members, 201))) == sorted(members)

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sets(st.integers(0, 40)), st.integers(0, 70)), max_size=9))
    def test_sums_are_those_of_adding_one_by_one(self, additions):
        sums = Sums()
        expected = dict.fromkeys(range(41), 0)
        for members, amount in additions:
            sums.add(joined(members, 41), amount)
            for member in members:
                expected[member] += amount
        assert {number: sums.of(number) for number in expected} == expected

    @settings(deadline=None)
    @given(
        st.lists(st.tuples(st.sets(st.integers(0, 40)), st.integers(0, 70)), max_size=9),
        st.sets(st.integers(0, 40)),
        st.integers(1, 10),
    )
    def test_the_highest_come_first_and_equals_together(self, additions, among, count):
        sums = Sums()
        for members, amount in additions:
            sums.add(joined(members, 41), amount)
        groups = sums.highest(joined(among, 41), count)
        values = [value for _mask, value in groups]
        assert values == sorted(set(values), reverse=True)
        found = [number for mask, _value in groups for number in numbers(mask)]
        assert len(found) >= min(count, len(among))
        assert all(sums.of(n) == value for mask, value in groups for n in numbers(mask))
        left = among.difference(found)
        assert not left or max(map(sums.of, left)) < values[-1]

    @settings(deadline=None)
    @given(SETS, st.integers(1, 9))
    def test_what_is_in_enough_sets_is_found(self, sets, count):
        expected = {n for n in range(41) if sum(n in members for members in sets) >= count}
        masks = [joined(members, 41) for members in sets]
        assert set(numbers(at_least(masks, count))) == expected
