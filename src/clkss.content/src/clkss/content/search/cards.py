"""What lists show of documents, read from the records of the catalog.

A brain is made only for whoever asks for one: reading a record costs a third of it.
"""

from clkss.content.search.tables import latest
from operator import itemgetter
from typing import NamedTuple


COLUMNS = (
    "portal_type",
    "Title",
    "Description",
    "review_state",
    "territory_codes",
    "countries",
    "themes",
    "year",
    "promising",
    "is_example",
)
"""Columns of the catalog that a card is made of, in the order in which it takes them."""


class Card(NamedTuple):
    """What a list shows of one document, taken from the catalog alone."""

    rid: int
    records: "Records"
    path: str
    kind: str
    title: str
    description: str
    state: object
    places: list[str]
    countries: list[str]
    themes: list[str]
    year: int | None
    promising: bool
    featured: bool
    invented: bool

    @property
    def brain(self):
        """The record as the catalog gives it, with all columns."""
        return self.records.brain(self.rid)


class Records:
    """Reads records of one catalog.

    :param catalog: ``portal_catalog`` of the running request.
    :param featured: name of the index of what is featured.
    """

    def __init__(self, catalog, featured: str):
        self._catalog = catalog._catalog
        self._data = self._catalog.data
        self._paths = self._catalog.paths
        self._read = itemgetter(*(self._catalog.schema[name] for name in COLUMNS))
        self._featured = self._catalog.getIndex(featured).getEntryForObject

    def card(self, rid: int) -> Card:
        """Give what a list shows of a document.

        :param rid: record id.
        """
        kind, title, description, state, places, countries, themes, year, promising, invented = (
            self._read(self._data[rid])
        )
        return Card(
            rid,
            self,
            self._paths[rid],
            kind,
            title,
            description or "",
            state,
            _several(places),
            _several(countries),
            _several(themes),
            latest(year) or None,
            promising is True,
            bool(self._featured(rid, None)),
            invented is True,
        )

    def value(self, rid: int, column: str):
        """Give one column of a record.

        :param rid: record id.
        :param column: its name.
        """
        return self._data[rid][self._catalog.schema[column]]

    def brain(self, rid: int):
        """Give a record as the catalog does.

        :param rid: record id.
        """
        return self._catalog[rid]


def _several(values):
    """Read a column of several values; it holds a marker where a thing has no such field."""
    return [*map(str, values)] if isinstance(values, (list, tuple)) else []
