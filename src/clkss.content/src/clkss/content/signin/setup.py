"""What has to be in a site, and at the root above it, for sign-ins to be counted."""

from Acquisition import aq_base
from Acquisition import aq_parent
from clkss.content.signin import keys
from clkss.content.signin.factor import store
from clkss.content.signin.plugin import Door
from clkss.content.signin.plugin import PLUGIN_ID
from Products.PluggableAuthService.interfaces.authservice import IPluggableAuthService
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin


PLONES_POLICY = "password_policy"

DAYS = 1
"""Days for which the link to a new password works."""


def install(site):
    """Put the door into the user folders of the site and above; leave what is there.

    An account of the server comes in by the site's addresses, too: the same passwords are tried
    there.

    :param site: the Plone site.
    """
    keys.install()
    store.install(site)
    for folder in folders(site):
        if PLUGIN_ID not in folder:
            folder._setObject(PLUGIN_ID, Door(PLUGIN_ID, "Counts failed sign-ins"))
        _come_first(folder.plugins, IAuthenticationPlugin)
    plugins = site.acl_users.plugins
    _come_first(plugins, IValidationPlugin)
    if PLONES_POLICY in plugins.listPluginIds(IValidationPlugin):
        plugins.deactivatePlugin(IValidationPlugin, PLONES_POLICY)
    site.portal_password_reset.setExpirationTimeout(DAYS)


def folders(site):
    """Return the user folders in which somebody may have an account, the site's first.

    :param site: the Plone site.
    """
    found = []
    place = site
    while place is not None:
        folder = getattr(aq_base(place), "acl_users", None)
        if folder is not None and IPluggableAuthService.providedBy(folder):
            found.append(place.acl_users)
        place = aq_parent(place)
    return found


def _come_first(plugins, interface):
    if PLUGIN_ID not in plugins.listPluginIds(interface):
        plugins.activatePlugin(interface, PLUGIN_ID)
    while plugins.listPluginIds(interface)[0] != PLUGIN_ID:
        plugins.movePluginsUp(interface, [PLUGIN_ID])
