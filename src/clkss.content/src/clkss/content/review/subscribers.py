"""What happens when a reviewed item appears."""

from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.review import ownership
from plone import api


def keep_owner(item, event):
    """Store the owner committee: the default of the field would depend on who looks.

    :param item: a reviewed item.
    :param event: it was added.
    """
    if ownership.stored_owner(item):
        return
    keys = ownership.choices(api.user.get_current().getId())
    item.owner_committee = keys[0] if keys else NATIONAL_KEY
