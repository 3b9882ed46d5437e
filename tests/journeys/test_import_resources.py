"""An editor brings 300 resources in, corrects 17 of them, and takes all of them out again."""

from openpyxl import load_workbook

import csv
import pytest
import re
import time


pytestmark = [pytest.mark.live, pytest.mark.browser]

ROWS = 300

#: What is wrong in which column, seventeen times.
FAULTS = (
    ("resource_kind", "poem"),
    ("resource_kind", "Trainning material"),
    ("year", "last year"),
    ("year", "20019"),
    ("identifiers", "ISBN 978-92-2-112822-8"),
    ("identifiers", "ISSN 0378-5954"),
    ("url", "www.ilo.org"),
    ("url", "ftp://ilo.org/guide"),
    ("territories", "9999999999"),
    ("territories", "Nowhere, Bohol"),
    ("themes", "no-such-theme"),
    ("law_date", "2003-13-01"),
    ("law_status", "maybe"),
    ("amends", "Republic Act No. 7610"),
    ("language", "Klingon"),
    ("title", ""),
    ("summary", "=HYPERLINK(A1)"),
)

#: Rows of the sheet that are wrong; the first row holds the headings.
WRONG = {7 + 17 * number: fault for number, fault in enumerate(FAULTS)}

PATIENCE = 120


def right(number, width):
    """Make a row that is in order."""
    return {
        "code": f"journey-{width}-{number}",
        "title": f"Guide {number} for weighing nets {width}",
        "summary": "How to weigh a net.",
        "language": "en",
        "territories": "0701233003",
        "themes": "education; livelihood",
        "resource_kind": "tool",
        "authors": "Reyes, M. L.; Cruz, J.",
        "year": "2019",
        "identifiers": "ISBN 978-92-2-112822-9",
        "url": "https://www.ilo.org/guide",
        "law_date": "",
        "law_status": "",
        "amends": "",
    }


def write(path, width):
    """Write the sheet with its faults."""
    rows = [right(number, width) for number in range(2, ROWS + 2)]
    for number, (column, cell) in WRONG.items():
        rows[number - 2][column] = cell
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def correct(path, width):
    """Put right, in the file that came back, the cells that its last column complains of."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    corrected = 0
    for number in range(2, sheet.max_row + 1):
        complaint = sheet.cell(number, columns["problems"]).value
        if complaint:
            name = complaint.partition(":")[0]
            sheet.cell(number, columns[name]).value = right(number, width)[name] or None
            corrected += 1
    book.save(path)
    return corrected


def upload(editor, path):
    """Send a sheet of resources, to be published at once."""
    page = editor.page
    editor.go("/imports")
    page.get_by_label("What the sheet holds").select_option("resources")
    page.get_by_label("Import", exact=True).select_option("published")
    page.locator("input[type=file]").set_input_files(path)
    editor.press(page.get_by_role("button", name="Check the sheet"))


def wait_for(editor, state):
    """Look again until the import is in a state."""
    until = time.monotonic() + PATIENCE
    while f"{state}" not in editor.page.locator("dl").first.inner_text():
        assert time.monotonic() < until, editor.page.get_by_role("main").inner_text()
        time.sleep(1)
        editor.page.reload()


def found(visitor, width):
    """Say what a visitor is told to have found."""
    visitor.go(f"/repository?SearchableText=weighing+nets+{width}&portal_type=Resource")
    return visitor.page.get_by_role("main").inner_text()


def test_300_resources_with_17_faults_are_corrected_applied_and_undone(person, width, tmp_path):
    editor = person("national.editor")
    page = editor.page
    sheet = tmp_path / "resources.csv"
    write(sheet, width)
    upload(editor, sheet)
    editor.check("import-resources-faults")
    text = page.get_by_role("main").inner_text()
    assert re.search(r"Problems\s+17\b", text)
    rows = {
        (int(cells[0]), cells[1])
        for cells in (
            row.locator("td, th").all_inner_texts() for row in page.locator("tbody tr").all()
        )
    }
    assert rows == {(number, column) for number, (column, _cell) in WRONG.items()}
    assert page.get_by_role("button", name="Apply the sheet").count() == 0

    with page.expect_download() as download:
        page.locator("a[href$='problems.xlsx']").first.click()
    returned = tmp_path / "corrected.xlsx"
    download.value.save_as(returned)
    assert correct(returned, width) == 17

    upload(editor, returned)
    editor.check("import-resources-corrected")
    assert re.search(r"Problems\s+0\b", page.get_by_role("main").inner_text())
    visitor = person()
    assert "Nothing found" in found(visitor, width)
    editor.press(page.get_by_role("button", name="Apply the sheet"))
    wait_for(editor, "Applied")
    editor.check("import-resources-applied")
    assert re.search(r"Made\s+300\b", page.get_by_role("main").inner_text())
    assert "of 300 results" in found(visitor, width)
    visitor.press(visitor.page.get_by_role("main").locator("h2 a, h3 a").first)
    visitor.check("resource")
    assert "Reyes, M. L. & Cruz, J. (2019)." in visitor.page.get_by_role("main").inner_text()

    editor.press(page.get_by_role("button", name="Undo the import"))
    wait_for(editor, "Undone")
    editor.check("import-resources-undone")
    assert "Nothing found" in found(visitor, width)
