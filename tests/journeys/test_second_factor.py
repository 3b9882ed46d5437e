"""A caseworker sets up a second factor, signs in with it, and loses the telephone."""

from clkss.policy.testing import live

import pyotp
import pytest
import time


pytestmark = [pytest.mark.live, pytest.mark.browser]

PEOPLE = {360: "deped.caseworker", 1440: "dole.inspector"}
"""One for each width: whoever has a second factor keeps it."""


def fresh(app, used):
    """Wait for a code that was not used yet."""
    while (code := app.now()) in used:
        time.sleep(1)
    used.append(code)
    return code


def test_a_caseworker_signs_in_with_a_second_factor(person, width):
    caseworker = person(PEOPLE[width])
    page = caseworker.page
    main = page.get_by_role("main")
    assert page.url.endswith("/second-factor")
    assert "needs a second factor" in page.inner_text("body")
    caseworker.check("second-factor")
    page.get_by_label("Your password, once more").fill(live.DEMO_PASSWORD)
    caseworker.press(page.get_by_role("button", name="Set up"))
    caseworker.check("second-factor-setup")
    assert page.locator(".clkss-qr svg").bounding_box()["width"] <= width
    app = pyotp.TOTP(main.locator("code").inner_text().replace(" ", ""))
    used = []
    page.get_by_label("Code").fill(fresh(app, used))
    caseworker.press(page.get_by_role("button", name="Switch on"))
    caseworker.check("second-factor-codes")
    codes = main.locator("code").all_inner_texts()
    assert len(codes) == 10
    caseworker.press(page.get_by_role("link", name="I have written them down"))

    sign_out(caseworker)
    caseworker.sign_in()
    assert "/confirm-sign-in" in page.url
    caseworker.check("confirm-sign-in")
    page.get_by_label("Code").fill("000000")
    caseworker.press(page.get_by_role("button", name="Go on"))
    assert "was not accepted" in main.inner_text()
    caseworker.check("confirm-sign-in-wrong")
    page.get_by_label("Code").fill(fresh(app, used))
    caseworker.press(page.get_by_role("button", name="Go on"))
    caseworker.go("/second-factor")
    assert "You have a second factor since" in main.inner_text()

    sign_out(caseworker)
    caseworker.sign_in()
    page.get_by_label("Code").fill(codes[0].lower())
    caseworker.press(page.get_by_role("button", name="Go on"))
    caseworker.go("/second-factor")
    assert "Recovery codes left: 9" in " ".join(main.inner_text().split())
    caseworker.check("second-factor-on")


def sign_out(person):
    person.go("/logout")
    person.press(person.page.get_by_role("main").get_by_role("button", name="Sign out"))
