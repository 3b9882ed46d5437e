"""Makes the tables of the search when a server starts, so that the first reader need not wait.

It is done beside everything else: the server answers meanwhile, and whoever searches before the
tables are there gets those same tables as soon as they are.
"""

from AccessControl.SecurityManagement import noSecurityManager
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.journal import journal_of
from clkss.content.search.titles import Titles
from contextlib import closing
from Testing.makerequest import makerequest
from threading import Thread
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import logging
import transaction


log = logging.getLogger(__name__)


def begin(event):
    """Warm up in the background; a server that cannot be warmed up serves all the same.

    :param event: ``zope.processlifetime.IProcessStarting``.
    """
    Thread(target=_run, name="clkss-search-warming", daemon=True).start()


def _run():
    try:
        import Zope2

        warm(Zope2.bobo_application())
    except Exception:
        log.exception("the search was not warmed up; the first search will make its tables")


def warm(app):
    """Make the tables of all sites below a root, as a visitor needs them.

    :param app: the root, with a connection of its own, which is closed.
    """
    with closing(app._p_jar):
        try:
            for site in app.objectValues("Plone Site"):
                if journal_of(site.portal_catalog._catalog) is not None:
                    _search(makerequest(app)[site.getId()])
        finally:
            noSecurityManager()
            setRequest(None)
            setSite(None)
            transaction.abort()


def _search(site):
    noSecurityManager()
    setSite(site)
    setRequest(site.REQUEST)
    repository = Repository(site, Titles(site, site.REQUEST))
    for text in ("", next(iter(repository.tables.words.known(repository.catalog)), "")):
        repository.find(rules.Query().with_text(text))
