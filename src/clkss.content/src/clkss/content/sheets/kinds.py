"""Which kinds of sheets there are: rooms register them."""

from clkss.content.sheets.errors import UnknownKind
from clkss.content.sheets.interfaces import ISheetKind
from zope.component import getUtilitiesFor
from zope.component import queryUtility


class Kind:
    """What a kind of sheet does unless it says otherwise; see :class:`ISheetKind`."""

    key = ""

    def code(self, values):
        """Return the code that names a row: that of its key."""
        return values.get(self.key)

    def at(self, site, code):
        """Return nothing: items have codes only by sheets."""
        return

    def may_make(self, user_id, code):
        """Let everybody make what they may make at all."""
        return True

    def may_see(self, user_id, batch):
        """Let all who use the kind look after all its batches."""
        return True

    def differs(self, item, values):
        """Take every row for a change."""
        return True

    def is_used(self, item):
        """Let undo take back whatever was not changed."""
        return False


def give_permissions(workflow, item, place, batch):
    """Give new content the permissions of its state; they are worked out once for a batch.

    :param workflow: its workflow.
    :param item: the content, in no place yet.
    :param place: where it will be.
    :param batch: the batch.
    """
    known = getattr(batch, "_v_permissions", None)
    if known is None:
        workflow.updateRoleMappingsFor(item.__of__(place))
        batch._v_permissions = {
            name: value for name, value in vars(item).items() if name.endswith("_Permission")
        }
        return
    for name, value in known.items():
        setattr(item, name, value)


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


def is_open(batch, names, user_id):
    """Say whether somebody may see a batch.

    :param batch: the batch.
    :param names: the kinds that are open to the person.
    :param user_id: the account.
    """
    return batch.kind in names and get(batch.kind).may_see(user_id, batch)


def open_to(user_id):
    """Return the names of the kinds of which somebody may import sheets, sorted.

    :param user_id: the account.
    """
    found = ((name, get(name)) for name in names())
    return [name for name, kind in found if kind.may(user_id, kind.states[0])]
