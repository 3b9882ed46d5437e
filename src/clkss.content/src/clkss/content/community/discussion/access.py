"""Who may write, change and moderate: asked of the thing that is discussed."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content.committees import clearances
from clkss.content.community.discussion import banning
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion.interfaces import IDiscussion
from plone import api

import time


READ = "View"
WRITE = "Reply to item"
MODERATE = "clkss: Moderate Discussion"

BOARDS = "boards"
"""Id of the place of the boards."""


def user_id():
    """Return the account of who asks; ``None`` for a visitor."""
    return getSecurityManager().getUser().getId()


def allowed(permission, thing):
    """Say whether who asks holds a permission.

    :param permission: its title.
    :param thing: where.
    """
    return bool(getSecurityManager().checkPermission(permission, thing))


def thing_of(post):
    """Give what a post is about.

    :param post: the post, where it is.
    """
    return aq_parent(aq_inner(aq_parent(aq_inner(post))))


def discussion_of(thing):
    """Give the discussion of a thing; ``None`` where there can be none.

    :param thing: any content.
    """
    return IDiscussion(thing, None)


def moderates(thing):
    """Say whether who asks moderates a discussion.

    :param thing: what is discussed.
    """
    return user_id() is not None and allowed(READ, thing) and allowed(MODERATE, thing)


def moderates_everywhere():
    """Say whether who asks moderates the boards as a whole: only then are people banned."""
    place = api.portal.get().get(BOARDS)
    return place is not None and user_id() is not None and allowed(MODERATE, place)


def may_write(thing):
    """Say whether who asks may write here, but for a ban.

    :param thing: what is discussed.
    """
    discussion = discussion_of(thing)
    if discussion is None or user_id() is None or not allowed(READ, thing):
        return False
    return discussion.is_open and allowed(WRITE, thing)


def is_author(post):
    """Say whether who asks wrote a post.

    :param post: the post.
    """
    member = user_id()
    return member is not None and post.author_username == member


def may_edit(post):
    """Say whether who asks may reword a post: its author, while the discussion is open.

    :param post: the post, where it is.
    """
    return (
        is_author(post)
        and post.state in (rules.PUBLISHED, rules.PENDING)
        and may_write(thing_of(post))
    )


def may_read(post):
    """Say whether who asks may read a post: moderators all, its author while it waits.

    :param post: the post, where it is.
    """
    thing = thing_of(post)
    if not allowed(READ, thing) or post.state == rules.REMOVED:
        return False
    if post.state == rules.PUBLISHED or moderates(thing):
        return True
    return post.state == rules.PENDING and is_author(post)


def standing(thing, member=None):
    """Give what counts when somebody wants to write.

    :param thing: what is discussed.
    :param member: user id; who asks by default.
    """
    member = member or user_id() or ""
    published, recent = store.written_by(member, time.time())
    return rules.Standing(
        vouched=bool(clearances.clearances(member)),
        published=published,
        recent=recent,
        moderates=moderates(thing),
    )


def is_banned(member=None):
    """Say whether somebody may not write for now.

    :param member: user id; who asks by default.
    """
    ban = banning.of(member or user_id() or "")
    return ban is not None and rules.is_banned(ban.until, clearances.today())
