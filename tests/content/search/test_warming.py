"""A server makes the tables of the search while it starts."""

from clkss.content.search import kept
from clkss.content.search import warming
from threading import Thread
from zope.component import getGlobalSiteManager
from zope.processlifetime import IProcessStarting

import Zope2


def beside(work, *arguments):
    thread = Thread(target=work, args=arguments)
    thread.start()
    thread.join()


def test_the_first_reader_finds_the_tables_there(functional_portal):
    kept.forget()
    connection = functional_portal._p_jar.db().open()
    beside(warming.warm, connection.root()["Application"])
    (tables,) = kept._shared.values()
    assert kept.tables(functional_portal.portal_catalog) is tables
    assert tables.facet(functional_portal.portal_catalog, "theme") is tables._facets["theme"]


def test_a_server_starts_though_nothing_can_be_made(monkeypatch, caplog):
    def broken():
        raise OSError("no storage")

    monkeypatch.setattr(Zope2, "bobo_application", broken)
    beside(warming._run)
    assert "the search was not warmed up" in caplog.text


def test_servers_begin_it_when_they_start(portal):
    handlers = getGlobalSiteManager().registeredHandlers()
    begun = [each.handler for each in handlers if IProcessStarting in each.required]
    assert begun.count(warming.begin) == 1
