"""The nightly job that forgets old searches."""

from clkss.content import relational
from clkss.content.care.searches import counted
from clkss.content.care.searches import store
from clkss.content.committees import clearances
from datetime import timedelta


def forget(site, job):
    """Forget what nobody has looked for in a long time.

    :param site: the Plone site.
    :param job: the job.
    """
    today = clearances.today()
    once = (today - timedelta(days=counted.ONCE_KEPT)).isoformat()
    often = (today - timedelta(days=counted.KEPT)).isoformat()
    relational.queue(lambda connection: store.forget(connection, once, often))
