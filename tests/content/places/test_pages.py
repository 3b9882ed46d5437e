"""Somebody opens the page of a theme, a place or a country and finds all that is known of it."""

from clkss.content.committees import content
from clkss.content.places import joining
from clkss.content.search.rules import KINDS
from clkss.content.territories import table
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.content.places.conftest import LAW
from zExceptions import NotFound

import json
import pytest
import re


PAGES = [
    ("themes", "education"),
    ("places", DANAO.barangay),
    ("places", DANAO.provincial),
    ("places", "PH"),
    ("countries", "PH"),
]


def heading(html):
    return re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[1]


def counts(html):
    """Give what the sections of a page count, by their ids."""
    found = re.findall(r'<h2 id="([a-z]+)">[^<]*<span class="clkss-count">(\d+)</span>', html)
    return {name: int(number) for name, number in found}


class TestEverySection:
    @pytest.mark.parametrize(("path", "token"), PAGES)
    def test_kinds_stand_apart_with_their_numbers(self, publish, read, path, token):
        publish("GoodPractice")
        publish("Service")
        publish("Service", title="Rice for families")
        publish("Resource")
        publish("Resource", **LAW)
        html = read(path, token)
        assert counts(html) == {"laws": 1, "services": 2, "practices": 1, "resources": 1}
        assert html.index("An act against the worst forms") < html.index("School supplies")

    @pytest.mark.parametrize(("path", "token"), PAGES)
    def test_a_draft_is_neither_listed_nor_counted(self, draft, publish, read, path, token):
        publish("Service")
        draft("Service", title="A secret plan")
        draft("GoodPractice", title="Another secret")
        html = read(path, token)
        assert counts(html) == {"services": 1}
        assert "secret" not in html
        mine = read(path, token, person="barangay.contributor")
        assert counts(mine) == {"services": 2, "practices": 1}
        assert counts(read(path, token, person="other.barangay.contributor")) == {"services": 1}

    def test_where_there_is_more_the_rest_is_one_step_away(self, portal, publish, read):
        for number in range(6):
            publish("Service", title=f"Service {number}")
        html = read("themes", "education")
        base = portal.absolute_url()
        assert html.count('class="clkss-hit"') == 3
        assert f'href="{base}/repository?portal_type=Service&amp;theme=education"' in html

    def test_laws_are_no_resources(self, portal, publish, read):
        for number in range(6):
            publish("Resource", title=f"Guide {number}")
        publish("Resource", **LAW)
        html = read("places", DANAO.regional)
        assert counts(html) == {"laws": 1, "resources": 6}
        base = portal.absolute_url()
        territory = f"territory={DANAO.regional}"
        assert f'href="{base}/repository?kind=Resource%3Atool&amp;{territory}"' in html

    def test_figures_count_the_same(self, publish, read):
        publish("GoodPractice")
        publish("GoodPractice", title="Day classes", period_start="2022")
        html = read("themes", "education")
        assert "<caption>By kind of work</caption>" in html
        years = re.findall(r">(\d{4})</a></th><td[^>]*>(\d+)<", html)
        assert years == [("2024", "1"), ("2022", "1")]

    def test_nothing_else_of_the_same_kind(self, publish, read):
        publish("Service", territories=[BONTOC.barangay], themes=["livelihood"])
        html = read("themes", "education")
        assert counts(html) == {}
        assert "Nothing is published about this yet" in html
        assert 'content="noindex, follow"' in html

    def test_every_kind_of_knowledge_has_its_section(self):
        there = {section.value.partition(":")[0] for section in joining.SECTIONS}
        assert there == set(KINDS)

    def test_events_to_come_stand_before_those_that_were(self, portal, people, read):
        now = datetime.now(UTC)
        with acting_as(portal, "admin"):
            for title, days in (("Long ago", -90), ("Next month", 30), ("Tomorrow", 1)):
                event = api.content.create(
                    portal.events,
                    "Event",
                    title=title,
                    start=now + timedelta(days=days),
                    end=now + timedelta(days=days, hours=1),
                    themes=["education"],
                )
                event.workflow_history["clkss_knowledge_workflow"] += (
                    {"review_state": "published", "action": "publish", "time": DateTime()},
                )
                workflow = portal.portal_workflow["clkss_knowledge_workflow"]
                workflow.updateRoleMappingsFor(event)
                event.reindexObject()
        html = read("themes", "education")
        assert counts(html) == {"events": 3}
        assert html.index("Tomorrow") < html.index("Next month") < html.index("Long ago")
        assert "events.ics?theme=education" in html


