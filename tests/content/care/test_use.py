"""Readers are counted, not known; the numbers are for those who look after the item."""

from clkss.content import relational
from clkss.content.care.use import counting
from clkss.content.care.use import rules
from clkss.content.care.use import store
from clkss.content.care.use.tables import uses
from clkss.content.committees import clearances
from clkss.content.jobs.interfaces import IJob
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from plone import api
from plone.namedfile.file import NamedBlobFile
from sqlalchemy import select
from zope.component import getUtility

import pytest
import transaction


PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def a_new_day(monkeypatch):
    monkeypatch.setattr(counting, "_seen", rules.Seen())


def counted():
    store.gathered.flush()
    with relational.read() as connection:
        query = select(uses.c.item, uses.c.kind, uses.c.region, uses.c.count)
        return [tuple(row) for row in connection.execute(query.order_by(uses.c.number))]


@pytest.fixture
def read(site, browse):
    """Load the picture of an item's page."""

    def read(item, person=None, program=PHONE, **headers):
        browser = browse(person)
        browser.addHeader("User-Agent", program)
        for name, value in headers.items():
            browser.addHeader(name.replace("_", "-"), value)
        browser.open(f"{site.absolute_url()}/use.gif?uid={item.UID()}")
        return browser

    return read


class TestReading:
    def test_a_visitor_is_counted_without_a_place(self, item, read):
        browser = read(item)
        assert browser.headers["Content-Type"] == "image/gif"
        assert browser.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in browser.headers
        assert counted() == [(item.UID(), "read", "", 1)]

    def test_a_member_is_counted_for_the_region_of_the_committee(self, item, read):
        read(item, "other.barangay.contributor")
        assert counted() == [(item.UID(), "read", "1400000000", 1)]

    def test_a_visitor_who_chose_a_place_is_counted_for_its_region(self, item, read):
        read(item, Cookie=f"clkss_place={DANAO.barangay}")
        assert counted() == [(item.UID(), "read", DANAO.regional, 1)]

    @pytest.mark.parametrize("code", ["9999999999", "PH", "", "x" * 300, "0701233003 or 1"])
    def test_whatever_else_the_cookie_holds_is_no_place(self, item, read, code):
        read(item, Cookie=f'clkss_place="{code}"')
        assert counted() == [(item.UID(), "read", "", 1)]

    def test_reading_again_at_once_is_one_use(self, item, read):
        read(item)
        read(item)
        assert counted() == [(item.UID(), "read", "", 1)]

    def test_neither_programs_nor_other_sites_count(self, item, read):
        read(item, program="Googlebot/2.1")
        read(item, Sec_Purpose="prefetch")
        read(item, Sec_Fetch_Site="cross-site")
        assert counted() == []

    def test_no_trace_of_the_reader_is_kept(self, item, read):
        read(item)
        store.gathered.flush()
        with relational.read() as connection:
            (row,) = connection.execute(select(uses)).all()
        assert set(row._mapping) == {"number", "item", "day", "kind", "region", "count"}

    @pytest.mark.parametrize("uid", ["", "x", "0" * 32, "' OR 1=1 --"])
    def test_what_is_no_item_gets_the_same_answer(self, site, item, browse, read, uid):
        known = read(item)
        browser = browse()
        browser.addHeader("User-Agent", PHONE)
        browser.open(f"{site.absolute_url()}/use.gif?uid={uid}")
        assert browser.contents == known.contents
        assert [use[0] for use in counted()] == [item.UID()]

    def test_a_draft_is_not_counted_and_not_betrayed(self, write, item, read):
        draft = write(published=False, title="Hidden")
        assert read(draft).contents == read(item).contents
        assert [use[0] for use in counted()] == [item.UID()]

    def test_folders_are_not_counted(self, site, read):
        read(site.practices)
        assert counted() == []


