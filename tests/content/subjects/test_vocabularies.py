"""The lists: built-in terms, terms of editors, countries and their groups."""

from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.vocabularies import RECORD
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.policy.demo.people import PEOPLE
from plone import api
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


def vocabulary(portal, name):
    return getUtility(IVocabularyFactory, name=f"clkss.{name}")(portal)


class TestLists:
    @pytest.mark.parametrize("name", BUILT_IN)
    def test_tokens_are_what_sheets_use(self, portal, name):
        terms = vocabulary(portal, name)
        assert [(term.value, term.token) for term in terms] == [
            (token, token) for token, _title in BUILT_IN[name]
        ]

    def test_editors_add_terms_in_two_languages(self, portal):
        line = ("salt-making | Salt making | Paggawa ng asin",)
        api.portal.set_registry_record(RECORD.format("sectors"), line)
        assert vocabulary(portal, "sectors").getTerm("salt-making").title == "Salt making"
        portal.REQUEST["LANGUAGE"] = "tl"
        assert vocabulary(portal, "sectors").getTerm("salt-making").title == "Paggawa ng asin"

    def test_countries_hold_kosovo_and_the_groups(self, portal):
        terms = vocabulary(portal, "countries")
        assert terms.getTerm("PH").title == "Philippines"
        assert terms.getTerm("XK").title == "Kosovo"
        assert terms.getTerm("group:mekong").title == "Mekong sub-region"
        assert "ZZ" not in terms


class TestTheControlPanel:
    def test_who_may_open_it(self, portal):
        enter(portal, PEOPLE)
        may = []
        for person in (None, "member", "barangay.secretary", "national.editor"):
            with acting_as(portal, person):
                if portal.practices.restrictedTraverse("@@clkss-subjects", None) is not None:
                    may.append(person)
        assert may == ["national.editor"]
