"""Who may ask the catalog about people: how much somebody wrote tells who has an account."""

from AccessControl import getSecurityManager
from clkss.content import _
from plone import api
from plone.restapi.exceptions import QueryParsingError
from Products.CMFCore.permissions import ListPortalMembers
from Products.ZCatalog.Catalog import CatalogError
from Products.ZCTextIndex.ParseTree import ParseError
from zExceptions import BadRequest
from zope.component import ComponentLookupError

import json


PEOPLE = frozenset({"Creator", "commentators", "listCreators"})
"""Indexes and columns that hold accounts."""

NO_ANSWER = _("rest_no_answer", default="This question cannot be answered.")

UNANSWERABLE = (
    AssertionError,
    AttributeError,
    CatalogError,
    ComponentLookupError,
    KeyError,
    ParseError,
    QueryParsingError,
    TypeError,
    ValueError,
)
"""What the catalog and the batches of Plone raise over a question that makes no sense."""


def refuse_people(questions, context):
    """Refuse questions about people to whom they may not be listed.

    :param questions: pairs of the name of an index and what is asked of it; about oneself everybody
        may ask.
    :param context: where it is asked.
    :raises BadRequest: when there is one.
    """
    own = getSecurityManager().getUser().getId()
    asked = {name for name, value in questions if name in PEOPLE and value not in (own, [own])}
    if asked and not getSecurityManager().checkPermission(ListPortalMembers, context):
        message = _(
            "rest_not_of_others",
            default="Not asked of others: ${names}",
            mapping={"names": ", ".join(sorted(asked))},
        )
        raise BadRequest(api.portal.translate(message))


def criteria_of(query):
    """Read what criteria ask, as Plone's widgets and services write them.

    :param query: JSON, or what was read of it.
    :returns: pairs of the name of an index and what is asked of it.
    :raises BadRequest: when it is none.
    """
    if isinstance(query, str):
        try:
            query = json.loads(query)
        except ValueError as error:
            raise BadRequest(api.portal.translate(NO_ANSWER)) from error
    criteria = query.get("criteria", query.get("query")) if isinstance(query, dict) else query
    found = []
    for criterion in criteria if isinstance(criteria, list) else ():
        if not isinstance(criterion, dict):
            raise BadRequest(api.portal.translate(NO_ANSWER))
        found.append((str(criterion.get("i")), criterion.get("v")))
    if isinstance(query, dict):
        found.append((str(query.get("sort_on")), ""))
    return found
