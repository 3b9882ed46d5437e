"""Which language the frame speaks."""

from clkss.content.frame.rules import accepted_languages
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooLong

import pytest


SPOKEN = ["en", "tl"]
ALIASES = {"fil": "tl"}


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("fil-PH,fil;q=0.9,en-US;q=0.8", ["tl", "en"]),
        ("en-US,en;q=0.9,tl;q=0.8", ["en", "tl"]),
        ("de", []),
        ("", []),
        ("tl;q=0, en;q=0.1", ["en"]),
        ("en;q=0.2, fil;q=0.7", ["tl", "en"]),
        ("en;q=abc, tl", ["tl"]),
        (",,;;q=,=", []),
        ("x" * 10_000, []),
    ],
)
def test_browsers_wish_is_read(header, codes):
    assert accepted_languages(header, SPOKEN, ALIASES) == codes


def lang(person, path=""):
    return person.open(path).get("lang")


def test_browser_that_asks_for_filipino_gets_it(visitor):
    visitor.browser.addHeader("Accept-Language", "fil-PH,fil;q=0.9,en;q=0.5")
    assert lang(visitor) == "fil"


def test_choice_stays_and_overrides_the_browser(visitor):
    visitor.browser.addHeader("Accept-Language", "en")
    assert lang(visitor) == "en"
    assert lang(visitor, "?set_language=fil") == "fil"
    assert lang(visitor, "login") == "fil"
    assert lang(visitor, "?set_language=en") == "en"
    assert lang(visitor, "login") == "en"


@pytest.mark.parametrize("code", ["de", "../x", "tl%0d%0aX-Evil:1", ""])
def test_other_choices_change_nothing(visitor, code):
    assert lang(visitor, f"?set_language={code}") == "en"
    assert "X-Evil" not in visitor.browser.headers


def test_switch_keeps_the_question(visitor):
    page = visitor.open("repository?SearchableText=mining")
    links = page.xpath("//nav[contains(@class, 'clkss-languages')]//a/@href")
    assert all("SearchableText=mining" in link for link in links)
    assert [link.rsplit("=", 1)[1] for link in links] == ["en", "tl"]


def test_words_of_plone_that_members_meet_are_in_filipino(portal):
    met = {
        "plone": (
            "you_are_now_logged_in",
            "heading_no_privileges",
            "label_change_password",
            "Password changed",
            "statusmessage_logged_out",
        ),
        "plonelocales": ("date_format_long", "month_nov_abbr"),
        "z3c.form": ("There were some errors.",),
        "zope": (str(RequiredMissing.__doc__), str(TooLong.__doc__)),
    }
    for domain, ids in met.items():
        for each in ids:
            said = translate(Message(each, domain), target_language="tl")
            assert said != each, (domain, each)
    assert translate(RequiredMissing.__doc__, target_language="en") == "Required input is missing."
