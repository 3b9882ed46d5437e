"""The sheet "glossary": one term in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge import sheet
from clkss.content.repository import pointing
from clkss.content.repository.glossary import translations
from clkss.content.repository.glossary.content import IGlossaryTerm
from clkss.content.sheets import cells
from clkss.content.sheets.rules import Column
from clkss.content.sheets.rules import Unreadable
from clkss.content.sheets.rules import wrong


LEFT_OUT = frozenset({"summary", "countries", "territories", "contact"})
"""Columns of other kinds that a term has no use for."""


class Glossary(sheet.KnowledgeSheet):
    """Reads and makes terms."""

    title = _("sheet_kind_glossary", default="Glossary terms")
    portal_type = "GlossaryTerm"
    place = "glossary"
    add_permission = "clkss: Add Glossary Term"
    code_example = "term-child-labour"
    title_example = "child labour"

    def columns(self):
        """Return the columns, without those that a term has no use for."""
        return tuple(column for column in super().columns() if column.name not in LEFT_OUT)

    def own_columns(self):
        """Return what the term is called and what it means, in all languages."""
        return (
            columns.line("abbreviation", IGlossaryTerm["abbreviation"].title, "WFCL", 100),
            columns.text("definition", IGlossaryTerm["definition"].title, knowledge.LONGEST_TEXT),
            columns.line("term_tl", IGlossaryTerm["term_tl"].title, "batang kasambahay"),
            columns.text(
                "definition_tl", IGlossaryTerm["definition_tl"].title, knowledge.LONGEST_TEXT
            ),
            Column(
                "other_terms",
                other_terms,
                empty=(),
                title=IGlossaryTerm["other_terms"].title,
                hint=_(
                    "sheet_other_terms_help",
                    default="The language, a colon, the term; several are separated by ;",
                ),
                example="ceb: bata nga kabulig; ilo: ubing a katulong",
            ),
            columns.parts("synonyms", IGlossaryTerm["synonyms"].title, "child labor; paggawa"),
            columns.codes("broader", IGlossaryTerm["broader"].title, "term-work-of-children"),
        )

    def judge(self, values):
        """Say what is wrong between the cells of one row.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        yield from super().judge(values)
        yield from pointing.names_itself(values, "broader")


def other_terms(cell):
    """Read terms in other languages; all that name no language are named.

    :param cell: the text of a cell.
    :raises Unreadable: when one does not begin with a language.
    """
    found, reasons = [], []
    for text in cells.parts(knowledge.LONGEST_NAME)(cell):
        pair = translations.read(text)
        if pair is None:
            reasons.extend(wrong("no_language", value=text).reasons)
        else:
            found.append(": ".join(pair))
    if reasons:
        raise Unreadable(*reasons)
    return found
