"""Items that name others of their own type, read from both ends.

A law names the laws that it amends; that they are amended is found by asking the catalog who names
them. An item is named by its UID, or by the code that it had in a sheet, since the other row of a
sheet has no UID yet. The catalog answers with what the reader may see, so nothing else shows.
"""

from clkss.content.frame import showing
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from zope import schema
from zope.interface import directlyProvides
from zope.interface import implementer
from zope.schema.interfaces import IList
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import re


INDEX = "points_to"
"""The index that holds tokens ``relation:key``."""

_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?", re.ASCII)

MODIFY = "Modify portal content"


def is_key(value):
    """Say whether a text can be a UID or a code.

    :param value: anything.
    """
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


class IPointing(IList):
    """A field that names other items of the same type."""


@implementer(IPointing)
class Pointing(schema.List):
    """Names other items of the same type by their keys."""


def field(vocabulary, title, description):
    """Make a field that names other items.

    :param vocabulary: name of the vocabulary of those that can be named.
    :param title: title of the field.
    :param description: help for the field.
    """
    return Pointing(
        title=title,
        description=description,
        value_type=schema.Choice(vocabulary=vocabulary),
        required=False,
        defaultFactory=list,
    )


def names_itself(values, column):
    """Say of a row of a sheet whether it names itself.

    :param values: column name → value; only what could be read.
    :param column: the column that names others.
    :returns: triples of column name, reason and details.
    """
    code = str(values.get("code", "")).casefold()
    for key in values.get(column, ()):
        if key.casefold() == code:
            yield column, "names_itself", {"value": key}


def tokens(relation, keys):
    """Write what the index holds of an item.

    :param relation: name of the relation, such as ``amends``.
    :param keys: what the item names.
    """
    return tuple(f"{relation}:{key}" for key in keys or ())


def keys_of(item):
    """Give the keys by which others name an item.

    :param item: the item.
    """
    return [key for key in (item.UID(), item.code) if key]


def named(portal_type, keys):
    """Find what an item names, as far as the reader may see it.

    :param portal_type: type of the items.
    :param keys: UIDs and codes.
    :returns: pairs of a key and a catalog record, in the order of the keys.
    """
    keys = [key for key in keys or () if is_key(key)]
    if not keys:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    by_key = {}
    for name in ("practice_code", "UID"):
        for brain in catalog(portal_type=portal_type, **{name: keys}):
            by_key[_value(catalog, name, brain)] = brain
    return [(key, by_key[key]) for key in keys if key in by_key]


def _value(catalog, name, brain):
    if name == "UID":
        return brain.UID
    return catalog._catalog.getIndex(name).getEntryForObject(brain.getRID())


def naming(item, relation):
    """Find the items that name this one, as far as the reader may see them.

    :param item: the item.
    :param relation: name of the relation.
    :returns: catalog records by title.
    """
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, INDEX, tokens(relation, keys_of(item)))
    if not rids:
        return []
    found = showing.by_title(catalog, showing.shown(catalog, rids))
    return [brain for brain in found if brain.portal_type == item.portal_type]


def links(brains):
    """Describe catalog records as links.

    :param brains: catalog records.
    """
    return [{"title": brain.Title, "url": brain.getURL()} for brain in brains]


class Others:
    """The vocabulary of items that an item can name: those that the person may see.

    A key that is stored stays, also when nothing is found under it: a row that comes later may
    bring what it names. It is offered to those only who may change the item.

    :param portal_type: type of the items.
    :param name: name of the field.
    :param names: fields of an item by which people may call it, too.
    :param query: what else the catalog is asked.
    """

    def __init__(self, portal_type, name, names=(), **query):
        self.portal_type = portal_type
        self.name = name
        self.names = names
        self.query = query
        directlyProvides(self, IVocabularyFactory)

    def __call__(self, context):
        """List the items.

        :param context: the item that names others, or where one is added.
        """
        catalog = api.portal.get_tool("portal_catalog")
        item = context if getattr(context, "portal_type", None) == self.portal_type else None
        stored = (getattr(item, self.name, None) or ()) if item is not None else ()
        known = {brain.UID: key for key, brain in named(self.portal_type, stored)}
        mine = IUUID(item, None) if item is not None else None
        found = catalog(portal_type=self.portal_type, sort_on="sortable_title", **self.query)
        terms = [
            _term(known.get(brain.UID, brain.UID), brain.Title)
            for brain in found
            if mine != brain.UID
        ]
        if item is not None and api.user.has_permission(MODIFY, obj=item):
            listed = {term.value for term in terms}
            terms += [_term(key, key) for key in dict.fromkeys(stored) if key not in listed]
        return SimpleVocabulary(terms)


def _term(key, title):
    return SimpleTerm(key, key, title)
