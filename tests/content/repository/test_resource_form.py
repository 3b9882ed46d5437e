"""A contributor enters a resource in a browser."""

from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.vocabularies import RECORD
from plone import api

import transaction


ADD = "/resources/++add++Resource"


def resources(site):
    transaction.begin()
    return list(site.resources.objectValues())


def only(site):
    (resource,) = resources(site)
    return resource


def save(browser, name="form.buttons.save"):
    browser.getControl(name=name, index=0).click()


def write(browser, site, title="Helping a child out of work", **values):
    browser.open(site.absolute_url() + ADD)
    browser.getControl(name="form.widgets.title").value = title
    for name, value in values.items():
        browser.getControl(name=f"form.widgets.{name}").value = value


class TestADraft:
    def test_a_title_is_enough(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        save(browser)
        assert only(site).title == "Helping a child out of work"
        assert only(site).resource_kind is None

    def test_every_field_arrives_and_stays(self, site, browse):
        browser = browse("barangay.contributor")
        write(
            browser,
            site,
            authors="Reyes, M. L.\nILO",
            year="2019",
            identifiers="ISBN 978-92-2-112822-9",
            url="https://www.ilo.org/guide",
            abstract="How to talk with a family.",
            law_number="Republic Act No. 9231",
            law_date="2003-12-19",
            coverage="worldwide",
            contributing_units="DOLE",
        )
        browser.getControl(name="form.widgets.resource_kind").value = ["law"]
        browser.getControl(name="form.widgets.law_status:list").value = ["in-force"]
        save(browser)
        assert browser.getControl(name="form.widgets.year").value == "2019"
        save(browser)
        item = only(site)
        assert item.authors == ["Reyes, M. L.", "ILO"]
        assert (item.year, item.resource_kind, item.law_status) == (2019, "law", "in-force")
        assert item.identifiers == ["ISBN 978-92-2-112822-9"]
        assert (item.law_number, item.law_date) == ("Republic Act No. 9231", "2003-12-19")
        assert (item.coverage, item.contributing_units) == ("worldwide", ["DOLE"])

    def test_what_is_wrong_is_explained_at_its_field_and_nothing_is_lost(self, site, browse):
        browser = browse("barangay.contributor")
        write(
            browser,
            site,
            year="last year",
            identifiers="ISBN 978-92-2-112822-8",
            url="ilo",
            abstract="Long text.",
        )
        save(browser)
        assert resources(site) == []
        assert browser.headers["Status"].startswith("422")
        for name in ("year", "identifiers", "url"):
            assert f'id="error-{name}"' in browser.contents
        assert "Write a whole number in digits" in browser.contents
        assert "ISBN 978-92-2-112822-8&#8221;: A digit of this ISBN" in browser.contents
        assert browser.getControl(name="form.widgets.year").value == "last year"
        assert browser.getControl(name="form.widgets.abstract").value == "Long text."

    def test_what_no_step_asks_for_stays(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        save(browser)
        only(site).code = "ra-9231"
        transaction.commit()
        browser.reload()
        save(browser)
        assert only(site).code == "ra-9231"


class TestTheKinds:
    def test_each_kind_says_what_it_means(self, site, browse):
        browser = browse("barangay.contributor")
        browser.open(site.absolute_url() + ADD)
        assert "Something to work with" in browser.contents
        assert browser.contents.count("-meaning") == 2 * len(BUILT_IN["resource_kinds"])

    def test_editors_add_kinds_with_a_meaning(self, site, browse):
        browser = browse("national.editor")
        browser.open(site.absolute_url() + "/practices/@@clkss-subjects")
        lists = browser.getControl(name="resource_kinds")
        lists.value = "song | Song | Awit"
        browser.getControl("Save").click()
        assert browser.headers["Status"].startswith("422")
        assert "say in at most 500 characters what it means" in browser.contents
        browser.getControl(name="resource_kinds").value = "song | Song | Awit | Words to sing."
        browser.getControl("Save").click()
        transaction.begin()
        assert api.portal.get_registry_record(RECORD.format("resource_kinds")) == (
            "song | Song | Awit | Words to sing.",
        )
        browser.open(site.absolute_url() + ADD)
        assert "Words to sing." in browser.contents

    def test_fields_of_laws_wait_until_one_needs_them(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        assert "<details open" not in browser.contents
        browser.getControl(name="form.widgets.law_number").value = "RA 9231"
        save(browser)
        assert browser.contents.count("<details open") == 1


class TestSubmitting:
    def test_all_that_is_missing_is_named(self, site, browse):
        browser = browse("barangay.contributor")
        write(browser, site)
        save(browser, "form.buttons.submit")
        for field in ("description", "territories", "themes", "resource_kind", "url"):
            assert f'<a href="#field-{field}"' in browser.contents

    def test_a_member_without_a_committee_is_told_whom_to_ask(self, site, browse):
        browser = browse("member")
        browser.open(site.absolute_url() + ADD)
        assert browser.headers["Status"].startswith("403")
