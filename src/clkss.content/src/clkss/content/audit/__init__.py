"""Who did and saw what: an append-only record.

Details hold codes, counts and tokens, never a name, an address, a story or
anything else about a child or another person.
"""

from AccessControl import getSecurityManager
from clkss.content import relational
from clkss.content.audit import rules
from clkss.content.audit import tables
from datetime import datetime
from datetime import UTC
from plone.uuid.interfaces import IUUID


__all__ = ("actor", "head", "record", "record_now", "verify_chain")


def record(action, obj=None, **detail):
    """Record what the current transaction does, in that transaction.

    :param action: token such as ``practice.published``.
    :param obj: what it is done to: an object, or its UID.
    :param detail: codes, counts and tokens only.
    :raises ValueError: not a token, or details that are not plain.
    """
    entry = _entry(action, obj, detail, relational.token())
    relational.queue(lambda connection: tables.append(connection, entry), kind="audit")


def record_now(action, obj=None, **detail):
    """Record what is seen or refused, before the response leaves.

    Stands whatever becomes of the current transaction. When it fails, let the
    error pass: what cannot be recorded is not to be shown.

    :param action: token such as ``identity.seen``.
    :param obj: what is seen: an object, or its UID.
    :param detail: codes, counts and tokens only.
    :raises ValueError: not a token, or details that are not plain.
    :raises StoreBusy: could not be recorded; nothing was.
    """
    entry = _entry(action, obj, detail, "")
    with relational.write_now("audit") as connection:
        tables.append(connection, entry)


def verify_chain():
    """Check that no entry was changed, removed or put in between.

    The chain alone cannot tell that its end was cut off: compare the last number
    and hash (``head``) with those noted elsewhere.

    :returns: list of problems, empty when the chain holds.
    """
    with relational.read("audit") as connection:
        return list(rules.broken(tables.links(connection)))


def head():
    """Return number and hash of the last entry, to be noted elsewhere.

    :returns: tuple; ``(0, GENESIS)`` when there is none.
    """
    with relational.read("audit") as connection:
        return tables.last(connection)


def actor():
    """Return the id of whoever acts; empty for a visitor, a command or the worker."""
    user = getSecurityManager().getUser()
    return (user.getId() if user is not None else None) or ""


def _entry(action, obj, detail, token):
    rules.check_action(action)
    return rules.Entry(
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        actor=actor(),
        action=action,
        object=obj if isinstance(obj, str) else IUUID(obj, None) or "",
        detail=rules.canonical(detail),
        token=token,
    )
