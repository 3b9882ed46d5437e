"""Somebody joins on a telephone and is vouched for; the mails come by a server that takes them."""

from base64 import b64encode
from clkss.content.testing.mail import MailServer
from clkss.policy.testing import live
from urllib.request import Request
from urllib.request import urlopen

import json
import pytest
import re
import time


pytestmark = [pytest.mark.live, pytest.mark.browser]

MAIL = "ligaya.reyes@example.org"
PASSWORD = "seven boats come home late"


def set_records(site, **records):
    """Set records of a running site as its administrator."""
    secret = b64encode(f"admin:{live.ADMIN_PASSWORD}".encode()).decode()
    request = Request(
        f"{site.url}/@registry",
        json.dumps({f"plone.{name}": value for name, value in records.items()}).encode(),
        {
            "Accept": "application/json",
            "Authorization": f"Basic {secret}",
            "Content-Type": "application/json",
        },
        method="PATCH",
    )
    urlopen(request, timeout=30).close()


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


def wait_for(server, subject, to=MAIL):
    """Wait for a mail; return its words."""
    for _try in range(120):
        for mail in reversed(server.mails(to)):
            if subject in mail["Subject"]:
                return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        time.sleep(0.5)
    raise AssertionError(f"no mail about {subject!r} came")


@pytest.mark.parametrize("width", [360])
def test_joins_and_is_vouched_for(person, post, width):
    visitor = person()
    page = visitor.page
    main = page.get_by_role("main")
    visitor.go("/")
    page.get_by_text("Menu", exact=True).click()
    visitor.press(page.get_by_role("link", name="Join", exact=True))
    visitor.check("join")
    main.get_by_label("Your name").fill("Ligaya Reyes")
    main.get_by_label("Your mail address").fill(MAIL)
    main.get_by_label("Organisation or office").fill("School of Danao")
    main.get_by_role("combobox", name=re.compile("place", re.I)).fill("panglao bohol")
    main.get_by_role("option", name=re.compile("^Panglao, Bohol")).first.click()
    main.get_by_label("Contributor").check()
    main.get_by_label("I have read").check()
    with page.expect_navigation(url="**/join/sent"):
        main.get_by_role("button", name="Ask to join").click()
    visitor.check("join-sent")

    link = re.search(r"\S+/join/confirm/\S+", wait_for(post, "Confirm your mail address"))[0]
    visitor.go(link)
    visitor.check("join-confirm")
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_label("once more").fill(PASSWORD)
    visitor.press(main.get_by_role("button", name="Confirm"))
    main.get_by_label(re.compile("User name")).fill(MAIL)
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press(main.get_by_role("button", name="Sign in"))
    visitor.go("/join")
    assert main.get_by_text("With the committee").is_visible()
    visitor.check("my-committees")

    secretary = person("municipal.secretary")
    work = secretary.page.get_by_role("main")
    secretary.go("/my-work")
    secretary.press(work.get_by_role("link", name="Requests to join"))
    secretary.check("join-requests")
    secretary.press(work.get_by_role("button", name="Vouch for Ligaya Reyes"))
    assert "Ligaya Reyes serves now" in secretary.page.locator("body").inner_text()

    assert "Panglao" in wait_for(post, "You were vouched for")
    visitor.go("/people")
    assert main.get_by_label("Name or organisation").is_visible()
    visitor.check("people")
    main.get_by_label("Name or organisation").fill("municipal secretary")
    visitor.press(main.get_by_role("button", name="Search people"))
    visitor.press(main.get_by_role("link", name="Demo Municipal Secretary (Panglao)"))
    visitor.check("person")
    for name in ("", "/edit", "/data", "/delete", "/notice"):
        visitor.go(f"/people/me{name}")
        visitor.check(f"people-me{name.replace('/', '-')}")
