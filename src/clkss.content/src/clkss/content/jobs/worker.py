"""The worker: takes a job, opens the site, does it, commits, takes the next."""

from clkss.content.jobs import recurring
from clkss.content.jobs import rules
from clkss.content.jobs import store
from clkss.content.jobs import waking
from clkss.content.jobs.interfaces import IJob
from clkss.content.relational import ledger
from clkss.content.relational import StoreBusy
from transaction.interfaces import TransientError
from zope.component import queryUtility

import logging
import os
import random
import signal
import socket
import threading
import time
import transaction
import uuid


log = logging.getLogger(__name__)

#: Seconds between two looks at the table when nobody calls.
SWEEP = 1

#: Seconds between two looks for transactions that a crash interrupted, and for recurring jobs.
SETTLE = 30

#: How often a try is repeated at once when it only met another writer.
COLLISIONS = 15


class Worker:
    """One process that does jobs, one at a time.

    :param open_site: callable that gives a context manager, which opens a
        connection of its own, yields the site root set as the current site, and
        closes the connection again. The worker begins, commits and aborts.
    :param lease: seconds without a sign of life after which others may take over.
    """

    def __init__(self, open_site):
        self.open_site = open_site
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[-80:]
        self.stopped = threading.Event()

    def stop(self, *signal_and_frame):
        """Finish the job at hand and take no other."""
        self.stopped.set()

    def run(self):
        """Do jobs until told to stop."""
        settled = 0
        while not self.stopped.is_set():
            try:
                if time.monotonic() > settled + SETTLE or not settled:
                    self.settle()
                    recurring.ensure()
                    settled = time.monotonic()
                if not self.work():
                    waking.wait(SWEEP, self.stopped)
            except Exception:
                # The database may be restarting: the worker outlives that.
                log.exception("the worker could not go on; trying again")
                self.stopped.wait(2)

    def work(self):
        """Do one job if one is due.

        :returns: whether there was one.
        """
        job = store.claim(self.name)
        if job is None:
            return False
        with Heartbeat(job):
            self._do(job)
        return True

    def work_all(self):
        """Do all jobs that are due.

        :returns: how many there were.
        """
        done = 0
        while not self.stopped.is_set() and self.work():
            done += 1
        return done

    def settle(self):
        """Put right what a crash interrupted between the two stores."""
        with self.open_site() as site:
            ledger.settle(site._p_jar.db())

    def _do(self, job):
        handler = queryUtility(IJob, name=job.name)
        if handler is None:
            store.fail(job, f"no handler for {job.name}", final=True)
            return
        if job.attempt > job.attempts:
            store.fail(job, job.reason or "the worker died at every try", final=True)
            return
        for collision in range(COLLISIONS):
            try:
                self._try(job, handler)
                return
            except store.LeaseLost:
                log.warning("job %s (%s) was taken over", job.id, job.name)
                return
            except TransientError:
                log.info("job %s (%s) met another writer", job.id, job.name)
                time.sleep(random.uniform(0, min(2, 0.05 * 2**collision)))  # noqa: S311
            except Exception as error:
                log.exception("job %s (%s) failed", job.id, job.name)
                store.fail(job, rules.reason(error))
                return
        store.fail(job, f"met other writers {COLLISIONS} times")

    def _try(self, job, handler):
        with self.open_site() as site:
            transaction.begin()
            try:
                result = handler(site, job, **job.arguments)
                store.end_with_transaction(job, result)
                transaction.get().note(f"job {job.name}")
                transaction.commit()
            finally:
                transaction.abort()


class Heartbeat:
    """Renews the lease of a job while it is worked on.

    :param job: the job.
    """

    def __init__(self, job):
        self.job = job
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"lease of {job.id}", daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.thread.join()

    def _beat(self):
        while not self.ended.wait(rules.LEASE / 4):
            try:
                if not store.renew(self.job):
                    return
            except StoreBusy:
                log.warning("the lease of job %s was not renewed yet", self.job.id)
            except Exception:
                log.exception("the lease of job %s cannot be renewed", self.job.id)


def run(open_site):
    """Do jobs until SIGTERM or SIGINT; the job at hand is finished first.

    :param open_site: see ``Worker``.
    """
    worker = Worker(open_site)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    log.info("worker %s is ready", worker.name)
    worker.run()
    log.info("worker %s has stopped", worker.name)


def run_due(open_site):
    """Do what is due now and return; for commands and tests.

    :param open_site: see ``Worker``.
    :returns: how many jobs were done or failed.
    """
    return Worker(open_site).work_all()
