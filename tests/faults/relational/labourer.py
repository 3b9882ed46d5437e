"""A worker that is killed again and again, and whoever gives it work.

Run by the fault tests; what it does shows in the ZODB and in the facts.
"""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.jobs import rules
from clkss.content.jobs import worker
from clkss.content.jobs.interfaces import IJob
from clkss.content.jobs.tables import jobs as table
from clkss.content.relational import ledger
from contextlib import contextmanager
from functools import partial
from sqlalchemy import insert
from sqlalchemy import select
from zope.component import getGlobalSiteManager

import json
import os
import random
import signal
import sys
import time
import transaction
import visitor


rules.LEASE = 1


def count(site, job):
    """Do what shows when it is done twice."""
    site["names"][job.id] = site["names"].get(job.id, 0) + 1
    token = relational.token()

    def write(connection):
        connection.execute(insert(visitor.visits).values(name=job.id, token=token))

    relational.queue(write)
    time.sleep(random.uniform(0, 0.05))


getGlobalSiteManager().registerUtility(count, IJob, name="count")


@contextmanager
def open_site(db):
    """Give the root, as the command line gives the site."""
    connection = db.open()
    try:
        yield connection.root()
    finally:
        connection.close()


def ask(address, number):
    """Ask for jobs in transactions that write content too."""
    db = visitor.opened(address)
    for index in range(int(number)):
        with transaction.manager, db.transaction() as connection:
            connection.root()["hot"] = index
            print(jobs.schedule("count", attempts=1000))
    db.close()


def die(address, lives):
    """Work and be killed at a random moment, again and again."""
    for _life in range(int(lives)):
        child = os.fork()
        if not child:
            worker.run(partial(open_site, visitor.opened(address)))
            os._exit(0)
        time.sleep(random.uniform(0.05, 0.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def finish(address, _number):
    """Settle, then work until nothing is left to do."""
    db = visitor.opened(address)
    ledger.settle(db, grace=0)
    query = select(table.c.id).where(table.c.state.in_(["waiting", "running"]))
    until = time.monotonic() + 40
    while time.monotonic() < until:
        worker.run_due(partial(open_site, db))
        with relational.read() as connection:
            if connection.execute(query).first() is None:
                break
        time.sleep(0.1)
    with relational.read() as connection:
        states = dict(connection.execute(select(table.c.id, table.c.state)).all())
        facts = list(connection.execute(select(visitor.visits.c.name)).scalars())
    with db.transaction() as connection:
        counts = dict(connection.root()["names"])
    print(json.dumps({"states": states, "facts": facts, "counts": counts}))
    db.close()


def run(address, _number):
    """Work until told to stop, as `bin/clkss worker` does."""
    print("ready", flush=True)
    worker.run(partial(open_site, visitor.opened(address)))


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2], sys.argv[3])
