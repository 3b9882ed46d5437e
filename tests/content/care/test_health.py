"""The health page: editors see what published knowledge needs, and nobody else sees the page."""

from clkss.content import relational
from clkss.content.care.health import store
from clkss.content.care.health.tables import pairs
from clkss.content.care.health.tables import unread
from clkss.content.care.links import rules as linking
from clkss.content.care.links import store as links
from clkss.content.care.links.rules import Answer
from clkss.content.care.links.rules import Outcome
from clkss.content.care.links.rules import Reason
from clkss.content.care.marks import store as marks
from clkss.content.care.notes import store as notes
from clkss.content.care.searches import store as searches
from clkss.content.care.use import store as uses
from clkss.content.committees import clearances
from clkss.content.jobs.interfaces import IJob
from clkss.content.knowledge import relations
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import PEOPLE
from DateTime import DateTime
from datetime import timedelta
from plone import api
from types import SimpleNamespace
from urllib.parse import urlencode
from zope.component import getUtility

import pytest
import time
import transaction


EDITORS = {"national.editor", "other.national.editor"}


@pytest.fixture
def page(site):
    """Show the page, or a list of it, to somebody."""

    def page(person="national.editor", **form):
        transaction.begin()
        with acting_as(site, person):
            site.REQUEST.form.clear()
            site.REQUEST.form.update(form)
            return site.restrictedTraverse("@@knowledge-health")()

    return page


@pytest.fixture
def counts(site):
    """Count the lines of all lists."""

    def counts():
        from clkss.content.care.health.interfaces import IHealthList
        from clkss.content.care.health.published import Published
        from zope.component import getAdapters

        transaction.begin()
        with acting_as(site, "national.editor"):
            found = getAdapters((Published(site), site.REQUEST), IHealthList)
            numbers = {name: each.count() for name, each in found}
        # Every practice of these tests is one that nobody else has tried.
        return {name: number for name, number in numbers.items() if number and name != "untried"}

    return counts


def run(site, name):
    getUtility(IJob, name=name)(site, SimpleNamespace(id="0" * 32))
    transaction.commit()


def write_now(function, *arguments):
    with relational.write_now() as connection:
        return function(connection, *arguments)


class TestWhoSeesIt:
    def test_editors_at_the_site_and_nobody_else(self, site, item, browse):
        for person in (None, *(person.id for person in PEOPLE)):
            browser = browse(person)
            browser.open(f"{site.absolute_url()}/knowledge-health")
            assert ("Possibly twice the same" in browser.contents) is (person in EDITORS), person

    def test_and_where_knowledge_is(self, site, item, browse):
        for person in ("national.editor", "national.secretary", "barangay.contributor", None):
            browser = browse(person)
            browser.open(f"{site.practices.absolute_url()}/knowledge-health?list=overdue")
            shown = "Overdue for re-review" in browser.contents
            assert shown is (person in EDITORS), person

    def test_an_administrator_sees_it(self, page):
        assert "Possibly twice the same" in page("admin")

    @pytest.mark.parametrize("form", [{"list": "nothing"}, {"list": ["a", "b"]}])
    def test_a_list_that_is_not_there(self, site, browse, form):
        browser = browse("national.editor")
        browser.open(f"{site.absolute_url()}/knowledge-health?list=nothing")
        assert browser.headers["Status"].startswith("404")

    def test_editors_find_it_in_my_work(self, site, item):
        with acting_as(site, "national.editor"):
            assert "/knowledge-health" in site.restrictedTraverse("@@my-work")()
        with acting_as(site, "barangay.secretary"):
            assert "/knowledge-health" not in site.restrictedTraverse("@@my-work")()


