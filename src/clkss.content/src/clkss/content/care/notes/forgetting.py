"""The nightly job that forgets old notes."""

from clkss.content import relational
from clkss.content.care.notes import store

import time


def forget(site, job):
    """Forget what need not be known any more.

    :param site: the Plone site.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))
