"""The form of a service."""

from clkss.content import _
from clkss.content.knowledge import forms


class ServiceForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_service", default="Which help, and where"),
            ("title", "service_kind", *forms.ABOUT[1:]),
        ),
        forms.Step(
            "who",
            _("step_who_and_how", default="For whom, and how to get it"),
            ("provider", "agencies", "eligibility", "cost", "how_to_refer"),
        ),
        forms.Step(
            "reach",
            _("step_reach", default="How to reach it"),
            ("contact", "phone", "hours", "website"),
        ),
        forms.Step(
            "sources",
            _("step_sources", default="Sources"),
            ("references", "source", "source_pages", forms.RELATED),
        ),
        forms.FILES,
    )
    rows = {"description": 4, "eligibility": 5, "how_to_refer": 6, "contact": 3}
    selects = (*forms.SELECTS, "service_kind")


class AddForm(ServiceForm, forms.AddForm):
    """Describe a service."""

    portal_type = "Service"
    page_title = _("title_add_service", default="Describe a service")


class EditForm(ServiceForm, forms.EditForm):
    """Change a service."""

    page_title = _("title_edit_service", default="Change the service")
