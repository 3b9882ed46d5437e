"""Unique ids that do not come from a counter."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from OFS.SimpleItem import SimpleItem
from Products.CMFCore.utils import UniqueObject
from Products.CMFUid.interfaces import IUniqueIdGenerator
from zope.interface import implementer

import random


#: Ids below 2**62 stay plain integers in every index.
BITS = 62

_random = random.SystemRandom()


@implementer(IUniqueIdGenerator)
class RandomIdGenerator(UniqueObject, SimpleItem):
    """Gives out ids without writing anything.

    CMFUid's own counts in the database, so that all who add versioned content
    at the same time conflict. With a million ids the odds that any two are alike
    are one in nine million.
    """

    id = "portal_uidgenerator"
    meta_type = "CLKSS Random Id Generator"
    title = "Random ids for versions"

    security = ClassSecurityInfo()

    @security.private
    def __call__(self):
        """Return a new id, never 0."""
        return _random.randrange(1, 2**BITS)

    @security.private
    def convert(self, uid):
        """Return an id as it is stored.

        :param uid: number, or text of one.
        """
        return int(uid)


InitializeClass(RandomIdGenerator)
