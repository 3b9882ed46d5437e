"""What happens to the relational store when Zope starts."""

from clkss.content.relational import ledger
from clkss.content.relational import places
from clkss.content.relational import schema
from clkss.content.relational.errors import StoreBusy

import logging


log = logging.getLogger(__name__)


def prepare_store(event):
    """Bring the tables up to date and look up what a crash interrupted.

    :param event: ``zope.processlifetime.IDatabaseOpenedWithRoot``.
    :raises StoreUnsafe: the database would lose writes; Zope does not start.
    :raises StoreTooNew: a newer release was here; Zope does not start.
    """
    try:
        for kind in places.KINDS:
            schema.ensure(kind)
    except places.StoreNotPlaced as error:
        # A tool that only reads the ZODB; the first use of the store will fail.
        log.warning("no relational store: %s", error)
        return
    try:
        ledger.settle(event.database)
    except StoreBusy:
        log.warning("interrupted transactions not looked up; the worker will", exc_info=True)
