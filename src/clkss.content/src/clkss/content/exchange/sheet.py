"""The sheet "exchanges": one offer or request in each row."""

from clkss.content import _
from clkss.content.exchange import rules
from clkss.content.exchange.content import IExchange
from clkss.content.knowledge import columns
from clkss.content.knowledge import sheet
from clkss.content.knowledge.rules import LONGEST_TEXT
from clkss.content.sheets import cells
from clkss.content.sheets.rules import Column


class Exchanges(sheet.KnowledgeSheet):
    """Reads and makes exchanges."""

    title = _("sheet_kind_exchanges", default="South–South exchange")
    portal_type = "Exchange"
    place = "exchanges"
    add_permission = "clkss: Add Exchange"
    code_example = "bohol-offer-1"
    title_example = "Offered: late classes in fishing places"

    def own_columns(self):
        """Return the sides, the form, how far it is and what came of it."""
        return (
            self._term("exchange_kind", "clkss.exchange-kinds"),
            self._line("first_provider", "Danao Elementary School"),
            self._line("second_provider", "ILO"),
            self._line("recipient", "Schools division of Ifugao"),
            columns.choices(
                "from_countries", "clkss.countries", IExchange["from_countries"].title, "PH"
            ),
            columns.choices(
                "to_countries", "clkss.countries", IExchange["to_countries"].title, "TL; KH"
            ),
            self._term("modality", "clkss.exchange-modalities"),
            self._term("stage", "clkss.exchange-stages"),
            *columns.period(),
            Column(
                "commitments",
                rules.read_commitments,
                empty=(),
                title=IExchange["commitments"].title,
                hint=_(
                    "sheet_commitments_help",
                    default="What | who | by when | “done” when it is. Several are separated by ;",
                ),
                example="Host six visitors | Danao Elementary School | 2027-06 |",
            ),
            Column(
                "people_trained",
                cells.number(0, 10_000_000),
                empty=None,
                title=IExchange["people_trained"].title,
                example="34",
            ),
            columns.text("outcome", IExchange["outcome"].title, LONGEST_TEXT),
        )

    def _term(self, name, vocabulary):
        return columns.choice(name, vocabulary, IExchange[name].title, None)

    def _line(self, name, example):
        return columns.line(name, IExchange[name].title, example)
