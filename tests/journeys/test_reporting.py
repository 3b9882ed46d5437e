"""A quarter of Bohol: late, nothing to report by mail, returned, excused, and signed."""

from clkss.content.territories import table
from clkss.content.testing.mail import MailServer
from clkss.policy.demo.people import DANAO
from contextlib import closing
from tests.journeys.conftest import Person
from tests.journeys.test_joining import set_records
from tests.journeys.test_joining import wait_for

import pytest
import re
import sqlite3


pytestmark = [pytest.mark.live, pytest.mark.browser]

BOHOL = "0701200000"
TOWNS = 3
BARANGAYS = 4
"""In each of the municipalities."""
NAME = "children at work on boats"


def committees():
    """Name three municipalities of Bohol with four barangays each; one is Panglao with Danao."""
    others = [code for code in table.children(BOHOL) if code != DANAO.municipal]
    for town in (DANAO.municipal, *others[: TOWNS - 1]):
        below = [code for code in table.children(town) if code != DANAO.barangay]
        first = [DANAO.barangay] if town == DANAO.municipal else []
        yield from (town, *(first + below)[:BARANGAYS])


@pytest.fixture
def founded(live_site):
    """Have all committees be on record since a day; none can be founded in the past.

    Others use the site afterwards: the days are put back.
    """
    path = live_site.var / "relational" / "facts.sqlite"
    before = []

    def founded(day):
        with closing(sqlite3.connect(path, timeout=30)) as facts, facts:
            query = "SELECT since, key FROM relay_reporting_committees"
            before.extend(facts.execute(query).fetchall())
            facts.execute("UPDATE relay_reporting_committees SET since = ?", [day])

    yield founded
    with closing(sqlite3.connect(path, timeout=30)) as facts, facts:
        facts.executemany("UPDATE relay_reporting_committees SET since = ? WHERE key = ?", before)


@pytest.fixture
def post(live_site):
    """A mail server that the running site sends to."""
    with MailServer() as server:
        set_records(
            live_site,
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            email_from_address="clkss@example.org",
            email_from_name="CLKSS",
        )
        yield server
        set_records(live_site, smtp_host="localhost", smtp_port=25, email_from_address="")


@pytest.fixture
def sit_down(chromium, live_site):
    people = []

    def sit_down(name=None, width=1440, **options):
        people.append(Person(chromium, live_site, name, width, **options))
        return people[-1]

    yield sit_down
    for someone in people:
        someone.context.close()


def test_a_quarter_is_reported_and_signed(live_site, sit_down, post, founded):
    for code in committees():
        if code not in {DANAO.municipal, DANAO.barangay}:
            body = {"@type": "Committee", "territory": code}
            assert live_site.ask("POST", "/clkss/committees", body)[0] == 201

    province = sit_down("provincial.secretary")
    page = province.page
    province.go("/reporting")
    province.check("reporting-province")
    province.press(page.get_by_role("link", name="Who has reported").first)
    ladder = page.url
    # Those that came on record today owe nothing of a quarter that was due long ago.
    assert "Committees below: 2. Reported: 0," in page.get_by_role("main").inner_text()
    founded("2026-01-05")
    province.go(ladder)
    text = page.get_by_role("main").inner_text()
    assert "Committees below: 15. Reported: 0," in text
    assert re.search(r"Late\s+\d+ days late", text)
    province.press(page.get_by_role("button", name="Remind the missing"))
    assert "get a mail" in page.content()

    mail = wait_for(post, NAME, "barangay.secretary@clkss.example")
    link = re.search(r"https?://\S+/nothing-to-report/\S+", mail)[0]
    phone = sit_down(None, 360, scripts=False)
    phone.go(link)
    phone.keep("reporting-nil")
    phone.press(phone.page.get_by_role("button", name="Yes, there is nothing to report"))
    assert "Filed: nothing to report." in phone.page.content()

    town = sit_down("municipal.secretary", 360)
    town.go("/my-work")
    town.press(town.page.get_by_role("link", name=re.compile(NAME)).first)
    town.check("reporting-form")
    town.press(town.page.get_by_role("button", name="Submit", exact=True))
    assert "This must be answered." in town.page.content()
    town.check("reporting-form-wrong")
    town.page.get_by_label(re.compile("^How many children were found")).fill("4")
    town.page.get_by_label(re.compile("^Attach what proves it")).set_input_files(
        {"name": "count.csv", "mimeType": "text/csv", "buffer": b"place,count\nDanao,4\n"}
    )
    town.press(town.page.get_by_role("button", name="Submit", exact=True))
    assert "count.csv" in town.page.content()
    report = town.page.url

    province.go(report)
    page.get_by_label("Reason").fill("Two of them are from Bohol’s other side.")
    province.press(page.get_by_role("button", name="Return with this reason"))
    province.go(f"{ladder}&show=missing")
    province.press(page.get_by_role("main").get_by_role("link", name="Excuse", exact=True).first)
    province.check("reporting-excuse")
    page.get_by_label("Reason").fill("A typhoon took the road.")
    province.press(page.get_by_role("button", name="Excuse", exact=True))
    text = page.get_by_role("main").inner_text()
    for words in ("A typhoon took the road.", "Two of them are from", "nothing to report"):
        assert words in text
    province.check("reporting-ladder")

    town.go(report)
    assert "Two of them are from" in town.page.get_by_role("main").inner_text()
    town.press(town.page.get_by_role("link", name="Go on writing"))
    town.page.get_by_label(re.compile("^How many children were found")).fill("2")
    town.press(town.page.get_by_role("button", name="Submit", exact=True))
    town.press(town.page.get_by_role("link", name="Sign", exact=True))
    town.check("reporting-sign")
    town.press(town.page.get_by_role("button", name="Sign", exact=True))
    assert "This report is locked now." in town.page.content()
    town.check("reporting-signed")

    barangay = sit_down("barangay.secretary", 360)
    barangay.go("/reporting")
    barangay.check("reporting-barangay")
    barangay.press(barangay.page.get_by_role("link", name="Our report").first)
    assert barangay.page.get_by_role("button", name="Take back").count() == 0

    province.go("/reporting")
    province.press(page.get_by_role("link", name="Fill it in").first)
    page.get_by_label(re.compile("^How many children were found")).fill("0")
    province.press(page.get_by_role("button", name="Submit", exact=True))
    province.press(page.get_by_role("link", name="Sign", exact=True))
    province.check("reporting-sign-province")
    text = page.get_by_role("main").inner_text()
    assert "Committees below: 15. Reported: 2, excused: 1, missing: 12." in text
    missing = [code for code in committees() if table.get(code).name in text]
    assert len(missing) >= 12
    province.press(page.get_by_role("button", name="Sign", exact=True))
    assert "This report is locked now." in page.content()
