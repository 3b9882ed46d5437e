"""The people of the demo in the site of a test, written once for all tests of a process.

To give thirty people their clearances takes longer than most tests. So the first test writes
them, and what it wrote, in the ZODB and in the relational store, is put into the site of each
later test as it was.
"""

from clkss.content.committees import access
from clkss.content.relational import engines
from clkss.content.relational import places
from clkss.content.testing.people import enter
from clkss.policy.demo.people import PEOPLE
from pathlib import Path
from ZODB.Connection import TransactionMetaData
from ZODB.POSException import POSKeyError
from ZODB.utils import z64

import shutil
import tempfile
import transaction


_written = []


def settle(site):
    """Let the people of the demo live in a site that has only just been set up; commits.

    :param site: the Plone site of a functional layer, in which nothing was changed yet.
    """
    if _written:
        _put_back(site, *_written)
    else:
        before = site._p_jar.db().storage.lastTransaction()
        enter(site, PEOPLE)
        transaction.commit()
        engines.dispose()
        kept = Path(tempfile.mkdtemp(prefix="clkss-people-"))
        shutil.copytree(places.directory(), kept, dirs_exist_ok=True)
        _written.extend([kept, _transactions(site, before)])
    access.forget()


def forget():
    """Take away what was kept, at the end of all tests."""
    if _written:
        shutil.rmtree(_written[0], ignore_errors=True)
        _written.clear()


def _transactions(site, before):
    """Read what was written into the storage of a test.

    :param before: the transaction before.
    :returns: pairs of a transaction's id and its records, pairs of an object's id and its state.
    """
    storage = site._p_jar.db().storage
    return [
        (found.tid, [(record.oid, record.data) for record in found])
        for found in storage.changes.iterator()
        if found.tid > before
    ]


def _put_back(site, kept, transactions):
    shutil.copytree(kept, places.directory(), dirs_exist_ok=True)
    storage = site._p_jar.db().storage
    for tid, records in transactions:
        metadata = TransactionMetaData()
        storage.tpc_begin(metadata, tid)
        for oid, data in records:
            storage.store(oid, _serial(storage, oid), data, "", metadata)
        storage.tpc_vote(metadata)
        storage.tpc_finish(metadata)
    transaction.begin()
    # The connection of the test does not hear of what goes around it.
    site._p_jar.cacheMinimize()


def _serial(storage, oid):
    try:
        return storage.load(oid)[1]
    except POSKeyError:
        return z64
