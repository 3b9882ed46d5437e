"""The nightly job that sums up the counts."""

from clkss.content import relational
from clkss.content.care.use import store


def compact(site, job):
    """Sum up the counts.

    :param site: the Plone site.
    :param job: the job.
    """
    relational.queue(store.compact)
