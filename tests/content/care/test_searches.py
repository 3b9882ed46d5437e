"""What people look for in vain: counted from the second time, and not before."""

from clkss.content import relational
from clkss.content.care.searches import store
from clkss.content.care.searches.tables import misses
from clkss.content.care.use import counting
from clkss.content.care.use import rules as use
from clkss.content.jobs.interfaces import IJob
from sqlalchemy import select
from zope.component import getUtility

import pytest
import transaction


PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def search(site, browse, monkeypatch):
    """Search as another browser each time."""

    def search(address, again=False):
        if not again:
            monkeypatch.setattr(counting, "_seen", use.Seen())
        browser = browse()
        browser.addHeader("User-Agent", PHONE)
        browser.open(f"{site.absolute_url()}/repository?{address}")
        store.gathered.flush()
        return browser

    return search


def rows():
    with relational.read() as connection:
        return connection.execute(select(misses)).all()


class TestCounting:
    def test_words_that_came_once_are_not_kept(self, search):
        search("SearchableText=Juan+Dela+Cruz")
        (row,) = rows()
        assert (row.words, row[2]) == ("", 1)
        assert store.latest() == []
        assert "juan" not in str(row).lower()

    def test_what_comes_twice_is_shown(self, search):
        search("SearchableText=kasambahay")
        search("SearchableText=KASAMBAHAY")
        (miss,) = store.latest()
        assert miss[:2] == ("kasambahay", 2)
        assert store.total() == 1

    def test_pressing_reload_is_no_second_search(self, search):
        search("SearchableText=kasambahay")
        search("SearchableText=kasambahay", again=True)
        assert [row[2] for row in rows()] == [1]

    def test_what_was_found_is_not_counted(self, item, search):
        search("SearchableText=fishing")
        assert rows() == []

    @pytest.mark.parametrize(
        "address",
        [
            "SearchableText=kasambahay&theme=education",
            "theme=health",
            "SearchableText=0917+5551234",
        ],
    )
    def test_neither_filters_nor_numbers_are(self, search, address):
        search(address)
        assert rows() == []


class TestForgetting:
    def test_the_night_forgets(self, site, search):
        search("SearchableText=kasambahay")
        search("SearchableText=kasambahay")
        search("SearchableText=once")
        with relational.write_now() as connection:
            connection.execute(misses.update().values(last="2020-01-01"))
        search("SearchableText=today")
        getUtility(IJob, name="care.searches")(site, None)
        transaction.commit()
        assert len(rows()) == 1
