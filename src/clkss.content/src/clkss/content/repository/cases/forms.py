"""The form of a case study."""

from clkss.content import _
from clkss.content.knowledge import forms
from clkss.content.repository.cases import rules


class CaseForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step("what", _("step_what", default="What and where"), forms.ABOUT),
        forms.Step("parts", _("step_case_parts", default="The case in four parts"), rules.PARTS),
        forms.Step(
            "care",
            _("step_case_care", default="Protect whom you speak of"),
            (rules.CHECKLIST,),
        ),
        forms.Step("people", _("step_people", default="People and sources"), forms.SOURCES),
        forms.FILES,
    )
    rows = dict.fromkeys(rules.PARTS, 7)
    grouped = forms.GROUPED | {rules.CHECKLIST}


class AddForm(CaseForm, forms.AddForm):
    """Write a case study."""

    portal_type = "CaseStudy"
    page_title = _("title_add_case", default="Write a case study")


class EditForm(CaseForm, forms.EditForm):
    """Change a case study."""

    page_title = _("title_edit_case", default="Change the case study")
