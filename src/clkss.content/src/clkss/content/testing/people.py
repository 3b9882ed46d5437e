"""People with names in the tests: accounts, clearances, and acting as one of them."""

from clkss.content.committees import access
from clkss.content.committees import clearances
from contextlib import contextmanager
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME


PASSWORD = "only-for-tests-8"  # noqa: S105


def enter(site, people):
    """Make accounts and give their clearances.

    :param site: the Plone site.
    :param people: anything with ``id``, ``fullname`` and ``services``, each of which has
        ``committee``, ``function`` and ``agency``.
    """
    users = site.acl_users.source_users
    roles = site.acl_users.portal_role_manager
    for person in people:
        if site.acl_users.getUserById(person.id) is None:
            users.addUser(person.id, person.id, PASSWORD)
            roles.assignRoleToPrincipal("Member", person.id)
        for service in person.services:
            clearances.grant(person.id, service.committee, service.function, service.agency)
    access.forget()


@contextmanager
def acting_as(site, user_id):
    """Be somebody for a while; ``None`` for a visitor, the site's owner for ``admin``.

    :param site: the Plone site.
    :param user_id: the account.
    """
    access.forget()
    if user_id is None:
        logout()
    elif user_id == "admin":
        login(site.aq_parent, SITE_OWNER_NAME)
    else:
        login(site, user_id)
    try:
        yield
    finally:
        logout()
        access.forget()
