"""What a page about something joins: sections by kind, and figures.

All of it is counted by the bits of the search, so that it holds what the reader may see and wakes
no object.
"""

from clkss.content import _
from clkss.content.search import rules
from dataclasses import replace
from typing import NamedTuple

import time


SHOWN = 3
"""Things that a section shows."""

MOST_EVENTS = 60
"""Events among which those to come are looked for."""

GLOSSARY = "GlossaryTerm"
EVENT = "Event"

LAW = "Resource:law"
RESOURCES = "Resource:"


class Section(NamedTuple):
    """A part of the page: things of one kind.

    :param id: how the address of the part ends.
    :param title: its heading.
    :param name: the filter that narrows to it.
    :param value: its value; :data:`RESOURCES` stands for all kinds of resources but laws.
    """

    id: str
    title: str
    name: str
    value: str


SECTIONS = (
    Section("laws", _("section_laws", default="Laws and issuances"), rules.SUBKIND, LAW),
    Section("services", _("section_services", default="Services"), rules.KIND, "Service"),
    Section("programmes", _("section_programmes", default="Programmes"), rules.KIND, "Programme"),
    Section(
        "practices", _("section_practices", default="Good practices"), rules.KIND, "GoodPractice"
    ),
    Section("partners", _("section_partners", default="Partners"), rules.KIND, "Partner"),
    Section(
        "resources",
        _("section_resources", default="Publications, tools and data"),
        rules.SUBKIND,
        RESOURCES,
    ),
    Section(
        "commitments",
        _("section_commitments", default="Commitments of places"),
        rules.KIND,
        "Commitment",
    ),
    Section("cases", _("section_cases", default="Case studies"), rules.KIND, "CaseStudy"),
    Section(
        "exchanges",
        _("section_exchanges", default="South–South exchange"),
        rules.KIND,
        "Exchange",
    ),
    Section("news", _("section_news", default="News"), rules.KIND, "News Item"),
    Section("events", _("section_events", default="Events"), rules.KIND, EVENT),
    Section("terms", _("section_terms", default="Words"), rules.KIND, GLOSSARY),
)
"""The parts of a page, in their order."""


class Part(NamedTuple):
    """A section with what is in it."""

    id: str
    title: str
    query: rules.Query
    total: int
    rids: list[int]


class Joined:
    """All that is known of something.

    :param repository: the repository, as the reader may see it.
    :param query: what narrows it to the thing.
    """

    def __init__(self, repository, query):
        self.repository = repository
        self.query = query
        self.found = repository.find(replace(query, size=1))
        self._values = {}

    @property
    def total(self) -> int:
        """How much is known."""
        return self.found.paging.total

    def values(self, name: str) -> list[tuple[str, int]]:
        """Give the values of a facet that count anything.

        :param name: name of a facet.
        """
        values = self._values.get(name)
        if values is None:
            values = [(each.value, each.count) for each in self.found.facets[name] if each.count]
            self._values[name] = values
        return values

    def parts(self) -> list[Part]:
        """Fill the sections; the empty ones are left out."""
        parts = []
        for section in SECTIONS:
            query = self._narrowed(section)
            if query is None:
                continue
            size = MOST_EVENTS if section.value == EVENT else SHOWN
            total, rids = self.repository.first(replace(query, size=size))
            if section.value == EVENT:
                rids = self._by_date(rids)
            parts.append(Part(section.id, section.title, query, total, rids[:SHOWN]))
        return [part for part in parts if part.total]

    def _narrowed(self, section):
        there = [value for value, _count in self.values(section.name)]
        if section.value == RESOURCES:
            values = [each for each in there if each.startswith(RESOURCES) and each != LAW]
        else:
            values = [section.value] if section.value in there else []
        return self.query.with_values(section.name, values) if values else None

    def _by_date(self, rids):
        """Put events that are to come first, the nearest at the top, then those that were."""
        now = time.time()
        records = self.repository.records
        dated = [(_ends(records.value(rid, "end")), rid) for rid in rids]
        coming = sorted(each for each in dated if each[0] >= now)
        past = sorted((each for each in dated if each[0] < now), reverse=True)
        return [rid for _begin, rid in (*coming, *past)]


def _ends(when):
    return when.timestamp() if hasattr(when, "timetuple") and hasattr(when, "timestamp") else 0
