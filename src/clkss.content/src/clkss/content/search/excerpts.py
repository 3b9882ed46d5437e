"""What lists need of documents beyond their records: their texts, and events as calendars say them.

It lies beside the records in the catalog and is written with them, so no object is woken to show
where a word stands. Each document has a small stored object of its own: a page of results loads
those of its documents and nothing else, and the connection lets go of them as of any object.
Texts of files are not copied: the text that hangs on the stored file is pointed to.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from BTrees.IOBTree import IOBTree
from clkss.content.review.content import IReviewed
from clkss.content.search import rules
from clkss.content.search.postings import TEXT
from clkss.content.search.tables import ALLOWED
from clkss.content.texts import kept
from clkss.content.texts.interfaces import IWithTexts
from html import unescape
from persistent import Persistent
from plone import api
from plone.app.event.ical.exporter import IICalendarEventComponent
from plone.dexterity.schema import SCHEMA_CACHE
from plone.event.interfaces import IEvent
from plone.event.interfaces import IEventAccessor
from typing import NamedTuple
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine

import icalendar
import logging
import re
import transaction
import zlib


log = logging.getLogger(__name__)

NAME = "_clkss_excerpts"

BATCH = 500
"""Documents after which memory is given back, when all are gone through."""

BETWEEN = "\0"

_TAG = re.compile(r"<[^>]*>")


class File(NamedTuple):
    """A file in a document.

    :param path: its path in the catalog; see :class:`Viewers`.
    :param title: what it is called.
    :param text: :class:`clkss.content.texts.kept.Text`.
    """

    path: str
    title: str
    text: object


class Dated(NamedTuple):
    """An event as calendars say it.

    :param component: the event in the words of RFC 5545.
    """

    timezone: object
    whole_day: bool
    start: object
    end: object
    component: bytes


class Excerpts(Persistent):
    """What is kept of one document.

    :param path: its path, by which what was kept of another document is told from it.
    :param packed: its texts, compressed.
    :param files: see :class:`File`.
    :param dated: see :class:`Dated`; ``None`` for what is no event.
    """

    def __init__(self, path: str, packed: bytes, files: tuple[File, ...], dated: Dated | None):
        self.path = path
        self.packed = packed
        self.files = files
        self.dated = dated

    @property
    def texts(self) -> list[str]:
        """The texts that a reader of the document sees, in the order of its form."""
        return zlib.decompress(self.packed).decode("utf-8").split(BETWEEN)


class Viewers(Persistent):
    """Who may see a file in a document.

    The catalog says who may see that a file is there, which is not the same.

    :param path: its path.
    :param tokens: roles and people, as the catalog names them.
    """

    def __init__(self, path: str, tokens: frozenset[str]):
        self.path = path
        self.tokens = tokens


@implementer(IEvent, IEventAccessor, IICalendarEventComponent)
class Announced:
    """An event for Plone's writer of calendars, without the event itself.

    :param dated: what is kept of it.
    """

    def __init__(self, dated: Dated):
        self.timezone, self.whole_day, self.start, self.end, self._component = dated

    def to_ical(self):
        """Give the component."""
        return icalendar.Event.from_ical(self._component)


def of(catalog, rid: int) -> Excerpts | Viewers | None:
    """Give what is kept of a document, or of a file in one; ``None`` where nothing is.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    :param rid: record id.
    """
    found = getattr(aq_base(catalog), NAME, {}).get(rid)
    return found if found is not None and found.path == catalog.paths.get(rid) else None


def note(catalog, rid: int | None, thing, indexes):
    """Keep what lists need of a document that is being catalogued.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    :param rid: record id.
    :param thing: what is catalogued, as it is or wrapped for its indexes.
    :param indexes: names of the indexes that are renewed; all when there are none.
    """
    item = thing._getWrappedObject() if hasattr(thing, "_getWrappedObject") else thing
    if rid is None:
        return
    if IReviewed.providedBy(item):
        if not indexes or TEXT in indexes:
            _keep(catalog, rid, _made(item))
    elif kept.stored_in(item) is not None and IWithTexts.providedBy(kept.holder_of(item)):
        if not indexes or ALLOWED in indexes:
            _keep(catalog, rid, Viewers("/".join(item.getPhysicalPath()), _viewers(item)))
    else:
        forget(catalog, rid)


def _keep(catalog, rid, later):
    excerpts = getattr(aq_base(catalog), NAME, None)
    if excerpts is None:
        excerpts = IOBTree()
        setattr(aq_base(catalog), NAME, excerpts)
    known = excerpts.get(rid)
    if type(known) is not type(later):
        excerpts[rid] = later
        return
    for name, value in vars(later).items():
        if getattr(known, name) != value:
            setattr(known, name, value)


def _viewers(file):
    """Name the roles and people that may see a file, as the catalog does for what is there."""
    allowed = set(rolesForPermissionOn("View", file))
    for everybody in ("Anonymous", "Authenticated"):
        if everybody in allowed:
            return frozenset({everybody})
    people = api.portal.get_tool("acl_users")._getAllLocalRoles(file).items()
    named = {f"user:{person}" for person, roles in people if allowed.intersection(roles)}
    return frozenset((allowed | named) - {"Owner"})


def forget(catalog, rid: int | None):
    """Keep nothing of a document.

    :param catalog: ``Products.ZCatalog.Catalog.Catalog``.
    :param rid: record id.
    """
    excerpts = getattr(aq_base(catalog), NAME, {})
    if rid is not None and rid in excerpts:
        del excerpts[rid]


def fill(catalog):
    """Keep what lists need of all documents there are.

    :param catalog: ``portal_catalog``.
    """
    connection = catalog._p_jar
    for number, brain in enumerate(catalog.unrestrictedSearchResults(portal_type=rules.KINDS)):
        item = brain._unrestrictedGetObject()
        note(catalog._catalog, brain.getRID(), item, ())
        for file in kept.files_in(item):
            note(catalog._catalog, catalog.getrid("/".join(file.getPhysicalPath())), file, ())
        if number % BATCH == BATCH - 1:
            transaction.savepoint(optimistic=True)
            connection.cacheGC()


def texts_of(item) -> list[str]:
    """Give the texts that a reader of an item sees: its own, and the page of news and events.

    :param item: a reviewed item.
    """
    stored = aq_base(item).__dict__
    schema = SCHEMA_CACHE.get(item.portal_type)
    names = [
        name
        for name, field in (getFieldsInOrder(schema) if schema is not None else ())
        if IText.providedBy(field) and not ITextLine.providedBy(field)
    ]
    return [text for text in map(_plain, map(stored.get, [*names, "text"])) if text]


def _plain(value):
    """Give a text without markup; empty for what is none."""
    if isinstance(value, str):
        return value
    raw = getattr(value, "raw", None)
    return unescape(_TAG.sub(" ", raw)) if isinstance(raw, str) else ""


def _made(item):
    texts = [text.replace(BETWEEN, " ") for text in texts_of(item)]
    files = tuple(
        File("/".join(file.getPhysicalPath()), title, text)
        for file, title, text in kept.read_in(item)
    )
    packed = zlib.compress(BETWEEN.join(texts).encode("utf-8", "replace"))
    dated = _dated(item) if IEvent.providedBy(item) else None
    return Excerpts("/".join(item.getPhysicalPath()), packed, files, dated)


def _dated(item):
    """Give an event as calendars say it; ``None`` where it cannot be said yet."""
    event = IEventAccessor(item)
    if event.start is None or event.end is None:
        return None
    try:
        component = IICalendarEventComponent(item).to_ical().to_ical()
    except (AttributeError, TypeError, ValueError):
        log.warning("an event cannot be said as calendars do: %s", item.absolute_url())
        return None
    return Dated(event.timezone, event.whole_day, event.start, event.end, component)
