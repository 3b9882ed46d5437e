"""What must hold whenever a poll changes, whichever way."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.polls import rules
from clkss.content.community.polls import store
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.changes import changed_fields
from clkss.content.frame.errors import in_words

import secrets


FIXED = _(
    "poll_fixed",
    default="Somebody has voted: question, options and the way to vote stay as they are.",
)
OVER = _("poll_over", default="The poll is closed: it does not change any more.")


def added(poll, event):
    """Give a poll its secret.

    :param poll: the poll.
    :param event: it was added.
    """
    poll.secret = secrets.token_hex(32)
    poll.allowed_until = poll.closes


def changed(poll, event):
    """Keep the terms of a poll once somebody has voted, and what is closed closed.

    :param poll: the poll.
    :param event: it was changed.
    :raises BadRequest: in words, for Plone's own forms and for REST.
    """
    names = changed_fields(event, {*rules.TERMS, "closes"})
    terms = names & rules.TERMS
    if not names & (rules.TERMS | {"text", "closes"}):
        return
    uid = poll.UID()
    has_votes = bool(store.count(uid))
    if terms and has_votes:
        raise in_words(FIXED)
    if is_over(poll):
        raise in_words(OVER)
    if terms:
        store.refuse_if_any(uid, in_words(FIXED))
    poll.allowed_until = poll.closes


def is_over(poll):
    """Say whether a poll does not change any more.

    :param poll: the poll.
    """
    if poll.closed or poll.announced:
        return True
    ran = rooms.is_open(poll.allowed_until, None, clearances.today())
    return not ran and bool(store.count(poll.UID()))


def removed(poll, event):
    """Drop the votes with the poll.

    :param poll: the poll.
    :param event: it was removed.
    """
    store.drop(poll.UID())
