"""The demo's sheets say what is true, say what is invented, and fit together."""

from clkss.content.knowledge import rules as knowledge
from clkss.content.sheets import cells
from clkss.content.sheets import places
from clkss.content.sheets.rules import ACTIVE_MARKS
from clkss.content.sheets.rules import clean
from clkss.content.sheets.rules import Unreadable
from clkss.content.subjects import countries
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from collections import Counter
from importlib import resources

import csv
import pytest
import re


SHEETS = {
    "programmes.csv": 14,
    "services.csv": 14,
    "partners.csv": 22,
    "resources.csv": 40,
    "case-studies.csv": 12,
    "commitments.csv": 3,
    "glossary.csv": 60,
    "exchanges.csv": 12,
    "adoption-notes.csv": 12,
    "news.csv": 12,
    "events.csv": 12,
}
"""The sheets of the demo and the fewest rows that a reader should find in each."""

PRACTICES = ("practices.csv", "examples.csv")

LONGEST_SUMMARY = 400
"""Characters that still fit under a title in a list."""

MARKS = {"en": "Invented example. ", "tl": "Imbentong halimbawa. "}

CHOICES = {
    "language": {"en", "tl"},
    "status": {"planned", "running", "completed", "suspended"},
    "service_kind": {
        *("education", "livelihood", "health", "legal", "psychosocial", "rescue", "shelter"),
        *("cash-transfer", "skills", "other"),
    },
    "partner_sector": {
        *("government", "employers", "workers", "academe", "advocacy", "ngo", "international"),
        "private",
    },
    "resource_kind": {
        *("publication", "tool", "law", "training-material", "data-set", "media", "platform"),
        *("database", "protocol", "fact-sheet", "policy-brief", "report"),
    },
    "law_status": {"", "in-force", "amended", "repealed", "superseded", "ratified"},
    "exchange_kind": {"offer", "request"},
    "commitment_kind": {"child-labour-free-zone", "pathfinder-commitment"},
    "modality": {"study-tour", "workshop", "assistance", "materials", "mou"},
    "stage": {"open", "matched", "agreed", "under-way", "completed", "cancelled"},
}

POINTING = ("related", "broader", "amends")
PLACES_AND_COUNTRIES = ("countries", "from_countries", "to_countries")
ADDRESSES = ("url", "website")
TERM = ("declared_on", "valid_until")
ROUGH_DATES = ("period_start", "period_end", "law_date", *TERM)
DAYS = ("date", "start", "end")

NAMED_LAWS = (
    *("ph-ra-9231", "ph-ra-7610", "ph-ra-9208", "ph-ra-10364", "ph-ra-11862", "ph-do-65-04"),
    *("ph-do-149-16", "ph-do-149-a-17", "ph-eo-92-2019", "ph-ilo-c138", "ph-ilo-c182"),
    *("ph-ilo-c189", "ph-labor-code", "ph-ra-7323", "ph-ra-9344", "ph-ra-10361", "ph-ra-11930"),
    "ph-ra-11596",
)

BENEFICIARIES = re.compile(
    r"(girls|boys|all) (0-4|5-9|10-14|15-17|18\+|all): ([0-9]*)/([0-9]*)", re.ASCII
)
OTHER_TERM = re.compile(r"(ceb|ilo): \S.*")


def read(name):
    text = resources.files("clkss.policy.demo").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


ROWS = {name: read(name) for name in SHEETS}
CODES = Counter(row["code"] for rows in (*ROWS.values(), *map(read, PRACTICES)) for row in rows)


def unreadable(row, columns, reader):
    """Read cells as an importer does, and collect what it would complain about."""
    found = []
    for column in columns:
        if row.get(column):
            try:
                reader(row[column])
            except Unreadable as error:
                found.append((row["code"], column, error.reasons))
    return found


class TestWholeSheets:
    """What holds for a sheet as a whole."""

    @pytest.mark.parametrize("name", SHEETS)
    def test_a_reader_finds_enough_of_each_kind(self, name):
        assert len(ROWS[name]) >= SHEETS[name]

    @pytest.mark.parametrize("name", SHEETS)
    def test_a_spreadsheet_shows_no_cell_without_a_heading(self, name):
        assert all(None not in row and None not in row.values() for row in ROWS[name])

    def test_no_code_names_two_things(self):
        assert [code for code, count in CODES.items() if count > 1] == []

    @pytest.mark.parametrize("kind", ["real", "invented"])
    def test_a_visitor_meets_both_real_and_invented_items(self, kind):
        prefix = {"real": "ph-", "invented": "demo-"}[kind]
        without = {name for name, rows in ROWS.items() if not any_with(rows, prefix)}
        invented = {"adoption-notes.csv", "case-studies.csv", "commitments.csv"}
        assert without == (invented if kind == "real" else {"glossary.csv"})


