"""Terms are found in texts, and texts stay what they are."""

from clkss.content.repository.glossary import rules
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

import pytest


def entry(title, **more):
    return rules.Entry(uid=f"uid of {title}", path=f"/x/{title}", title=title, **more)


def found(text, *entries, used=()):
    names = rules.Names(entries)
    pieces = names.pieces(text, set(used))
    assert "".join(piece.text for piece in pieces) == text
    return [
        (piece.text, names.entries[piece.entry].title)
        for piece in pieces
        if piece.entry is not None
    ]


LABOUR = entry("child labour", synonyms=("child labor",), term_tl="pagpapatrabaho sa bata")
WORST = entry("worst forms of child labour", abbreviation="WFCL")
ORDER = entry("Department Order", abbreviation="DO")


class TestFinding:
    def test_the_first_occurrence_only(self):
        text = "Child labour is not all work. Child labour harms."
        assert found(text, LABOUR) == [("Child labour", "child labour")]

    @pytest.mark.parametrize(
        "text",
        [
            "Child Labour!",
            "(child labor)",
            "ang pagpapatrabaho sa bata.",
            "child  labour",
            "“child-labour”",
        ],
    )
    def test_every_name_in_any_case_and_spacing(self, text):
        assert len(found(text, LABOUR)) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "grandchild labour",
            "child labourer",
            "anti-child labour",
            "child labour-free zones",
            "child, labour",
            "https://x.ph/child-labour",
            "child labour@example.org",
        ],
    )
    def test_whole_words_only(self, text):
        assert found(text, LABOUR) == []

    def test_a_possessive_is_the_word(self):
        assert found("child labour's causes", LABOUR) == [("child labour", "child labour")]

    def test_the_longest_wins_and_hides_what_is_in_it(self):
        text = "The worst forms of child labour, and again the worst forms of child labour."
        assert found(text, LABOUR, WORST) == [
            ("worst forms of child labour", "worst forms of child labour")
        ]

    def test_a_page_does_not_lead_to_itself(self):
        assert found("worst forms of child labour", LABOUR, WORST, used={1}) == []

    def test_case_counts_for_abbreviations(self):
        assert found("do what the DO says", ORDER) == [("DO", "Department Order")]
        assert found("the wfcl and the WFCL", WORST) == [("WFCL", "worst forms of child labour")]

    def test_of_two_with_one_name_the_first_has_it(self):
        one, two = entry("bonded labour"), entry("debt bondage", synonyms=("bonded labour",))
        assert found("bonded labour", one, two) == [("bonded labour", "bonded labour")]
        assert found("bonded labour", two, one) == [("bonded labour", "debt bondage")]

    def test_a_name_of_signs_is_no_name(self):
        assert found("a – b", entry("–"), entry("a")) == []


WORDS = st.sampled_from(
    ["child", "labour", "work", "the", "of", "DO", "bata", "ñ", "İ", "ß", "4Ps"]
)
GAPS = st.sampled_from([" ", "  ", "-", ", ", "’s ", "\n", "'", ". ", "@", "://", "<", "&"])


@st.composite
def texts(draw):
    parts = draw(st.lists(st.tuples(WORDS, GAPS), max_size=30))
    return "".join(word + gap for word, gap in parts)


ENTRIES = st.lists(
    st.builds(entry, st.one_of(texts(), st.text(max_size=12)), synonyms=st.tuples(texts())),
    max_size=6,
)


class TestAnyText:
    @given(st.one_of(texts(), st.text()), ENTRIES, st.sets(st.integers(0, 5)))
    def test_it_is_never_changed_and_nothing_is_named_twice(self, text, entries, used):
        names = rules.Names(entries)
        before = set(used)
        pieces = names.pieces(text, used)
        assert "".join(piece.text for piece in pieces) == text
        assert all(piece.text for piece in pieces)
        named = [piece.entry for piece in pieces if piece.entry is not None]
        assert len(named) == len(set(named))
        assert not before & set(named)
        assert used == before | set(named)

    @given(texts(), ENTRIES)
    def test_what_is_named_is_a_name_of_it(self, text, entries):
        names = rules.Names(entries)
        for piece in names.pieces(text, set()):
            if piece.entry is not None:
                folded = {rules.fold(rules.alike(n)) for n in names.entries[piece.entry].names}
                words = rules.fold(rules.alike(piece.text))
                assert any(words in rules.fold(rules.alike(name)) for name in folded)

    @given(st.text(alphabet="abcdefghij ", min_size=2, max_size=20))
    def test_a_name_that_stands_alone_is_found(self, name):
        name = " ".join(name.split())
        assume(len(name) >= rules.SHORTEST_WORD and len(name.split()[0]) > 2)
        assert [title for _text, title in found(f"({name})", entry(name))] == [name]

    def test_a_short_everyday_word_leads_nowhere(self):
        assert found("A child came.", entry("Child")) == []


class TestTheList:
    def test_letters_are_in_order_with_accents_taken_off(self):
        names = ("Zone", "ñame", "abuse", "Nanny", "4Ps")
        letters = rules.in_order([entry(name) for name in names])
        assert {letter: [each.title for each in terms] for letter, terms in letters.items()} == {
            "A": ["abuse"],
            "N": ["ñame", "Nanny"],
            "Z": ["Zone"],
            "#": ["4Ps"],
        }
        assert list(letters) == ["A", "N", "Z", "#"]

    def test_by_the_filipino_term(self):
        terms = [entry("child", term_tl="bata"), entry("abuse", term_tl="pang-aabuso")]
        assert list(rules.in_order(terms, "tl")) == ["B", "P"]

    def test_words_are_looked_for_in_names_and_meanings_of_all_languages(self):
        terms = [
            entry("child", term_tl="bata", definition="A person below 18."),
            entry("abuse", others=("ceb: abuso",)),
        ]
        assert [each.title for each in rules.matching(terms, "BATA person")] == ["child"]
        assert [each.title for each in rules.matching(terms, "abuso")] == ["abuse"]
        assert len(rules.matching(terms, " ")) == 2

    @given(st.lists(st.builds(entry, st.text(min_size=1)), unique_by=lambda each: each.uid))
    def test_every_term_stands_under_one_letter(self, entries):
        letters = rules.in_order(entries)
        assert sorted(each.uid for terms in letters.values() for each in terms) == sorted(
            each.uid for each in entries
        )


class TestHints:
    def test_a_short_one_stays(self):
        assert rules.hint("A person\nbelow 18.") == "A person below 18."

    @given(st.text())
    def test_it_is_never_long(self, text):
        assert len(rules.hint(text)) <= rules.LONGEST_HINT + 1


class TestTranslations:
    LANGUAGES = {"ceb": "ceb", "cebuano": "ceb"}

    @pytest.mark.parametrize("text", ["ceb: bata", "Cebuano:bata", " CEB :  bata "])
    def test_a_language_and_a_term(self, text):
        assert rules.translation(text, self.LANGUAGES) == ("ceb", "bata")

    @pytest.mark.parametrize("text", ["bata", "xyz: bata", "ceb:", "ceb: ", ": bata", ""])
    def test_without_a_language_it_is_none(self, text):
        assert rules.translation(text, self.LANGUAGES) is None
