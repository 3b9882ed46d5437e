"""The repository over REST: anyone may ask, and the answers are what the documentation shows."""

from clkss.content.review import ladder
from clkss.content.search import kept
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.testing.settling import settle
from DateTime import DateTime
from plone import api
from plone.uuid.interfaces import IMutableUUID
from Products.CMFCore.indexing import processQueue
from uuid import NAMESPACE_URL
from uuid import uuid5

import pytest
import transaction


VALUES = {
    "language": "en",
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners.",
    "necessary_conditions": "A teacher free in the evening.",
}

NIGHT = {
    "id": "night-classes",
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening; 31 of 40 children came back.",
    "territories": [DANAO.barangay],
    "themes": ["education", "livelihood"],
    "sectors": ["fishing"],
    "period_start": "2019-06",
}

QUARRY = {
    "id": "quarry-free-saturdays",
    "title": "Quarry-free Saturdays",
    "description": "The quarry closes when children would come to help.",
    "territories": [BONTOC.barangay],
    "themes": ["education", "mining-quarrying"],
    "sectors": ["mining"],
    "hazards": ["heavy-loads"],
    "period_start": "2023",
}

SECRET = {
    "id": "not-yet",
    "title": "Not yet for everybody",
    "description": "A draft.",
    "territories": [DANAO.barangay],
    "themes": ["domestic-work"],
}


def write(portal, published=True, **values):
    with acting_as(portal, "national.secretary"):
        item = api.content.create(portal.practices, "GoodPractice", **{**VALUES, **values})
        IMutableUUID(item).set(uuid5(NAMESPACE_URL, values["id"]).hex)
        item.reindexObject()
        if published:
            ladder.act(item, "submit")
    if published:
        with acting_as(portal, "national.editor"):
            ladder.act(item, "publish")
        item.setEffectiveDate(DateTime(f"{values['period_start'][:4]}/12/01"))
        item.reindexObject()
    return item


@pytest.fixture
def repository(functional_portal):
    """Two published practices and a draft, written by the nation's secretary."""
    settle(functional_portal)
    for values in (NIGHT, QUARRY):
        write(functional_portal, **values)
    write(functional_portal, published=False, **SECRET)
    transaction.commit()
    return functional_portal


def titles(answer):
    return [item["title"] for item in answer.json["items"]]


class TestAsking:
    def test_everything_the_newest_first(self, repository, visitor_rest):
        answer = visitor_rest("GET", "@repository").save("repository-all")
        assert answer.status == 200
        assert answer.json["items_total"] == 2
        assert titles(answer) == [QUARRY["title"], NIGHT["title"]]
        assert "batching" not in answer.json

    def test_words_and_filters(self, repository, visitor_rest):
        answer = visitor_rest(
            "GET", f"@repository?SearchableText=children&theme=education&territory={DANAO.regional}"
        ).save("repository-filtered")
        assert titles(answer) == [NIGHT["title"]]
        item = answer.json["items"][0]
        assert item["@id"] == f"{answer.site_url}/practices/night-classes"
        assert item["territories"] == [
            {"code": DANAO.barangay, "title": "Danao, Panglao, Bohol, Central Visayas"}
        ]

    def test_facets_name_values_titles_and_counts(self, repository, visitor_rest):
        facets = visitor_rest("GET", "@repository").json["facets"]
        assert set(facets) == {
            "portal_type", "kind", "territory", "country", "theme", "sector", "hazard", "agency",
            "year", "language",
        }  # fmt: skip
        assert facets["theme"] == [
            {"value": "education", "title": "Education", "count": 2},
            {"value": "livelihood", "title": "Livelihood of families", "count": 1},
            {"value": "mining-quarrying", "title": "Children in mining and quarrying", "count": 1},
        ]
        assert {value["title"] for value in facets["territory"]} == {
            "Central Visayas",
            "Cordillera Administrative Region",
        }

    def test_a_page_at_a_time(self, repository, visitor_rest):
        answer = visitor_rest("GET", "@repository?sort_on=title&b_size=1").save("repository-batch")
        assert titles(answer) == [NIGHT["title"]]
        assert answer.json["items_total"] == 2
        following = answer.json["batching"]["next"].removeprefix(f"{answer.site_url}/")
        assert titles(visitor_rest("GET", following)) == [QUARRY["title"]]
        assert visitor_rest("GET", "@repository?b_start=50").json["items"] == []

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("sector=mining", [QUARRY["title"]]),
            ("hazard=heavy-loads", [QUARRY["title"]]),
            ("year=2019", [NIGHT["title"]]),
            ("country=PH&language=en", [QUARRY["title"], NIGHT["title"]]),
            ("portal_type=GoodPractice&sort_on=year", [QUARRY["title"], NIGHT["title"]]),
            ("theme=livelihood&theme=mining-quarrying&sort_on=title",
             [NIGHT["title"], QUARRY["title"]]),
            ("territory=PH&sort_on=title", [NIGHT["title"], QUARRY["title"]]),
            ("promising=1&sort_on=title", [NIGHT["title"], QUARRY["title"]]),
            ("featured=1", []),
        ],
    )  # fmt: skip
    def test_each_parameter_narrows(self, repository, visitor_rest, query, expected):
        assert titles(visitor_rest("GET", f"@repository?{query}")) == expected

    def test_a_visitor_learns_nothing_of_a_draft(self, repository, visitor_rest):
        answers = [
            visitor_rest("GET", f"@repository{query}").body
            for query in ("", "?SearchableText=everybody", "?SearchableText=everybodi", "?b_size=1")
        ]
        assert not [body for body in answers if "Not yet" in body or "domestic-work" in body]


