"""Something wrong here? Anybody says so; those who look after the item hear it, and nobody else."""

from clkss.content import relational
from clkss.content.care.notes import rules
from clkss.content.care.notes import store
from clkss.content.care.notes.tables import notes
from clkss.content.care.notes.tables import sources
from clkss.content.committees import clearances
from clkss.content.jobs.interfaces import IJob
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from sqlalchemy import select
from urllib.parse import urlencode
from zope.component import getUtility

import pytest
import time
import transaction


CANARY = "The number 0917-CANARY is that of somebody else"
MAIL = "canary@example.org"


def rows():
    with relational.read() as connection:
        return connection.execute(select(notes).order_by(notes.c.at)).all()


@pytest.fixture
def say(item, browse):
    """Say as a visitor that something is wrong."""

    def say(kind="contact", text=CANARY, mail=MAIL, where=item):
        browser = browse()
        browser.open(f"{where.absolute_url()}/@@something-wrong")
        browser.getControl(name="kind").value = [kind]
        browser.getControl(name="text").value = text
        browser.getControl(name="mail").value = mail
        browser.getControl("Send").click()
        transaction.begin()
        return browser

    return say


class TestSaying:
    def test_a_visitor_needs_no_account_and_is_thanked(self, item, say, audited):
        browser = say()
        assert browser.url.endswith("/@@something-wrong-sent")
        assert "Thank you" in browser.contents
        (note,) = rows()
        assert (note.item, note.kind, note.text, note.mail) == (
            item.UID(),
            "contact",
            CANARY,
            MAIL,
        )
        assert (note.state, note.urgent, note.aside) == ("open", False, False)
        (entry,) = audited("note.left")
        assert (entry.actor, entry.object) == ("", item.UID())
        assert "CANARY" not in entry.detail

    def test_the_thanks_echo_nothing(self, say):
        browser = say()
        assert "CANARY" not in browser.contents
        assert MAIL not in browser.contents

    def test_all_that_is_missing_is_said_at_once(self, say):
        browser = say(text="", mail="nobody")
        assert browser.headers["Status"].startswith("422")
        assert "Say what is wrong in a few words." in browser.contents
        assert "This is no mail address." in browser.contents
        assert rows() == []

    def test_a_forged_form_is_refused(self, item, browse):
        browser = browse()
        browser.post(f"{item.absolute_url()}/@@something-wrong", "kind=other&text=Hello")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert rows() == []

    def test_looking_at_the_form_changes_nothing(self, item, browse):
        browse().open(f"{item.absolute_url()}/@@something-wrong?kind=other&text=Hello")
        transaction.begin()
        assert rows() == []

    def test_a_button_pressed_twice_makes_one_note(self, item, browse):
        browser = browse()
        browser.open(f"{item.absolute_url()}/@@something-wrong")
        token = browser.getControl(name="clkss_token", index=0).value
        said = urlencode({"kind": "link", "text": "The second one.", "clkss_token": token})
        for _press in range(2):
            browser.post(f"{item.absolute_url()}/@@something-wrong", said)
        transaction.begin()
        assert len(rows()) == 1

    @pytest.mark.parametrize("person", [None, "other.barangay.contributor"])
    def test_not_about_what_one_may_not_see(self, write, browse, person):
        draft = write(published=False, title="Hidden")
        browser = browse(person)
        browser.open(f"{draft.absolute_url()}/@@something-wrong")
        assert "Hidden" not in browser.contents
        assert "What is wrong?" not in browser.contents

    def test_the_network_address_is_not_kept(self, say):
        say()
        with relational.read() as connection:
            (source,) = connection.execute(select(sources.c.source)).scalars()
        assert len(source) == 32
        assert "127.0.0.1" not in source


