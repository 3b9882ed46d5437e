"""The form of a term."""

from clkss.content import _
from clkss.content.knowledge import forms


class TermForm:
    """The steps of the form and the sizes of its texts; a term needs no place and no picture."""

    form_steps = (
        forms.Step(
            "term",
            _("step_term", default="The term"),
            ("title", "abbreviation", "definition", "language", forms.OWNER),
        ),
        forms.Step(
            "languages",
            _("step_term_languages", default="In the languages of the country"),
            ("term_tl", "definition_tl", "other_terms"),
        ),
        forms.Step(
            "kin",
            _("step_term_kin", default="Beside other terms"),
            ("synonyms", "broader", "themes", "sectors", "hazards"),
        ),
        forms.Step(
            "sources",
            _("step_term_sources", default="Where it is from"),
            ("source", "source_pages", "references", "agencies", forms.RELATED),
        ),
    )
    rows = {"definition": 5, "definition_tl": 5, "other_terms": 3, "synonyms": 3}
    grouped = forms.GROUPED | {"broader"}


class AddForm(TermForm, forms.AddForm):
    """Add a term."""

    portal_type = "GlossaryTerm"
    page_title = _("title_add_term", default="Add a term to the glossary")


class EditForm(TermForm, forms.EditForm):
    """Change a term."""

    page_title = _("title_edit_term", default="Change the term")