class TestLists:
    def test_all_is_well(self, item, counts):
        assert counts() == {}

    def test_due_and_overdue(self, site, write, counts, page):
        for title, days in (("Old", -1), ("Today", 0), ("Soon", 30), ("Later", 200)):
            item = write(title=title)
            item.review_due = clearances.today() + timedelta(days=days)
            item.reindexObject(idxs=["review_due"])
        transaction.commit()
        assert counts() == {"overdue": 2, "due": 1}
        shown = page(list="overdue")
        assert shown.index(">Old</a>") < shown.index(">Today</a>")
        assert ">Soon</a>" in page(list="due")

    def test_broken_links_of_what_is_published(self, site, write, counts, page):
        item = write(references="https://ilo.org/gone", title="With a source")
        write(published=False, references="https://ilo.org/gone", title="Draft")
        run(site, "care.gathering")
        answer = Answer(Outcome.FAILS, Reason.STATUS, 404)
        for day in (4, 2, 0):
            moment = time.time() - day * linking.DAY
            write_now(links.note, links.link_id("https://ilo.org/gone"), answer, moment)
        assert counts() == {"broken": 1}
        shown = page(list="broken")
        assert "With a source" in shown
        assert item.absolute_url() in shown
        assert "https://ilo.org/gone" in shown
        assert "The server says 404" in shown
        assert ">Draft</a>" not in shown
        assert "Links are not asked on this site" in shown

    def test_a_term_without_filipino_words(self, site, counts, page):
        with acting_as(site, "admin"):
            term = api.content.create(
                site.glossary,
                "GlossaryTerm",
                title="Light work",
                definition="Work that harms neither health nor schooling.",
                source="C138, article 7",
                owner_committee="PH",
            )
            ladder.act(term, "submit")
            ladder.act(term, "publish")
        transaction.commit()
        run(site, "care.gathering")
        assert counts() == {"untranslated": 1}
        assert "Light work" in page(list="untranslated")
        with acting_as(site, "admin"):
            term.term_tl, term.definition_tl = "magaan na trabaho", "Hindi nakapipinsala."
            term.reindexObject()
        transaction.commit()
        run(site, "care.gathering")
        assert counts() == {}

    def test_practices_that_nobody_else_has_tried(self, site, write, page):
        tried, _untried = write(title="Tried"), write(title="Untried")
        with acting_as(site, "admin"):
            note = api.content.create(
                site["adoption-notes"],
                "AdoptionNote",
                title="In Dauis 12 came back",
                result="worked",
                outcome="Twelve of twenty.",
                territories=["0701233003"],
                owner_committee="PH",
            )
            relations.relate(note, [tried])
            note.reindexObject()
            ladder.act(note, "submit")
            ladder.act(note, "publish")
        transaction.commit()
        shown = page(list="untried")
        assert ">Untried</a>" in shown
        assert ">Tried</a>" not in shown

    def test_what_is_not_in_filipino(self, item, counts, page):
        write_now(marks.keep, {item.UID(): [("missing", "translation")]})
        assert counts() == {"untranslated": 1}
        assert "Night classes" in page(list="untranslated")

    def test_what_nobody_found(self, site, write, counts, page):
        old, read, new = write(title="Old"), write(title="Read"), write(title="New")
        for item in (old, read):
            item.effective_date = DateTime() - 100
            item.reindexObject(idxs=["effective"])
        transaction.commit()
        assert "this cannot be said yet" in page(list="unfound")
        assert counts() == {}
        long_ago = (clearances.today() - timedelta(days=120)).isoformat()
        write_now(uses._write, {(new.UID(), long_ago, "read", ""): 1})
        write_now(uses._write, {(read.UID(), clearances.today().isoformat(), "read", ""): 1})
        assert counts() == {"unfound": 1}
        shown = page(list="unfound")
        assert ">Old</a>" in shown
        assert ">Read</a>" not in shown

    def test_what_was_looked_for_in_vain(self, site, counts, page):
        today = clearances.today().isoformat()
        write_now(searches._write, {("a" * 32, "kasambahay", today): 3})
        write_now(searches._write, {("b" * 32, "juan dela cruz", today): 1})
        assert counts() == {"searches": 1}
        shown = page(list="searches")
        assert "repository?SearchableText=kasambahay" in shown
        assert "3 times" in shown
        assert "juan" not in shown

    def test_files_without_text(self, item, write, counts, page):
        draft = write(published=False)
        rows = [
            {"file": str(number) * 32, "item": each.UID(), "title": "Scan", "note": "empty"}
            for number, each in enumerate((item, draft))
        ]
        write_now(store.keep_unread, rows)
        assert counts() == {"unread": 1}
        assert "perhaps it is a scan" in page(list="unread")

    def test_open_notes_are_told_of_and_not_shown(self, item, counts, page):
        notes.leave(item.UID(), "other", "CANARY", "canary@example.org", "token", "127.0.0.1")
        transaction.commit()
        assert counts() == {"notes": 1}
        shown = page(list="notes")
        assert f"{item.absolute_url()}/@@notes" in shown
        assert "canary" not in shown.lower()

    def test_no_object_is_woken(self, site, item, page, monkeypatch):
        from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

        item.review_due = clearances.today()
        item.reindexObject(idxs=["review_due"])
        notes.leave(item.UID(), "other", "Wrong.", "", "token", "127.0.0.1")
        write_now(marks.keep, {item.UID(): [("missing", "translation")]})
        transaction.commit()

        def wake(brain):
            raise AssertionError("woken")

        monkeypatch.setattr(AbstractCatalogBrain, "getObject", wake)
        monkeypatch.setattr(AbstractCatalogBrain, "_unrestrictedGetObject", wake)
        for name in ("", "overdue", "untranslated", "notes", "twins", "broken", "unread"):
            assert "Night classes" in page(list=name) or name in ("", "twins", "broken", "unread")

    def test_a_long_list_has_pages(self, site, write, page, monkeypatch):
        from clkss.content.care.health import views

        monkeypatch.setattr(views, "SIZE", 2)
        for number in range(3):
            item = write(title=f"Number {number}")
            item.review_due = clearances.today() - timedelta(days=9 - number)
            item.reindexObject(idxs=["review_due"])
        transaction.commit()
        first, second = page(list="overdue"), page(list="overdue", b_start="2")
        assert "Number 1</a>" in first
        assert "Number 2</a>" not in first
        assert "Number 2</a>" in second
        assert 'rel="next"' in first
        assert 'rel="prev"' in second