class TestAPlace:
    def test_it_leads_up_and_down(self, portal, publish, read):
        publish("Service")
        html = read("places", DANAO.municipal)
        base = f"{portal.absolute_url()}/places"
        assert heading(html) == "Panglao"
        for code in ("PH", DANAO.regional, DANAO.provincial, *table.children(DANAO.municipal)):
            assert f'href="{base}/{code}"' in html
        assert re.search(r"<span>Danao</span>\s*<span[^>]*>1</span>", html)

    def test_it_says_what_the_place_is(self, read):
        html = read("places", DANAO.municipal)
        number = table.get(DANAO.municipal).population
        assert "Municipality" in html
        assert f"{number:,}" in html
        assert f"place-map.svg?code={DANAO.municipal}" in html
        assert "Panglao, Bohol, Central Visayas" in html

    def test_a_place_without_anything_leads_on(self, portal, publish, read):
        publish("Service")
        html = read("places", BONTOC.municipal)
        assert "Nothing is published" in html
        assert f"{portal.absolute_url()}/places/{BONTOC.provincial}" in html

    @pytest.mark.parametrize("code", ["9999999999", "nowhere", "", "PH0", "../x"])
    def test_an_unknown_code_is_not_found(self, read, code):
        with pytest.raises(NotFound):
            read("places", code)

    def test_an_ended_code_leads_to_its_successor(self, portal, read):
        assert read("places", "0604500000") == ""
        response = portal.REQUEST.response
        assert response.getStatus() == 301
        assert response.getHeader("Location") == f"{portal.absolute_url()}/places/1804500000"

    def test_nothing_comes_after_the_code(self, portal, read):
        view = portal.restrictedTraverse("places").publishTraverse(portal.REQUEST, "PH")
        with pytest.raises(NotFound):
            view.publishTraverse(portal.REQUEST, "more")


class TestTheCommittee:
    def test_a_place_shows_its_own(self, portal, people, read):
        with acting_as(portal, "admin"):
            committee = api.content.create(
                portal.committees,
                "Committee",
                id=DANAO.municipal,
                territory=DANAO.municipal,
                contact="Municipal Hall <1>\n0917 123",
            )
            content.create(DANAO.municipal, token="schools", title="Schools of Panglao")
            content.create(DANAO.barangay)
        html = read("places", DANAO.municipal)
        assert "The nearest one:" not in html
        assert f'href="{committee.absolute_url()}"' in html
        assert "Municipal Hall &lt;1&gt;<br />0917 123" in html
        assert "Schools of Panglao" in html
        assert f"Barangay: 1 of {table.count('barangay', DANAO.municipal)}" in html
        assert f"/committees?place={DANAO.municipal}" in html
        # Sub-committees are not committees of one more place.
        province = read("places", DANAO.provincial)
        places = table.count("municipal", DANAO.provincial)
        assert f"City or municipality: 1 of {places}" in province

    def test_a_place_without_one_shows_the_nearest_above(self, portal, people, read):
        with acting_as(portal, "admin"):
            committee = api.content.create(
                portal.committees, "Committee", id=DANAO.provincial, territory=DANAO.provincial
            )
        html = read("places", DANAO.barangay)
        assert "The nearest one:" in html
        assert f'href="{committee.absolute_url()}"' in html
        assert f"/join?place={DANAO.barangay}" in html


class TestTheLists:
    def test_all_themes_with_their_numbers(self, publish, draft, read):
        publish("Service")
        draft("Service", themes=["livelihood"])
        html = read("themes")
        assert re.search(r"<span>Education</span>\s*<span[^>]*>1</span>", html)
        assert re.search(r"<span>Livelihood of families</span>\s*<span[^>]*>0</span>", html)

    def test_all_regions_with_their_numbers(self, publish, read):
        publish("Service")
        html = read("places")
        assert re.search(r"<span>Central Visayas</span>\s*<span[^>]*>1</span>", html)
        assert re.search(r"<span>Ilocos Region</span>\s*<span[^>]*>0</span>", html)

    def test_a_place_is_found_by_name_without_scripts(self, portal, people, read):
        html = read("places", name="danao panglao")
        assert f'href="{portal.absolute_url()}/places/{DANAO.barangay}"' in html
        assert "Danao, Panglao, Bohol, Central Visayas" in html
        assert 'content="noindex, follow"' in html

    @pytest.mark.parametrize("name", ["zzzz", "<script>alert(1)</script>", ["a", "b"], "\0"])
    def test_whatever_is_typed_the_list_answers(self, people, read, name):
        html = read("places", name=name)
        assert heading(html) == "Places"
        assert "<script>alert" not in html

    def test_countries_of_which_something_is_known(self, publish, read):
        publish("Service", territories=[], countries=["BR", "group:mekong"])
        html = read("countries")
        assert re.search(r'/countries/BR"><span>Brazil</span>\s*<span[^>]*>1</span>', html)
        assert "/countries/group:mekong" in html
        assert "Mongolia" not in html


