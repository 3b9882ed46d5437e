"""What a visitor may see, whoever asks: an administrator's session changes nothing of it."""

from clkss.content.search.rules import KINDS
from DateTime import DateTime
from plone import api


def found(**query):
    """Ask the catalog as a visitor would.

    :param query: values of indexes.
    :returns: records of the catalog, made as they are looked at, in an order that stays.
    """
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(
        **query, allowedRolesAndUsers=["Anonymous"], effectiveRange=DateTime()
    )


def knowledge(uids):
    """Find those things of knowledge that a visitor may see.

    :param uids: UIDs to look up.
    :returns: records of the catalog by UID.
    """
    uids = list(uids)
    if not uids:
        return {}
    return {brain.UID: brain for brain in found(UID=uids, portal_type=list(KINDS))}
