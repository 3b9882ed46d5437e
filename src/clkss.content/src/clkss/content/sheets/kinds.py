"""Which kinds of sheets there are: rooms register them."""

from clkss.content.sheets.errors import UnknownKind
from clkss.content.sheets.interfaces import ISheetKind
from zope.component import getUtilitiesFor
from zope.component import queryUtility


def get(name):
    """Return a kind of sheet.

    :param name: for example ``practices``.
    :raises UnknownKind: when no room registered one of this name.
    """
    kind = queryUtility(ISheetKind, name=name or "")
    if kind is None:
        raise UnknownKind(name)
    return kind


def names():
    """Return the names of all kinds, sorted."""
    return sorted(name for name, _kind in getUtilitiesFor(ISheetKind) if name)


def open_to(user_id):
    """Return the names of the kinds of which somebody may import sheets, sorted.

    :param user_id: the account.
    """
    found = ((name, get(name)) for name in names())
    return [name for name, kind in found if kind.may(user_id, kind.states[0])]
