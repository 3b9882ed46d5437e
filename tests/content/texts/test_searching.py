"""What is in a file is found, with the item that holds it, by whoever may see that item."""

from clkss.content import jobs
from clkss.content.jobs import store
from clkss.content.jobs.rules import State as JobState
from clkss.content.testing import documents
from clkss.content.testing.people import acting_as
from clkss.content.texts import extraction
from clkss.content.texts import kept
from clkss.content.texts import survey
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import State
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


REPORT = documents.docx("The moneylender", "They owed a moneylender called Xylophonius.")
TITLE = "Night classes for fishing children"


def all_that_anybody_is_told(site, words, person):
    """Every row of the catalog that somebody finds by words."""
    with acting_as(site, person):
        return [row.getPath() for row in site.portal_catalog(SearchableText=words)]


class TestFinding:
    def test_nothing_is_read_while_somebody_waits(self, practice, attach, found, monkeypatch):
        def read(*arguments):
            raise AssertionError("read in the request")

        monkeypatch.setattr(extraction, "read", read)
        file = attach(practice(), REPORT, "report.docx")
        assert kept.state_of(file) == (State.WAITING, "")
        assert found("xylophonius") == []

    def test_everybody_finds_what_is_in_a_file_of_what_is_published(
        self, practice, attach, found, work
    ):
        file = attach(practice(), REPORT, "report.docx")
        work()
        assert kept.state_of(file) == (State.READ, "")
        assert found("xylophonius") == [TITLE]
        assert found("xylophonius", "member") == [TITLE]
        assert found("night xylophonius") == [TITLE]

    @pytest.mark.parametrize("person", [None, "member", "barangay.contributor"])
    def test_a_drafts_file_leaks_to_nobody(self, site, practice, attach, found, work, person):
        attach(practice("draft"), REPORT, "report.docx")
        work()
        assert found("xylophonius", person) == []
        assert all_that_anybody_is_told(site, "xylophonius", person) == []

    def test_who_may_see_the_draft_finds_it(self, practice, attach, found, work):
        attach(practice("draft"), REPORT, "report.docx")
        work()
        assert found("xylophonius", "national.secretary") == [TITLE]

    def test_the_item_is_found_and_not_the_file_beside_it(self, site, practice, attach, work):
        item = practice()
        attach(item, REPORT, "report.docx")
        work()
        path = "/".join(item.getPhysicalPath())
        assert all_that_anybody_is_told(site, "xylophonius", "admin") == [path]

    def test_a_file_that_lies_in_a_folder_is_found_itself(self, site, attach, work):
        with acting_as(site, "admin"):
            file = attach(site, REPORT, "report.docx")
        work()
        path = "/".join(file.getPhysicalPath())
        assert all_that_anybody_is_told(site, "xylophonius", "admin") == [path]
        assert all_that_anybody_is_told(site, "report.docx", "admin") == [path]

    def test_not_even_plain_text_is_read_by_stock_plone(self, site, attach):
        attach(site, b"They owed Xylophonius.", "report.txt")
        assert all_that_anybody_is_told(site, "xylophonius", "admin") == []

    def test_its_name_is_found_at_once(self, site, attach):
        file = attach(site, REPORT, "sakadas.docx")
        path = "/".join(file.getPhysicalPath())
        assert all_that_anybody_is_told(site, "sakadas", "admin") == [path]

    def test_an_item_is_not_changed_by_being_read(self, practice, attach, work):
        item = practice()
        attach(item, REPORT, "report.docx")
        before = item.modified()
        work()
        assert item.modified() == before


class TestPassages:
    def test_the_results_show_in_which_file_the_words_stand(
        self, site, functional, practice, attach, work
    ):
        attach(practice(), documents.docx("Word " * 9000, "They owed Xylophonius."), "<i>.docx")
        work()
        browser = Browser(functional["app"])
        browser.open(f"{site.absolute_url()}/repository?SearchableText=xylophonius")
        assert "In the file &lt;i&gt;.docx:</em> … Word" in browser.contents
        assert "They owed <mark>Xylophonius</mark>." in browser.contents

    def test_the_words_stand_in_a_named_file(self, site, practice, attach, work):
        item = practice()
        attach(item, REPORT, "report.docx")
        attach(item, b"Nothing of that.", "note.txt")
        work()
        with acting_as(site, None):
            assert dict(kept.passages(item)) == {
                "report.docx": "The moneylender\nThey owed a moneylender called Xylophonius.",
                "note.txt": "Nothing of that.",
            }

    def test_nobody_gets_passages_of_what_he_may_not_see(self, site, practice, attach, work):
        item = practice("draft")
        attach(item, REPORT, "report.docx")
        work()
        with acting_as(site, "member"):
            assert list(kept.passages(item)) == []
        with acting_as(site, "national.secretary"):
            assert list(kept.passages(item)) != []


