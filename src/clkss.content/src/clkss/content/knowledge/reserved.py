"""Fields of Plone's own behaviours that only those who publish may set.

Dublin Core would let the author of a draft say who wrote it, from when and until when it is public
and whose it is. Forms and REST both go by what is written here into Plone's schemata.
"""

from plone.app.dexterity.behaviors.metadata import IOwnership
from plone.app.dexterity.behaviors.metadata import IPublication
from plone.autoform.interfaces import WRITE_PERMISSIONS_KEY


RESERVED = {
    IOwnership: ("creators", "contributors", "rights"),
    IPublication: ("effective", "expires"),
}
"""Names of fields by schema."""


def reserve(permission):
    """Write into the schemata who may set these fields.

    :param permission: id of a permission.
    """
    for schema, names in RESERVED.items():
        permissions = schema.queryDirectTaggedValue(WRITE_PERMISSIONS_KEY) or {}
        schema.setTaggedValue(
            WRITE_PERMISSIONS_KEY, {**permissions, **dict.fromkeys(names, permission)}
        )
