"""The form of a partner."""

from clkss.content import _
from clkss.content.knowledge import forms


class PartnerForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "who",
            _("step_partner", default="Who it is, and where"),
            ("title", "acronym", "partner_sector", "partner_kind", *forms.ABOUT[1:]),
        ),
        forms.Step(
            "does",
            _("step_mandate", default="What it does"),
            ("mandate", "agencies", "focal_points"),
        ),
        forms.Step(
            "reach",
            _("step_reach", default="How to reach it"),
            ("contact", "phone", "address", "website"),
        ),
        forms.Step(
            "sources",
            _("step_sources", default="Sources"),
            ("references", "source", "source_pages", forms.RELATED),
        ),
        forms.Step(
            "files", _("step_logo_and_files", default="Logo and files"), ("image", "image_alt")
        ),
    )
    rows = {"description": 4, "mandate": 6, "contact": 3, "address": 3, "focal_points": 3}
    selects = (*forms.SELECTS, "partner_sector")


class AddForm(PartnerForm, forms.AddForm):
    """Describe a partner."""

    portal_type = "Partner"
    page_title = _("title_add_partner", default="Describe a partner")


class EditForm(PartnerForm, forms.EditForm):
    """Change a partner."""

    page_title = _("title_edit_partner", default="Change the partner")
