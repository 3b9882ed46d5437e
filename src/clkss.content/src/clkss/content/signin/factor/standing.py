"""What a request may use of a person's standing, given what it has shown."""

from clkss.content.committees import clearances
from clkss.content.committees.interfaces import IWithheld
from clkss.content.frame import session
from clkss.content.signin.factor import bearer
from clkss.content.signin.factor import rules
from clkss.content.signin.factor import store
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.interface import implementer


SETTING = "clkss.signin.administrators_need_factor"
MEMO = "clkss.content.signin.confirmed"


@implementer(IWithheld)
class Withheld:
    """Withholds from a request what needs a second factor that it has not shown.

    What others may do does not depend on the request, nor does what jobs and commands do.
    """

    def functions(self, site, user_id, request):
        """Name the functions in which service does not count for a request.

        :param site: the Plone site.
        :param user_id: the account.
        :param request: the request, or ``None``.
        """
        if not _acts_as(request, user_id) or is_confirmed(site, request, user_id):
            return rules.NOTHING
        return rules.withheld(False, store.find(site, user_id) is not None)

    def roles(self, site, user_id, request):
        """Name the roles in the whole site that do not count for a request.

        :param site: the Plone site.
        :param user_id: the account.
        :param request: the request, or ``None``.
        """
        if not _acts_as(request, user_id) or is_confirmed(site, request, user_id):
            return rules.NOTHING
        enrolled = store.find(site, user_id) is not None
        return rules.withheld_roles(False, enrolled, administrators_need_it())


def is_confirmed(site, request, user_id):
    """Tell whether a request shows that its person had the second factor.

    :param site: the site.
    :param request: the request.
    :param user_id: the account.
    """
    memo = IAnnotations(request).setdefault(MEMO, {})
    if user_id not in memo:
        memo[user_id] = session.is_confirmed(site, request, user_id) or bearer.is_confirmed(
            site, request, user_id
        )
    return memo[user_id]


def is_required(site, user):
    """Tell whether a person needs a second factor.

    :param site: the site.
    :param user: a user of the site's user folder.
    """
    functions = [each.function for each in clearances.held(user.getId(), site=site)]
    # What getRoles says is what this request may use already.
    roles = getattr(user, "_roles", ())
    return rules.is_required(functions, roles, administrators_need_it())


def administrators_need_it():
    """Tell whether the site asks its administrators for a second factor."""
    registry = queryUtility(IRegistry)
    return bool(registry is not None and registry.get(SETTING, False))


def _acts_as(request, user_id):
    """Tell whether a request is that of a person: it was published, and comes from nobody else."""
    if request is None or "PUBLISHED" not in getattr(request, "other", ()):
        return False
    user = request.other.get("AUTHENTICATED_USER")
    return user is None or user.getId() == user_id