class TestTooMany:
    def test_what_comes_in_numbers_waits_aside_and_is_not_lost(self, say):
        for number in range(rules.MOST_OF_ONE_SOURCE + 2):
            say(text=f"Note {number}")
        assert [note.aside for note in rows()] == [False] * rules.MOST_OF_ONE_SOURCE + [True] * 2

    def test_what_a_program_fills_in_waits_aside(self, item, browse):
        browser = browse()
        browser.open(f"{item.absolute_url()}/@@something-wrong")
        browser.getControl(name="kind").value = ["link"]
        browser.getControl(name="homepage").value = "https://example.org"
        browser.getControl("Send").click()
        transaction.begin()
        assert [note.aside for note in rows()] == [True]

    @pytest.mark.parametrize("limit", ["MOST_OPEN", "MOST_OF_ITEM"])
    def test_a_flood_shuts_the_form_for_nobody_and_loses_no_words(
        self, item, write, monkeypatch, limit
    ):
        other = write(title="Other")
        monkeypatch.setattr(rules, limit, 3)
        monkeypatch.setattr(rules, "MOST_OF_ONE_SOURCE", 0)

        def leave(text, source, mail="", kind="other", where=item):
            store.leave(where.UID(), kind, text, mail, f"token {text}", source)
            transaction.commit()

        leave("The phone is dead", "192.0.2.1", MAIL)
        leave("A child is in it", "203.0.113.9", kind="child")
        for number in range(6):
            leave(f"Flood {number}", f"2001:db8::{number}")
        leave("Flood elsewhere", "2001:db8::7", where=other)
        leave("The door moved", "192.0.2.1")
        found = {(note.item, note.kind, note.text, note.mail) for note in rows()}
        said = rules.BETWEEN_FOLDED.join
        assert found == {
            (item.UID(), "child", "A child is in it", ""),
            (item.UID(), "other", said(f"Flood {number}" for number in range(5, -1, -1)), ""),
            (item.UID(), "other", said(["The door moved", "The phone is dead"]), MAIL),
            (other.UID(), "other", "Flood elsewhere", ""),
        }


READERS = {"barangay.secretary", "barangay.contributor", "national.editor", "other.national.editor"}


class TestReading:
    @pytest.mark.parametrize("place", ["@@notes", "view", "@@wrong-here", "@@something-wrong-sent"])
    def test_only_those_who_look_after_the_item_read_it(self, site, item, say, browse, place):
        from clkss.policy.demo.people import PEOPLE

        say()
        for person in (None, *(person.id for person in PEOPLE)):
            browser = browse(person)
            browser.open(f"{item.absolute_url()}/{place}")
            reads = place == "@@notes" and person in READERS
            assert (CANARY in browser.contents) is reads, person
            assert (MAIL in browser.contents) is reads, person

    def test_an_administrator_reads_it(self, site, item, say):
        say()
        with acting_as(site, "admin"):
            assert CANARY in item.restrictedTraverse("@@notes")()

    def test_rest_and_search_know_nothing_of_it(self, site, item, say, browse):
        say()
        browser = browse("national.editor")
        browser.addHeader("Accept", "application/json")
        for address in (item.absolute_url(), f"{site.absolute_url()}/@search?fullobjects=1"):
            browser.open(address)
            assert "0917" not in str(browser.contents)
            assert "canary" not in str(browser.contents).lower()
        with acting_as(site, "admin"):
            assert not api.content.find(SearchableText="CANARY")

    def test_reading_is_recorded(self, item, say, browse, audited):
        say()
        browse("national.editor").open(f"{item.absolute_url()}/@@notes")
        (entry,) = audited("note.read")
        assert (entry.actor, entry.object) == ("national.editor", item.UID())
        assert rows()[0].id in entry.detail

    def test_an_author_who_writes_for_the_committee_no_more_reads_no_more(
        self, site, item, say, browse
    ):
        say()
        clearances.revoke("barangay.contributor", DANAO.barangay)
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{item.absolute_url()}/@@notes")
        assert CANARY not in browser.contents


