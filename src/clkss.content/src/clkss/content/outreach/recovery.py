"""The register of what was once public where it is not yet, and after a crash."""

from clkss.content import relational
from clkss.content.outreach import public
from clkss.content.outreach import register
from clkss.content.outreach import rules
from clkss.content.outreach import tables
from clkss.content.review.states import history_of
from clkss.content.review.workflow import PUBLISHED
from functools import partial
from itertools import islice
from plone import api
from sqlalchemy import delete
from sqlalchemy import update

import time


MOST_NAMED = 5
"""UIDs that a problem names."""

CHUNK = 500

_table = tables.once_public


def put_right(connection, kind, tokens):
    """Forget what never became public, and have harvesters look again at the rest.

    Whether a thing is public is asked of the site at every harvest, so nothing else is wrong.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "facts":
        return
    connection.execute(delete(_table).where(_table.c.first_by.in_(tokens)))
    connection.execute(
        update(_table)
        .where(_table.c.last_by.in_(tokens))
        .values(changed=int(time.time()) + tables.SLACK, last_by="")
    )


def rebuild(site):
    """Fill the register from the site and its histories; leave what is right in it.

    What was deleted before there was a register is not known to anybody.

    :param site: the site.
    :returns: how many things were entered or changed.
    """
    with relational.read() as connection:
        known = tables.known(connection)
    once, seen, open_now = [], [], set()
    for item in _items(site):
        uid = item.UID()
        facts = register.shown(item)
        if facts is not None:
            open_now.add(uid)
        if uid not in known:
            row = _as_it_was(item, facts)
            if row is not None:
                once.append(row)
        elif facts is not None and not known[uid].is_open:
            seen.append(facts)
    hidden = [uid for uid, row in known.items() if row.is_open and uid not in open_now]
    if once or seen or hidden:
        token = relational.token()
        relational.queue(partial(tables.enter, rows=once, token=token))
        relational.queue(partial(tables.note, shown=seen, hidden=hidden, token=token))
    return len(once) + len(seen) + len(hidden)


def _items(site):
    catalog = api.portal.get_tool("portal_catalog")
    brains = iter(catalog.unrestrictedSearchResults(portal_type=list(register.REGISTERED)))
    while chunk := list(islice(brains, CHUNK)):
        for brain in chunk:
            item = _woken(brain)
            if item is not None:
                yield item
        site._p_jar.cacheGC()


def _woken(brain):
    try:
        return brain._unrestrictedGetObject()
    except (AttributeError, KeyError):
        # Staged by a sheet: it has an address, but is not there yet.
        return None


def _as_it_was(item, facts):
    """Enter an item with the moments that its own history tells."""
    moments = [entry["time"] for entry in history_of(item)]
    published = [entry["time"] for entry in history_of(item) if entry["review_state"] == PUBLISHED]
    if facts is not None:
        since = published[0] if published else item.created()
        changed = max(item.modified(), since)
        return tables.Past(facts, int(since.timeTime()), int(changed.timeTime()), True)
    uid = item.UID()
    if not published or not rules.is_uid(uid):
        return None
    specs = rules.joined(register.sets_of(item))
    facts = tables.Shown(uid, item.portal_type, specs, 0, 0)
    return tables.Past(facts, int(published[0].timeTime()), int(moments[-1].timeTime()), False)


def verify(site):
    """Tell where the register and the site disagree.

    :param site: the site root.
    :returns: list of problems.
    """
    with relational.read() as connection:
        known = tables.known(connection)
    visible = {brain.UID for brain in public.found(portal_type=list(register.REGISTERED))}
    there = {uid for uid, row in known.items() if row.is_open}
    lasting = {uid for uid in there if not known[uid].is_dated}
    found = (
        ("are not in the register of what was public", visible - there),
        ("are public only in the register", lasting - visible),
    )
    return [_problem(words, uids) for words, uids in found if uids]


def _problem(words, uids):
    named = ", ".join(sorted(uids)[:MOST_NAMED])
    return f"outreach: {len(uids)} things {words} ({named}): run bin/clkss outreach rebuild"
