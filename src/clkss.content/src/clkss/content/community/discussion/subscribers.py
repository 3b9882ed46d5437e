"""What happens to discussions when things, accounts and posts come and go."""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import telling
from clkss.content.community.discussion.conversation import kept_by
from plone.app.discussion.interfaces import IConversation

import time


def count_post(event):
    """Count a post, whoever's code wrote it.

    :param event: it was written.
    """
    post = event.post
    store.note_post(event.thing.UID(), post.number, post.author_username or "", rules.PUBLISHED)


def drop_posts(thing, event):
    """Forget all posts about a thing that goes, at once instead of one after the other.

    :param thing: what is discussed.
    :param event: it will be removed.
    """
    kept = kept_by(thing)
    if kept is not None:
        kept.clear()
    store.drop(thing.UID())


def forget_member(event):
    """Forget what a member watches and was told; the posts stay, and are nobody's.

    :param event: the account was removed.
    """
    member = event.principal
    store.forget_member(member)
    mine = store.things_of(member)
    if mine:
        jobs.schedule("discussion.disown", {"posts": [list(each) for each in mine]})
        store.forget_author(member)


def disown(site, job, posts):
    """Let posts be nobody's: a job. An account of the same name must not inherit them.

    :param site: the site root.
    :param job: the job.
    :param posts: pairs of the UID of what they are about and their ids.
    """
    things = {}
    for uid, number in posts:
        if uid not in things:
            things[uid] = telling.thing_by(site, uid)
        post = things[uid] is not None and IConversation(things[uid]).get(number)
        if post:
            post.author_username = post.creator = None


def forget(site, job):
    """Forget old notices: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))


def put_right(connection, kind, tokens):
    """Forget posts whose request did not happen.

    :param connection: connection to write with.
    :param kind: the kind of store; only the facts are ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind == "facts":
        store.drop_lost(connection, tokens)


def verify(site):
    """Tell where the counted posts are not those that are kept.

    :param site: the site root.
    :returns: list of problems.
    """
    problems = []
    counted = store.shown(
        brain.UID for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="Topic")
    )
    for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="Topic"):
        kept = IConversation(brain._unrestrictedGetObject()).shown()
        noted = counted[brain.UID].count if brain.UID in counted else 0
        if kept != noted:
            problems.append(f"discussion: {brain.getPath()} has {kept} posts, {noted} are counted")
    return problems
