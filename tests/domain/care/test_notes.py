"""What a reader may say, who looks after it, what waits aside."""

from clkss.content.care.notes import rules
from clkss.content.committees.rules import FUNCTIONS
from clkss.content.committees.rules import KNOWLEDGE_KEY
from hypothesis import given
from hypothesis import strategies as st

import pytest


PANGLAO = "0701233000"
BOHOL = "0701200000"

clearances = st.lists(
    st.tuples(st.sampled_from([PANGLAO, BOHOL, "PH"]), st.sampled_from(FUNCTIONS)), max_size=4
)


class TestWhoLooksAfterIt:
    @given(clearances)
    def test_of_those_who_serve_only_the_secretary_of_the_owner(self, held):
        standing = rules.Standing(PANGLAO, author=False, administrator=False, clearances=held)
        assert rules.looks_after(standing) is ((PANGLAO, "secretary") in held)

    @given(clearances, st.sampled_from(FUNCTIONS))
    def test_every_knowledge_editor(self, held, function):
        held = [*held, (KNOWLEDGE_KEY, function)]
        assert rules.looks_after(rules.Standing(PANGLAO, False, False, held))

    @pytest.mark.parametrize(("author", "administrator"), [(True, False), (False, True)])
    def test_the_author_and_administrators(self, author, administrator):
        assert rules.looks_after(rules.Standing(PANGLAO, author, administrator, ()))


class TestWhatMayBeSaid:
    @pytest.mark.parametrize(
        ("kind", "text", "mail", "problems"),
        [
            ("outdated", "It moved.", "", ()),
            ("outdated", "It moved.", "ana@example.org", ()),
            ("outdated", "", "", (rules.NO_TEXT,)),
            ("link", "", "", ()),
            ("child", "", "", ()),
            ("shred", "", "", (rules.NO_KIND, rules.NO_TEXT)),
            (None, "x", "", (rules.NO_KIND,)),
            ("other", "x" * 2001, "ana", (rules.TEXT_TOO_LONG, rules.BAD_MAIL)),
            ("other", "x", "a@b", (rules.BAD_MAIL,)),
            ("other", "x", "ana@example.org, bea@example.org", (rules.BAD_MAIL,)),
            ("other", "x", "ana@example.org\nBcc: all@example.org", (rules.BAD_MAIL,)),
        ],
    )
    def test_all_problems_are_named_at_once(self, kind, text, mail, problems):
        assert rules.problems(kind, text, mail) == problems

    @given(st.text(max_size=400))
    def test_an_address_that_passes_is_one_word_with_one_at(self, mail):
        if rules.BAD_MAIL not in rules.problems("other", "x", mail) and mail:
            assert mail.count("@") == 1
            assert not any(letter.isspace() for letter in mail)


class TestWhatWaitsAside:
    @given(st.integers(0, 200), st.integers(0, 200), st.booleans())
    def test_more_notes_never_go_straighter(self, of_source, of_all, trapped):
        aside = rules.waits_aside(of_source, of_all, trapped)
        assert rules.waits_aside(of_source + 1, of_all, trapped) >= aside
        assert rules.waits_aside(of_source, of_all + 1, trapped) >= aside
        assert rules.waits_aside(of_source, of_all, True)

    def test_the_first_notes_go_straight(self):
        assert not rules.waits_aside(0, 0, False)


class TestNames:
    @given(st.text(), st.text(), st.text())
    def test_a_button_pressed_twice_makes_one_note(self, token, item, text):
        assert rules.note_id(token, item, "link", text) == rules.note_id(token, item, "link", text)
        assert rules.note_id(token, item, "link", text) != rules.note_id(token, item, "other", text)

    def test_a_source_is_another_one_tomorrow(self):
        assert rules.day_of(0) == rules.day_of(86_399) != rules.day_of(86_400)


class TestFolding:
    @given(st.lists(st.text(max_size=50), max_size=8))
    def test_every_text_is_said_once(self, texts):
        said = rules.folded(texts)
        for text in texts:
            for part in filter(None, text.split(rules.BETWEEN_FOLDED)):
                assert part in said
        assert rules.folded([said, *texts]) == said

    def test_the_latest_words_stay(self):
        said = rules.folded(["new", *(f"{number}" * 1_000 for number in range(100, 150))])
        assert said.startswith("new")
        assert len(said) == rules.LONGEST_FOLDED

    @pytest.mark.parametrize(
        ("address", "source"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("fe80::1%eth0", "fe80::/64"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("", ""),
            ("unknown", "unknown"),
        ],
    )
    def test_a_household_is_one_source(self, address, source):
        assert rules.source_of(address) == source
