"""What a cell, a heading and a row may hold."""

from clkss.content.sheets import cells
from clkss.content.sheets import rules
from clkss.content.sheets.rules import Column
from hypothesis import given
from hypothesis import strategies

import pytest


THEMES = {"education": "Education", "skills-training": "Skills training"}


def reasons(read, cell):
    with pytest.raises(rules.Unreadable) as caught:
        read(cell)
    return [reason for reason, _detail in caught.value.reasons]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2010", "2010"),
        ("2010-5", "2010-05"),
        ("2010-05-03", "2010-05-03"),
        ("2010-05-03T00:00:00", "2010-05-03"),
        ("2010-05-03 00:00:00", "2010-05-03"),
    ],
)
def test_a_date_may_lack_its_day_and_its_month(cell, value):
    assert cells.date(cell) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("May 2010", "not_a_date"),
        ("03/05/2010", "not_a_date"),
        ("2010-13", "not_a_day"),
        ("2010-02-30", "not_a_day"),
        ("0000", "not_a_day"),
        ("٢٠١٠", "not_a_date"),
    ],
)
def test_a_date_of_another_form_is_refused(cell, reason):
    assert reasons(cells.date, cell) == [reason]


@given(strategies.dates())
def test_every_day_of_the_calendar_is_read_as_it_is(day):
    assert cells.date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("earlier", "later", "before"),
    [
        ("2009", "2010-05", True),
        ("2010", "2010-05", False),
        ("2010-06", "2010", False),
        ("2010-04-30", "2010-05", True),
        ("2010-05-02", "2010-05-01", False),
    ],
)
def test_dates_are_compared_as_far_as_both_go(earlier, later, before):
    assert cells.comes_before(earlier, later) is before


@pytest.mark.parametrize("cell", ["education", "Education", " EDUCATION ", "Skills training"])
def test_a_token_is_also_known_by_its_title(cell):
    assert cells.choices(THEMES)(cell)[0] in THEMES


def test_every_wrong_token_of_a_cell_is_named_at_once():
    with pytest.raises(rules.Unreadable) as caught:
        cells.choices(THEMES)("education; eductaion; mining")
    assert caught.value.reasons == (
        ("unknown_value_near", {"value": "eductaion", "near": "education"}),
        ("unknown_value", {"value": "mining"}),
    )


def test_a_value_that_is_there_twice_counts_once():
    assert cells.choices(THEMES)("education; Education;; ") == ["education"]
    assert cells.parts()("ILO-IPEC;  ILO-IPEC ; DOLE") == ["ILO-IPEC", "DOLE"]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", ' =HYPERLINK("https://example.org")', "=cmd|'/c calc'!A1"],
)
def test_a_formula_is_refused(cell):
    assert reasons(rules.clean, cell) == ["formula"]


@pytest.mark.parametrize("cell", ["+63 38 555 0100", "- first point", "@danao", "-5"])
def test_text_that_only_looks_active_is_kept_and_neutral_in_exports(cell):
    assert rules.clean(cell) == cell
    assert rules.neutral(cell) == f"'{cell}"


@given(strategies.text(alphabet=strategies.characters(codec="utf-8")))
def test_no_export_begins_with_an_active_mark(text):
    assert not rules.neutral(text).startswith(rules.ACTIVE_MARKS)


@given(
    strategies.text(
        alphabet=strategies.characters(min_codepoint=32, max_codepoint=126), min_size=1
    ).filter(lambda text: text == text.strip() and not text.startswith(("=", "'")))
)
def test_what_an_export_neutralised_comes_back_as_it_was(text):
    assert rules.clean(rules.neutral(text)) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [("\r", ""), ("\t", ""), ("\rOffice", "Office"), ("\tOffice\r\nDesk", "Office\nDesk")],
)
def test_a_blank_that_an_export_neutralised_is_a_blank(text, read):
    assert rules.clean(rules.neutral(text)) == read


def test_a_formula_after_a_blank_is_refused():
    assert reasons(rules.clean, rules.neutral("\t=1+1")) == ["formula"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x85", "\u202e", "\u202d", "\ud83d"])
def test_a_character_that_cannot_be_shown_is_named(character):
    with pytest.raises(rules.Unreadable) as caught:
        rules.clean(f"a{character}b")
    ((reason, detail),) = caught.value.reasons
    assert reason == "control_character"
    assert detail["character"] == f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    "text", ["Bata 👧🏽 sa paaralan 🎒", "أطفال في المدرسة", "ילדים", "子ども"]
)
def test_any_script_and_emoji_are_text(text):
    assert cells.line(250)(rules.clean(text)) == text


