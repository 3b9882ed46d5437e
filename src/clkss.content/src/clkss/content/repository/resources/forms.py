"""The form of a resource."""

from clkss.content import _
from clkss.content.knowledge import forms


class ResourceForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_resource_what", default="What it is"),
            ("title", "resource_kind", *forms.ABOUT[1:]),
        ),
        forms.Step(
            "made",
            _("step_resource_made", default="Who made it, and where to get it"),
            (
                "authors",
                "year",
                "publisher",
                "identifiers",
                "licence",
                "url",
                "abstract",
            ),
        ),
        forms.Step(
            "people",
            _("step_people", default="People and sources"),
            forms.SOURCES,
        ),
        forms.Step(
            "law",
            _("step_resource_law", default="Only for laws and issuances"),
            ("law_number", "law_date", "law_status", "amends"),
            folded=True,
        ),
        forms.Step(
            "tool",
            _("step_resource_tool", default="Only for tools"),
            ("coverage", "contributing_units"),
            folded=True,
        ),
        forms.FILES,
    )
    rows = {"abstract": 8, "authors": 3, "identifiers": 2, "contributing_units": 3}
    grouped = forms.GROUPED | {"resource_kind", "amends"}
    selects = (*forms.SELECTS, "law_status")


class AddForm(ResourceForm, forms.AddForm):
    """Add a resource."""

    portal_type = "Resource"
    page_title = _("title_add_resource", default="Add a resource")


class EditForm(ResourceForm, forms.EditForm):
    """Change a resource."""

    page_title = _("title_edit_resource", default="Change the resource")
