"""What has to be in a site for access to be computed."""

from clkss.content.committees.clearances import ANNOTATION
from clkss.content.committees.clearances import Register
from clkss.content.committees.plugin import CommitteeGroups
from clkss.content.committees.plugin import PLUGIN_ID
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from zope.annotation.interfaces import IAnnotations


INTERFACES = (IGroupsPlugin, IGroupEnumerationPlugin, IGroupIntrospection, IUserFactoryPlugin)


def install(site):
    """Make the register and put the plugin into the user folder; leave what is there.

    :param site: the Plone site.
    """
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Register()
    folder = site.acl_users
    if PLUGIN_ID not in folder:
        folder._setObject(PLUGIN_ID, CommitteeGroups(PLUGIN_ID, "Committees and agencies"))
    plugins = folder.plugins
    for interface in INTERFACES:
        if PLUGIN_ID not in plugins.listPluginIds(interface):
            plugins.activatePlugin(interface, PLUGIN_ID)
    # The first factory that answers makes the user.
    while plugins.listPluginIds(IUserFactoryPlugin)[0] != PLUGIN_ID:
        plugins.movePluginsUp(IUserFactoryPlugin, [PLUGIN_ID])


def uninstall(site):
    """Take the plugin out of the user folder; the register stays, it is content.

    :param site: the Plone site.
    """
    folder = site.acl_users
    if PLUGIN_ID not in folder:
        return
    plugins = folder.plugins
    for interface in INTERFACES:
        if PLUGIN_ID in plugins.listPluginIds(interface):
            plugins.deactivatePlugin(interface, PLUGIN_ID)
    folder._delObject(PLUGIN_ID)