def any_with(rows, prefix):
    return any(row["code"].startswith(prefix) for row in rows)


@pytest.mark.parametrize("name", SHEETS)
class TestEveryRow:
    """What holds for each row of each sheet."""

    def test_invented_rows_say_so_and_real_rows_name_a_source(self, name):
        for row in ROWS[name]:
            summary, marks = row.get("summary", ""), tuple(MARKS.values())
            if row["code"].startswith("demo-"):
                assert summary.startswith(MARKS[row["language"]]), row["code"]
                assert not row.get("source"), row["code"]
            else:
                assert row["code"].startswith("ph-"), row["code"]
                assert row["source"], row["code"]
                assert not summary.startswith(marks), row["code"]

    def test_cells_are_clean_and_no_spreadsheet_runs_them(self, name):
        for row in ROWS[name]:
            for column, cell in row.items():
                assert clean(cell) == cell, (row["code"], column)
                assert not cell.startswith(ACTIVE_MARKS), (row["code"], column)

    def test_texts_have_the_length_that_the_form_allows(self, name):
        for row in ROWS[name]:
            assert cells.identifier(100)(row["code"])
            assert 0 < len(row["title"]) <= knowledge.LONGEST_TITLE, row["code"]
            assert len(row.get("summary", "")) <= LONGEST_SUMMARY, row["code"]
            for column in ("contact", "source"):
                assert len(row.get(column, "")) <= knowledge.LONGEST_NOTE, row["code"]
            assert max(map(len, row.values())) <= knowledge.LONGEST_TEXT, row["code"]

    def test_an_editor_finds_every_term_in_the_lists(self, name):
        for row in ROWS[name]:
            for column, known in BUILT_IN.items():
                assert set(cells.split(row.get(column, ""))) <= set(dict(known)), row["code"]
            for column, known in CHOICES.items():
                assert column not in row or row[column] in known, (row["code"], column)

    def test_places_and_countries_exist_today(self, name):
        for row in ROWS[name]:
            assert unreadable(row, ["territories"], cells.places(places.find)) == []
            assert all(map(table.is_current, cells.split(row.get("territories", ""))))
            for column in PLACES_AND_COUNTRIES:
                found = cells.split(row.get(column, ""))
                assert all(map(countries.exists, found)), (row["code"], column)

    def test_what_a_row_points_to_is_there(self, name):
        for row in ROWS[name]:
            for column in POINTING:
                codes = cells.split(row.get(column, ""))
                assert row["code"] not in codes
                assert [code for code in codes if code not in CODES] == [], row["code"]

    def test_dates_exist_and_no_period_ends_before_it_starts(self, name):
        for row in ROWS[name]:
            assert unreadable(row, (*ROUGH_DATES, *DAYS), cells.date) == []
            assert {len(row[column]) for column in DAYS if row.get(column)} <= {10}
            for start, end in (("period_start", "period_end"), ("start", "end"), TERM):
                assert knowledge.in_order(row.get(start, ""), row.get(end, "")), row["code"]

    def test_addresses_can_be_followed_and_reach_no_private_person(self, name):
        for row in ROWS[name]:
            assert unreadable(row, ADDRESSES, cells.url) == []
            mail = [word for cell in row.values() for word in cell.split() if "@" in word]
            assert set(mail) <= {"demo@clkss.example"}, row["code"]
            if row["code"].startswith("demo-"):
                reach = [row.get(column) for column in (*ADDRESSES, "phone", "address")]
                assert not any(reach), row["code"]


class TestResources:
    """Laws, publications and tools."""

    def test_the_laws_that_everybody_asks_for_are_there(self):
        kinds = {row["code"]: row["resource_kind"] for row in ROWS["resources.csv"]}
        assert {kinds.get(code) for code in NAMED_LAWS} == {"law"}

    def test_every_kind_of_resource_has_an_example(self):
        found = {row["resource_kind"] for row in ROWS["resources.csv"]}
        assert found == CHOICES["resource_kind"]

    def test_laws_have_number_date_and_status_and_nothing_else_has(self):
        for row in ROWS["resources.csv"]:
            said = [bool(row[name]) for name in ("law_number", "law_date", "law_status")]
            assert said == [row["resource_kind"] == "law"] * 3
            assert row["abstract"]
            if row["law_date"]:
                assert row["year"] == row["law_date"][:4]

    def test_no_law_changes_a_later_one(self):
        dates = {row["code"]: row["law_date"] for row in ROWS["resources.csv"]}
        for row in ROWS["resources.csv"]:
            for changed in cells.split(row["amends"]):
                assert dates[changed], changed
                assert dates[changed][:4] <= row["law_date"][:4], changed

    def test_what_was_amended_or_replaced_is_not_said_to_be_new(self):
        statuses = {row["code"]: row["law_status"] for row in ROWS["resources.csv"]}
        changed = {code for row in ROWS["resources.csv"] for code in cells.split(row["amends"])}
        assert {statuses[code] for code in changed} <= {"amended", "superseded", "repealed"}


