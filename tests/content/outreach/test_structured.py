"""What search engines and catalogues are told of an item."""

from clkss.content.outreach import dcat
from clkss.content.outreach.structured import structured
from clkss.content.testing.people import acting_as
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.content.given import PRACTICE
from tests.content.given import PUBLISH
from tests.content.given import SUBMIT
from tests.content.outreach.conftest import do

import json
import pytest
import re
import transaction


@pytest.fixture
def resource(site):
    """Have the nation's secretary enter a resource: ``resource("law", …)``."""

    def resource(kind, state="published", files=(), **values):
        values = {"description": "Read it.", "url": "https://laws.example/1", **values}
        values = {name: PRACTICE[name] for name in ("language", "themes")} | values
        with acting_as(site, "national.secretary"):
            item = api.content.create(
                site.resources, "Resource", resource_kind=kind, territories=["PH"], **values
            )
            for name, data in files:
                api.content.create(
                    item, "File", title=name, file=NamedBlobFile(data, filename=name)
                )
        do(site, item, *((SUBMIT, PUBLISH) if state == "published" else ()))
        return item

    return resource


def told(browser, item):
    browser.open(item.absolute_url())
    found = re.search(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", browser.contents, re.DOTALL)
    return json.loads(found[1])


class TestInPages:
    def test_a_practice(self, site, practice, browse):
        item = practice(title="</script><b>Nets</b>", period_start="2008-05", period_end="2010")
        facts = told(browse(None), item)
        assert facts["@type"] == "Article"
        assert facts["headline"] == "</script><b>Nets</b>"
        assert facts["temporalCoverage"] == "2008/2010"
        assert facts["@id"] == f"{site.absolute_url()}/permalink/{item.UID()}"
        assert facts["isAccessibleForFree"] is True

    def test_a_law(self, resource, browse):
        item = resource(
            "law",
            title="Special protection of children",
            law_number="Republic Act No. 9231",
            law_date="2003-12-19",
            law_status="in-force",
        )
        facts = told(browse(None), item)
        assert facts["@type"] == "Legislation"
        assert facts["legislationIdentifier"] == "Republic Act No. 9231"
        assert facts["legislationDate"] == "2003-12-19"
        assert facts["legislationLegalForce"] == "https://schema.org/InForce"
        assert facts["datePublished"] == "2003"
        assert "author" not in facts

    def test_a_report_credits_its_authors(self, resource, browse):
        item = resource("report", title="Figures", authors=["Reyes, Maria", "ILO"], year=2011)
        facts = told(browse(None), item)
        assert facts["author"] == [
            {"@type": "Person", "name": "Reyes, Maria"},
            {"@type": "Organization", "name": "ILO"},
        ]

    @pytest.mark.parametrize(
        ("folder", "kind", "values", "expected"),
        [
            (
                "services",
                "Service",
                {"provider": "DSWD", "phone": "0917", "service_kind": "legal"},
                {"@type": "GovernmentService", "serviceType": "legal"},
            ),
            (
                "partners",
                "Partner",
                {"partner_sector": "government", "acronym": "DOLE"},
                {"@type": "GovernmentOrganization", "alternateName": "DOLE"},
            ),
            (
                "programmes",
                "Programme",
                {"period_start": "2024", "partners": ["ILO"], "budget": [{"source": "DOLE"}]},
                {
                    "@type": "Project",
                    "foundingDate": "2024",
                    "funder": [{"@type": "Organization", "name": "DOLE"}],
                },
            ),
            (
                "glossary",
                "GlossaryTerm",
                {
                    "definition": "Work that harms.",
                    "abbreviation": "WFCL",
                    "synonyms": ["worst"],
                    "other_terms": ["Cebuano: pinakadaotan"],
                },
                {
                    "@type": "DefinedTerm",
                    "description": "Work that harms.",
                    "termCode": "WFCL",
                    "alternateName": ["worst", "pinakadaotan"],
                },
            ),
            ("case-studies", "CaseStudy", {}, {"@type": "Article"}),
            ("exchanges", "Exchange", {"exchange_kind": "request"}, {"@type": "Demand"}),
            ("adoption-notes", "AdoptionNote", {}, {"@type": "Article"}),
            ("news", "News Item", {}, {"@type": "NewsArticle"}),
            ("events", "Event", {"location": "Panglao"}, {"@type": "Event"}),
        ],
    )
    def test_every_type_has_its_own_terms(self, site, folder, kind, values, expected):
        with acting_as(site, "admin"):
            item = api.content.create(site[folder], kind, title="A title", **values)
            facts = structured(item)
        assert expected.items() <= facts.items()
        assert facts["name"] == "A title"
        assert json.loads(json.dumps(facts)) == facts


@pytest.mark.parametrize("person", [None, "barangay.contributor"])
def test_who_may_not_see_an_item_is_told_nothing(practice, browse, person):
    item = practice("draft", title="Quiet canary")
    browser = browse(person)
    browser.open(f"{item.absolute_url()}/@@structured-data")
    assert "Quiet canary" not in browser.contents


class TestCatalogue:
    def ask(self, site, browser, query=""):
        browser.open(f"{site.absolute_url()}/@@dcat{query}")
        assert browser.headers["Content-Type"] == "application/ld+json; charset=utf-8"
        return json.loads(browser.contents)

    @pytest.mark.parametrize("person", [None, "national.editor"])
    def test_it_lists_data_that_a_visitor_may_see(self, site, resource, browse, person):
        item = resource(
            "data-set",
            title="Survey 2011",
            year=2011,
            licence="CC BY 4.0",
            files=[("survey.csv", b"region,count\n7,40\n")],
        )
        resource("data-set", state="draft", title="Quiet canary")
        resource("report", title="No data")
        browser = browse(person)
        facts = self.ask(site, browser)
        assert "canary" not in browser.contents
        assert facts["@type"] == "dcat:Catalog"
        own, survey = facts["dcat:dataset"]
        assert own["@id"] == f"{site.absolute_url()}/repository"
        assert survey["dct:title"] == "Survey 2011"
        assert survey["dct:license"] == "CC BY 4.0"
        link, file = survey["dcat:distribution"]
        assert link["dcat:accessURL"] == {"@id": "https://laws.example/1"}
        url = f"{item.absolute_url()}/{item.objectIds()[0]}/@@download/file/survey.csv"
        assert file["dcat:downloadURL"] == {"@id": url}

    def test_every_address_of_the_repository_answers(self, site, practice, browse):
        practice()
        browser = browse(None)
        facts = self.ask(site, browser)
        addresses = [
            each["dcat:downloadURL"]["@id"]
            for each in facts["dcat:dataset"][0]["dcat:distribution"]
        ]
        assert len(addresses) == len(dcat.EXPORTS)
        for address, (_name, media_type) in zip(addresses, dcat.EXPORTS, strict=True):
            browser.open(address)
            assert browser.headers["Content-Type"].startswith(media_type)

    def test_a_long_one_comes_in_pages(self, site, resource, browse, monkeypatch):
        monkeypatch.setattr(dcat, "SIZE", 2)
        for number in range(3):
            resource("database", title=f"Register {number}")
        first = self.ask(site, browse(None))
        assert first["hydra:view"]["hydra:next"]["@id"].endswith("@@dcat?page=2")
        second = self.ask(site, browse(None), "?page=2")
        assert "hydra:next" not in second["hydra:view"]
        titles = [each["dct:title"] for page in (first, second) for each in page["dcat:dataset"]]
        assert sorted(titles[1:]) == [f"Register {number}" for number in range(3)]

    @pytest.mark.parametrize("page", ["0", "2", "x", "-1", "9" * 9])
    def test_there_are_no_other_pages(self, site, browse, page):
        browser = browse(None)
        browser.open(f"{site.absolute_url()}/@@dcat?page={page}")
        assert browser.headers["Status"].startswith("404")
        transaction.abort()
