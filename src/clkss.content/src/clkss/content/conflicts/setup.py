"""Putting the generator of random ids in the place of the counting one."""

from Acquisition import aq_base
from clkss.content.conflicts.tool import RandomIdGenerator
from Products.CMFUid.interfaces import IUniqueIdGenerator


def install(site):
    """Replace ``portal_uidgenerator``; ids given out before stay as they are.

    :param site: the site root.
    """
    id = RandomIdGenerator.id
    if not isinstance(aq_base(site.get(id)), RandomIdGenerator):
        if id in site.objectIds():
            site._delObject(id)
        site._setObject(id, RandomIdGenerator())
    manager = site.getSiteManager()
    manager.registerUtility(site[id], IUniqueIdGenerator)
    # A later import of another profile's tools would bring the counter back.
    toolset = site.portal_setup.getToolsetRegistry()
    toolset.addRequiredTool(id, f"{RandomIdGenerator.__module__}.{RandomIdGenerator.__name__}")
    site.portal_setup._p_changed = True
