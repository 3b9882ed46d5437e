"""Which joint transactions the ZODB has not yet been seen to finish.

The SQL part commits first. Each joint transaction therefore leaves a line here,
which the same process strikes out once the ZODB has finished, together with its
next write or a second later. What remains after a crash is looked up in the
ZODB, whose transactions carry the same token.
"""

from clkss.content.relational import engines
from clkss.content.relational import places
from clkss.content.relational import schema
from clkss.content.relational.interfaces import ILostTransactions
from persistent.timestamp import TimeStamp
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy.exc import SQLAlchemyError
from zope.component import getUtilitiesFor

import atexit
import logging
import os
import threading
import time


log = logging.getLogger(__name__)

#: Name under which a ZODB transaction carries the token.
EXTENSION = "clkss.token"

#: Seconds after which an unfinished transaction counts as interrupted.
GRACE = 60

#: Seconds by which the clocks of database and storage servers may differ.
SKEW = 600

#: Seconds until a finished transaction is struck out if no write comes before.
STRIKE_AFTER = 1

unfinished = {
    kind: Table(
        f"unfinished_{kind}",
        tables,
        Column("token", String(32), primary_key=True),
        Column("at", Float, nullable=False),
        Column("zodb", Boolean, nullable=False),
    )
    for kind, tables in schema.metadata.items()
}


class Finished:
    """Tokens of this process that can be struck out; safe between threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.tokens = {}
        self.timer = None

    def add(self, token, kinds):
        """Remember that the ZODB finished.

        :param token: the transaction's token.
        :param kinds: kinds of store that know the token.
        """
        with self.lock:
            for kind in kinds:
                self.tokens.setdefault((places.url(kind), kind), set()).add(token)
            if self.timer is None:
                self.timer = threading.Timer(STRIKE_AFTER, self.strike_all)
                self.timer.daemon = True
                self.timer.start()

    def of(self, kind):
        """Return the tokens that a store can strike out.

        The facts bear witness for the audit, so they keep a token for longer.

        :param kind: the kind of store.
        :returns: a set, a copy.
        """
        with self.lock:
            found = set(self.tokens.get((places.url(kind), kind), ()))
            if kind == "facts":
                found -= self.tokens.get((places.url("audit"), "audit"), set())
            return found

    def forget(self, kind, tokens):
        """Forget tokens that are struck out for good.

        :param kind: the kind of store.
        :param tokens: the tokens.
        """
        with self.lock:
            self.tokens.get((places.url(kind), kind), set()).difference_update(tokens)

    def strike_all(self):
        """Strike out all that can be, each store in a short transaction of its own."""
        with self.lock:
            self.timer = None
            where = [(kind, url) for (url, kind), tokens in self.tokens.items() if tokens]
        for kind, url in sorted(where, key=str):
            if not _is_at(kind, url):
                continue
            tokens = self.of(kind)
            if not tokens:
                continue
            try:
                with engines.writer(kind).begin() as connection:
                    strike(connection, kind, tokens)
            except SQLAlchemyError:
                # Settling finds them in the ZODB later; no write depends on it.
                log.warning("finished transactions not struck out in %s", kind, exc_info=True)
            else:
                self.forget(kind, tokens)


def _is_at(kind, url):
    """Tell whether the environment still names the store; it moves between tests."""
    try:
        return places.url(kind) == url
    except places.StoreNotPlaced:
        return False


finished = Finished()
atexit.register(finished.strike_all)


def _after_fork():
    """Leave the parent's tokens to the parent."""
    finished.__init__()


os.register_at_fork(after_in_child=_after_fork)


def note(connection, kind, token, zodb):
    """Write down a transaction whose other part is still to come.

    :param connection: connection of the joint transaction.
    :param kind: the kind of store.
    :param token: the transaction's token.
    :param zodb: whether that part is the ZODB's; else it is another SQL store's.
    """
    values = {"token": token, "at": time.time(), "zodb": zodb}
    connection.execute(insert(unfinished[kind]).values(**values))


def strike(connection, kind, tokens):
    """Strike out finished transactions.

    :param connection: connection to write with.
    :param kind: the kind of store.
    :param tokens: their tokens.
    """
    table = unfinished[kind]
    connection.execute(delete(table).where(table.c.token.in_(sorted(tokens))))


def settle(db, grace=GRACE):
    """Look up in the ZODB what was interrupted, and put right what it does not have.

    :param db: the ``ZODB.DB`` that holds the site.
    :param grace: seconds for which a transaction may still be on its way.
    :returns: number of lost transactions over all stores. Without a history
        nothing is settled, and ``bin/clkss verify`` says so.
    """
    lost = 0
    # The audit first, while the facts still bear witness.
    for kind in reversed(places.KINDS):
        rows = _older(kind, grace)
        if not rows:
            continue
        if not keeps_history(db):
            # Calling them lost would be a guess, and a wrong one for most.
            log.warning("%d interrupted transactions: no history to look them up in", len(rows))
            continue
        missing = _missing(db, kind, rows)
        with engines.writer(kind).begin() as connection:
            # Another process may have settled the same ones meanwhile.
            table = unfinished[kind]
            query = select(table.c.token).where(table.c.token.in_(sorted(missing)))
            missing = set(connection.execute(query).scalars())
            if missing:
                log.warning("%d interrupted transactions: putting %s right", len(missing), kind)
                for _name, handler in sorted(getUtilitiesFor(ILostTransactions)):
                    handler(connection, kind, sorted(missing))
            strike(connection, kind, [row.token for row in rows])
        lost += len(missing)
    return lost


def keeps_history(db):
    """Tell whether the ZODB keeps the tokens of its transactions.

    :param db: the ``ZODB.DB`` that holds the site.
    """
    return bool(getattr(db.storage, "supportsUndo", bool)())


def doubtful(kind, grace=GRACE):
    """Return the tokens of interrupted transactions that nobody has looked up.

    :param kind: the kind of store.
    :param grace: see ``settle``.
    :returns: list of tokens.
    """
    return [row.token for row in _older(kind, grace)]


def _older(kind, grace):
    schema.ensure(kind)
    table = unfinished[kind]
    with engines.reader(kind).begin() as connection:
        return connection.execute(select(table).where(table.c.at <= time.time() - grace)).all()


def _missing(db, kind, rows):
    """Return the tokens whose other part did not come to be."""
    missing = set()
    in_zodb = {row.token for row in rows if row.zodb}
    if in_zodb:
        missing |= in_zodb - _in_zodb(db, min(row.at for row in rows) - SKEW)
    if kind == "audit":
        # SQLite keeps the audit in a file of its own, which commits first.
        in_facts = {row.token for row in rows if not row.zodb}
        missing |= in_facts - set(doubtful("facts", grace=0))
    return missing


def _in_zodb(db, since):
    """Return the tokens of all ZODB transactions since a time."""
    seconds = time.gmtime(since)
    start = TimeStamp(*seconds[:5], seconds.tm_sec).raw()
    found = {record.extension.get(EXTENSION) for record in db.storage.iterator(start)}
    found.discard(None)
    return found
