"""A case study is told so that nobody can be recognised."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api

import csv
import io
import pytest
import transaction


ALL = ["names", "places", "pictures", "details", "consent"]

GOOD = {
    "code": "case-1",
    "title": "From the boat back to grade five",
    "summary": "A boy of about twelve came back.",
    "territories": "Panglao, Bohol",
    "themes": "education",
    "situation": "He fished at night.",
    "intervention": "The social worker spoke with him alone.",
    "result": "A year later he was in grade six.",
    "lesson": "Ask the child first.",
    "anonymised": "; ".join(ALL),
}


def sheet(*rows):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(GOOD))
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(stream.getvalue().encode())


@pytest.fixture
def check(people):
    def check(*rows, **options):
        with acting_as(people, "national.editor"):
            return batches.check(
                people,
                "case-studies",
                sheet(*rows),
                "sheet.csv",
                user="national.editor",
                **options,
            )

    return check


class TestTheChecklist:
    def test_all_five_ticked_it_climbs(self, publish):
        assert state_of(publish("CaseStudy")) == "published"

    @pytest.mark.parametrize("point", ALL)
    def test_each_point_that_is_not_ticked_holds_it_back(self, write, point):
        item = write("CaseStudy", anonymised=[each for each in ALL if each != point])
        (lacking,) = ladder.missing(item)
        assert lacking[0] == "anonymised"
        assert lacking[1] == f"missing_anonymised_{point}"
        with pytest.raises(ladder.Refused):
            ladder.act(item, "submit", actor="barangay.contributor")
        assert state_of(item) == "draft"

    def test_a_barangay_is_too_small_a_place(self, write):
        item = write("CaseStudy", territories=[DANAO.barangay])
        assert ladder.missing(item) == [("territories", "missing_case_places")]

    def test_a_copy_is_to_be_looked_at_anew(self, people, write):
        item = write("CaseStudy")
        with acting_as(people, "admin"):
            copy = api.content.copy(item, people["case-studies"])
        assert copy.anonymised == []

    @pytest.mark.parametrize("field", ["situation", "intervention", "result", "lesson"])
    def test_every_part_is_needed(self, write, field):
        item = write("CaseStudy", **{field: "  "})
        assert [name for name, _message in ladder.missing(item)] == [field]


class TestThePage:
    def test_readers_are_told_that_names_are_changed(self, publish, read):
        html = read(publish("CaseStudy"))
        assert "Names and details in this text are changed" in html
        assert html.index("What was done") < html.index("What came of it")

    def test_practices_say_no_such_thing(self, publish, read):
        assert "Names and details" not in read(publish("Service"))


class TestTheForm:
    def test_each_point_says_what_it_asks(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + "/case-studies/++add++CaseStudy")
        assert "Initials count as names." in browser.contents
        assert "Never a child, a family or a neighbour" in browser.contents

    def test_ticks_and_parts_arrive(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + "/case-studies/++add++CaseStudy")
        browser.getControl(name="form.widgets.title").value = "Back to school"
        browser.getControl(name="form.widgets.situation").value = "He fished at night."
        browser.getControl(name="form.widgets.anonymised:list").value = ["names", "consent"]
        browser.getControl(name="form.buttons.submit", index=0).click()
        assert "change telling details, then tick it" in browser.contents
        transaction.begin()
        (item,) = site["case-studies"].objectValues()
        assert item.anonymised == ["names", "consent"]
        assert item.situation == "He fished at night."
        assert state_of(item) == "draft"

    def test_a_member_without_a_committee_is_told_whom_to_ask(self, site, browse):
        browser = browse("member")
        browser.open(site.absolute_url() + "/case-studies/++add++CaseStudy")
        assert browser.headers["Status"].startswith("403")


class TestTheSheet:
    def test_a_good_row_is_read_and_taken_back(self, people, check):
        batch = check(GOOD, state="published")
        with acting_as(people, "national.editor"):
            batches.apply(people, batch)
        (item,) = people["case-studies"].objectValues()
        assert item.anonymised == ALL
        assert item.lesson == "Ask the child first."
        assert item.territories == [DANAO.municipal]
        with acting_as(people, "national.editor"):
            batches.undo(people, batch)
        assert list(people["case-studies"].objectIds()) == []

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("anonymised", ""),
            ("anonymised", "names; places"),
            ("anonymised", "everything"),
            ("territories", DANAO.barangay),
            ("lesson", "x" * 20_001),
        ],
    )
    def test_a_bad_cell_is_named(self, check, column, cell):
        batch = check({**GOOD, column: cell})
        assert {(each.row, each.column) for each in batch.get_problems()} == {(2, column)}
