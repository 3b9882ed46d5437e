"""Somebody describes a service or a partner in a browser without scripts."""

from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from plone.dexterity.interfaces import IDexterityFTI
from tests.content.repository import conftest as given
from zope.component import getUtility

import html
import pytest
import transaction


TYPES = ("Programme", "Service", "Partner")

WRITTEN = {
    "Programme": {"status:list": ["running"], "period_start": "2025-01", "objectives": "None."},
    "Service": {
        "service_kind:list": ["legal"],
        "provider": "PAO Bohol",
        "eligibility": "Everybody.",
        "how_to_refer": "Call first.",
        "phone": "911",
    },
    "Partner": {
        "partner_sector:list": ["workers"],
        "mandate": "Speaks for workers.",
        "focal_points": "Front desk\nChild labour focal",
        "website": "https://union.example",
    },
}

SAID = {
    "Programme": "Objectives: say what it is to reach.",
    "Service": "Say how to refer somebody.",
    "Partner": "Say what it does against child labour.",
}


@pytest.fixture(params=TYPES)
def portal_type(request):
    return request.param


def write(browser, site, portal_type, **values):
    place = given.PLACES[portal_type]
    browser.open(f"{site.absolute_url()}/{place}/++add++{portal_type}")
    for name, value in {"title": "A name", **values}.items():
        browser.getControl(name=f"form.widgets.{name}").value = value


def save(browser, name="form.buttons.save"):
    browser.getControl(name=name, index=0).click()


def items(site, portal_type):
    transaction.begin()
    return list(site[given.PLACES[portal_type]].objectValues())


class TestWriting:
    def test_a_title_is_enough_for_a_draft(self, site, browse, portal_type):
        browser = browse("barangay.contributor")
        write(browser, site, portal_type)
        save(browser)
        (item,) = items(site, portal_type)
        assert (item.title, state_of(item), item.owner_committee) == (
            "A name",
            "draft",
            "0701233003",
        )
        assert "Your draft is saved" in browser.contents

    def test_all_that_is_missing_is_named_and_the_draft_is_kept(self, site, browse, portal_type):
        browser = browse("barangay.contributor")
        write(browser, site, portal_type)
        save(browser, "form.buttons.submit")
        (item,) = items(site, portal_type)
        assert state_of(item) == "draft"
        assert SAID[portal_type] in browser.contents

    def test_a_complete_one_is_submitted(self, site, browse, portal_type):
        browser = browse("barangay.contributor")
        write(browser, site, portal_type, description="In short.", **WRITTEN[portal_type])
        for name, value in (("countries:list", ["PH"]), ("themes:list", ["education"])):
            browser.getControl(name=f"form.widgets.{name}").value = value
        save(browser, "form.buttons.submit")
        (item,) = items(site, portal_type)
        assert state_of(item) == "barangay_review"
        for name, value in WRITTEN[portal_type].items():
            stored = getattr(item, name.removesuffix(":list"))
            assert stored == (value if isinstance(stored, list) else "".join(value)) or (
                stored == value.split("\n")
            )

    def test_a_wrong_address_is_explained_and_nothing_is_lost(self, site, browse, portal_type):
        browser = browse("barangay.contributor")
        write(browser, site, portal_type, website="panglao", description="A long story.")
        save(browser)
        assert items(site, portal_type) == []
        assert browser.headers["Status"].startswith("422")
        assert "Write the whole web address" in browser.contents
        assert browser.getControl(name="form.widgets.description").value == "A long story."

    def test_every_field_of_its_own_is_asked_and_explained(self, site, browse, portal_type):
        schema = getUtility(IDexterityFTI, name=portal_type).lookupSchema()
        own = set(given.COMPLETE[portal_type]) - {"territories"}
        browser = browse("barangay.contributor")
        write(browser, site, portal_type)
        page = html.unescape(browser.contents)
        assert {name for name in own if f'id="field-{name}"' not in page} == set()
        unexplained = {"themes", "language", "partner_sector"}
        assert {name for name in own - unexplained if f'id="help-{name}"' not in page} == set()
        assert all(schema[name].title for name in own)

    @pytest.mark.parametrize("person", ["member", "municipal.caseworker"])
    def test_who_writes_for_no_committee_is_told_whom_to_ask(
        self, site, browse, portal_type, person
    ):
        browser = browse(person)
        place = given.PLACES[portal_type]
        browser.open(f"{site.absolute_url()}/{place}/++add++{portal_type}")
        assert browser.headers["Status"].startswith("403")
        assert "form.widgets.title" not in browser.contents

    def test_without_the_token_nothing_is_written(self, site, browse, portal_type):
        browser = browse("barangay.contributor")
        place = given.PLACES[portal_type]
        browser.post(
            f"{site.absolute_url()}/{place}/++add++{portal_type}",
            "form.widgets.title=Forged&form.buttons.save=1",
        )
        assert items(site, portal_type) == []


class TestFinding:
    def test_it_is_found_by_its_kind(self, site, portal_type):
        given.published(site, portal_type)
        kind = {
            "Programme": "Programme:running",
            "Service": "Service:education",
            "Partner": "Partner:government",
        }[portal_type]
        with acting_as(site, None):
            assert len(site.portal_catalog(kinds=kind)) == 1
