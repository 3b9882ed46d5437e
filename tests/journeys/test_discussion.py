"""Three people talk on a board, one mentions another, and the morning's mail tells of it."""

from clkss.content.testing.mail import MailServer
from tests.journeys.conftest import Person
from tests.journeys.test_newsletter import change
from tests.journeys.test_newsletter import READY
from tests.journeys.test_newsletter import registry

import pytest
import re
import time


pytestmark = [pytest.mark.live, pytest.mark.browser]

ASKER = "barangay.contributor"


@pytest.fixture
def server(live_site):
    """A mail server that the site sends through."""
    with MailServer() as server:
        known = {name: registry(live_site, name) for name in (*READY, "plone.smtp_port")}
        change(live_site, READY | {"plone.smtp_port": server.port})
        yield server
        change(live_site, known)


@pytest.fixture
def sit_down(chromium, live_site):
    """Let somebody sit down at a browser."""
    people = []

    def sit_down(name=None, width=360, scripts=False):
        people.append(Person(chromium, live_site, name, width, scripts=scripts))
        return people[-1]

    yield sit_down
    for someone in people:
        someone.context.close()


def told(server, address):
    """Give the mails to somebody that tell of the topic; the demo sends others, too."""
    return [
        mail
        for mail in server.mails(address)
        if "Boats that wait" in mail.get_body(("plain",)).get_content()
    ]


def test_three_people_a_mention_and_a_digest(sit_down, live_site, server):
    asker = sit_down(ASKER)
    page, main = asker.page, asker.page.get_by_role("main")
    asker.go("/boards")
    asker.press(main.get_by_role("link", name="What works"))
    asker.press(main.get_by_role("link", name="Open a topic"))
    page.get_by_label("Topic").fill("Boats that wait")
    page.get_by_label("What you want to say").fill("Who has talked with the owners?")
    asker.press(main.get_by_role("button", name="Open a topic"))
    address = page.url
    assert main.get_by_role("heading", name="Boats that wait").is_visible()

    second = sit_down("municipal.secretary", scripts=False)
    second.go(address)
    second.page.get_by_label("Your post").fill("- we met them\n- they agreed")
    second.press(second.page.get_by_role("button", name="Send"))
    second.press(second.page.get_by_role("link", name="Reply").last)
    second.page.get_by_label("Your post").fill("It took three evenings.")
    second.press(second.page.get_by_role("button", name="Send"))

    third = sit_down("provincial.secretary", width=1440, scripts=True)
    third.go(address)
    third.check("topic-wide")
    field = third.page.get_by_label("Your post")
    field.fill("Good. What do you say, ")
    field.press("End")
    field.press_sequentially("@barangay.contr", delay=20)
    third.page.get_by_role("button", name="Demo Barangay Contributor (Danao)").click()
    assert "@demo.barangay.contributor.danao" in field.input_value()
    third.press(third.page.get_by_role("button", name="Send"))
    assert third.page.locator(".clkss-mention").is_visible()

    # Notices are there as soon as the worker has looked.
    for _try in range(120):
        asker.go("/my-notices")
        if main.get_by_text("mentions you").count():
            break
        time.sleep(0.5)
    looking = sit_down(ASKER, scripts=True)
    for path, name in (
        ("/my-notices", "my-notices"),
        ("/boards", "boards"),
        ("/boards/what-works", "board"),
        (address, "topic"),
    ):
        looking.go(path)
        looking.check(name)

    live_site.command("digest", "daily")
    deadline = time.monotonic() + 60
    mails = told(server, "municipal.secretary@clkss.example")
    while not mails and time.monotonic() < deadline:
        time.sleep(0.3)
        mails = told(server, "municipal.secretary@clkss.example")
    assert mails, [(mail["To"], mail["Subject"]) for mail in server.mails()]
    said = mails[0].get_body(("plain",)).get_content()
    assert "evenings" not in said
    assert mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    reader = sit_down()
    reader.go(re.search(r"https?://\S*/unsubscribe/\S*", said)[0])
    reader.keep("unsubscribe-discussion")
    reader.press(reader.page.get_by_role("button", name="Stop these mails"))
    assert reader.page.get_by_role("main").get_by_text("These mails are stopped").count()
