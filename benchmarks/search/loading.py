"""Puts records into the catalog of a site, without making objects of them."""

from clkss.content.search import rules
from clkss.content.territories import table
from clkss.policy.testing import POLICY_FIXTURE
from contextlib import contextmanager
from corpus import Record
from DateTime import DateTime
from plone.app.testing import ploneSite
from plone.indexer.interfaces import IIndexableObject
from tempfile import mkdtemp
from zope.globalrequest import setRequest
from zope.interface import implementer

import os
import transaction


HOME = "/plone/corpus"


@implementer(IIndexableObject)
class Indexable:
    """What the catalog is told about a record.

    :param record: the record.
    """

    review_state = "published"
    is_folderish = False
    is_default_page = False
    exclude_from_nav = False
    expires = None
    allowedRolesAndUsers = ("Anonymous",)
    promising = False
    is_example = False

    def __init__(self, record: Record):
        self.id = self.getId = record.id
        self.path = f"{HOME}/{record.id}"
        self.portal_type = record.portal_type
        self.Title = record.title
        self.sortable_title = record.title.lower()
        self.Description = record.description
        self.SearchableText = " ".join(
            (record.title, record.description, record.body, *record.authors)
        )
        self.authors = self.credits = record.authors
        self.themes, self.sectors = record.themes, record.sectors
        self.hazards, self.agencies = record.hazards, record.agencies
        self.countries = record.countries
        self.territory_codes = record.places
        self.territories = sorted(
            {code for place in record.places for code in table.ancestors_and_self(place)}
        )
        self.kinds = record.kinds
        self.Language = record.language
        self.featured = record.featured
        self.effective = self.Date = DateTime(record.effective.isoformat())
        if record.year is not None:
            self.year = record.year

    def getPhysicalPath(self):
        """Say where it would be."""
        return tuple(self.path.split("/"))


def load(portal, records: list[Record]):
    """Put records into the catalog.

    :param portal: the site.
    :param records: the records.
    """
    rules.KINDS = tuple(dict.fromkeys((*rules.KINDS, *(each.portal_type for each in records))))
    for record in records:
        document = Indexable(record)
        portal.portal_catalog.catalog_object(document, document.path)
    transaction.commit()


@contextmanager
def site():
    """Make a site in memory."""
    os.environ.setdefault("CLKSS_VAR", mkdtemp(prefix="clkss-benchmark-"))
    set_up(POLICY_FIXTURE, [])
    with ploneSite() as portal:
        setRequest(portal.REQUEST)
        yield portal


def set_up(layer, ready: list):
    """Set up a test layer and those that it stands on.

    :param layer: the layer.
    :param ready: layers that are set up, which grows.
    """
    for base in layer.__bases__:
        if base not in ready:
            set_up(base, ready)
    layer.setUp()
    ready.append(layer)