class TestTwins:
    def twins(self, write):
        one = write(title="Night classes for fishing children in Panglao")
        other = write(title="Evening classes for fishing children in Panglao")
        write(title="Night classes for fishing children in Panglao", published=False)
        write(title="A house for girls who left domestic work")
        return one, other

    def test_the_night_finds_them(self, site, write, counts, page):
        one, other = self.twins(write)
        run(site, "care.health")
        (pair,) = store.suspected()
        assert {pair.one, pair.other} == {one.UID(), other.UID()}
        assert counts() == {"twins": 1}
        assert "nearly the same title" in page(list="twins")

    def test_the_same_number_is_a_better_reason(self, site, write):
        one, other = self.twins(write)
        mark = ("same", "GoodPractice\tnumber\tra9231")
        write_now(marks.keep, {one.UID(): [mark], other.UID(): [mark]})
        run(site, "care.health")
        assert [pair.why for pair in store.suspected()] == ["number"]

    def test_an_editor_tells_them_apart_for_good(self, site, write, browse, counts, audited):
        self.twins(write)
        run(site, "care.health")
        browser = browse("national.editor")
        browser.open(f"{site.absolute_url()}/knowledge-health?list=twins")
        browser.getControl("They are two things").click()
        assert "Noted: they are two things." in browser.contents
        assert counts() == {}
        run(site, "care.health")
        assert counts() == {}
        (entry,) = audited("health.told-apart")
        assert entry.actor == "national.editor"

    @pytest.mark.parametrize("person", [None, "national.secretary", "barangay.contributor"])
    def test_nobody_else_does(self, site, write, browse, person):
        one, _other = self.twins(write)
        run(site, "care.health")
        (pair,) = store.suspected()
        browser = browse(person)
        browser.open(f"{one.absolute_url()}/@@something-wrong")
        token = browser.getControl(name="clkss_token", index=0).value
        said = urlencode({"pair": f"{pair.one} {pair.other}", "clkss_token": token})
        browser.post(f"{site.absolute_url()}/knowledge-health", said)
        transaction.begin()
        assert len(store.suspected()) == 1

    def test_a_forged_form_is_refused(self, site, write, browse):
        self.twins(write)
        run(site, "care.health")
        (pair,) = store.suspected()
        browser = browse("national.editor")
        browser.post(f"{site.absolute_url()}/knowledge-health", f"pair={pair.one}+{pair.other}")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert len(store.suspected()) == 1

    def test_the_tables_begin_empty(self, site):
        with relational.read() as connection:
            assert connection.execute(pairs.select()).all() == []
            assert connection.execute(unread.select()).all() == []


class TestSheet:
    def test_a_list_can_be_taken_along_and_no_cell_is_a_formula(self, site, write, browse):
        item = write(title="=HYPERLINK(1)")
        item.review_due = clearances.today()
        item.reindexObject(idxs=["review_due"])
        transaction.commit()
        browser = browse("national.editor")
        browser.open(f"{site.absolute_url()}/knowledge-health?list=overdue&format=csv")
        assert browser.headers["Content-Type"].startswith("text/csv")
        assert browser.headers["Cache-Control"] == "private, no-store"
        text = browser.contents if isinstance(browser.contents, str) else browser.contents.decode()
        heading, line = text.lstrip("\ufeff").splitlines()
        assert heading.startswith("Title,Kind,Owner committee")
        assert line.startswith("'=HYPERLINK(1)")

    def test_only_by_editors(self, site, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{site.absolute_url()}/knowledge-health?list=overdue&format=csv")
        assert "text/csv" not in browser.headers["Content-Type"]
