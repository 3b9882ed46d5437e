"""The same search as feed, sheet and plain data: for whom, how long, how safe."""

from clkss.content.search import answers
from clkss.content.search import download
from DateTime import DateTime
from plone import api

import csv
import feedparser
import io
import json
import pytest


SHAPES = ["repository.csv", "repository.json", "repository.rss", "repository.atom"]
FEEDS = ["repository.rss", "repository.atom"]


def entries(answer):
    return [entry.title for entry in feedparser.parse(answer).entries]


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"))))


class TestWhatTheyHold:
    @pytest.mark.parametrize("name", FEEDS)
    def test_a_feed_holds_what_its_page_shows_the_newest_first(self, portal, page, practice, name):
        for title, day in (("Older", 1), ("Newest", 9), ("Newer", 5)):
            item = practice(title=title, themes=["education"])
            item.setEffectiveDate(DateTime(f"2026/11/0{day}"))
            item.reindexObject()
        practice(title="Other", themes=["livelihood"])
        found = entries(page(portal, name, theme="education", sort_on="title"))
        assert found == ["Newest", "Newer", "Older"]

    def test_a_sheet_holds_all_of_it(self, portal, page, practice):
        for number in range(3):
            practice(title=f"Practice {number}")
        found = rows(page(portal, "repository.csv", sort_on="title", b_size="1"))
        assert [row["title"] for row in found] == ["Practice 0", "Practice 1", "Practice 2"]
        assert found[0]["places"] == "Danao, Panglao, Bohol, Central Visayas"
        assert found[0]["kind"] == "GoodPractice"

    def test_a_long_sheet_goes_on_where_it_was_cut(self, portal, page, practice, monkeypatch):
        monkeypatch.setattr(download, "MOST_ROWS", 2)
        for number in range(3):
            practice(title=f"Practice {number}")
        first = rows(page(portal, "repository.csv", sort_on="title"))
        rest = rows(page(portal, "repository.csv", sort_on="title", b_start="2"))
        assert [row["title"][-1] for row in first + rest] == ["0", "1", "2"]

    def test_no_cell_of_a_sheet_is_a_formula(self, portal, page, practice):
        practice(title="=HYPERLINK(1)", description="@SUM(A1)\n+1")
        row = rows(page(portal, "repository.csv"))[0]
        assert row["title"] == "'=HYPERLINK(1)"
        assert row["summary"] == "'@SUM(A1) +1"

    def test_plain_data_are_those_of_rest(self, portal, page, practice):
        practice(title="Night classes")
        said = json.loads(page(portal, "repository.json", theme="education"))
        assert said["@id"] == f"{portal.absolute_url()}/repository.json?theme=education"
        assert [item["title"] for item in said["items"]] == ["Night classes"]
        assert said["items_total"] == 1
        assert said["facets"]["theme"][0]["value"] == "education"

    def test_a_thing_keeps_its_name_in_the_feed_when_it_moves(self, portal, page, practice):
        item = practice()
        before = feedparser.parse(page(portal, "repository.atom")).entries[0].id
        with api.env.adopt_roles(["Manager"]):
            api.content.rename(item, "elsewhere")
        after = feedparser.parse(page(portal, "repository.atom")).entries[0]
        assert after.id == before
        assert after.link.endswith("/elsewhere")


class TestWhoSeesWhat:
    @pytest.mark.parametrize("name", SHAPES)
    def test_a_draft_is_nobodys_but_its_committees(self, portal, page, practice, name):
        practice("draft", title="Not yet", themes=["domestic-work"])
        for form in ({}, {"SearchableText": "yet"}):
            answer = page(portal, name, **form)
            assert b"Not yet" not in answer
            assert b"domestic-work" not in answer
        assert b"Not yet" in page(portal, name, person="national.secretary")

    @pytest.mark.parametrize("name", SHAPES)
    def test_what_somebody_sees_is_kept_by_nobody(self, portal, page, practice, name):
        practice()
        page(portal, name, person="national.secretary")
        response = portal.REQUEST.response
        assert response.getHeader("Cache-Control") == "private, no-store"
        assert response.getHeader("ETag") is None


class TestKeeping:
    @pytest.mark.parametrize("name", SHAPES)
    def test_whoever_has_it_gets_nothing_again(self, portal, page, practice, name):
        item = practice()
        page(portal, name)
        response = portal.REQUEST.response
        assert response.getHeader("Cache-Control") == answers.FOR_EVERYBODY
        assert "Cookie" in response.getHeader("Vary")
        tag = response.getHeader("ETag")
        portal.REQUEST.environ["HTTP_IF_NONE_MATCH"] = f'"other", W/{tag}'
        assert page(portal, name) == b""
        assert response.getStatus() == 304
        response.setStatus(200)
        item.title = "Another name"
        item.reindexObject()
        assert b"Another name" in page(portal, name)
        assert response.getStatus() == 200


class TestMistakes:
    @pytest.mark.parametrize("name", SHAPES)
    def test_an_unknown_value_is_refused_not_left_out(self, portal, page, practice, name):
        practice()
        answer = page(portal, name, theme="<luck>", sort_on="chance")
        assert portal.REQUEST.response.getStatus() == 400
        assert portal.REQUEST.response.getHeader("Content-Type").startswith("text/plain")
        assert answer.splitlines() == ["Not known: theme='<luck>'", "Not known: sort_on='chance'"]

    @pytest.mark.parametrize("name", SHAPES)
    def test_an_empty_repository_has_all_shapes(self, portal, page, people, name):
        assert page(portal, name)
        assert portal.REQUEST.response.getStatus() == 200
