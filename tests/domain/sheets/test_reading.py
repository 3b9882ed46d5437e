"""Rows out of files, good and bad."""

from clkss.content.sheets import reading
from clkss.content.sheets import workbook
from clkss.content.sheets.errors import SheetError
from pathlib import Path

import datetime
import io
import openpyxl
import pytest
import struct
import subprocess
import sys
import xlsxwriter
import zipfile


HEADING = ["code", "title"]


def text_file(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


def read(stream):
    return list(reading.rows(stream))


def refusal(stream):
    with pytest.raises(SheetError) as caught:
        read(stream)
    return caught.value.problem


def workbook_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream


def workbook_with_shared_texts(*rows):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream


def parts_of(stream):
    with zipfile.ZipFile(stream) as source:
        return {name: source.read(name) for name in source.namelist()}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_csv_of_every_common_program(delimiter, encoding, newline):
    text = newline.join([f"code{delimiter}title", f"a{delimiter}“Parañaque”", ""])
    assert read(text_file(text, encoding)) == [(1, HEADING), (2, ["a", "“Parañaque”"])]


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    text = 'code,title\n\na,"two\nlines"\n,\nb,B\n'
    assert [number for number, _cells in read(text_file(text))] == [1, 3, 5]


def test_mixed_encodings_name_the_first_row_that_differs():
    good = "code,title\na,Parañaque\n".encode()
    problem = refusal(io.BytesIO(good + b'b,"two\nlines"\n' + "c,Dasmariñas\n".encode("cp1252")))
    assert (problem.row, problem.reason) == (4, "encoding_mixed")


def test_mixed_encodings_in_one_cell_are_noticed():
    problem = refusal(io.BytesIO(b"code,title\na," + "Ñ".encode() + "ñ".encode("cp1252")))
    assert (problem.row, problem.reason) == (2, "encoding_mixed")


def test_a_byte_that_neither_encoding_has_is_named_by_row():
    problem = refusal(io.BytesIO(b"code,title\na,ok\nb,\x81\n"))
    assert (problem.row, problem.reason) == (3, "encoding_unknown")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf\r\n , \r\n".replace(b",", b" "), "file_empty"),
        (b",,,\n,,\n", "file_empty"),
        (b"%PDF-1.7\n...", "file_is_pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_is_old_or_locked"),
        (b"\x89PNG\r\n\x1a\n", "file_is_picture"),
        (b"<!DOCTYPE html><table>", "file_is_web_page"),
        ("code,title\n".encode("utf-16"), "file_is_utf16"),
        (b"\x00\x01\x02\x00" * 100, "file_is_binary"),
        (b"PK\x03\x04 nothing else", "file_damaged"),
        (b'code,title\na,"never closed\nb,B\n', "quote_open"),
        (b'code,title\na,"closed" too early\n', "quote_wrong"),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_reason(content, reason):
    assert refusal(io.BytesIO(content)).reason == reason


def test_a_file_larger_than_10_mb_is_refused_before_it_is_read():
    problem = refusal(io.BytesIO(b"code,title\n" + b"a,b\n" * (11 * 1024 * 256)))
    assert (problem.reason, problem.detail) == ("file_too_large", {"limit": "10"})


def test_more_rows_than_100000_are_refused_by_row():
    problem = refusal(io.BytesIO(b"code,title\n" + b"a,b\n" * 100_001))
    assert (problem.row, problem.reason) == (100_002, "too_many_rows")


def test_more_columns_than_200_are_refused_by_row():
    problem = refusal(io.BytesIO(b"code,title\n" + b"x," * 201 + b"x"))
    assert (problem.row, problem.reason) == (2, "too_many_columns")


def test_nul_bytes_come_to_the_cell_where_they_are_named():
    assert read(io.BytesIO(b"code,title\na,b\x00c\n"))[1] == (2, ["a", "b\x00c"])


def test_a_workbook_gives_texts_numbers_dates_and_formulas():
    day = datetime.datetime(2010, 5, 3)
    stream = workbook_of(HEADING, [day, 2010.0, 1.5, True, "=1+1"], [None, None, "x"])
    assert read(stream) == [
        (1, HEADING),
        (2, ["2010-05-03", "2010", "1.5", "yes", "=1+1"]),
        (3, ["", "", "x"]),
    ]


def test_a_workbook_written_as_a_stream_reads_the_same():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADING, ["a", "Sto. Niño 👧🏽"]]):
        sheet.write_row(number, 0, row)
    book.close()
    assert read(stream) == [(1, HEADING), (2, ["a", "Sto. Niño 👧🏽"])]