class TestChanges:
    def test_another_file_is_read_anew(self, site, practice, attach, found, work):
        file = attach(practice(), REPORT, "report.docx")
        work()
        with acting_as(site, "admin"):
            file.file = NamedBlobFile(data=b"Only sakadas now.", filename="report.txt")
            notify(ObjectModifiedEvent(file))
        transaction.commit()
        assert kept.state_of(file)[0] is State.WAITING
        assert kept.text_of(file) == ""
        work()
        assert found("sakadas") == [TITLE]
        assert found("xylophonius") == []

    def test_other_bytes_in_the_same_place_are_another_file(self, practice, attach, work):
        file = attach(practice(), REPORT, "report.docx")
        work()
        file.file.data = b"Only sakadas now."
        assert kept.state_of(file)[0] is State.WAITING

    def test_another_title_is_no_reason_to_read(self, site, practice, attach, work):
        file = attach(practice(), REPORT, "report.docx")
        work()
        file.title = "Report of 2025"
        notify(ObjectModifiedEvent(file))
        assert work() == 0

    def test_a_file_that_is_taken_away_is_no_longer_found(
        self, site, practice, attach, found, work
    ):
        item = practice()
        attach(item, REPORT, "report.docx")
        work()
        with acting_as(site, "admin"):
            api.content.delete(item["report.docx"])
        work()
        assert found("xylophonius") == []

    def test_a_copy_brings_its_text_along(self, site, practice, attach, found, work):
        item, other = practice(), practice(title="Evening classes")
        attach(item, REPORT, "report.docx")
        work()
        with acting_as(site, "admin"):
            api.content.copy(item["report.docx"], other, safe_id=True)
        work()
        assert sorted(found("xylophonius")) == ["Evening classes", TITLE]

    def test_a_file_that_went_elsewhere_is_found_there(self, site, practice, attach, found, work):
        item, other = practice(), practice(title="Evening classes")
        attach(item, REPORT, "report.docx")
        work()
        with acting_as(site, "admin"):
            api.content.move(item["report.docx"], other)
        work()
        assert found("xylophonius") == ["Evening classes"]

    def test_a_file_that_is_gone_before_it_is_read_is_no_trouble(
        self, site, practice, attach, work
    ):
        item = practice()
        file = attach(item, REPORT, "report.docx")
        (job,) = _jobs("texts.read")
        assert job.arguments == {"file": file.UID()}
        with acting_as(site, "admin"):
            api.content.delete(item)
        work()
        assert jobs.get(job.id).state == JobState.DONE
        assert jobs.get(job.id).result == "gone"

    def test_many_files_of_an_item_are_indexed_once(self, practice, attach, work):
        item = practice()
        for number in range(5):
            attach(item, b"text %d" % number, f"{number}.txt")
        work()
        assert sorted(job.result for job in _jobs("texts.index")) == [0, 0, 0, 0, 5]


class TestWhatCannotBeRead:
    def test_it_is_noted_and_the_rest_is_found(self, site, practice, attach, found, work):
        item = practice()
        bad = attach(item, b"%PDF-1.7 no PDF", "broken.pdf")
        attach(item, REPORT, "report.docx")
        work()
        assert kept.state_of(bad) == (State.REFUSED, Note.DAMAGED)
        assert found("xylophonius") == [TITLE]
        assert {job.state for job in _jobs("texts.read")} == {JobState.DONE}

    def test_a_picture_is_not_even_asked_for(self, site, attach):
        png = b"\x89PNG\r\n\x1a\n"
        file = attach(site, png, "a.png")
        assert kept.state_of(file) == (State.NONE, "")
        assert _jobs("texts.read") == []

    def test_a_reader_that_fails_is_tried_three_times(self, practice, attach, work, monkeypatch):
        def read(*arguments):
            raise RuntimeError("no")

        monkeypatch.setattr(extraction, "read", read)
        file = attach(practice(), REPORT, "report.docx")
        for _attempt in range(5):
            with store.relational.write_now() as connection:
                connection.execute(store.update(store.jobs).values(due=0))
            work()
        (job,) = _jobs("texts.read")
        assert (job.state, job.attempt) == (JobState.DONE, 3)
        assert kept.state_of(file) == (State.REFUSED, Note.FAILED)


class TestSurvey:
    def test_files_by_what_became_of_them(self, site, practice, attach, work):
        item = practice()
        attach(item, REPORT, "report.docx")
        attach(item, b"%PDF-1.7 no PDF", "broken.pdf")
        work()
        attach(item, b"new", "new.txt")
        assert survey.count(site) == {
            (State.READ, ""): 1,
            (State.REFUSED, Note.DAMAGED): 1,
            (State.WAITING, ""): 1,
        }

    def test_all_is_in_order_when_all_was_read(self, site, practice, attach, work):
        attach(practice(), REPORT, "report.docx")
        assert list(survey.verify(site)) == []
        work()
        assert list(survey.verify(site)) == []

    def test_a_file_that_nobody_reads_is_told(self, site, practice, attach, monkeypatch):
        attach(practice(), REPORT, "report.docx")
        monkeypatch.setattr(survey, "PATIENCE", -60)
        (problem,) = survey.verify(site)
        assert "report.docx: waits to be read" in problem

    def test_a_text_that_nobody_finds_is_told(self, site, practice, attach, work):
        file = attach(practice(), REPORT, "report.docx")
        work()
        kept.kept_of(kept.stored_in(file)).is_indexed = False
        (problem,) = survey.verify(site)
        assert "report.docx: was read, but nothing is found by it" in problem


def test_a_file_is_as_visible_as_what_it_lies_in(site, practice, attach):
    """A workflow of its own would let the words of a file show where the file does not."""
    file = attach(practice(), REPORT, "report.docx")
    assert site.portal_workflow.getChainFor(file) == ()


def _jobs(name):
    with store.relational.read() as connection:
        rows = connection.execute(store.select(store.jobs).where(store.jobs.c.name == name))
        return [store.read(row) for row in rows]
