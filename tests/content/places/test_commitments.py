"""A place that commits itself shows it, with evidence, until it lapses."""

from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.sheets import batch as batches
from clkss.content.sheets import kinds
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from datetime import date
from importlib import resources
from plone import api

import pytest
import re


@pytest.fixture
def on(monkeypatch):
    """Let it be another day."""

    def on(year, month, day):
        monkeypatch.setattr(clearances, "today", lambda: date(year, month, day))

    return on


def status(html):
    """Give what a page says of commitments; nothing where it says nothing."""
    found = re.search(r'<section class="clkss-standing".*?</section>', html, re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found[0]).split()) if found else None


class TestOnThePageOfItsPlace:
    def test_it_shows_since_when_by_whom_until_when_and_why(self, publish, read):
        item = publish("Commitment", valid_until="2199-06")
        html = read("places", DANAO.barangay)
        said = status(html)
        assert "Child-labour-free zone Since 2025-06-12, declared by Sangguniang" in said
        assert "Valid until 2199-06." in said
        assert f"Looked at again by {item.review_due.isoformat()}." in said
        assert f'href="{item.absolute_url()}#evidence"' in html

    def test_what_lies_in_the_place_says_what_it_is_part_of(self, portal, publish, read):
        publish("Commitment", territories=[DANAO.provincial])
        html = read("places", DANAO.barangay)
        assert "Part of: Bohol , Child-labour-free zone." in status(html)
        assert f'href="{portal.absolute_url()}/places/{DANAO.provincial}"' in html
        assert status(read("places", DANAO.regional)) is None
        assert status(read("places", BONTOC.barangay)) is None

    def test_a_place_is_not_free_because_a_part_of_it_is(self, publish, read):
        publish("Commitment")
        html = read("places", DANAO.municipal)
        assert status(html) is None
        assert "Danao, a child-labour-free barangay" in html

    def test_after_its_last_day_it_is_no_longer_a_status(self, publish, read, on):
        publish("Commitment", valid_until="2027-06")
        on(2027, 6, 30)
        assert "Lapsed" not in status(read("places", DANAO.barangay))
        on(2027, 7, 1)
        said = status(read("places", DANAO.barangay))
        assert "Lapsed since 2027-06; declared on 2025-06-12" in said
        assert "Valid until" not in said

    def test_what_lapsed_above_is_not_named_below(self, publish, read, on):
        publish("Commitment", territories=[DANAO.provincial], valid_until="2027")
        on(2028, 1, 1)
        assert status(read("places", DANAO.barangay)) is None
        assert "Lapsed since 2027" in status(read("places", DANAO.provincial))

    def test_before_its_first_day_it_is_announced(self, publish, read, on):
        publish("Commitment", declared_on="2027-01-01")
        on(2026, 12, 31)
        assert "Announced for 2027-01-01" in status(read("places", DANAO.barangay))

    @pytest.mark.parametrize(
        "person", [None, "barangay.contributor", "barangay.secretary", "admin"]
    )
    def test_a_draft_is_no_status_for_anybody(self, draft, read, person):
        item = draft("Commitment")
        assert status(read("places", DANAO.barangay, person=person)) is None
        ladder.act(item, "submit", actor="barangay.contributor")
        assert status(read("places", DANAO.barangay, person=person)) is None

    def test_what_is_withdrawn_is_no_status(self, publish, read):
        ladder.act(publish("Commitment"), "retire", actor="national.editor")
        assert status(read("places", DANAO.barangay)) is None

    def test_several_stand_beside_each_other_the_latest_first(self, publish, read):
        publish("Commitment", declared_by="The old council", declared_on="2021")
        publish("Commitment", declared_by="The new council", declared_on="2025")
        said = status(read("places", DANAO.barangay))
        assert said.index("The new council") < said.index("The old council")

    def test_words_cannot_break_the_page(self, publish, read):
        publish("Commitment", declared_by="<b>${since}</b> & co")
        html = read("places", DANAO.barangay)
        assert "&lt;b&gt;" in html
        assert "<b>" not in html


