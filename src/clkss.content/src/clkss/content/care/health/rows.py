"""A line of a list of the health page."""

from typing import NamedTuple


class Row(NamedTuple):
    """A line.

    :param title: what it is about.
    :param url: where to look at it.
    :param kind: type of the item; empty for what is no item.
    :param owner: key of its owner committee; empty for what has none.
    :param said: texts and message ids that say what is the matter.
    :param other: title and address of the other one of a pair, or nothing.
    :param pair: both UIDs of a pair that can be told apart, or nothing.
    """

    title: str
    url: str
    kind: str = ""
    owner: str = ""
    said: tuple = ()
    other: tuple[str, str] | None = None
    pair: tuple[str, str] | None = None


def of(brain, *said, url=None, **further) -> Row:
    """Make the line of an item.

    :param brain: what the catalog keeps of it.
    :param said: what is the matter.
    :param url: where to look at it; its page by default.
    :param further: other parts of the line.
    """
    owner = brain.owner_committee
    return Row(
        title=brain.Title,
        url=url or f"{brain.getURL()}/view",
        kind=brain.portal_type,
        owner=owner if isinstance(owner, str) else "",
        said=said,
        **further,
    )