def test_rich_text_is_joined_and_pronunciation_left_out():
    parts = parts_of(workbook_with_shared_texts(HEADING))
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace(
        b"<si><t>title</t></si>",
        b"<si><r><t>ti</t></r><r><t>tle</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>",
    )
    assert read(archive(parts)) == [(1, HEADING)]


def test_a_hidden_first_sheet_is_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["secret"])
    book.active.sheet_state = "hidden"
    book.create_sheet("data").append(HEADING)
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream) == [(1, HEADING)]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"content.xml": "<x/>"}, "file_is_opendocument"),
        ({"word/document.xml": "<x/>"}, "file_is_document"),
        ({"a.txt": "x"}, "file_is_archive"),
    ],
)
def test_another_kind_of_archive_is_called_by_its_name(parts, reason):
    assert refusal(archive(parts)).reason == reason


def test_a_workbook_with_macros_is_refused():
    parts = {**parts_of(workbook_of(HEADING)), "xl/vbaProject.bin": b"x"}
    assert refusal(archive(parts)).reason == "file_has_macros"


def test_a_workbook_that_was_cut_off_is_damaged():
    whole = workbook_of(HEADING, *(["a", f"text {number}"] for number in range(500))).getvalue()
    assert refusal(io.BytesIO(whole[: len(whole) // 2])).reason == "file_damaged"


def test_a_workbook_whose_xml_is_broken_is_damaged():
    parts = parts_of(workbook_of(HEADING))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    assert refusal(archive(parts)).reason == "file_damaged"


def test_entities_are_refused_wherever_they_are_declared():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        parts = parts_of(workbook_with_shared_texts(HEADING))
        parts[name] = bomb + parts[name].split(b"?>", 1)[-1]
        assert refusal(archive(parts)).reason == "bomb", name


def test_an_external_document_type_is_refused():
    parts = parts_of(workbook_of(HEADING))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + parts[name].split(b"?>", 1)[-1]
    assert refusal(archive(parts)).reason == "bomb"


def test_cells_far_to_the_right_are_refused_and_not_filled_up_to():
    parts = parts_of(workbook_of(HEADING))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'r="B1"', b'r="XFD1"')
    assert refusal(archive(parts)).reason == "too_many_columns"


def test_a_last_row_far_down_costs_nothing():
    parts = parts_of(workbook_of(HEADING))
    name = "xl/worksheets/sheet1.xml"
    row = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", row)
    assert read(archive(parts)) == [(1, HEADING), (1048576, ["x"])]


def zeros(size):
    parts = parts_of(workbook_of(HEADING))
    parts["xl/worksheets/sheet1.xml"] = b" " * size
    return archive(parts)


def shared_zeros():
    parts = parts_of(workbook_with_shared_texts(HEADING))
    parts["xl/sharedStrings.xml"] = b"<sst>" + b"<si><t/></si>" * 1_000_000
    return archive(parts)


def styles():
    parts = parts_of(workbook_of(HEADING))
    parts["xl/styles.xml"] = b"<styleSheet>" + b"<xf/>" * 1_500_000
    return archive(parts)


def many_parts():
    return archive({f"xl/workbook{number}.xml": "" for number in range(20_000)})


def lying_directory():
    """The directory says 10 bytes for a part that unpacks to 100 MB."""
    stream = zeros(100 * 1024 * 1024)
    with zipfile.ZipFile(stream) as source:
        size = source.getinfo("xl/worksheets/sheet1.xml").file_size
    return io.BytesIO(stream.getvalue().replace(struct.pack("<I", size), struct.pack("<I", 10)))


BOMBS = {
    "zeros": lambda: zeros(300 * 1024 * 1024),
    "shared texts": shared_zeros,
    "styles": styles,
    "many parts": many_parts,
    "lying directory": lying_directory,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_and_without_memory(name, tmp_path):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(BOMBS[name]().getvalue())
    script = (
        "import re, resource, sys, time\n"
        "from clkss.content.sheets import reading\n"
        "from clkss.content.sheets.errors import SheetError\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "begin = time.process_time()\n"
        "try:\n"
        "    with open(sys.argv[1], 'rb') as stream:\n"
        "        list(reading.rows(stream))\n"
        "except SheetError as error:\n"
        "    with open('/proc/self/status') as status:\n"
        "        peak = int(re.search(r'VmHWM:\\s+([0-9]+)', status.read())[1]) // 1024\n"
        "    print(error.problem.reason, peak, time.process_time() - begin)\n"
    )
    source = Path(workbook.__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(source)!r})\n{script}", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    reason, peak, seconds = done.stdout.split()
    assert reason in ("bomb", "file_damaged")
    assert int(peak) < 200
    assert float(seconds) < 1