class TestItsOwnPage:
    def page(self, portal, item, person=None):
        with acting_as(portal, person):
            return item.restrictedTraverse("view")()

    def test_it_says_all_that_was_promised(self, portal, publish, read):
        item = publish("Commitment", roadmap="Visits in July.", means="Forty nets.")
        read("themes")
        html = self.page(portal, item)
        for text in ("Visits in July.", "Forty nets.", "Two checks found", "Sangguniang"):
            assert text in html
        assert "kind=Commitment%3Achild-labour-free-zone" in html
        assert "Lapsed" not in html

    def test_it_says_that_it_lapsed(self, portal, publish, read, on):
        item = publish("Commitment", valid_until="2026")
        on(2027, 1, 1)
        read("themes")
        assert "Lapsed since 2026" in self.page(portal, item)


class TestClimbing:
    def test_it_climbs_since_evidence_needs_a_review(self, publish):
        assert state_of(publish("Commitment")) == "published"

    def test_the_secretary_of_the_barangay_cannot_publish_it(self, draft):
        item = draft("Commitment")
        ladder.act(item, "submit", actor="barangay.contributor")
        with pytest.raises(Refused):
            ladder.act(item, "publish", actor="barangay.secretary")

    @pytest.mark.parametrize(
        "name",
        [
            *("description", "territories", "commitment_kind", "declared_by", "declared_on"),
            *("valid_until", "priorities", "measured_by", "evidence"),
        ],
    )
    def test_what_is_missing_is_named(self, draft, name):
        item = draft("Commitment", **{name: None})
        assert name in [field for field, _message in ladder.missing(item)]

    def test_a_country_does_not_stand_in_for_the_place(self, draft):
        item = draft("Commitment", territories=[], countries=["BR"])
        assert [field for field, _message in ladder.missing(item)] == ["territories"]

    @pytest.mark.parametrize(
        ("person", "may"),
        [("barangay.contributor", True), ("national.editor", True), ("member", False)],
    )
    def test_who_may_add_one(self, people, person, may):
        with acting_as(people, person):
            found = api.user.has_permission("clkss: Add Commitment", obj=people.commitments)
        assert bool(found) is may


class TestTheSheet:
    def test_the_demo_imports_as_it_is(self, people, read):
        with (
            resources.files("clkss.policy.demo").joinpath("commitments.csv").open("rb") as stream,
            acting_as(people, "national.editor"),
        ):
            batch = batches.check(
                people,
                "commitments",
                stream,
                "commitments.csv",
                user="national.editor",
                state="published",
            )
            batches.apply(people, batch)
        said = status(read("places", DANAO.barangay))
        assert "Child-labour-free zone" in said
        assert said.index("Part of: Panglao") < said.index("Part of: Bohol")
        assert "Lapsed since 2025-06" in status(read("places", BONTOC.barangay))

    def test_a_term_that_ends_before_it_begins_is_refused(self, people):
        judged = kinds.get("commitments").judge(
            {"declared_on": "2026-06", "valid_until": "2025-06"}
        )
        assert [(name, reason) for name, reason, _more in judged] == [
            ("valid_until", "ends_before_start")
        ]


def test_a_contributor_writes_one_down_without_scripts(site, browse):
    browser = browse("barangay.contributor")
    browser.open(f"{site.absolute_url()}/commitments/++add++Commitment")
    browser.getControl("Title").value = "Danao, a free barangay"
    browser.getControl("Declared by").value = "Sangguniang Barangay"
    browser.getControl("Declared on").value = "2026-06"
    browser.getControl("Valid until").value = "2025"
    browser.getControl("Save draft", index=0).click()
    assert "It would end before it was declared." in browser.contents
    browser.getControl("Valid until").value = "2028"
    browser.getControl("Save draft", index=0).click()
    item = site.commitments.objectValues()[0]
    assert (item.declared_on, item.valid_until) == ("2026-06", "2028")
    assert state_of(item) == "draft"
    visitor = browse(None)
    visitor.open(f"{site.absolute_url()}/places/{DANAO.barangay}")
    assert visitor.headers["Status"].startswith("200")
    assert "free barangay" not in visitor.contents
    visitor.open(f"{site.absolute_url()}/places/0604500000")
    assert visitor.url == f"{site.absolute_url()}/places/1804500000"
    visitor.open(f"{site.absolute_url()}/themes/nothing")
    assert visitor.headers["Status"].startswith("404")