class TestGlossary:
    """Terms in two languages and more."""

    def test_a_term_is_defined_shortly_in_both_languages(self):
        for row in ROWS["glossary.csv"]:
            assert row["term_tl"]
            for column in ("definition", "definition_tl"):
                assert 40 <= len(row[column]) <= 520, column
                assert row[column].endswith("."), column
            for term in cells.split(row["other_terms"]):
                assert OTHER_TERM.fullmatch(term), term

    def test_narrower_terms_end_at_a_broad_one(self):
        broader = {row["code"]: cells.split(row["broader"]) for row in ROWS["glossary.csv"]}
        for code in broader:
            above, seen = [code], set()
            while above:
                assert not seen & set(above), code
                seen |= set(above)
                above = [up for each in above for up in broader[each]]

    def test_no_word_is_explained_twice(self):
        names = Counter(name for row in ROWS["glossary.csv"] for name in names_of_term(row))
        assert [name for name, count in names.items() if count > 1] == []


def names_of_term(row):
    """Give all words by which a page may mean a term."""
    names = (row["title"], row["abbreviation"], row["term_tl"], *cells.split(row["synonyms"]))
    return {name.casefold() for name in names if name}


class TestPartnersAndPrograms:
    """Who does something, what, and for whom."""

    def test_every_member_of_the_council_has_a_page(self):
        there = {agency for row in ROWS["partners.csv"] for agency in cells.split(row["agencies"])}
        members = {token for token, _title in BUILT_IN["agencies"]}
        assert members - there == set()

    def test_a_partner_says_what_it_does_against_child_labour(self):
        for row in ROWS["partners.csv"]:
            assert row["mandate"]
            assert row["partner_kind"]

    def test_beneficiaries_are_written_as_the_form_reads_them(self):
        for row in ROWS["programmes.csv"]:
            groups = [BENEFICIARIES.fullmatch(part) for part in cells.split(row["beneficiaries"])]
            assert all(groups)
            assert len({group[0].split(":")[0] for group in groups}) == len(groups)
            assert all(": " in part for part in cells.split(row["budget"]))
            assert row["objectives"]

    def test_a_family_learns_for_whom_a_service_is_and_how_to_get_it(self):
        for row in ROWS["services.csv"]:
            for column in ("provider", "eligibility", "how_to_refer", "territories"):
                assert row[column], column

    def test_every_kind_of_service_can_be_found(self):
        found = {row["service_kind"] for row in ROWS["services.csv"]}
        assert found == CHOICES["service_kind"]


class TestCaseStudies:
    """No child can be recognised."""

    def test_a_case_is_invented_complete_and_far_from_any_small_place(self):
        for row in ROWS["case-studies.csv"]:
            assert row["code"].startswith("demo-")
            assert all(row[part] for part in ("situation", "intervention", "result", "lesson"))
            ticked = {"names", "places", "pictures", "details", "consent"}
            assert set(cells.split(row["anonymised"])) == ticked
            levels = {table.level(code) for code in cells.split(row["territories"])}
            assert levels <= {territories.REGION, territories.PROVINCE}


class TestExchanges:
    """Offers and requests between places and countries."""

    def test_commitments_say_what_who_when_and_whether_done(self):
        for row in ROWS["exchanges.csv"]:
            for commitment in cells.split(row["commitments"]):
                what, who, when, done = (part.strip() for part in f"{commitment} ".split("|"))
                assert what
                assert who
                assert not when or knowledge.valid_date(when)
                assert done in ("", "done")
            assert row["people_trained"] == "" or row["people_trained"].isdigit()

    def test_a_real_exchange_is_told_in_full_by_a_practice(self):
        for row in ROWS["exchanges.csv"]:
            if row["code"].startswith("ph-"):
                assert row["related"].startswith("ilo-2010-")
                assert row["source_pages"]
            named = {*cells.split(row["from_countries"]), *cells.split(row["to_countries"])}
            assert named == set(cells.split(row["countries"]))


class TestPage:
    """What the page about the data says, in both languages."""

    def test_both_languages_say_as_much_and_hold_only_plain_marks(self):
        shapes = []
        for language in ("en", "tl"):
            path = resources.files("clkss.policy.demo").joinpath(f"about-data.{language}.html")
            marks = re.findall(r"<[^>]*>", path.read_text("utf-8"))
            assert set(marks) == {"<p>", "</p>", "<h2>", "</h2>"}
            shapes.append(marks)
        assert shapes[0] == shapes[1]
