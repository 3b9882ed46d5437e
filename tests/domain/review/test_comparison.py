"""What changed between two texts."""

from clkss.content.review import comparison
from clkss.content.review.comparison import ADDED
from clkss.content.review.comparison import REMOVED
from clkss.content.review.comparison import SAME
from hypothesis import given
from hypothesis import strategies


TEXTS = strategies.text(alphabet=strategies.sampled_from("ab ñ\n.,<"), max_size=200)


def joined(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(before, after):
    pieces = comparison.compare(before, after)
    assert joined(pieces, SAME, REMOVED) == before
    assert joined(pieces, SAME, ADDED) == after


@given(TEXTS)
def test_nothing_changed_is_one_piece(text):
    pieces = comparison.compare(text, text)
    assert [piece.kind for piece in pieces] == ([SAME] if text else [])


def test_words_are_compared_whole():
    assert comparison.compare("31 children came back", "33 children came back") == [
        (REMOVED, "31"),
        (ADDED, "33"),
        (SAME, " children came back"),
    ]


def test_long_texts_are_compared_by_line():
    before = "the same line\n" * 2000 + "old\n"
    pieces = comparison.compare(before, before.replace("old", "new"))
    assert joined(pieces, REMOVED) == "old\n"
    assert joined(pieces, ADDED) == "new\n"


def test_what_stayed_is_left_out_in_the_middle():
    pieces = comparison.shortened(comparison.compare("x " * 500 + "a", "x " * 500 + "b"))
    assert len(pieces[0].text) < 200
    assert joined(pieces, REMOVED) == "a"