class TestTyping:
    def test_suggestions_as_somebody_types(self, repository, visitor_rest):
        answer = visitor_rest("GET", "@typeahead?q=quarry").save("typeahead")
        item, *places = answer.json["items"]
        assert item == {
            "@id": f"{answer.site_url}/practices/quarry-free-saturdays",
            "kind": "item",
            "title": QUARRY["title"],
            "note": "Good practice",
        }
        assert {each["kind"] for each in places} == {"place"}
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    @pytest.mark.parametrize(
        "query", ["", "?q=", "?q=%00", "?q:list=a", "?q=" + "x" * 4000, "?q=("]
    )
    def test_no_text_breaks_it(self, repository, visitor_rest, query):
        answer = visitor_rest("GET", f"@typeahead{query}")
        assert (answer.status, answer.json["items"]) == (200, [])

    def test_a_visitor_is_not_suggested_a_draft(self, repository, visitor_rest):
        assert visitor_rest("GET", "@typeahead?q=everybody").json["items"] == []


class TestWithoutAHeader:
    def test_the_address_alone_gives_the_same(self, repository, visitor_rest):
        query = f"?theme=education&territory={DANAO.regional}"
        asked = visitor_rest("GET", f"@repository{query}")
        answer = visitor_rest("GET", f"repository.json{query}", Accept="*/*")
        answer.save("repository-json")
        assert answer.headers["Content-Type"].startswith("application/json")
        assert {**answer.json, "@id": None} == {**asked.json, "@id": None}
        assert answer.json["@id"] == f"{answer.site_url}/repository.json{query_of(asked)}"


def query_of(answer):
    return answer.json["@id"][answer.json["@id"].index("?") :]


class TestMistakes:
    def test_all_of_them_are_named_at_once(self, repository, visitor_rest):
        answer = visitor_rest(
            "GET", "@repository?territory=9999999999&theme=luck&sort_on=chance&b_start=-1"
        ).save("repository-mistakes")
        assert answer.status == 400
        assert [problem["name"] for problem in answer.json["problems"]] == [
            "territory",
            "theme",
            "sort_on",
            "b_start",
        ]

    @pytest.mark.parametrize(
        "query",
        [
            "SearchableText=%22", "SearchableText=*", "SearchableText=%28%28AND+OR+NOT",
            "SearchableText=%00", "SearchableText=" + "x" * 4000, "SearchableText:list=a",
            "theme:record=education", "territory:int=7", "theme:list:record=x", "b_size=0",
            "b_start:int=2", "SearchableText.query:record=x", "sort_on:list=title",
            "portal_type=Plone%20Site", "%00=1", "fbclid=x",
        ],
    )  # fmt: skip
    def test_no_query_breaks_it(self, repository, visitor_rest, query):
        assert visitor_rest("GET", f"@repository?{query}").status in (200, 400)

    def test_nobody_posts_to_it(self, repository, visitor_rest):
        assert visitor_rest("POST", "@repository", body={}).status in (401, 404, 405)


class TestFreshness:
    """What the process keeps between requests follows the catalog and nothing else."""

    def test_what_is_published_shows_at_once_and_what_is_retired_goes(
        self, repository, visitor_rest
    ):
        assert visitor_rest("GET", "@repository").json["items_total"] == 2
        item = write(repository, **{**QUARRY, "id": "third", "title": "A third"})
        transaction.commit()
        assert visitor_rest("GET", "@repository?theme=education").json["items_total"] == 3
        with acting_as(repository, "national.editor"):
            ladder.act(item, "retire")
        transaction.commit()
        assert visitor_rest("GET", "@repository?theme=education").json["items_total"] == 2
        facets = visitor_rest("GET", "@repository").json["facets"]
        assert {"value": "education", "title": "Education", "count": 2} in facets["theme"]

    def test_what_was_never_committed_is_never_kept(self, repository, visitor_rest):
        visitor_rest("GET", "@repository")
        catalog = repository.portal_catalog
        before = dict(kept._shared)
        write(repository, **{**QUARRY, "id": "third", "title": "A third"})
        processQueue()
        assert kept.tables(catalog).everything.bit_count() == 4
        transaction.savepoint()
        assert kept.tables(catalog).everything.bit_count() == 4
        assert dict(kept._shared) == before
        transaction.abort()
        assert visitor_rest("GET", "@repository").json["items_total"] == 2

    def test_two_requests_share_one_set_of_tables(self, repository, visitor_rest):
        visitor_rest("GET", "@repository")
        before = list(kept._shared)
        visitor_rest("GET", "@repository?theme=education")
        assert list(kept._shared) == before
