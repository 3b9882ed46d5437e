"""A search to take along: as a sheet and as plain data."""

from clkss.content.search import answers
from clkss.content.search import plain
from clkss.content.search import rules
from clkss.content.search.feeds import published
from clkss.content.sheets.rules import neutral
from dataclasses import replace

import csv
import io
import json


MOST_ROWS = 2_000
"""Rows of one sheet; ``b_start`` gives those that follow."""

COLUMNS = (
    "title",
    "kind",
    "summary",
    "places",
    "territories",
    "countries",
    "themes",
    "year",
    "state",
    "published",
    "is_example",
    "address",
    "uid",
)


class AsJson(answers.Answer):
    """The answer of ``@repository`` for whoever cannot ask for JSON by a header."""

    shape = answers.JSON

    def body(self):
        """Write it."""
        base = f"{self.site_url}/{answers.NAMES[self.shape]}"
        said = plain.answer(base, self.repository, self.query)
        return json.dumps(said, ensure_ascii=False, indent=2)


class AsSheet(answers.Answer):
    """A CSV file, a row for each result; no cell of it is a formula."""

    shape = answers.CSV

    def body(self):
        """Write it, with the mark by which spreadsheet programs know UTF-8."""
        _total, rids = self.repository.first(replace(self.query, size=MOST_ROWS))
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for rid in rids:
            writer.writerow([neutral(cell) for cell in self._cells(self.repository.card(rid))])
        response = self.request.response
        response.setHeader(
            "Content-Disposition", f'attachment; filename="{answers.NAMES[self.shape]}"'
        )
        return "\ufeff" + stream.getvalue()

    def _cells(self, card):
        brain = card.brain
        title = self.titles.title
        state = brain.review_state
        return (
            brain.Title,
            brain.portal_type,
            " ".join((brain.Description or "").split()),
            "; ".join(title(rules.TERRITORY, code) for code in card.places),
            "; ".join(card.places),
            "; ".join(sorted(card.countries)),
            "; ".join(card.themes),
            str(card.year or ""),
            state if isinstance(state, str) else "",
            _date(brain),
            "yes" if card.invented else "",
            brain.getURL(),
            brain.UID,
        )


def _date(brain):
    when = published(brain)
    return when.date().isoformat() if when else ""
