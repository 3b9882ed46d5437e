"""One person, one task, a real browser at both widths; pictures are kept in artefacts/."""

from axe_playwright_python.sync_playwright import Axe
from clkss.policy.testing import live
from pathlib import Path

import pytest
import re


WIDTHS = (360, 1440)

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "journeys"

#: WCAG 2.2 AA and what comes before it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: To describe what is in order, too, would take axe as long again.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


class Person:
    """Somebody at a browser.

    :param browser: Chromium.
    :param site: a running site.
    :param name: the account, or None for a visitor.
    :param width: of the window, in pixels.
    :param scripts: whether scripts run.
    :param language: what the browser asks for.
    """

    def __init__(self, browser, site, name, width, scripts=True, language="en"):
        self.site = site
        self.name = name
        self.width = width
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            locale=language,
        )
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if name:
            self.sign_in()

    def _hear(self, message):
        # A page that is refused or missing on purpose is no complaint.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self):
        """Sign in with the password of the demo."""
        self.go("/login")
        self.page.get_by_label(re.compile("User name|Login Name", re.I)).fill(self.name)
        password = live.ADMIN_PASSWORD if self.name == "admin" else live.DEMO_PASSWORD
        self.page.get_by_label("Password", exact=True).fill(password)
        self.press(self.page.get_by_role("main").get_by_role("button", name="Sign in"))

    def press(self, locator):
        """Click what leads to another page, and wait for that page.

        :param locator: a link or a button.
        """
        with self.page.expect_navigation():
            locator.click()

    def go(self, path):
        """Open a page of the site.

        :param path: below the site, with its slash; or a whole address.
        :returns: the status of the answer.
        """
        address = path if path.startswith("http") else f"{self.site.url}{path}"
        return self.page.goto(address).status

    def keep(self, name):
        """Keep a picture of the whole page.

        :param name: of the file, without its ending.
        """
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}-{self.width}.jpeg", full_page=True)

    def check(self, name):
        """Keep a picture, and be sure that everybody can use the page.

        No violation of WCAG 2.2 AA that axe can see, no scrolling sideways, and no complaint of
        the browser, such as a script or style against the page's policy.

        :param name: of the picture.
        """
        self.keep(name)
        results = Axe().run(self.page, options=OPTIONS)
        found = [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
        assert not found, f"{name}: " + "\n".join(found)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name} is {wide} px wide"
        assert not self.complaints, f"{name}: {self.complaints}"


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request):
    """The two widths every page is made for."""
    return request.param


@pytest.fixture
def person(chromium, live_site, width):
    """Let somebody sit down at a browser: ``person("barangay.contributor")``."""
    people = []

    def sit_down(name=None, **options):
        someone = Person(chromium, live_site, name, width, **options)
        people.append(someone)
        return someone

    yield sit_down
    for someone in people:
        someone.context.close()
