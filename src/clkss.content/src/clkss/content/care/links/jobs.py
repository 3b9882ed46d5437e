"""Asking links in the background: a few at a time, no host twice within a moment.

A run lasts seconds, so that it keeps no other work waiting; where more is due, it asks for the next
run itself.
"""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.care.links import rules
from clkss.content.care.links import store
from clkss.content.care.links.fetching import Fetcher
from clkss.content.review.workflow import PUBLISHED
from concurrent.futures import ThreadPoolExecutor
from plone import api

import time


SWITCH = "clkss.care.check_links"
HOSTS = "clkss.care.link_hosts"

AT_ONCE = 10
"""Links of one run."""

THREADS = 5

PAUSE = 30
"""Seconds until a host is asked again, and between two runs."""

UNPUBLISHED = 7 * rules.DAY
"""Seconds until a link is looked at again that only unpublished items have."""


def check(site, job, fetcher=None):
    """Ask links that are due, if the site is to do so at all.

    :param site: the Plone site.
    :param job: the job.
    :param fetcher: who asks; by default one that keeps to the site's list of hosts.
    :returns: how many were asked.
    """
    if not api.portal.get_registry_record(SWITCH, default=False):
        return 0
    if fetcher is None:
        fetcher = Fetcher(api.portal.get_registry_record(HOSTS, default=None) or ())
    now = time.time()
    due = store.due(now)
    public, hidden = _by_readers(due)
    chosen = rules.one_of_each_host(public, store.asked_since(now - PAUSE), AT_ONCE)
    links = store.read(id for id, _host in chosen)
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(fetcher.ask, [link.url for link in links]))

    def write(connection):
        if hidden:
            store.postpone(connection, hidden, now + UNPUBLISHED)
        for link, answer in zip(links, answers, strict=True):
            store.note(connection, link.id, answer, now)

    relational.queue(write)
    if len(public) > len(chosen):
        # One run at a time, however often the hour has come meanwhile.
        jobs.schedule("care.links", key=f"run {int(now // PAUSE) + 1}", delay=PAUSE)
    return len(links)


def _by_readers(due):
    """Part the links that a reader can follow from those of drafts and retired items."""
    items = store.items_with(id for id, _host in due)
    wanted = sorted(set().union(*items.values()))
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=wanted, review_state=PUBLISHED) if wanted else ()
    published = {brain.UID for brain in found}
    public = [(id, host) for id, host in due if items.get(id, set()) & published]
    shown = {id for id, _host in public}
    return public, [id for id, _host in due if id not in shown]


def sweep(site, job):
    """Forget links that no item has any more.

    :param site: the Plone site.
    :param job: the job.
    """
    relational.queue(store.sweep)
