"""One pass over the catalog for many items of the same kind.

What is the same for all items of a batch (type, interfaces, …) is looked up once. Indexes that
have nothing to say of the first item, because its type has no such fact, are still asked of every
item unless they are named in :data:`SAME`: a wrong entry would be worse than a slow one.
"""

from plone.indexer.interfaces import IIndexableObject
from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter
from zope.interface import implementer


ALLOWED = "allowedRolesAndUsers"
"""The index that decides who finds an item."""

SAME = frozenset(
    {
        "Type",
        "author_name",
        "commentators",
        "end",
        "exclude_from_nav",
        "getIcon",
        "getRemoteUrl",
        "image_scales",
        "in_response_to",
        "is_default_page",
        "is_folderish",
        "in_reply_to",
        "last_comment_date",
        "listCreators",
        "location",
        "meta_type",
        "mime_type",
        "object_provides",
        "portal_type",
        "start",
        "sync_uid",
        "total_comments",
        "cmf_uid",
    }
)
"""What is the same for every item that one sheet makes, on the day it is made."""

_NOTHING = object()


@implementer(IIndexableObject)
class Shared:
    """An indexable item that asks once for what all items of its batch share.

    :param item: the item in its place.
    :param wrapper: what the catalog would ask.
    :param values: what was asked before, kept for the next item.
    """

    def __init__(self, item, wrapper, values):
        self.__dict__.update(_item=item, _wrapper=wrapper, _values=values)

    def __getattr__(self, name):
        if name not in SAME:
            return getattr(self._wrapper, name)
        value = self._values.get(name, self)
        if value is self:
            value = getattr(self._wrapper, name, _NOTHING)
            value = self._values[name] = value() if callable(value) else value
        if value is _NOTHING:
            raise AttributeError(name)
        return value


def learn(container, texts):
    """Let the catalog learn the words of texts before they are indexed.

    Every new word gets the next number, so two writers of new words always collide. Learnt in a
    short transaction of their own, the words no longer cost a long one.

    :param container: where the items will be.
    :param texts: any texts.
    """
    catalog = getToolByName(container, "portal_catalog")
    lexicons = {
        index.lexicon_id: index.getLexicon()
        for index in catalog.getIndexObjects()
        if index.meta_type == "ZCTextIndex"
    }
    for lexicon in lexicons.values():
        lexicon.sourceToWordIds(list(texts))


class Indexing:
    """The catalog, as a batch writes to it.

    :param container: where the items are, or will be.
    """

    def __init__(self, container):
        self.tool = getToolByName(container, "portal_catalog")
        self._home = "/".join(container.getPhysicalPath())
        self._all_but_allowed = [name for name in self.tool.indexes() if name != ALLOWED]
        self._shared = {}

    def add(self, item):
        """Index an item in all but who may see it.

        :param item: the item, wrapped in the place where it will be.
        """
        wrapper = getMultiAdapter((item, self.tool), IIndexableObject)
        self.tool.catalog_object(
            Shared(item, wrapper, self._shared), self._path(item), idxs=self._all_but_allowed
        )

    def show(self, item):
        """Say who may see an item.

        :param item: the item, in its place.
        """
        self.tool.catalog_object(item, self._path(item), idxs=[ALLOWED], update_metadata=0)

    def hide(self, item):
        """Let nobody find an item.

        :param item: the item, in its place.
        """
        rid = self.tool.getrid(self._path(item))
        if rid is not None:
            self.tool._catalog.getIndex(ALLOWED).unindex_object(rid)

    def remove(self, item):
        """Forget an item.

        :param item: the item, wrapped in the place where it was to be.
        """
        path = self._path(item)
        if self.tool.getrid(path) is not None:
            self.tool.uncatalog_object(path)

    def _path(self, item):
        return f"{self._home}/{item.getId()}"