class TestThePage:
    def test_a_reader_gets_the_picture_and_no_numbers(self, item, browse):
        for person in (None, "member", "other.barangay.secretary"):
            browser = browse(person)
            browser.open(item.absolute_url())
            assert f"/use.gif?uid={item.UID()}" in browser.contents, person
            assert "within a year" not in browser.contents, person

    def test_the_author_gets_numbers_and_is_not_counted(self, item, browse, read):
        read(item)
        read(item, "other.barangay.contributor")
        store.gathered.flush()
        for person in ("barangay.contributor", "barangay.secretary", "national.editor"):
            browser = browse(person)
            browser.open(item.absolute_url())
            assert "/use.gif" not in browser.contents
            assert "Read 2 times in 1 region within a year" in browser.contents

    def test_a_draft_has_neither(self, write, browse):
        draft = write(published=False)
        browser = browse("barangay.contributor")
        browser.open(draft.absolute_url())
        assert "/use.gif" not in browser.contents
        assert "within a year" not in browser.contents


class TestDownloads:
    @pytest.fixture
    def file(self, item):
        with acting_as(api.portal.get(), "admin"):
            data = NamedBlobFile(b"%PDF-1.4 a form", filename="form.pdf")
            file = api.content.create(item, "File", title="Form", file=data)
        transaction.commit()
        return file

    def take(self, file, browse, person=None, **headers):
        browser = browse(person)
        browser.addHeader("User-Agent", PHONE)
        for name, value in headers.items():
            browser.addHeader(name.replace("_", "-"), value)
        browser.open(f"{file.absolute_url()}/@@download/file/form.pdf")
        return browser

    def test_a_download_is_counted_for_the_item(self, item, file, browse):
        assert self.take(file, browse).contents == b"%PDF-1.4 a form"
        assert counted() == [(item.UID(), "taken", "", 1)]

    def test_a_later_piece_is_not(self, file, browse):
        self.take(file, browse, Range="bytes=5-8")
        assert counted() == []

    def test_that_of_the_author_is_not(self, file, browse):
        self.take(file, browse, "barangay.contributor")
        assert counted() == []

    def test_that_of_a_draft_is_not(self, write, browse):
        draft = write(published=False)
        with acting_as(api.portal.get(), "admin"):
            data = NamedBlobFile(b"%PDF-1.4 a form", filename="form.pdf")
            file = api.content.create(draft, "File", title="Form", file=data)
        transaction.commit()
        self.take(file, browse)
        assert counted() == []


class TestMyWork:
    def test_authors_learn_how_theirs_is_used(self, site, write, read):
        first, second = write(title="First"), write(title="Second")
        read(second)
        read(first)
        read(first, "other.barangay.contributor")
        store.gathered.flush()
        with acting_as(site, "barangay.contributor"):
            page = site.restrictedTraverse("@@my-work")()
        assert page.index(">First</a>") < page.index(">Second</a>")
        assert "Read 2 times in 1 region within a year" in page
        with acting_as(site, "other.barangay.contributor"):
            assert "How mine is used" not in site.restrictedTraverse("@@my-work")()


class TestTheTable:
    def day(self):
        return clearances.today().isoformat()

    def add(self, item, region="", number=1, kind="read"):
        with relational.write_now() as connection:
            use = (item, self.day(), kind, region)
            store._write(connection, {use: number})

    def test_the_night_sums_rows_up_and_changes_no_number(self, site):
        for region in ("", "0700000000", "0700000000", "1400000000"):
            self.add("a" * 32, region, 2)
        self.add("b" * 32)
        before = store.totals(["a" * 32, "b" * 32], self.day())
        getUtility(IJob, name="care.use")(site, None)
        transaction.commit()
        assert store.totals(["a" * 32, "b" * 32], self.day()) == before
        assert before["a" * 32] == store.Total(8, 0, 2)
        assert len(counted()) == 4

    def test_counts_wait_while_the_store_is_busy(self, site, monkeypatch):
        def busy(connection, counts):
            raise relational.StoreBusy("another writer")

        use = ("a" * 32, self.day(), "read", "")
        store.gathered.add(use)
        with monkeypatch.context() as patched:
            patched.setattr(store.gathered, "_write", busy)
            store.gathered.flush()
        assert counted() == [("a" * 32, "read", "", 1)]

    def test_counts_go_with_their_item(self, site, item, read):
        read(item)
        assert len(counted()) == 1
        with acting_as(site, "admin"):
            api.content.delete(item)
        transaction.commit()
        assert counted() == []

    def test_the_region_of_a_barangay(self):
        from clkss.content.territories import table

        assert table.at_level(DANAO.barangay, "region") == "0700000000"
