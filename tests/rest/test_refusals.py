"""What a program is told when it is refused: in the language of whoever it works for."""

from clkss.content.relational import StoreBusy
from clkss.content.territories.services import TerritoriesGet
from clkss.content.testing.people import acting_as
from plone import api
from zope.component import getGlobalSiteManager
from zope.i18n.interfaces import ITranslationDomain
from zope.interface import implementer

import pytest
import transaction


MARK = "in another language"


@implementer(ITranslationDomain)
class Marking:
    """Marks whatever is translated."""

    domain = "clkss.content"

    def translate(self, msgid, *args, default=None, **options):
        """Translate."""
        return f"{default or msgid}, {MARK}"


@pytest.fixture
def marked():
    """Have what is said marked."""
    registry = getGlobalSiteManager()
    before = registry.getUtility(ITranslationDomain, Marking.domain)
    registry.registerUtility(Marking(), ITranslationDomain, Marking.domain)
    yield
    registry.registerUtility(before, ITranslationDomain, Marking.domain)


@pytest.mark.usefixtures("marked")
def test_refusals_are_said_in_the_language_of_whoever_asks(functional_portal, rest):
    rest()
    with acting_as(functional_portal, "barangay.contributor"):
        practice = api.content.create(
            functional_portal.practices,
            "GoodPractice",
            title="Night classes",
            owner_committee="0701233003",
        )
    transaction.commit()
    where = f"practices/{practice.getId()}"
    author, barangay = "barangay.contributor", "barangay.secretary"
    asked = (
        (author, "POST", f"{where}/@workflow/submit", {"comment": 7}, 400),
        (author, "POST", f"{where}/@workflow/nothing", {}, 400),
        (author, "POST", "practices/@copy", {"source": 7}, 400),
        ("member", "GET", "@reports", None, 401),
        ("member", "GET", "@imports", None, 401),
        (barangay, "POST", "@imports", {"kind": "odd", "file": {"data": "a"}}, 400),
        (None, "GET", "@search?Creator=admin", None, 400),
        (None, "GET", "@search?path.depth=x&path.query=/", None, 400),
        (None, "GET", "@querystring-search?query=x", None, 400),
        (None, "GET", "@@getVocabulary?name=plone.app.vocabularies.Catalog&query={x", None, 400),
    )
    for person, method, path, body, status in asked:
        answer = rest(person)(method, path, body)
        assert answer.status == status, (path, answer.body)
        assert MARK in answer.body, (path, answer.body)


@pytest.mark.usefixtures("marked")
def test_a_busy_site_says_when_to_come_again(functional_portal, visitor_rest, monkeypatch):
    def fail(self):
        self.request.response.setHeader("Location", "http://nohost/plone/made")
        raise StoreBusy("the database is locked")

    monkeypatch.setattr(TerritoriesGet, "reply", fail)
    answer = visitor_rest("GET", "@territories")
    assert answer.status == 503
    assert "Location" not in answer.headers
    assert MARK in answer.body
    assert "locked" not in answer.body
