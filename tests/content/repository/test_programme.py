"""A programme: for whom, with what means, and how far it is."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of

import html
import pytest
import re
import transaction


def cells(page, section):
    """Read the table of a section as rows of texts."""
    table = re.search(rf'<section[^>]*aria-labelledby="{section}".*?</section>', page, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", table[0], re.DOTALL)
    return [
        [
            re.sub(r"<.*?>|\s+", " ", cell).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


class TestThePage:
    def test_beneficiaries_by_age_and_sex_with_totals(self, publish, read):
        page = read(publish("Programme"))
        assert cells(page, "beneficiaries") == [
            ["Age", "Girls", "Boys", "Girls and boys"],
            ["10 to 14", "80 of 120", "65 of 100", "145 of 220"],
            ["15 to 17", "", "60 planned", "60 planned"],
            ["All ages", "80 of 120", "65 of 160", "145 of 280"],
        ]
        assert "145 of 280 reached (52 %)." in " ".join(page.split())

    def test_the_budget_by_source(self, publish, read):
        page = read(publish("Programme"))
        assert cells(page, "budget") == [
            ["From", "In kind, or for what", "Pesos"],
            ["DOLE", "", "1,200,000"],
            ["Barangay", "in kind", ""],
        ]

    def test_several_amounts_are_added_up(self, publish, read):
        item = publish(
            "Programme",
            budget=[
                {"source": "DOLE", "amount": 1_200_000, "note": ""},
                {"source": "ILO", "amount": 800_000, "note": "for nets"},
            ],
        )
        assert cells(read(item), "budget")[-1] == ["Together", "2,000,000"]

    def test_its_status_leads_into_the_repository(self, portal, publish, read):
        page = read(publish("Programme"))
        assert f'href="{portal.absolute_url()}/repository?kind=Programme%3Arunning"' in page
        assert "Fishers&#x27; Cooperative" in page or "Fishers' Cooperative" in page
        assert "No child at sea at night." in page

    def test_sums_are_explained_where_a_whole_is_given(self, publish, read):
        explained = "the number is the least that they make"
        assert explained not in read(publish("Programme"))
        rows = [
            {"sex": "girls", "age": "10-14", "target": 12, "reached": None},
            {"sex": "all", "age": "all", "target": 40, "reached": 9},
        ]
        page = read(publish("Programme", title="Other", beneficiaries=rows))
        assert explained in page
        assert "9 of 40 reached (22 %)." in " ".join(page.split())

    def test_reviewers_are_offered_no_criteria(self, publish, read):
        assert "@@criteria" not in read(publish("Programme"), "national.editor")

    def test_what_was_not_said_has_no_heading(self, publish, read):
        page = read(publish("Programme", beneficiaries=[], budget=[]))
        assert 'id="beneficiaries"' not in page
        assert 'id="budget"' not in page

    def test_names_become_no_markup(self, publish, read):
        evil = "<script>alert(1)</script>"
        page = read(publish("Programme", budget=[{"source": evil, "amount": 1, "note": evil}]))
        assert "<script>alert" not in page


class TestSubmitting:
    def test_a_complete_one_climbs(self, publish):
        assert state_of(publish("Programme")) == "published"

    @pytest.mark.parametrize(
        "field", ["description", "themes", "status", "objectives", "period_start"]
    )
    def test_what_is_missing_is_named(self, write, field):
        item = write("Programme", **{field: None})
        assert [name for name, _message in ladder.missing(item)] == [field]


ADD = "/programmes/++add++Programme"
ROW = "form.widgets.beneficiaries.{}.{}"


def write_in(browser, site, **values):
    browser.open(site.absolute_url() + ADD)
    browser.getControl(name="form.widgets.title").value = "Back to school"
    fill(browser, values)


def fill(browser, values):
    for name, value in values.items():
        browser.getControl(name=name).value = value


def row(number, sex, age, target="", reached=""):
    return {
        ROW.format(number, "sex"): [sex],
        ROW.format(number, "age"): [age],
        ROW.format(number, "target"): target,
        ROW.format(number, "reached"): reached,
    }


def save(browser):
    browser.getControl(name="form.buttons.save", index=0).click()


def only(site):
    transaction.begin()
    (item,) = site.programmes.objectValues()
    return item


class TestTheForm:
    def test_rows_are_written_without_scripts(self, site, browse):
        browser = browse("barangay.contributor")
        write_in(browser, site, **row(0, "girls", "10-14", "1,200", "80"))
        fill(browser, row(2, "boys", "all", "", "45"))
        fill(
            browser,
            {
                "form.widgets.budget.0.source": "DOLE",
                "form.widgets.budget.0.amount": "1 200 000",
                "form.widgets.budget.1.source": "Barangay",
                "form.widgets.budget.1.note": "a room",
                "form.widgets.status:list": ["running"],
            },
        )
        save(browser)
        item = only(site)
        assert item.status == "running"
        assert item.beneficiaries == [
            {"sex": "girls", "age": "10-14", "target": 1200, "reached": 80},
            {"sex": "boys", "age": "all", "target": None, "reached": 45},
        ]
        assert item.budget == [
            {"source": "DOLE", "amount": 1_200_000, "note": ""},
            {"source": "Barangay", "amount": None, "note": "a room"},
        ]
        assert browser.getControl(name=ROW.format(1, "reached")).value == "45"

    def test_more_rows_keep_what_was_written_and_save_nothing(self, site, browse):
        browser = browse("barangay.contributor")
        write_in(browser, site, **row(2, "girls", "10-14", "12"))
        with pytest.raises(LookupError):
            browser.getControl(name=ROW.format(5, "sex"))
        browser.getControl(name="form.widgets.beneficiaries-more").click()
        transaction.begin()
        assert list(site.programmes.objectIds()) == []
        assert browser.getControl(name="form.widgets.title").value == "Back to school"
        assert browser.getControl(name=ROW.format(0, "target")).value == "12"
        fill(browser, row(5, "boys", "10-14", "7"))
        save(browser)
        assert [each["target"] for each in only(site).beneficiaries] == [12, 7]

    def test_a_row_that_is_emptied_is_gone(self, site, browse):
        browser = browse("barangay.contributor")
        write_in(browser, site, **row(0, "girls", "10-14", "12"))
        save(browser)
        fill(browser, row(0, "", ""))
        save(browser)
        assert only(site).beneficiaries == []

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            (row(0, "girls", "10-14", "many"), "Row 1: “many” is no whole number"),
            (row(0, "", "10-14", "12"), "Row 1: choose “Sex”."),
            (row(0, "girls", "10-14"), "Row 1: say how many are planned"),
            (
                {**row(0, "girls", "10-14", "12"), **row(1, "girls", "10-14", "12")},
                "Row 2: this group is there twice",
            ),
            (
                {**row(0, "girls", "10-14", "12"), **row(1, "all", "all", "11")},
                "Row 2: this is less than the groups",
            ),
            ({"form.widgets.budget.0.amount": "12"}, "Row 1: say who gives it."),
            ({"form.widgets.budget.0.source": "DOLE"}, "Row 1: give an amount"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, site, browse, values, said):
        browser = browse("barangay.contributor")
        write_in(browser, site, **values, **{"form.widgets.objectives": "A long story."})
        save(browser)
        transaction.begin()
        assert list(site.programmes.objectIds()) == []
        assert browser.headers["Status"].startswith("422")
        assert said in html.unescape(browser.contents)
        assert browser.getControl(name="form.widgets.objectives").value == "A long story."
        for name, value in values.items():
            assert browser.getControl(name=name).value == value

    def test_each_input_of_a_row_has_a_label(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + ADD)
        elements = {}
        for tag, name in (("label", "for"), ("input", "id"), ("select", "id")):
            found = re.findall(rf'<{tag}[^>]*\s{name}="([^"]+)"', browser.contents)
            elements[tag] = {
                each for each in found if re.match(r"form-widgets-(beneficiaries|budget)-\d", each)
            }
        assert elements["label"] == elements["input"] | elements["select"]
        assert elements["label"]
