"""The form of a good practice."""

from clkss.content import _
from clkss.content.knowledge import forms
from clkss.content.practices import rules


class PracticeForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_what", default="What and where"),
            (*forms.ABOUT, "period_start", "period_end"),
        ),
        forms.Step("parts", _("step_parts", default="The practice in six parts"), rules.PARTS),
        forms.Step(
            "people",
            _("step_people", default="People and sources"),
            ("agencies", "partners", *forms.SOURCES[1:]),
        ),
        forms.FILES,
    )
    rows = {**dict.fromkeys(rules.PARTS, 5), "background": 8, "action": 10, "achievements": 8}


class AddForm(PracticeForm, forms.AddForm):
    """Write a good practice."""

    portal_type = "GoodPractice"
    page_title = _("title_add_practice", default="Write a good practice")


class EditForm(PracticeForm, forms.EditForm):
    """Change a good practice."""

    page_title = _("title_edit_practice", default="Change the practice")
