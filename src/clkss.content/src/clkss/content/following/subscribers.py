"""What is published is noted, and told in the next round."""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.following import rules
from clkss.content.following import store
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from clkss.content.sheets import kinds
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite

import time


def passed_on(item, event):
    """Note an item that is published by its reviewers.

    :param item: a reviewed item.
    :param event: it went through a transition.
    """
    if event.transition is not None and event.new_state.getId() == PUBLISHED:
        _note([IUUID(item)])


def switched_on(event):
    """Note what a sheet brought in the state of being published.

    :param event: a batch was applied.
    """
    container = kinds.get(event.batch.kind).container(getSite())
    names = [name for _code, _uid, name, *_rest in event.batch.items.values()]
    items = [item for item in map(container.get, names) if item is not None]
    _note([IUUID(item) for item in items if state_of(item) == PUBLISHED])


def _note(items):
    if not items:
        return
    store.note_appeared(items)
    key, delay = rules.next_round(time.time())
    jobs.schedule("following.tell", key=key, delay=delay)


def forget_member(event):
    """Drop the searches of a member who is removed.

    :param event: the account was removed.
    """
    store.drop(event.principal)


def forget(site, job):
    """Forget what is new to nobody any more: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))
