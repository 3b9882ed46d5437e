"""What becomes of a file whose text was looked for."""

from clkss.content.texts import rules
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import State
from hypothesis import given
from hypothesis import strategies as st

import pytest
import signal


class TestJudging:
    def test_a_text_is_read(self):
        assert rules.judge(0, b"", b"Night classes\n") == (State.READ, "", "Night classes")

    def test_nothing_but_space_is_empty(self):
        assert rules.judge(0, b"", b" \n\x0c\n") == (State.EMPTY, "", "")

    @pytest.mark.parametrize("note", sorted(set(rules.EXITS) - {Note.KIND}))
    def test_what_gives_up_is_refused_and_keeps_nothing(self, note):
        assert rules.judge(rules.EXITS[note], b"", b"half a") == (State.REFUSED, note, "")

    def test_a_kind_that_is_not_read_is_no_problem(self):
        assert rules.judge(rules.EXITS[Note.KIND], b"", b"").state is State.NONE

    def test_the_beginning_of_a_long_text_is_kept(self):
        assert rules.judge(None, b"", b"a b") == (State.READ, Note.LONG, "a b")

    @pytest.mark.parametrize(
        ("code", "late"), [(-signal.SIGXCPU, False), (-signal.SIGKILL, False), (0, True)]
    )
    def test_what_was_read_in_time_is_kept(self, code, late):
        assert rules.judge(code, b"", b"a b", late) == (State.READ, Note.SLOW, "a b")
        assert rules.judge(code, b"", b"", late) == (State.REFUSED, Note.SLOW, "")

    @pytest.mark.parametrize(
        ("code", "complaint", "note"),
        [
            (1, b"Command Line Error: Incorrect password", Note.LOCKED),
            (1, b"Syntax Error: Couldn't find trailer dictionary", Note.DAMAGED),
            (-signal.SIGSEGV, b"", Note.DAMAGED),
            (-signal.SIGABRT, b"terminate called: std::bad_alloc", Note.BIG),
        ],
    )
    def test_other_programs_complain_in_their_own_words(self, code, complaint, note):
        assert rules.judge(code, complaint, b"") == (State.REFUSED, note, "")

    @given(st.none() | st.integers(-64, 255), st.binary(max_size=40), st.binary(), st.booleans())
    def test_there_is_always_an_answer(self, code, complaint, data, late):
        reading = rules.judge(code, complaint, data, late)
        assert bool(reading.text) == (reading.state is State.READ)
        assert reading.state is not State.REFUSED or reading.note in list(Note)


class TestTidying:
    @pytest.mark.parametrize(
        ("text", "tidy"),
        [
            ("child-\nren at work", "children at work"),
            ("DOLE-\nBWSC", "DOLE-\nBWSC"),
            ("soft\xad\nware", "software"),
            ("a\x00b\x07c", "a b c"),
            ("a \r\n\r\n\x0c\n  b", "a\nb"),
            (f"a {'x' * 65} b", "a b"),
            ("nin\u0303o", "niño"),
        ],
    )
    def test_words_spaces_and_lines(self, text, tidy):
        assert rules.tidy(text) == tidy

    @given(st.text())
    def test_once_is_enough_but_for_words_put_together(self, text):
        tidy = rules.tidy(text)
        assert tidy == tidy.strip()
        assert "\n\n" not in tidy
        assert "  " not in tidy
        assert not rules._CONTROL.search(tidy)


class TestJoining:
    def test_no_more_than_is_indexed_and_nothing_more_is_asked_for(self):
        def texts():
            yield "one"
            yield "two"
            raise AssertionError("asked for too much")

        assert rules.joined(texts(), most=5) == "one\ntw"

    @given(st.lists(st.text(min_size=1)), st.integers(1, 30))
    def test_the_bound_holds(self, texts, most):
        assert len(rules.joined(texts, most).replace("\n", "")) <= most


class TestWindows:
    @pytest.mark.parametrize("word", ["pena", "owed", "pe"])
    def test_the_part_around_a_word_however_it_is_accented(self, word):
        text = f"{'before ' * 100}They owed Señor Peña.{' after' * 100}"
        part = rules.window(text, [word], reach=20)
        assert "Peña" in part
        assert len(part) < 60
        assert text[text.index(part) - 1] == " "

    def test_words_end_where_they_begin(self):
        assert rules.window("unowed", ["owed"]) == ""
        assert rules.window("owed (them)", ["(them"]) == ""

    def test_without_words_there_is_nothing_to_show(self):
        assert rules.window("They owed.", []) == ""

    @given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=5)))
    def test_it_is_a_part_of_the_text(self, text, words):
        assert rules.window(text, words, reach=10) in text


@pytest.mark.parametrize(
    ("media_type", "has_text"),
    [("image/png", False), ("video/mp4", False), ("application/pdf", True), ("", True)],
)
def test_pictures_have_no_text(media_type, has_text):
    assert rules.has_text(media_type) is has_text
