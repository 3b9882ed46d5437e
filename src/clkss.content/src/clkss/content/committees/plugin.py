"""Committees and agencies as groups of the site's user folder: computed, never stored.

A groups plugin alone breaks ``@users``, enumeration alone breaks ``@groups``; so one plugin gives
groups, exact enumeration and introspection. It also makes the users, so that a group of the same
id that somebody put elsewhere gives nobody anything.
"""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content.committees import clearances
from clkss.content.committees import rules
from clkss.content.committees.access import MEMO
from clkss.content.committees.access import withheld_functions
from clkss.content.committees.access import withheld_roles
from clkss.content.territories import table
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.plugins.group import PloneGroup
from Products.PlonePAS.plugins.ufactory import PloneUser
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.interface import implementer


PLUGIN_ID = "clkss_committees"

ADMINISTRATORS = frozenset({"Manager", "Site Administrator"})
"""Roles in the whole site that can be withheld."""

REFUSED = "refused-"
"""Put before the id of an account that poses as a computed group."""


def computed_groups(site, user_id, request=None):
    """Name the computed groups of a person today; quick to ask again within a request.

    What is remembered belongs to one person and one day and is dropped as soon as the person's
    record changes, or what of it the request may use.

    :param site: the Plone site.
    :param user_id: the account.
    :param request: the current one by default.
    """
    book = clearances.register(site)
    rows = () if book is None or user_id is None else book.rows(user_id)
    if not rows:
        return ()
    day = clearances.today()
    request = request if request is not None else getRequest()
    annotations = IAnnotations(request, None) if request is not None else None
    memo = {}
    if annotations is not None:
        memo = annotations.get(MEMO)
        if memo is None:
            memo = annotations[MEMO] = {}
    withheld = withheld_functions(site, user_id, request)
    known = memo.get(user_id)
    if known is not None and known[0] is rows and known[1:3] == (day, withheld):
        return known[3]
    groups = tuple(sorted(clearances.groups(user_id, day, site)))
    memo[user_id] = (rows, day, withheld, groups)
    return groups


class Person(PloneUser):
    """A user whose computed groups come from the register of clearances and nowhere else."""

    security = ClassSecurityInfo()

    def _getPAS(self):
        # To acquire it by its name asks the whole site, for each permission that is checked.
        around = aq_parent(aq_inner(self))
        return super()._getPAS() if around is None else around

    @security.private
    def _addGroups(self, groups=()):
        super()._addGroups([group for group in groups if not rules.is_reserved(group)])

    @security.public
    def getGroups(self):
        """Return the ids of the groups of this user."""
        pas = aq_parent(aq_inner(self))
        site = aq_parent(aq_inner(pas)) if pas is not None else None
        stored = list(super().getGroups())
        return stored if site is None else [*stored, *computed_groups(site, self.getId())]

    @security.public
    def getRoles(self):
        """Return the roles of this user in the whole site."""
        roles = super().getRoles()
        pas = aq_parent(aq_inner(self))
        if pas is None or not ADMINISTRATORS.intersection(roles):
            return roles
        withheld = withheld_roles(aq_parent(aq_inner(pas)), self.getId())
        return [role for role in roles if role not in withheld] if withheld else roles


InitializeClass(Person)


@implementer(IGroupsPlugin, IGroupEnumerationPlugin, IGroupIntrospection, IUserFactoryPlugin)
class CommitteeGroups(BasePlugin):
    """Gives the groups that follow from clearances."""

    meta_type = "CLKSS Committee Groups"
    security = ClassSecurityInfo()

    def __init__(self, id, title=""):
        self._setId(id)
        self.title = title

    @security.private
    def createUser(self, user_id, name):
        """Make a user (``IUserFactoryPlugin``).

        An account whose id reads like a computed group would hold the roles of that group; it is
        known under another id and holds nothing.

        :param user_id: the account.
        :param name: its login name.
        """
        return Person(f"{REFUSED}{user_id}" if rules.is_reserved(user_id) else user_id, name)

    @security.private
    def getGroupsForPrincipal(self, principal, request=None):
        """Return the computed groups of a user (``IGroupsPlugin``).

        :param principal: a user or group.
        :param request: the current one by default.
        """
        return computed_groups(self._site(), principal.getId(), request)

    @security.private
    def enumerateGroups(
        self, id=None, title=None, exact_match=False, sort_by=None, max_results=None, **kw
    ):
        """Answer for exact ids only (``IGroupEnumerationPlugin``).

        Tens of thousands of territories have groups; nobody may list them by searching.

        :param id: an id, or several.
        :param title: not searched.
        :param exact_match: whether the id has to be exact; nothing is found otherwise.
        :param sort_by: not used.
        :param max_results: not used.
        """
        if not exact_match or not id:
            return ()
        ids = (id,) if isinstance(id, str) else tuple(id)
        return tuple(
            {"id": each, "pluginid": self.getId(), "title": each} for each in ids if _exists(each)
        )

    @security.private
    def getGroupById(self, group_id):
        """Return a computed group (``IGroupIntrospection``).

        :param group_id: its id.
        :returns: the group; ``None`` when this is no computed group.
        """
        if not _exists(group_id):
            return None
        group = PloneGroup(group_id, group_id).__of__(self)
        plugins = self._getPAS().plugins
        for plugin_id, plugin in plugins.listPlugins(IPropertiesPlugin):
            data = plugin.getPropertiesForUser(group, None)
            if data:
                group.addPropertysheet(plugin_id, data)
        for _plugin_id, plugin in plugins.listPlugins(IRolesPlugin):
            group._addRoles(plugin.getRolesForPrincipal(group, None))
        group._addRoles(["Authenticated"])
        return group

    @security.private
    def getGroups(self):
        """Return nothing: computed groups are not listed (``IGroupIntrospection``)."""
        return ()

    @security.private
    def getGroupIds(self):
        """Return nothing: computed groups are not listed (``IGroupIntrospection``)."""
        return ()

    @security.private
    def getGroupMembers(self, group_id):
        """Return the accounts in a computed group (``IGroupIntrospection``).

        :param group_id: its id.
        """
        return clearances.group_members(group_id, site=self._site()) if _exists(group_id) else ()

    def _site(self):
        return aq_parent(aq_inner(self._getPAS()))


InitializeClass(CommitteeGroups)


def _exists(group_id):
    group = rules.parse_group(group_id)
    return group is not None and (group.territory is None or table.exists(group.territory))
