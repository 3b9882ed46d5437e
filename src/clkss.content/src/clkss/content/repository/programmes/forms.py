"""The form of a programme."""

from clkss.content import _
from clkss.content.knowledge import forms


class ProgrammeForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_what", default="What and where"),
            ("title", "status", *forms.ABOUT[1:], "period_start", "period_end"),
        ),
        forms.Step(
            "for",
            _("step_objectives", default="What for, and for whom"),
            ("objectives", "beneficiaries"),
        ),
        forms.Step(
            "means",
            _("step_means", default="With whom, and with what"),
            ("agencies", "partners", "budget"),
        ),
        forms.Step(
            "people",
            _("step_people", default="People and sources"),
            ("contact", "website", *forms.SOURCES[2:]),
        ),
        forms.FILES,
    )
    rows = {"description": 4, "objectives": 6, "contact": 3}
    grouped = forms.GROUPED | {"beneficiaries", "budget"}
    selects = (*forms.SELECTS, "status")


class AddForm(ProgrammeForm, forms.AddForm):
    """Describe a programme."""

    portal_type = "Programme"
    page_title = _("title_add_programme", default="Describe a programme")


class EditForm(ProgrammeForm, forms.EditForm):
    """Change a programme."""

    page_title = _("title_edit_programme", default="Change the programme")
