"""The page ``/imports``, as its people use it."""

from clkss.content.sheets import register
from plone.testing.zope import Browser
from tests.content.sheets.conftest import row
from tests.content.sheets.conftest import sheet

import html
import io
import openpyxl
import pytest
import transaction


@pytest.fixture
def browse(site, browse):
    """Open the page as somebody."""

    def at_imports(user):
        browser = browse(user)
        browser.open(f"{site.absolute_url()}/imports")
        return browser

    return at_imports


def upload(browser, stream, name="practices.csv", state=None, update=False, kind="practices"):
    form = browser.getForm(action="/imports")
    form.getControl(name="kind").value = [kind]
    form.getControl(name="file").add_file(stream, "text/csv", name)
    if state:
        form.getControl(name="state").value = [state]
    if update:
        form.getControl(name="update").value = ["1"]
    form.submit()


def press(browser, name):
    browser.getControl(name=name).click()


def practices(site):
    transaction.begin()
    return list(site.practices.objectIds())


def test_an_editor_checks_applies_and_undoes(site, browse):
    browser = browse("national.editor")
    upload(browser, sheet(row(1), row(2)), state="published")
    assert "No problem was found" in browser.contents
    assert practices(site) == []
    press(browser, "apply")
    assert "The sheet was applied" in browser.contents
    assert len(practices(site)) == 2
    press(browser, "undo")
    assert "The import was undone" in browser.contents
    assert practices(site) == []


def test_problems_are_a_table_with_row_and_column(site, browse):
    browser = browse("national.editor")
    upload(browser, sheet(row(1), row(2, themes="eductaion", title="")))
    assert '<th scope="row">3</th>' in browser.contents
    assert "Did you mean “education”?" in html.unescape(browser.contents)
    assert 'name="apply"' not in browser.contents


def test_the_file_comes_back_with_its_problems_marked(site, browse):
    browser = browse("national.editor")
    upload(
        browser,
        sheet(
            row(1),
            row(2, themes="eductaion", contact="=1+1"),
            columns=["code", "title", "themes", "contact"],
        ),
    )
    browser.getLink("problems marked").click()
    assert browser.headers["Content-Disposition"].endswith('-problems.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(_bytes(browser)))
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]] == ["code", "title", "themes", "contact", "problems"]
    assert first["C3"].value == "eductaion"
    assert "education" in first["C3"].comment.text
    assert first["D3"].value == "=1+1"
    assert first["D3"].data_type == "s"
    assert "formula" in first["E3"].value
    assert first["E2"].value is None
    assert [cell.value for cell in book.worksheets[1]["A"]][1:] == ["3", "3"]


def test_the_corrected_file_can_be_uploaded_as_it_is(site, browse):
    browser = browse("national.editor")
    upload(browser, sheet(row(1, title="")))
    browser.getLink("problems marked").click()
    book = openpyxl.load_workbook(io.BytesIO(_bytes(browser)))
    book.worksheets[0]["B2"] = "A title"
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    browser = browse("national.editor")
    upload(browser, stream, "practices.xlsx")
    assert "No problem was found" in browser.contents


def _bytes(browser):
    contents = browser.contents
    if isinstance(contents, bytes):
        return contents
    encoding = "utf-8" if browser.headers["Content-Type"].startswith("text/") else "latin-1"
    return contents.encode(encoding)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_an_empty_sheet_from_here_has_headings_that_are_understood(site, browse, extension):
    browser = browse("national.editor")
    browser.open(f"{site.absolute_url()}/imports/template/practices.{extension}")
    stream = io.BytesIO(_bytes(browser))
    browser = browse("national.editor")
    upload(browser, stream, f"practices.{extension}")
    assert "There are headings but no rows beneath them." in browser.contents


def test_the_template_lists_the_terms(site, browse):
    browser = browse("national.editor")
    browser.open(f"{site.absolute_url()}/imports/template/practices.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(_bytes(browser)))
    listed = {cell.value for column in book.worksheets[2].columns for cell in column}
    assert {"education", "fishing", "DOLE", "PH", "group:mekong"} <= listed
    assert book.worksheets[0]["A1"].comment is not None


def test_undo_of_what_was_changed_asks_first(site, browse):
    browser = browse("national.editor")
    upload(browser, sheet(row(1), row(2)))
    press(browser, "apply")
    transaction.begin()
    (batch,) = register.of(site).batches.values()
    practice = site.practices[batch.items[2][2]]
    practice.title = "Corrected by hand"
    practice.setModificationDate()
    transaction.commit()
    press(browser, "undo")
    assert "Corrected by hand (bohol-01)" in browser.contents
    assert 'role="alert"' in browser.contents
    assert len(practices(site)) == 2
    press(browser, "undo_rest")
    assert len(practices(site)) == 1


def test_without_a_file_the_form_says_so(site, browse):
    browser = browse("national.editor")
    browser.getForm(action="/imports").submit()
    assert "Choose a file." in browser.contents
    assert 'href="#imports-file"' in browser.contents


@pytest.mark.parametrize("user", ["member", "barangay.contributor", "municipal.caseworker"])
def test_others_are_refused(site, browse, user):
    browser = browse(user)
    assert "Import sheets" not in browser.contents
    assert "/imports" not in browser.url.partition("?")[0]


def test_a_secretary_may_import_committees_alone(site, browse):
    browser = browse("national.secretary")
    assert "Import sheets" in browser.contents
    assert browser.title.startswith("Import sheets")
    assert [each.optionValue for each in browser.getControl(name="kind").controls] == ["committees"]


def test_a_form_without_its_token_writes_nothing(site, functional):
    browser = Browser(functional["app"])
    answer = browser.testapp.post(
        "/plone/imports",
        params={"kind": "practices", "file": ""},
        headers={"Authorization": "Basic bmF0aW9uYWwuZWRpdG9yOm9ubHktZm9yLXRlc3RzLTg="},
        upload_files=[("file", "a.csv", sheet(row()).getvalue())],
        expect_errors=True,
    )
    assert answer.status_int == 403
    transaction.begin()
    assert len(register.of(site).batches) == 0


def test_looking_changes_nothing(site, browse):
    serial = site._p_jar.db().lastTransaction()
    browser = browse("national.editor")
    browser.open(f"{site.absolute_url()}/imports/template/practices.csv")
    assert site._p_jar.db().lastTransaction() == serial


def test_what_a_sheet_holds_is_asked_not_guessed(site, browse):
    browser = browse("national.editor")
    assert browser.getControl(name="kind").value == [""]
    upload(browser, sheet(row(1)), kind="")
    transaction.begin()
    assert list(register.of(site).newest_first()) == []
    assert 'id="imports-kind"' in browser.contents
    upload(browser, sheet(row(1)), kind="services")
    assert "problem" in browser.contents
