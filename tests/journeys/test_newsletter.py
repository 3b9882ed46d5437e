"""A visitor asks for the newsletter and gets it; an editor writes it; no script is needed."""

from clkss.content.testing.mail import MailServer
from tests.journeys.conftest import Person

import pytest
import re
import time


pytestmark = [pytest.mark.live, pytest.mark.browser]

ADDRESS = "ana@example.org"

READY = {"plone.smtp_host": "127.0.0.1", "plone.email_from_address": "clkss@example.org"}


@pytest.fixture
def server(live_site):
    """A mail server that the site sends through."""
    with MailServer() as server:
        known = {name: registry(live_site, name) for name in (*READY, "plone.smtp_port")}
        change(live_site, READY | {"plone.smtp_port": server.port})
        yield server
        change(live_site, known)


def registry(site, name):
    _status, value = site.ask("GET", f"/clkss/@registry/{name}")
    return value


def change(site, values):
    status, _answer = site.ask("PATCH", "/clkss/@registry", values)
    assert status == 204


@pytest.fixture
def sit_down(chromium, live_site):
    """Let somebody sit down at a narrow browser without scripts."""
    people = []

    def sit_down(name=None, scripts=False):
        people.append(Person(chromium, live_site, name, 360, scripts=scripts))
        return people[-1]

    yield sit_down
    for someone in people:
        someone.context.close()


def arrived(server, number):
    """Wait for a mail, and give what it says."""
    deadline = time.monotonic() + 60
    while len(server.mails(ADDRESS)) < number and time.monotonic() < deadline:
        time.sleep(0.2)
    mail = server.mails(ADDRESS)[number - 1]
    return mail.get_body(("plain",)).get_content()


def link(said, part):
    return re.search(rf"https?://\S*{part}\S*", said)[0]


def test_a_visitor_asks_an_editor_sends_the_visitor_stops(sit_down, server):
    visitor = sit_down()
    page, main = visitor.page, visitor.page.get_by_role("main")
    visitor.go("/")
    visitor.press(page.get_by_role("contentinfo").get_by_role("link", name="Newsletter"))
    visitor.press(main.get_by_role("link", name="Get the newsletter by mail"))
    page.get_by_label("Your mail address").fill(ADDRESS)
    page.get_by_label("I want to get the newsletter").check()
    visitor.press(main.get_by_role("button", name="Get the newsletter"))
    assert main.get_by_role("heading", name="Look into your mail").is_visible()
    visitor.go(link(arrived(server, 1), "/newsletters/confirm/"))
    visitor.press(main.get_by_role("button", name="Yes, I want the newsletter"))
    assert main.get_by_text("You get the newsletter from now on.").is_visible()

    editor = sit_down("national.editor")
    page, desk = editor.page, editor.page.get_by_role("main")
    editor.go("/my-work")
    editor.press(desk.get_by_role("link", name="It is time for the next issue"))
    editor.press(desk.get_by_role("button", name="Begin a new issue"))
    page.get_by_label("Introduction in English").fill("Three provinces wrote down what worked.")
    desk.locator("summary", has_text="Programme").first.click()
    page.get_by_label("Project Angel Tree").first.check()
    page.get_by_label("An older item, by its address").fill("/practices/nowhere")
    editor.press(desk.get_by_role("button", name="Save", exact=True).first)
    assert desk.get_by_role("alert").get_by_text("This is no address").is_visible()
    assert page.get_by_label("Project Angel Tree").first.is_checked()
    page.get_by_label("An older item, by its address").fill("")
    editor.press(desk.get_by_role("button", name="Save", exact=True).first)
    page.get_by_label("Your line about it").fill("Sponsors for children.")
    editor.press(desk.get_by_role("button", name="Save and see it as a mail"))
    assert desk.get_by_text("Programme: Sponsors for children.").first.is_visible()
    editor.press(desk.get_by_role("link", name="Send …"))
    editor.press(desk.get_by_role("button", name="Send it now"))
    assert desk.get_by_text("Sponsors for children.").is_visible()
    issue = page.url

    said = arrived(server, 2)
    assert "Three provinces wrote down what worked." in said
    assert "Sponsors for children." in said
    visitor.go(issue)
    assert main.get_by_role("link", name="Project Angel Tree").is_visible()
    visitor.go(link(said, "/unsubscribe/"))
    visitor.press(main.get_by_role("button", name="Stop these mails"))
    assert main.get_by_text("These mails are stopped.").is_visible()
    assert len(server.mails(ADDRESS)) == 2


def test_the_pages_are_for_everybody(sit_down):
    visitor = sit_down(scripts=True)
    for path, name in (
        ("/newsletters", "newsletters"),
        ("/newsletters/subscribe", "newsletter-subscribe"),
        ("/newsletters/subscribed", "newsletter-subscribed"),
    ):
        visitor.go(path)
        visitor.check(name)
    editor = sit_down("national.editor", scripts=True)
    main = editor.page.get_by_role("main")
    editor.go("/newsletters")
    editor.press(main.get_by_role("link", name="What is new: November 2026").first)
    issue = editor.page.url
    editor.check("newsletter-draft")
    for view in ("compose", "mail-preview", "send-newsletter"):
        editor.go(f"{issue}/@@{view}")
        editor.check(f"newsletter-{view}")
