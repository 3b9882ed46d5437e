"""Working copies: a published item is rewritten beside itself and stays public meanwhile.

Plone's working copies (plone.app.iterate) do the copying. Who may begin one is said here; when it
is put in the place of the original, the review ladder says.
"""

from Acquisition import aq_base
from Acquisition import aq_parent
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import access as memo
from clkss.content.exceptions import Refused
from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.review.workflow import DRAFT
from clkss.content.review.workflow import PUBLISHED
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.iterate.dexterity.utils import get_baseline
from plone.app.iterate.dexterity.utils import get_working_copy
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.iterate.interfaces import IWorkingCopy
from plone.dexterity.utils import iterSchemata
from plone.locking.interfaces import ILockable
from z3c.relationfield.interfaces import IRelationList
from zope.interface import implementer
from zope.schema import getFieldsInOrder


NO_COPY = _(
    "refused_working_copy",
    default="A working copy can be begun of what is published, by those who write for its "
    "committee, while there is no other copy.",
)

NO_DISCARD = _(
    "refused_discard_copy",
    default="Only its author can throw a working copy away, while it is a draft.",
)

KEPT = (
    "code",
    "contributors",
    "creators",
    "criteria",
    "featured",
    "is_example",
    "owner_committee",
    "review_due",
    "rights",
)
"""What editors gave to the published item; a copy changes nothing of it."""

DATES = ("effective_date", "expiration_date")
"""When the item is public, which a copy does not change either."""

WITHDRAWN = "_clkss_withdrawn"
"""Attribute of a copy: UIDs of files of the published item that it takes away."""

BEGUN_WITH = "_clkss_begun_with"
"""Attribute of a copy: what the published item said when the copy was begun."""


@implementer(ILockable)
class NoLock:
    """Locks nobody out: a change of the published item meanwhile is kept when the copy comes in.

    :param context: an item.
    """

    def __init__(self, context):
        self.context = context

    def lock(self, *args, **keywords):
        """Do nothing."""

    def unlock(self, *args, **keywords):
        """Do nothing."""

    def clear_locks(self):
        """Do nothing."""

    def locked(self):
        """Say that nothing is locked."""
        return False

    def can_safely_unlock(self, *args):
        """Say that there is nothing in the way."""
        return True

    def stealable(self, *args):
        """Say that there is nothing to steal."""
        return True

    def lock_info(self):
        """Tell of no lock."""
        return []


def may_begin(item):
    """Say whether the current user may begin a working copy of an item.

    Its author and the other contributors of its owner committee may, the secretaries of its chain
    and the editors; nobody may while there is a copy.

    :param item: an item of knowledge.
    """
    if state_of(item) != PUBLISHED or working_copy(item) is not None:
        return False
    user = api.user.get_current()
    writes = {"Contributor", "Committee Secretary", "Knowledge Editor", "Manager"}
    return ladder.standing(item).author or not writes.isdisjoint(user.getRolesInContext(item))


def working_copy(item):
    """Give the working copy of a published item, or ``None``.

    :param item: an item of knowledge.
    """
    copy = get_working_copy(item)
    return copy if copy is not None and aq_base(copy) is not aq_base(item) else None


def baseline_of(copy):
    """Give the published item of a working copy, or ``None``.

    :param copy: an item of knowledge.
    """
    return get_baseline(copy) if IWorkingCopy.providedBy(copy) else None


def begin(item):
    """Begin a working copy, a draft of the current user beside the published item.

    :param item: a published item.
    :returns: the copy.
    :raises Refused: when the current user may not.
    """
    if not may_begin(item):
        raise Refused([NO_COPY])
    values = values_of(item)
    with api.env.adopt_roles(["Manager"]):
        copy = ICheckinCheckoutPolicy(item).checkout(aq_parent(item))
    user_id = api.user.get_current().getId()
    copy.manage_delLocalRoles([each for each, _roles in copy.get_local_roles()])
    copy.manage_setLocalRoles(user_id, ["Owner"])
    copy.creators = (user_id,)
    setattr(aq_base(copy), BEGUN_WITH, PersistentMapping(values))
    memo.forget()
    copy.reindexObject()
    audit.record("knowledge.copy-begun", item)
    return copy


def may_discard(copy):
    """Say whether the current user may throw a working copy away.

    :param copy: an item of knowledge.
    """
    if baseline_of(copy) is None or state_of(copy) != DRAFT:
        return False
    standing = ladder.standing(copy)
    return standing.owner or standing.administrator


def discard(copy):
    """Throw a working copy away; the published item stays as it is.

    :param copy: a working copy.
    :returns: the published item.
    :raises Refused: when the current user may not.
    """
    if not may_discard(copy):
        raise Refused([NO_DISCARD])
    audit.record("knowledge.copy-discarded", copy)
    with api.env.adopt_roles(["Manager"]):
        return ICheckinCheckoutPolicy(copy).cancelCheckout()


def values_of(item):
    """Give what an item says, by name of field.

    :param item: an item of knowledge.
    """
    there = stored(item)
    return {
        name: there[name]
        for schema in iterSchemata(item)
        for name, field in getFieldsInOrder(schema)
        if name in there and not IRelationList.providedBy(field)
    }


def stored(item):
    """Give what an item stores itself, by name.

    :param item: an item of knowledge.
    """
    base = aq_base(item)
    base._p_activate()
    return base.__dict__
