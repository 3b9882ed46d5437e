"""The part of the relational store in Zope's transaction.

Writes are queued while a request runs. When every other store has voted, they
are made in one short SQL transaction, which commits before the ZODB finishes:
after a crash between the two the facts can be ahead of the ZODB, never behind.
"""

from clkss.content.relational import engines
from clkss.content.relational import ledger
from clkss.content.relational import places
from clkss.content.relational import schema
from clkss.content.relational.errors import is_passing
from clkss.content.relational.errors import StoreBusy
from clkss.content.relational.errors import StoreError
from sqlalchemy.exc import DBAPIError
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from ZODB.Connection import Connection
from zope.interface import implementer

import logging
import transaction
import uuid


log = logging.getLogger(__name__)

#: Key of the data manager among the transaction's data.
_KEY = object()


def queue(write, kind="facts", then=None):
    """Write to the relational store when, and only if, the transaction commits.

    What is queued is not visible to ``read`` before the commit.

    :param write: callable of a SQLAlchemy connection. It runs while the stores
        hold their locks: statements only, nothing slow. An exception refuses the
        whole transaction.
    :param kind: ``"facts"`` or ``"audit"``.
    :param then: callable without arguments for after the commit, such as waking
        a worker; its failure is logged and changes nothing.
    :raises ValueError: unknown kind.
    :raises StoreError: the transaction has voted already.
    """
    if kind not in places.KINDS:
        raise ValueError(f"unknown kind of store: {kind!r}")
    _joint(transaction.get()).add(kind, write, then)


def token():
    """Return the token of the current transaction.

    A column with it lets a room put right what the ZODB lost
    (``interfaces.ILostTransactions``).

    :returns: 32 hexadecimal digits, the same throughout the transaction.
    """
    return _joint(transaction.get()).token


def _joint(current):
    try:
        found = current.data(_KEY)
    except KeyError:
        found = None
    if found is None:
        found = JointCommit()
        current.join(found)
        current.set_data(_KEY, found)
        current.setExtendedInfo(ledger.EXTENSION, found.token)
    return found


@implementer(ISavepointDataManager)
class JointCommit:
    """Data manager of all relational stores for one transaction."""

    transaction_manager = transaction.manager

    def __init__(self):
        self.token = uuid.uuid4().hex
        self.queued = []
        self.connections = []
        self.noted = ()
        self.has_committed = False

    def sortKey(self):
        """Come last, after every storage has voted."""
        return f"~clkss:{self.token}"

    def add(self, kind, write, then):
        """Queue a write; see ``queue``."""
        if self.has_committed or self.connections:
            raise StoreError("the transaction has voted: too late to queue a write")
        self.queued.append((kind, write, then))

    def savepoint(self):
        """Return what can bring back the queue as it is now."""
        return Savepoint(self, len(self.queued))

    def abort(self, current):
        """Forget the queue; a later write of the same transaction joins anew."""
        self.queued.clear()
        if not self.has_committed:
            current.set_data(_KEY, None)

    def tpc_begin(self, current):
        """Nothing to prepare: the SQL transaction is to be short."""

    def commit(self, current):
        """Nothing yet: another store may still refuse."""

    def tpc_vote(self, current):
        """Write and commit everything that is queued.

        :raises StoreBusy: trying again may help; nothing was written.
        """
        kinds = [kind for kind in places.KINDS if any(kind == entry[0] for entry in self.queued)]
        if not kinds:
            return
        try:
            for kind in kinds:
                schema.ensure(kind)
            self._write(kinds, _zodb_writes(current))
        except DBAPIError as error:
            self._roll_back()
            if is_passing(error):
                raise StoreBusy(str(error)) from error
            raise
        except BaseException:
            self._roll_back()
            raise

    def tpc_finish(self, current):
        """Note that the ZODB has finished, and do what was to come after."""
        try:
            if self.noted:
                ledger.finished.add(self.token, self.noted)
            followers = [then for kind, write, then in self.queued if then is not None]
            if followers:
                ledger.finished.strike_all()
            for then in followers:
                then()
        except Exception:
            # All stores have committed: nothing may fail the request any more.
            log.exception("after the commit of %s", self.token)
        finally:
            self.queued.clear()

    def tpc_abort(self, current):
        """Roll back; what has committed is left for ``ledger.settle`` to judge."""
        self._roll_back()
        self.queued.clear()

    def _write(self, kinds, zodb):
        connections = {}
        opened = {}
        for kind in kinds:
            engine = engines.writer(kind)
            if engine not in opened:
                opened[engine] = engine.connect()
                self.connections.append(opened[engine])
                opened[engine].begin()
            connections[kind] = opened[engine]
        # The facts first: the chain of the audit is locked for as short as can be.
        for kind in kinds:
            for write in [write for queued, write, _then in self.queued if queued == kind]:
                write(connections[kind])
        struck = {kind: ledger.finished.of(kind) for kind in kinds}
        note = zodb or len(opened) > 1
        for kind in kinds:
            if note:
                ledger.note(connections[kind], kind, self.token, zodb)
            if struck[kind]:
                ledger.strike(connections[kind], kind, struck[kind])
        # The audit first: never an effect without its record.
        while self.connections:
            connection = self.connections[-1]
            connection.commit()
            self.has_committed = True
            connection.close()
            self.connections.pop()
        for kind in kinds:
            ledger.finished.forget(kind, struck[kind])
        self.noted = tuple(kinds) if note else ()

    def _roll_back(self):
        while self.connections:
            connection = self.connections.pop()
            try:
                connection.close()
            except DBAPIError:
                log.warning("could not roll back", exc_info=True)


@implementer(IDataManagerSavepoint)
class Savepoint:
    """The queue up to a moment."""

    def __init__(self, joint, length):
        self.joint = joint
        self.length = length

    def rollback(self):
        """Forget what was queued since."""
        del self.joint.queued[self.length :]


def _zodb_writes(current):
    """Tell whether the ZODB will keep a record of this transaction.

    A connection can have joined and in the end have nothing to store.
    """
    return any(
        bool(resource._modified or resource._creating)
        for resource in current._resources
        if isinstance(resource, Connection)
    )
