"""A process that writes to the ZODB, the facts and the audit in joint transactions.

Run by the fault tests, many at a time; speaks JSON and lines on its output.
"""

from BTrees.OOBTree import OOBTree
from clkss.content import audit
from clkss.content import relational
from clkss.content.audit.recovery import record_lost
from clkss.content.jobs.recovery import put_right
from clkss.content.relational import ledger
from clkss.content.relational.interfaces import ILostTransactions
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import Integer
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import update
from transaction.interfaces import TransientError
from ZEO.ClientStorage import ClientStorage
from zope.component import getGlobalSiteManager

import argparse
import json
import os
import random
import signal
import threading
import time
import transaction
import ZODB


facts = relational.metadata["facts"]
visits = Table(
    "tried_visits",
    facts,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("token", String(32), nullable=False),
)
#: One row that every writer changes, as a cube of figures has.
totals = Table(
    "tried_totals",
    facts,
    Column("name", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
)


def forget_lost(connection, kind, tokens):
    """Put the visits right after a crash, as a room of figures would."""
    if kind == "facts":
        gone = connection.execute(delete(visits).where(visits.c.token.in_(tokens))).rowcount
        connection.execute(update(totals).values(number=totals.c.number - gone))


for name, handler in (("visits", forget_lost), ("audit", record_lost), ("jobs", put_right)):
    getGlobalSiteManager().registerUtility(handler, ILostTransactions, name=name)


class Killer:
    """Kills the process when SQL has committed and the ZODB has not."""

    transaction_manager = transaction.manager

    def sortKey(self):
        return "~~"

    def abort(self, current):
        pass

    tpc_begin = commit = tpc_finish = tpc_abort = abort

    def tpc_vote(self, current):
        os.kill(os.getpid(), signal.SIGKILL)


def visit(connection, name, hot):
    """Queue and change what one visit changes."""
    root = connection.root()
    root["names"][name] = True
    if hot:
        root["hot"] = root["hot"] + 1
    token = relational.token()

    def write(sql):
        sql.execute(insert(visits).values(name=name, token=token))
        sql.execute(update(totals).values(number=totals.c.number + 1))

    relational.queue(write)
    audit.record("visit.made", name)


def write_one(db, name, args, last):
    """Write until it is written, as the publisher does."""
    for attempt in range(60):
        connection = db.open()
        try:
            transaction.begin()
            visit(connection, name, args.hot)
            if args.die_between and last:
                transaction.get().join(Killer())
            transaction.commit()
            os.write(1, f"{name}\n".encode())
            if args.hot:
                audit.record_now("visit.seen", name)
            return attempt
        except TransientError:
            transaction.abort()
        finally:
            transaction.abort()
            connection.close()
        time.sleep(random.uniform(0, min(0.5, 0.01 * 2**attempt)))
    raise RuntimeError(f"{name} was not written")


def write(db, args):
    """Write from several threads; every line of output is an acknowledged write."""

    def work(thread):
        for number in range(args.writes):
            last = number == args.writes - 1
            write_one(db, f"{args.name}-{thread}-{number}", args, last)

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(args.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def lives(args):
    """Bear writers one after the other and kill each at a random moment."""
    for number in range(args.lives):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            args.name = f"{args.name}-{number}"
            db = opened(args.address)
            write_one(db, f"{args.name}-first", args, False)
            os.write(writing, b".")
            write(db, args)
            os._exit(0)
        os.close(writing)
        assert os.read(reading, 1) == b"."
        os.close(reading)
        time.sleep(random.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL


def prepare(db, args):
    """Make the places to write to."""
    with transaction.manager, db.transaction() as connection:
        connection.root()["names"] = OOBTree()
        connection.root()["hot"] = 0
    with relational.write_now() as connection:
        connection.execute(insert(totals).values(name="visits", number=0))
    relational.engine("audit")


def read(db, args):
    """Print what each store has."""
    with db.transaction() as connection:
        found = {"zodb": list(connection.root()["names"]), "hot": connection.root()["hot"]}
    with relational.read() as connection:
        found["facts"] = list(connection.execute(select(visits.c.name)).scalars())
        found["total"] = connection.execute(select(totals.c.number)).scalar_one()
    with relational.read("audit") as connection:
        table = audit.tables.audit
        made = select(table.c.object).where(table.c.action == "visit.made")
        found["audit"] = list(connection.execute(made).scalars())
        found["entries"] = connection.execute(select(func.count(table.c.number))).scalar_one()
        lost = select(func.count()).where(table.c.action == "transaction.lost")
        found["lost"] = connection.execute(lost).scalar_one()
    found["chain"] = audit.verify_chain()
    print(json.dumps(found))


def settle(db, args):
    """Look up what was interrupted."""
    print(ledger.settle(db, grace=0))


def opened(address):
    """Open the ZODB: a PostgreSQL address, or the socket of a ZEO server."""
    if not address.startswith("postgresql:"):
        return ZODB.DB(ClientStorage(address, wait_timeout=30), pool_size=100)
    options = Options(keep_history=True)
    # RelStorage adds this name to an address without one, which breaks a URL.
    named = f"{address}&application_name=visitor"
    adapter = PostgreSQLAdapter(dsn=named, options=options)
    return ZODB.DB(RelStorage(adapter, options=options), pool_size=100)


def main():
    """Do what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["prepare", "write", "lives", "read", "settle"])
    parser.add_argument("address")
    parser.add_argument("--name", default="visitor")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--writes", type=int, default=1)
    parser.add_argument("--lives", type=int, default=1)
    parser.add_argument("--hot", action="store_true")
    parser.add_argument("--die-between", action="store_true")
    args = parser.parse_args()
    if args.verb == "lives":
        lives(args)
        return
    db = opened(args.address)
    globals()[args.verb](db, args)
    db.close()


if __name__ == "__main__":
    main()
