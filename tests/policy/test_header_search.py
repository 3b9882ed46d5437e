"""Every page has a search field that leads on while one types."""

from clkss.policy.theme import look
from lxml import html
from plone.testing.zope import Browser

import json
import pytest
import transaction


@pytest.fixture
def visitor(functional, functional_portal):
    """Nobody known."""
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Accept", "text/html")
    return browser


@pytest.mark.parametrize("path", ["glossary", "browse", "repository", "committees"])
def test_a_visitor_is_led_on_from_the_head_of_every_page(visitor, functional_portal, path):
    base = functional_portal.absolute_url()
    visitor.open(f"{base}/{path}")
    (field,) = html.fromstring(visitor.contents).xpath("//header//input[@type='search']")
    assert field.get("data-suggestions") == f"{base}/@typeahead"
    assert field.get("data-script") == f"{base}/{look.Look().static('js/combobox.js')}"
    assert set(json.loads(field.get("data-words"))) == {"label", "found", "place"}


def test_without_a_script_it_is_a_form_that_finds(visitor, functional_portal):
    base = functional_portal.absolute_url()
    visitor.open(f"{base}/glossary")
    (form,) = html.fromstring(visitor.contents).xpath("//header//form[@role='search']")
    assert form.get("action") == f"{base}/repository"
    assert form.get("method") == "get"
    assert form.xpath(".//button[@type='submit']")


def test_the_script_comes_only_when_a_field_is_entered(visitor, functional_portal):
    visitor.open(f"{functional_portal.absolute_url()}/glossary")
    scripts = html.fromstring(visitor.contents).xpath("//script/@src")
    assert not [address for address in scripts if "combobox" in address]
