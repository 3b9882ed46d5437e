"""Bad sheets: a clear error each, and nothing half-written."""

from clkss.content.sheets import batch as batches
from clkss.content.sheets import messages
from clkss.content.sheets.errors import BatchProblems
from clkss.content.testing.people import acting_as
from tests.content.sheets.conftest import PERFECT
from tests.content.sheets.conftest import row
from tests.content.sheets.conftest import sheet

import io
import openpyxl
import pytest
import zipfile


def workbook(*rows):
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(each)
    stream = io.BytesIO()
    book.save(stream)
    return stream


def headed(**cells):
    return workbook(list(PERFECT), [cells.get(name, PERFECT[name]) for name in PERFECT])


def bomb():
    stream = headed()
    parts = {}
    with zipfile.ZipFile(stream) as source:
        for name in source.namelist():
            parts[name] = source.read(name)
    parts["xl/worksheets/sheet1.xml"] = b" " * (50 * 1024 * 1024)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream


def mixed():
    first = sheet(row(1, title="Parañaque")).getvalue()
    second = sheet(row(2, title="Dasmariñas"), encoding="cp1252").getvalue().split(b"\r\n", 1)[1]
    return io.BytesIO(first + second)


CASES = {
    "a wrong territory code": (
        lambda: sheet(row(1), row(2, territories="0701233003; 9999999999")),
        [(3, "territories", "9999999999")],
    ),
    "a name that many places bear": (
        lambda: sheet(row(territories="Bontoc")),
        [(2, "territories", "1404404000")],
    ),
    "a code that ended": (
        lambda: sheet(row(territories="0645000000")),
        [(2, "territories", "0645000000")],
    ),
    "a wrong theme": (lambda: sheet(row(themes="eductaion")), [(2, "themes", "education")]),
    "an unknown country": (
        lambda: sheet(row(countries="BR; ZZ"), columns=[*PERFECT, "countries"]),
        [(2, "countries", "ZZ")],
    ),
    "an unknown column": (
        lambda: sheet(row(colour="red"), columns=[*PERFECT, "colour"]),
        [(1, "colour", "not known")],
    ),
    "a missing column": (
        lambda: sheet(row(), columns=["code", "summary"]),
        [(1, "title", "missing")],
    ),
    "a column that is there twice": (
        lambda: io.BytesIO(b"code,title,Title\na,b,c\n"),
        [(1, "title", "B and C")],
    ),
    "a duplicate row": (lambda: sheet(row(1), row(2), row(1)), [(4, "code", "row 2")]),
    "a title of 5,000 characters": (
        lambda: sheet(row(title="x" * 5000)),
        [(2, "title", "5000")],
    ),
    "a formula in CSV": (
        lambda: sheet(row(title='=HYPERLINK("https://example.org")')),
        [(2, "title", "formula")],
    ),
    "a formula in XLSX": (lambda: headed(title="=1+1"), [(2, "title", "formula")]),
    "a date that no calendar has": (
        lambda: sheet(row(period_start="2024-02-30")),
        [(2, "period_start", "2024-02-30")],
    ),
    "an end before the start": (
        lambda: sheet(row(period_start="2025", period_end="2024")),
        [(2, "period_end", "2024")],
    ),
    "evidence without a reason": (lambda: sheet(row(evidence="yes")), [(2, "evidence", "yes: ")]),
    "a NUL byte": (
        lambda: io.BytesIO(sheet(row(title="a#b")).getvalue().replace(b"#", b"\x00")),
        [(2, "title", "U+0000")],
    ),
    "an override of the reading direction": (
        lambda: sheet(row(title="abc\u202edcba")),
        [(2, "title", "U+202E")],
    ),
    "mixed encodings": (mixed, [(3, "", "another encoding")]),
    "an empty file": (lambda: io.BytesIO(b""), [(0, "", "no rows")]),
    "only headings": (lambda: sheet(), [(0, "", "no rows beneath")]),
    "a wrong delimiter": (lambda: sheet(row(), delimiter="|"), [(1, "", "one cell")]),
    "a PDF": (lambda: io.BytesIO(b"%PDF-1.7 ..."), [(0, "", "PDF")]),
    "a file of more than 10 MB": (
        lambda: io.BytesIO(b"code,title\n" + b"x" * (10 * 1024 * 1024)),
        [(0, "", "10 MB")],
    ),
    "an XLSX bomb": (bomb, [(0, "", "not opened")]),
    "a cell beyond the headings": (
        lambda: io.BytesIO(b"code,title\na,b,c\n"),
        [(2, "C", "without a heading")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_error_is_clear_and_nothing_is_written(name, people, check, untouched):
    make, expected = CASES[name]
    batch = check(make())
    problems = batch.get_problems()
    assert [(p.row, p.column) for p in problems] == [each[:2] for each in expected]
    for problem, (_row, _column, words) in zip(problems, expected, strict=True):
        sentence = messages.plain(problem)
        assert words in sentence
        assert "${" not in sentence
    with acting_as(people, "national.editor"), pytest.raises(BatchProblems):
        batches.apply(people, batch)
    assert untouched()


@pytest.mark.parametrize(
    "title", ["Bata 👧🏽 sa paaralan 🎒", "أطفال في المدرسة", "ילדים חוזרים לבית הספר"]
)
def test_emoji_and_right_to_left_text_arrive_as_they_are(people, apply, title):
    apply(sheet(row(title=title)))
    (practice,) = people.practices.objectValues()
    assert practice.title == title


def test_windows_1252_with_semicolons_is_read(people, apply):
    apply(sheet(row(title="Parañaque – “school”"), delimiter=";", encoding="cp1252"))
    (practice,) = people.practices.objectValues()
    assert practice.title == "Parañaque – “school”"


def test_a_code_that_lost_its_zero_in_a_spreadsheet_is_understood(people, apply):
    apply(headed(territories=701233003))
    (practice,) = people.practices.objectValues()
    assert practice.territories == ["0701233003"]


def test_names_stand_for_codes_where_they_are_clear(people, apply):
    apply(sheet(row(territories="Danao, Panglao, Bohol; Bontoc, Mountain Province")))
    (practice,) = people.practices.objectValues()
    assert practice.territories == ["0701233003", "1404404000"]


def test_every_reason_has_a_sentence():
    from clkss.content.practices import sheet as practices
    from clkss.content.sheets import cells
    from clkss.content.sheets import checking
    from clkss.content.sheets import places
    from clkss.content.sheets import reading
    from clkss.content.sheets import rules
    from clkss.content.sheets import workbook as books

    import inspect
    import re

    code = "".join(
        inspect.getsource(module)
        for module in (practices, cells, checking, places, reading, rules, books)
    )
    said = set(re.findall(r'(?:wrong|SheetError)\(\s*"([a-z_0-9]+)"', code))
    said |= set(re.findall(r'Problem\([^"\n]*(?:"[^"]*", )?"([a-z_0-9]+)"', code)) - {"value"}
    said |= set(re.findall(r'b"[^"]*", "([a-z_0-9]+)"', code))
    assert len(said) > 30
    assert said <= set(messages.SENTENCES)


def test_of_very_many_problems_the_first_are_kept_and_all_are_counted(check):
    batch = check(sheet(*(row(number, title="") for number in range(1, 1500))))
    assert batch.problem_count == 1499
    assert len(batch.problems) == 1000
