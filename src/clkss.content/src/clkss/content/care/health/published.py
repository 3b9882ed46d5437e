"""The published knowledge, from the catalog alone: no object is woken."""

from BTrees.IIBTree import difference
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from clkss.content.review.content import IReviewed
from clkss.content.review.workflow import PUBLISHED
from collections.abc import Iterable
from collections.abc import Iterator
from plone import api
from Products.CMFCore.indexing import processQueue


class Published:
    """Published items that stand on the ladder.

    :param site: the Plone site.
    """

    def __init__(self, site):
        processQueue()
        self._tool = api.portal.get_tool("portal_catalog")
        self._catalog = self._tool._catalog
        self.rids = intersection(
            self._found("review_state", [PUBLISHED]),
            self._found("object_provides", [IReviewed.__identifier__]),
        )

    def _found(self, index, query, **further):
        asked = {index: {"query": query, **further}}
        answer = self._catalog.getIndex(index)._apply_index(asked)
        return IITreeSet(answer[0]) if answer is not None else IITreeSet()

    def between(self, index: str, query, limit: str) -> IITreeSet:
        """Find the items with a date in a range.

        :param index: name of an index of dates.
        :param query: one date or two.
        :param limit: ``min``, ``max`` or ``min:max``.
        """
        return intersection(self.rids, self._found(index, query, range=limit))

    def of_type(self, portal_type: str) -> IITreeSet:
        """Find the items of a type.

        :param portal_type: its name.
        """
        return intersection(self.rids, self._found("portal_type", [portal_type]))

    def rid(self, uid: str) -> int | None:
        """Give the record of an item, if it is published.

        :param uid: its UID.
        """
        rid = self._catalog.getIndex("UID")._index.get(uid)
        return rid if isinstance(rid, int) and rid in self.rids else None

    def among(self, uids: Iterable[str]) -> list[str]:
        """Name those of some items that are published.

        :param uids: their UIDs.
        """
        return [uid for uid in uids if self.rid(uid) is not None]

    def without(self, rids: IITreeSet, uids: Iterable[str]) -> IITreeSet:
        """Leave items out.

        :param rids: records.
        :param uids: UIDs of those to leave out.
        """
        out = IITreeSet(rid for rid in map(self.rid, uids) if rid is not None)
        return difference(rids, out)

    def ordered(self, rids: Iterable[int], index: str) -> list[int]:
        """Put records in the order of an index; those that it does not know come last.

        :param rids: the records.
        :param index: name of the index.
        """
        values = self._catalog.getIndex(index).documentToKeyMap()
        return sorted(rids, key=lambda rid: (rid not in values, values.get(rid), rid))

    def brain(self, rid: int):
        """Give what the catalog keeps of an item.

        :param rid: its record.
        """
        return self._catalog[rid]

    def titles(self) -> Iterator[tuple[str, str, str]]:
        """Walk all items: UID, title, type."""
        for rid in self.rids:
            brain = self._catalog[rid]
            yield brain.UID, brain.Title, brain.portal_type
