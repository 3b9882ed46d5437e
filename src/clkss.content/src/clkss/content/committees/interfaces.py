"""Interfaces of committees and of the access that follows from them."""

from zope.interface import Attribute
from zope.interface import Interface


class IAccessFacts(Interface):
    """What access to an object depends on.

    A room registers an adapter from its content to this interface; the adapter returns an instance
    of :class:`clkss.content.committees.rules.Facts`. Objects without such an adapter get no
    computed roles of their own.
    """

    owner = Attribute("Key of the committee that answers for the object, or None.")
    chain = Attribute("Pairs of committee level and key, from the owner's up to the national.")
    turn = Attribute("Key of the committee whose review it is, or None.")
    container = Attribute("Whether knowledge is added here.")
    knowledge = Attribute("Whether Knowledge Editors hold their role here.")
    grants = Attribute("Further pairs of a group id and a role.")


class IWithheld(Interface):
    """Says what of a person's standing a request may not use; a utility of the room of sign-ins."""

    def functions(site, user_id, request):
        """Name the functions in which service does not count for a request.

        :param site: the Plone site.
        :param user_id: the account.
        :param request: the request, or None.
        :returns: frozenset of names; empty where nothing is withheld.
        """

    def roles(site, user_id, request):
        """Name the roles in the whole site that do not count for a request.

        :param site: the Plone site.
        :param user_id: the account.
        :param request: the request, or None.
        :returns: frozenset of names.
        """


class IKnowledgeContainer(Interface):
    """Marks a place where contributors of every committee add knowledge."""


class ICommitteeContainer(Interface):
    """Marks the place where all committees are; their ids there are their keys."""


class IClearancesChanged(Interface):
    """The clearances of a person have changed, in the running transaction."""

    user_id = Attribute("The account.")
    committee = Attribute("Key of the committee, or None when all of them ended.")
    functions = Attribute("The functions that were given or taken.")


class ICommitteeSection(Interface):
    """A part of a committee's page; a named adapter of the committee, the request and the page.

    The page asks :meth:`available` of each, and draws those that say yes in their order.
    """

    order = Attribute("Its place on the page: a number; the smaller stands above.")
    title = Attribute("Its heading, a message id; the page's list of contents shows it.")

    def available():
        """Say whether there is anything to show to the current user."""

    def render():
        """Give the HTML below the heading."""


class IProfiles(Interface):
    """Knows where the profiles of people are; a utility of the room of profiles."""

    def of(site, reader, persons):
        """Give the addresses of the profiles that a reader may see.

        :param site: the site.
        :param reader: user id of who reads; None for a visitor.
        :param persons: user ids.
        :returns: a mapping of user ids to addresses; those without a page are left out.
        """
