"""From facts to roles: the one place where Zope learns what the rules decided."""

from clkss.content.committees import rules
from clkss.content.committees.interfaces import IAccessFacts
from clkss.content.committees.interfaces import IWithheld
from clkss.content.territories import table
from functools import lru_cache
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


MEMO = "clkss.content.committees.groups"
"""Key of what the groups plugin remembers within a request."""

_BORG_MEMO = "borg.localrole.workspace.checkLocalRolesAllowed:"


def current_site(site=None):
    """Return the Plone site, able to tell its address.

    :param site: the site, where the caller knows it.
    """
    if site is not None:
        return site
    return getToolByName(getSite(), "portal_url").getPortalObject()


def withheld_functions(site, user_id, request=None):
    """Name the functions in which a person's service does not count just now.

    :param site: the Plone site.
    :param user_id: the account.
    :param request: the current one by default.
    """
    withheld = queryUtility(IWithheld)
    if withheld is None:
        return frozenset()
    return withheld.functions(site, user_id, request if request is not None else getRequest())


def withheld_roles(site, user_id):
    """Name the roles in the whole site that do not count for a person just now.

    :param site: the Plone site.
    :param user_id: the account.
    """
    withheld = queryUtility(IWithheld)
    return frozenset() if withheld is None else withheld.roles(site, user_id, getRequest())


class ComputedRoles:
    """The roles that groups hold on an object, as :mod:`borg.localrole` asks for them.

    :param roles: a mapping of group ids to roles.
    """

    def __init__(self, roles):
        self._roles = roles

    def getRoles(self, principal_id):
        """Return the roles of one principal.

        :param principal_id: id of a user or group; only computed groups ever have roles.
        """
        return self._roles.get(principal_id, ())

    def getAllRoles(self):
        """Return pairs of a group id and its roles."""
        return self._roles.items()


def computed_roles(context):
    """Adapt an object to the roles that follow from its facts.

    :param context: any content.
    :returns: the provider; ``None`` for objects that say nothing of themselves.
    """
    facts = IAccessFacts(context, None)
    return None if facts is None else ComputedRoles(rules.roles_for(facts))


@lru_cache(maxsize=4096)
def chain(key):
    """Name a committee and all committees above it.

    :param key: key of the committee.
    :returns: links, its own first, the national one last.
    :raises ValueError: when this is not the key of a committee.
    :raises clkss.content.territories.table.UnknownTerritory: when its territory does not exist.
    """
    code, _token = rules.split_key(key)
    return rules.chain_for(
        key, [(table.get(each).level, each) for each in table.ancestors_and_self(code)]
    )


def forget(request=None):
    """Drop what a request remembers of access, after clearances or facts have changed.

    Tests and workers, which act for several people within one request, need it too.

    :param request: the current one by default.
    """
    request = request if request is not None else getRequest()
    memo = IAnnotations(request, None) if request is not None else None
    if memo is None:
        return
    for key in [key for key in memo if isinstance(key, str) and key.startswith(_BORG_MEMO)]:
        del memo[key]
    memo.pop(MEMO, None)
