"""Another site's page signs nobody in, and sends no form in anybody's name."""

from clkss.content.frame import rules

import pytest


CREDENTIALS = {"__ac_name": "pedro", "__ac_password": "A-long-secret-7", "buttons.login": "1"}


def session(person):
    return person.browser.cookies.get("__ac")


@pytest.mark.parametrize(
    "header",
    [
        ("Sec-Fetch-Site", "cross-site"),
        ("Origin", "https://elsewhere.example"),
        ("Origin", "null"),
    ],
)
@pytest.mark.parametrize("path", ["login", "wall"])
def test_page_elsewhere_does_not_sign_a_visitor_in_as_pedro(visitor, header, path):
    visitor.browser.addHeader(*header)
    visitor.post(path, clkss_resume="1", **CREDENTIALS)
    assert visitor.status == 403
    assert session(visitor) is None


def test_address_with_a_password_signs_nobody_in(visitor):
    visitor.open("login?" + "&".join(f"{name}={value}" for name, value in CREDENTIALS.items()))
    assert visitor.status == 403
    assert session(visitor) is None


def test_form_from_elsewhere_is_not_kept_to_be_sent_by_its_reader(visitor):
    visitor.browser.addHeader("Origin", "https://elsewhere.example")
    visitor.post("members-wall", text="Words-that-somebody-else-put-there")
    assert "Words-that-somebody-else" not in visitor.browser.contents


def test_own_pages_sign_pedro_in(visitor):
    visitor.browser.addHeader("Origin", visitor.url.removesuffix("/plone"))
    visitor.browser.addHeader("Sec-Fetch-Site", "same-origin")
    visitor.post("login", **CREDENTIALS)
    assert session(visitor) is not None


@pytest.mark.parametrize(
    ("fetch_site", "origin", "foreign"),
    [
        (None, None, False),
        ("same-origin", "https://clkss.example", False),
        ("none", None, False),
        (None, "http://clkss.example:8080", False),
        (None, "https://clkss.example.evil.example", True),
        (None, "https://evil.example/clkss.example", True),
        (None, "null", True),
        (None, "https://[", True),
        ("same-site", "https://forum.clkss.example", True),
        ("cross-site", "https://clkss.example", True),
    ],
)
def test_who_is_foreign(fetch_site, origin, foreign):
    assert rules.is_foreign(fetch_site, origin, "https://clkss.example") is foreign


def test_fault_tells_a_program_nothing_of_its_inside(visitor):
    visitor.browser.addHeader("Accept", "application/json")
    visitor.open("@@babel_utils")
    assert visitor.status == 500
    assert "adapt" not in str(visitor.browser.contents)
