"""The sheet "resources": one resource in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge import sheet
from clkss.content.repository import pointing
from clkss.content.repository.resources import rules
from clkss.content.repository.resources.content import IResource
from clkss.content.sheets import cells
from clkss.content.sheets.rules import Column
from clkss.content.sheets.rules import Unreadable
from clkss.content.sheets.rules import wrong


class Resources(sheet.KnowledgeSheet):
    """Reads and makes resources."""

    title = _("sheet_kind_resources", default="Resources")
    portal_type = "Resource"
    place = "resources"
    add_permission = "clkss: Add Resource"
    code_example = "ra-9231"
    title_example = "Helping a child out of work: a guide for barangays"

    def own_columns(self):
        """Return kind, authors, publisher, and what is said of tools and laws."""
        return (
            columns.choice(
                "resource_kind",
                "clkss.resource_kinds",
                IResource["resource_kind"].title,
                "publication",
            ),
            columns.parts("authors", IResource["authors"].title, "Reyes, M. L.; Cruz, J."),
            Column(
                "year",
                cells.number(rules.EARLIEST, rules.LATEST),
                empty=None,
                title=IResource["year"].title,
                example="2019",
            ),
            columns.line("publisher", IResource["publisher"].title, "International Labour Office"),
            Column(
                "identifiers",
                identifiers,
                empty=(),
                title=IResource["identifiers"].title,
                hint=_("sheet_several_help", default="Several are separated by ;"),
                example="ISBN 978-92-2-112822-9; doi:10.1000/182",
            ),
            columns.line("licence", IResource["licence"].title, "CC BY 4.0"),
            columns.address("url", IResource["url"].title, "https://www.ilo.org/"),
            columns.text("abstract", IResource["abstract"].title, knowledge.LONGEST_TEXT),
            columns.line("coverage", IResource["coverage"].title, "Barangays of Region VII"),
            columns.parts(
                "contributing_units",
                IResource["contributing_units"].title,
                "DOLE Bureau of Workers with Special Concerns",
            ),
            columns.line("law_number", IResource["law_number"].title, "Republic Act No. 9231"),
            columns.date("law_date", IResource["law_date"].title),
            columns.choice("law_status", "clkss.law-statuses", IResource["law_status"].title, ""),
            columns.codes("amends", IResource["amends"].title, "ra-7610"),
        )

    def judge(self, values):
        """Say what is wrong between the cells of one row.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        yield from super().judge(values)
        date = values.get("law_date", "")
        if date and not knowledge.valid_date(date):
            yield "law_date", "not_a_day", {"value": date}
        yield from pointing.names_itself(values, "amends")

    def fields(self, values):
        """Turn the cells of a row into fields; no status is no word.

        :param values: column name → value.
        :returns: field name → value.
        """
        fields = super().fields(values)
        if "law_status" in fields:
            fields["law_status"] = fields["law_status"] or None
        return fields


def identifiers(cell):
    """Read several identifiers; all whose digits are wrong are named.

    :param cell: the text of a cell.
    :raises Unreadable: for an ISBN, ISSN or DOI that cannot be one.
    """
    found = cells.parts(knowledge.LONGEST_NAME)(cell)
    reasons = [
        reason
        for text in found
        if not rules.is_identifier(text)
        for reason in wrong("bad_identifier", value=text).reasons
    ]
    if reasons:
        raise Unreadable(*reasons)
    return found
