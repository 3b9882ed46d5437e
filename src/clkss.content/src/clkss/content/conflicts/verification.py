"""What ``bin/clkss verify`` asks about conflicts."""

from Acquisition import aq_base
from clkss.content.conflicts.tool import RandomIdGenerator
from Products.CMFUid.interfaces import IUniqueIdGenerator
from zope.component import getUtility


def verify(site):
    """Tell whether the counter is back in the place of random ids.

    Importing the tools of CMFEditions or Plone once more brings it back.

    :param site: the site root.
    :returns: list of problems.
    """
    if type(aq_base(getUtility(IUniqueIdGenerator))) is RandomIdGenerator:
        return []
    return [
        "portal_uidgenerator counts, so writers conflict: import the profile"
        " clkss.content:default again"
    ]
