"""What every answer tells the browser, and what pages are made of."""

from clkss.content.relational import StoreBusy
from plone import api

import pytest
import transaction


STRICT = "script-src 'self'; style-src 'self';"


@pytest.fixture
def about(site):
    """A published page."""
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(site, "Document", "about", title="About <us>", description="Who")
        api.content.transition(page, "publish")
        page.manage_setLocalRoles("maria", ["Site Administrator"])
        page.reindexObjectSecurity()
    transaction.commit()
    return page


@pytest.mark.parametrize(
    "path", ["", "about", "login", "not-here", "health", "@@resource-that-is-not-there"]
)
def test_visitors_get_the_strict_policy_everywhere(visitor, about, path):
    visitor.open(path)
    headers = visitor.browser.headers
    assert STRICT in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_members_get_inline_styles_and_only_editing_gets_scripts(maria, about):
    maria.open("about")
    assert "unsafe-eval" not in maria.browser.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in maria.browser.headers["Content-Security-Policy"]
    maria.open("about/edit")
    assert maria.status == 200
    assert "'unsafe-eval'" in maria.browser.headers["Content-Security-Policy"]


def test_name_of_an_editing_view_in_the_address_gives_visitors_nothing(visitor, about):
    for path in ("about/edit", "about?x=/++add++Document", "++add++Document", "manage_main"):
        visitor.open(path)
        assert "unsafe" not in visitor.browser.headers["Content-Security-Policy"]


def test_what_is_signed_in_is_kept_nowhere(maria, about):
    for path in ("", "about", "login"):
        maria.open(path)
        assert maria.browser.headers["Cache-Control"] == "private, no-store"


def test_answers_depend_on_language_and_cookie(visitor):
    visitor.open()
    assert {"Accept-Language", "Cookie"} <= {
        name.strip() for name in visitor.browser.headers["Vary"].split(",")
    }


def test_visitors_load_one_stylesheet_and_one_script(visitor, about):
    page = visitor.open("about")
    assert len(page.xpath("//link[@rel='stylesheet']")) == 1
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//script[not(@src)] | //style | //*[@style] | //*[@onclick]")
    assert not page.xpath("//*[@id='edit-bar']")


def test_who_sets_up_the_site_gets_the_toolbar_and_nobody_else(maria, pedro, about):
    assert maria.open("about").xpath("//*[@id='edit-bar']")
    page = pedro.open("about")
    assert not page.xpath("//*[@id='edit-bar']")
    assert not [source for source in page.xpath("//script/@src") if "bundle" in source]


def test_head_says_what_the_page_is_and_where(visitor, about):
    page = visitor.open("about?x=1")
    url = about.absolute_url()
    assert page.xpath("string(//title)").startswith("About <us> – ")
    assert page.xpath("//link[@rel='canonical']/@href") == [url]
    assert page.xpath("//meta[@property='og:url']/@content") == [url]
    assert page.xpath("//meta[@property='og:title']/@content") == ["About <us>"]
    assert page.xpath("//meta[@name='description']/@content") == ["Who"]
    assert len(page.xpath("//h1")) == 1


def test_slots_of_plones_template_are_all_there():
    from clkss.content.frame.template import FrameTemplate
    from pathlib import Path
    from Products.CMFPlone.browser import main_template

    import re

    def slots(path):
        text = Path(path).read_text(encoding="utf-8")
        return set(re.findall(r'define-(?:slot|macro)="([^"]+)"', text))

    stock = slots(Path(main_template.__file__).parent / "templates" / "main_template.pt")
    assert stock <= slots(FrameTemplate.main_template.filename)


def test_a_page_that_is_not_there_offers_search_and_tells_nothing(visitor):
    page = visitor.open("not/there")
    assert visitor.status == 404
    assert page.xpath("//main//input[@name='SearchableText']")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "Traceback" not in visitor.browser.contents
    assert "zExceptions" not in visitor.browser.contents


def test_a_fault_of_ours_is_told_in_plain_words(visitor, monkeypatch):
    from clkss.content.frame.health import Health

    def fail(self):
        raise ValueError("the secret of the shelf")

    monkeypatch.setattr(Health, "__call__", fail)
    visitor.open("health")
    assert visitor.status == 500
    assert "Something went wrong" in visitor.text
    assert "secret of the shelf" not in visitor.browser.contents


def test_session_is_renewed_while_one_reads_and_ends_when_one_stops(maria, monkeypatch):
    from clkss.content.frame import session
    from plone.session.plugins import session as plugin

    import time

    passed = {"seconds": 0}

    class Clock:
        @staticmethod
        def time():
            return time.time() + passed["seconds"]

    monkeypatch.setattr(session, "time", Clock)
    monkeypatch.setattr(plugin, "time", Clock)
    monkeypatch.setattr(plugin.tktauth, "time", Clock)
    for minutes in (20, 40, 60):
        passed["seconds"] = minutes * 60
        assert "Maria" in maria.open().text_content()
    passed["seconds"] += session.IDLE + 60
    assert "Maria" not in maria.open().text_content()


class TestABusySite:
    @pytest.fixture(autouse=True)
    def busy(self, monkeypatch):
        from clkss.content.frame.health import Health

        def fail(self):
            api.portal.show_message("All is saved", self.request)
            self.request.response.redirect("http://nohost/plone/saved")
            raise StoreBusy("the database is locked")

        monkeypatch.setattr(Health, "__call__", fail)

    def test_readers_are_asked_to_try_again(self, visitor):
        page = visitor.open("health?page=2")
        assert visitor.status == 503
        assert int(visitor.browser.headers["Retry-After"]) > 0
        assert visitor.browser.headers["Cache-Control"] == "private, no-store"
        (again,) = page.xpath("//main//a[contains(@class, 'btn')]/@href")
        assert again.endswith("/health?page=2")
        assert "locked" not in visitor.browser.contents

    def test_no_success_is_told_that_did_not_come_to_be(self, visitor):
        visitor.open("health")
        assert "All is saved" not in visitor.text
        assert "Location" not in visitor.browser.headers
        assert "All is saved" not in visitor.open("").text_content()

    def test_what_was_written_can_be_sent_again(self, maria):
        page = maria.post("health", note="A+long+letter+that+took+an+hour+to+write")
        assert maria.status == 503
        assert page.xpath("//form//input[@name='note']/@value") == [
            "A long letter that took an hour to write"
        ]