def test_two_spellings_of_a_letter_become_one():
    assert rules.clean("Sto. Nin\u0303o") == "Sto. Niño"


def test_a_title_of_5000_characters_is_refused_with_both_numbers():
    with pytest.raises(rules.Unreadable) as caught:
        cells.line(250)("x" * 5000)
    assert caught.value.reasons == (("too_long", {"length": "5000", "limit": "250"}),)


def test_what_a_sentence_mentions_is_cut_to_a_readable_length():
    assert len(rules.shorten("x" * 5000)) <= 60


def test_paragraphs_stay_apart_and_lines_do_not():
    assert cells.paragraphs(100)("one\ntwo\n \n\n three ") == "one\ntwo\n\nthree"
    assert cells.line(100)("one\ntwo   three") == "one two three"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("no", ""), ("Yes: it was measured", "it was measured"), ("oo: nasukat", "nasukat")],
)
def test_evidence_is_no_or_yes_with_its_reason(cell, value):
    assert cells.reasoned(500)(cell) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("yes", "yes_without_reason"), ("yes:  ", "yes_without_reason"), ("maybe", "not_yes_or_no")],
)
def test_evidence_without_reason_is_refused(cell, reason):
    assert reasons(cells.reasoned(500), cell) == [reason]


@pytest.mark.parametrize("cell", ["https://example.org/a?b=1", "http://example.org"])
def test_a_web_address_is_kept(cell):
    assert cells.url(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "example.org",
        "https://",
        "http://[",
        "http://a b",
    ],
)
def test_anything_else_is_no_web_address(cell):
    assert reasons(cells.url, cell) == ["not_a_url"]


@pytest.mark.parametrize("cell", ["ilo-2010-01", "A.1", "x"])
def test_a_code_is_letters_digits_and_a_few_marks(cell):
    assert cells.identifier()(cell) == cell


@pytest.mark.parametrize("cell", ["../etc", "a b", "-a", "a/b", "ñ", "x" * 65])
def test_a_code_of_another_form_is_refused(cell):
    assert reasons(cells.identifier(), cell)


COLUMNS = (
    Column("code", cells.identifier(), required=True),
    Column("title", cells.line(250), required=True),
    Column("themes", cells.choices(THEMES), empty=()),
)


def test_headings_are_matched_whatever_their_order_case_and_star():
    heading = rules.match_heading(1, ["\ufeffTitle *", "CODE", " themes "], COLUMNS)
    assert heading.problems == ()
    assert {position: column.name for position, column in heading.columns.items()} == {
        0: "title",
        1: "code",
        2: "themes",
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["code", "title", "colour"], ("colour", "unknown_column")),
        (["code", "title", "theme"], ("theme", "unknown_column_near")),
        (["code", "title", "Code"], ("code", "duplicate_column")),
        (["code"], ("title", "missing_column")),
        (["code|title|themes"], ("", "wrong_delimiter")),
    ],
)
def test_a_wrong_heading_is_named(cells, expected):
    heading = rules.match_heading(3, cells, COLUMNS)
    assert [(p.row, p.column, p.reason) for p in heading.problems] == [(3, *expected)]


def test_every_problem_of_a_row_is_named_with_its_row_and_column():
    heading = rules.match_heading(1, ["code", "title", "themes"], COLUMNS)
    values, problems = rules.read_row(7, ["a b", "", "mining", "", "stray"], heading)
    assert values == {}
    assert [(p.row, p.column, p.reason) for p in problems] == [
        (7, "code", "not_an_identifier"),
        (7, "title", "required"),
        (7, "themes", "unknown_value"),
        (7, "E", "no_heading"),
    ]


def test_the_column_of_problems_is_ignored_when_the_corrected_file_comes_back():
    heading = rules.match_heading(1, ["code", "title", "problems"], COLUMNS)
    values, problems = rules.read_row(2, ["a", "A", "row 2: …"], heading)
    assert (heading.problems, problems) == ((), [])
    assert values == {"code": "a", "title": "A"}


def test_a_code_that_comes_twice_is_named_with_the_row_that_had_it_first():
    repeats = rules.Repeats("code")
    assert repeats.look(2, "abc") is None
    assert repeats.look(9, "ABC") == rules.Problem(
        9, "code", "duplicate_row", {"value": "ABC", "first": "2"}
    )


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR")])
def test_columns_have_the_letters_that_a_spreadsheet_shows(position, letters):
    assert rules.letter(position) == letters