class TestMyWork:
    def entries(self, site, person):
        with acting_as(site, person):
            view = site.restrictedTraverse("@@my-work")
            sections = {section["id"]: section for section in view.shown_sections()}
            return [entry["title"] for entry in sections.get("notes", {}).get("entries", ())]

    def test_it_waits_for_those_who_look_after_the_item(self, site, say):
        from clkss.policy.demo.people import PEOPLE

        say()
        waiting = {person.id for person in PEOPLE if self.entries(site, person.id)}
        assert waiting == READERS

    def test_where_a_child_is_named_comes_first(self, site, write, say):
        first, second = write(title="First"), write(title="Second")
        say(where=first)
        say(kind="child", text="", where=second)
        assert self.entries(site, "national.editor") == ["Second", "First"]
        with acting_as(site, "national.editor"):
            page = site.restrictedTraverse("@@my-work")()
        assert page.index("Somebody says that a child can be recognised.") < page.index("First")

    def test_no_object_is_woken(self, site, say, monkeypatch):
        from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

        say()

        def wake(brain):
            raise AssertionError("woken")

        monkeypatch.setattr(AbstractCatalogBrain, "getObject", wake)
        monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", wake)
        assert self.entries(site, "barangay.secretary") == ["Night classes for fishing children"]


class TestSettling:
    def settle(self, item, browse, person, outcome="Mended", comment="Asked the office."):
        browser = browse(person)
        browser.open(f"{item.absolute_url()}/@@notes")
        browser.getControl(name="comment").value = comment
        browser.getControl(outcome).click()
        transaction.begin()
        return browser

    def test_it_is_marked_as_mended_and_the_address_is_gone(self, item, say, browse, audited):
        say()
        browser = self.settle(item, browse, "barangay.secretary")
        (note,) = rows()
        assert (note.state, note.comment, note.mail) == ("mended", "Asked the office.", "")
        assert note.settled_by == "barangay.secretary"
        assert "Asked the office." in browser.contents
        assert MAIL not in browser.contents
        (entry,) = audited("note.settled")
        assert (entry.actor, entry.object) == ("barangay.secretary", item.UID())
        assert '"outcome":"mended"' in entry.detail

    def test_it_is_marked_as_no_mistake(self, item, say, browse):
        say()
        self.settle(item, browse, "national.editor", "Not a mistake")
        assert [note.state for note in rows()] == ["no-mistake"]
        assert store.waiting() == []

    def test_what_was_said_about_a_child_goes_at_once(self, item, say, browse):
        say(kind="child", text="In the second picture")
        self.settle(item, browse, "barangay.contributor")
        assert [note.text for note in rows()] == [""]

    @pytest.mark.parametrize("person", [None, "member", "municipal.secretary"])
    def test_nobody_else_settles(self, item, say, browse, person):
        say()
        note = rows()[0].id
        browser = browse(person)
        browser.open(f"{item.absolute_url()}/@@something-wrong")
        token = browser.getControl(name="clkss_token", index=0).value
        said = urlencode({"note": note, "outcome": "mended", "clkss_token": token})
        browser.post(f"{item.absolute_url()}/@@notes", said)
        transaction.begin()
        assert [note.state for note in rows()] == ["open"]

    def test_a_forged_form_is_refused(self, item, say, browse):
        say()
        browser = browse("national.editor")
        said = urlencode({"note": rows()[0].id, "outcome": "mended"})
        browser.post(f"{item.absolute_url()}/@@notes", said)
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert [note.state for note in rows()] == ["open"]

    def test_a_note_on_another_item_is_not_settled_from_here(self, item, write, say, browse):
        other = write(title="Other")
        say(where=other)
        browser = browse("national.editor")
        browser.open(f"{item.absolute_url()}/@@something-wrong")
        token = browser.getControl(name="clkss_token", index=0).value
        said = urlencode({"note": rows()[0].id, "outcome": "mended", "clkss_token": token})
        browser.post(f"{item.absolute_url()}/@@notes", said)
        transaction.begin()
        assert [note.state for note in rows()] == ["open"]


class TestForgetting:
    def test_notes_go_with_their_item(self, site, item, say):
        say()
        with acting_as(site, "admin"):
            api.content.delete(item)
        transaction.commit()
        assert rows() == []

    def test_the_night_forgets_old_texts_and_older_notes(self, site, item, say, browse):
        say()
        TestSettling().settle(item, browse, "national.editor")
        job = getUtility(IJob, name="care.notes")
        for days, left in ((rules.TEXT_KEPT, [""]), (rules.NOTE_KEPT, [])):
            with relational.write_now() as connection:
                settled = time.time() - (days + 1) * 24 * 3600
                connection.execute(notes.update().values(settled=settled))
            job(site, None)
            transaction.commit()
            assert [note.text for note in rows()] == left
