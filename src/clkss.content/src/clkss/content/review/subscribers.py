"""What happens when a reviewed item appears."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.committees.subscribers import refusal
from clkss.content.review import changes
from clkss.content.review import ownership
from clkss.content.review.content import IReviewed
from plone import api


NOT_COPIED = ("owner_committee", "review_due", "featured", "creators", changes.ATTRIBUTE)
"""What belongs to an item and its author, not to its words."""


def begin_anew(item, event):
    """Let a copy belong to who copied it, with nothing that editors gave to the original.

    :param item: the copy of a reviewed item, before it has its place.
    :param event: it was copied.
    """
    item = aq_base(item)
    for name in NOT_COPIED:
        if name in item.__dict__:
            delattr(item, name)
    user_id = api.user.get_current().getId()
    item.creators = (user_id,) if user_id else ()
    item.effective_date = None


def keep_to_knowledge(item, event):
    """Let only what climbs the ladder lie where knowledge is added.

    Contributors may add there. Anything else, a file above all, would be public at once and
    unchecked.

    :param item: any content.
    :param event: it will be added, moved or removed.
    :raises BadRequest: when it is neither reviewed nor put there by an administrator.
    """
    if event.object is not item or not IKnowledgeContainer.providedBy(event.newParent):
        return
    if not IReviewed.providedBy(item) and not ownership.is_administrator():
        raise refusal(
            _("error_only_knowledge", default="Only knowledge that is reviewed can be added here.")
        )


def keep_owner(item, event):
    """Store the owner committee, and let nothing but the item's own facts give access to it.

    The default of the field would depend on who looks. What somebody may do in the folder where
    knowledge is added says nothing about an item in it, of whatever class it is.

    :param item: a reviewed item.
    :param event: it was added.
    """
    if not getattr(aq_base(item), "__ac_local_roles_block__", False):
        item.__ac_local_roles_block__ = True
    if ownership.stored_owner(item):
        return
    keys = ownership.choices(api.user.get_current().getId())
    item.owner_committee = keys[0] if keys else NATIONAL_KEY
