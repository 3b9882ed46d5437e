"""A published practice is rewritten in a working copy; the public sees nothing of it early."""

import pytest


pytestmark = [pytest.mark.live, pytest.mark.browser]

OLD = "After a year 31 of the 40 attended class"


def test_the_public_reads_the_old_text_until_the_new_one_is_published(person, width):
    new = f"After two years 36 of the 40 attended class ({width})"
    visitor, author = person(), person("barangay.contributor")
    page = author.page
    author.go("/repository?portal_type=GoodPractice&SearchableText=Night+classes+Danao")
    author.press(page.locator(".clkss-hit a").first)
    address = page.url
    visitor.go(address)
    before = visitor.page.locator("#achievements").locator("..").inner_text()

    author.press(page.get_by_role("link", name="Change what is published"))
    author.check("copy-begin")
    author.press(page.get_by_role("button", name="Begin a working copy"))
    page.get_by_label("3. Achievements").fill(f"{new}.")
    author.press(page.get_by_role("button", name="Save and submit"))
    author.check("copy-submitted")
    copy = page.url.removesuffix("/view")
    author.press(page.get_by_role("link", name="What is changed in it"))
    author.check("copy-compared")
    assert page.locator("ins").count()

    visitor.go(address)
    assert visitor.page.locator("#achievements").locator("..").inner_text() == before
    assert visitor.go(copy) in (200, 401, 403, 404)
    assert new not in visitor.page.content()

    ladder = ("barangay", "municipal", "provincial")
    for level in ladder:
        act(person(f"{level}.secretary"), copy, "endorse")
    act(person("regional.secretary"), copy, "publish")

    visitor.go(address)
    assert new in visitor.page.content()
    visitor.check("copy-public")


def act(secretary, address, action):
    secretary.go(f"{address}/@@review-act?action={action}")
    button = secretary.page.get_by_role("main").locator("form .btn-primary")
    secretary.press(button)
