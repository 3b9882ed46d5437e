"""Links in items: found when items change, asked in the background when the site is told to."""

from clkss.content import relational
from clkss.content.care.gathering import jobs as gathering
from clkss.content.care.links import jobs as asking
from clkss.content.care.links import rules
from clkss.content.care.links import store
from clkss.content.care.links.rules import Answer
from clkss.content.care.links.rules import Outcome
from clkss.content.care.links.rules import Reason
from clkss.content.care.links.tables import links
from clkss.content.jobs.interfaces import IJob
from clkss.content.jobs.interfaces import IRecurring
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from plone import api
from sqlalchemy import select
from types import SimpleNamespace
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


SOURCES = "ILO, https://www.ilo.org/report (2011); http://dole.gov.ph/night-classes."


class Asked:
    """A fetcher that says what it is told to."""

    def __init__(self, **answers):
        self.answers = answers
        self.urls = []

    def ask(self, url):
        self.urls.append(url)
        return self.answers.get(rules.host_of(url).partition(".")[0], Answer(Outcome.WORKS))


@pytest.fixture
def gather(site):
    def gather():
        getUtility(IJob, name="care.gathering")(site, SimpleNamespace(id="0" * 32))
        transaction.commit()

    return gather


@pytest.fixture
def check(site):
    def check(**answers):
        asked = Asked(**answers)
        asking.check(site, SimpleNamespace(id="0" * 32), asked)
        transaction.commit()
        return sorted(asked.urls)

    return check


@pytest.fixture
def switched_on(site):
    api.portal.set_registry_record(asking.SWITCH, True)
    transaction.commit()


def rows():
    with relational.read() as connection:
        return connection.execute(select(links).order_by(links.c.url)).all()


def pass_days(days):
    """Let it be so many days later."""
    with relational.write_now() as connection:
        for row in connection.execute(select(links)).all():
            earlier = {
                name: getattr(row, name) - days * rules.DAY if getattr(row, name) else 0
                for name in ("checked", "due", "first_failed")
            }
            connection.execute(links.update().where(links.c.id == row.id).values(**earlier))


class TestGathering:
    def test_the_links_of_an_item_are_found(self, write, gather):
        write(references=SOURCES)
        gather()
        assert [row.url for row in rows()] == [
            "http://dole.gov.ph/night-classes",
            "https://www.ilo.org/report",
        ]

    def test_a_change_is_found_too(self, site, write, gather):
        item = write(references=SOURCES)
        gather()
        with acting_as(site, "admin"):
            item.references = "https://www.ilo.org/other"
            notify(ObjectModifiedEvent(item))
            item.reindexObject()
        transaction.commit()
        gather()
        used = store.items_with(row.id for row in rows())
        assert list(used.values()) == [{item.UID()}]
        getUtility(IJob, name="care.links.sweep")(site, None)
        transaction.commit()
        assert [row.url for row in rows()] == ["https://www.ilo.org/other"]

    def test_many_items_take_several_runs(self, site, write, gather, monkeypatch):
        monkeypatch.setattr(gathering, "ITEMS", 2)
        for number in range(3):
            item = write(references=f"https://ilo.org/{number}", title=f"Number {number}")
            item.setModificationDate(f"2026-01-0{number + 1}")
            item.reindexObject(idxs=["modified"])
        transaction.commit()
        gather()
        assert len(rows()) == 2
        gather()
        assert len(rows()) == 3

    def test_an_item_that_is_gone_has_no_links(self, site, write, gather):
        item = write(references=SOURCES)
        gather()
        with acting_as(site, "admin"):
            api.content.delete(item)
        transaction.commit()
        assert store.items_with(row.id for row in rows()) == {}


class TestAsking:
    def test_it_is_off_unless_somebody_switches_it_on(self, write, gather, check):
        write(references=SOURCES)
        gather()
        assert check() == []
        assert [row.checked for row in rows()] == [0, 0]

    @pytest.mark.usefixtures("switched_on")
    def test_both_hosts_are_asked_and_not_again_at_once(self, write, gather, check):
        write(references=SOURCES)
        gather()
        assert check() == ["http://dole.gov.ph/night-classes", "https://www.ilo.org/report"]
        assert check() == []
        pass_days(15)
        assert len(check()) == 2

    @pytest.mark.usefixtures("switched_on")
    def test_a_host_is_not_asked_twice_within_a_moment(self, write, gather, check):
        write(references="https://ilo.org/a https://ilo.org/b")
        gather()
        assert len(check()) == 1
        assert check() == []
        with relational.write_now() as connection:
            earlier = links.c.checked - asking.PAUSE - 1
            connection.execute(links.update().where(links.c.checked > 0).values(checked=earlier))
        assert len(check()) == 1

    @pytest.mark.usefixtures("switched_on")
    def test_links_of_drafts_are_not_asked(self, write, gather, check):
        write(published=False, references=SOURCES)
        gather()
        assert check() == []
        assert all(row.due > 0 for row in rows())

    def test_it_is_asked_every_hour(self):
        assert getUtility(IRecurring, name="care.links").every == 3600
        assert getUtility(IJob, name="care.links") is asking.check

    @pytest.mark.usefixtures("switched_on")
    def test_hosts_that_are_not_listed_are_not_asked(self, site, write, gather):
        api.portal.set_registry_record(asking.HOSTS, ("example.org",))
        write(references=SOURCES)
        gather()
        asking.check(site, SimpleNamespace(id="0" * 32))
        transaction.commit()
        assert {(row.outcome, row.reason) for row in rows()} == {("refused", "not-listed")}
        assert store.broken() == []


class TestBroken:
    gone = Answer(Outcome.FAILS, Reason.STATUS, 404)

    @pytest.mark.usefixtures("switched_on")
    def test_three_failures_over_three_days(self, write, gather, check):
        item = write(references=SOURCES)
        gather()
        for _time in range(2):
            check(dole=self.gone)
            assert store.broken() == []
            pass_days(1.5)
        check(dole=self.gone)
        (broken,) = store.broken()
        assert broken[:4] == (item.UID(), "http://dole.gov.ph/night-classes", "status", 404)

    @pytest.mark.usefixtures("switched_on")
    def test_it_is_mended_when_it_answers(self, write, gather, check):
        write(references=SOURCES)
        gather()
        for _day in range(4):
            check(dole=self.gone)
            pass_days(1.5)
        assert store.broken()
        check()
        assert store.broken() == []

    @pytest.mark.usefixtures("switched_on")
    def test_a_retired_item_is_asked_no_more(self, write, gather, check):
        item = write(references=SOURCES)
        gather()
        ladder.act(item, "retire", actor="national.editor")
        transaction.commit()
        assert check() == []