class TestACountry:
    def test_a_group_leads_to_its_members(self, portal, publish, read):
        publish("Service", territories=[], countries=["group:mekong"])
        html = read("countries", "group:mekong")
        assert "Group of countries" in html
        assert counts(html) == {"services": 1}
        assert f'href="{portal.absolute_url()}/countries/VN"' in html
        assert f'href="{portal.absolute_url()}/countries/group:mekong"' in read("countries", "VN")

    @pytest.mark.parametrize("code", ["XX", "ph", "group:nothing", "Brazil"])
    def test_an_unknown_code_is_not_found(self, people, read, code):
        with pytest.raises(NotFound):
            read("countries", code)


class TestATheme:
    @pytest.mark.parametrize("token", ["luck", "", "Education"])
    def test_an_unknown_theme_is_not_found(self, people, read, token):
        with pytest.raises(NotFound):
            read("themes", token)

    def test_a_theme_taken_off_the_list_stays_while_somebody_sees_it(self, draft, read):
        item = draft("Service")
        item.themes = ["old-theme"]
        item.reindexObject(idxs=["themes"])
        assert heading(read("themes", "old-theme", person="barangay.contributor")) == "old-theme"
        with pytest.raises(NotFound):
            read("themes", "old-theme")

    def test_it_leads_to_regions_and_countries(self, portal, publish, read):
        publish("Service")
        publish("Service", territories=[], countries=["BR"])
        html = read("themes", "education")
        base = portal.absolute_url()
        assert f'href="{base}/places/{DANAO.regional}"' in html
        assert f'href="{base}/countries/BR"' in html


class TestTheMeaning:
    def test_a_term_of_the_same_name_says_what_the_theme_is(self, publish, read):
        term = publish("GlossaryTerm")
        html = read("themes", "social-protection")
        assert "Help for families in hard times." in html
        assert f'href="{term.absolute_url()}"' in html
        assert "Help for families" not in read("themes", "education")

    def test_in_filipino_it_says_it_in_filipino(self, portal, publish, read):
        publish("GlossaryTerm")
        portal.REQUEST["LANGUAGE"] = "tl"
        html = read("themes", "social-protection")
        assert "Tulong sa mga pamilyang gipit." in html

    @pytest.mark.parametrize("person", [None, "barangay.contributor"])
    def test_a_draft_says_nothing(self, draft, read, person):
        draft("GlossaryTerm")
        html = read("themes", "social-protection", person=person)
        assert "In the glossary" not in html


class TestMachines:
    @pytest.mark.parametrize(
        ("path", "token", "kind"),
        [
            ("themes", "education", "DefinedTerm"),
            ("places", DANAO.municipal, "AdministrativeArea"),
            ("places", "PH", "Country"),
            ("countries", "BR", "Country"),
        ],
    )
    def test_they_are_told_what_it_is(self, portal, publish, read, path, token, kind):
        publish("Service", title="</script>\u0026")
        html = read(path, token)
        block = re.search(r'<script type="application/ld\+json"\s*>(.*?)</script>', html, re.DOTALL)
        data = json.loads(block[1])
        assert data["about"]["@type"] == kind
        assert data["url"] == f"{portal.absolute_url()}/{path}/{token}"
        assert data["breadcrumb"]["itemListElement"][-1]["item"] == data["url"]
        assert f'<link href="{data["url"]}"' in html

    def test_what_is_new_can_be_followed(self, portal, publish, read):
        publish("Service")
        html = read("places", DANAO.municipal)
        base = portal.absolute_url()
        for shape in ("rss", "atom"):
            assert f'href="{base}/repository.{shape}?territory={DANAO.municipal}"' in html
        assert "events.ics" not in html

    @pytest.mark.parametrize("person", [None, "barangay.contributor", "admin"])
    def test_the_sitemap_names_what_a_visitor_finds_something_on(
        self, portal, publish, draft, sitemap, person
    ):
        publish("Service")
        draft("Service", themes=["livelihood"], territories=[BONTOC.barangay])
        base = portal.absolute_url()
        assert sitemap("themes", person) == [
            f"{base}/browse",
            f"{base}/themes",
            f"{base}/themes/education",
        ]
        places = [f"{base}/places/{code}" for code in table.parents(DANAO.barangay)]
        assert set(sitemap("places", person)) == {
            f"{base}/places",
            f"{base}/places/{DANAO.barangay}",
            *places,
        }
        assert sitemap("countries", person) == [f"{base}/countries", f"{base}/countries/PH"]
