"""The form of a commitment."""

from clkss.content import _
from clkss.content.knowledge import forms


class CommitmentForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_commitment", default="What was declared, and where"),
            (
                "title",
                "commitment_kind",
                "declared_by",
                "declared_on",
                "valid_until",
                *forms.ABOUT[1:],
            ),
        ),
        forms.Step(
            "plan",
            _("step_commitment_plan", default="Priorities and roadmap"),
            ("priorities", "roadmap", "measured_by", "means"),
        ),
        forms.Step(
            "proof",
            _("step_commitment_proof", default="What shows that it is kept"),
            ("evidence", "annual_report", "annual_report_url"),
        ),
        forms.Step("people", _("step_people", default="People and sources"), forms.SOURCES),
        forms.FILES,
    )
    rows = dict.fromkeys(
        ("priorities", "roadmap", "measured_by", "means", "evidence", "annual_report"), 6
    )
    selects = (*forms.SELECTS, "commitment_kind")


class AddForm(CommitmentForm, forms.AddForm):
    """Write down a commitment."""

    portal_type = "Commitment"
    page_title = _("title_add_commitment", default="Write down a commitment of a place")


class EditForm(CommitmentForm, forms.EditForm):
    """Change a commitment."""

    page_title = _("title_edit_commitment", default="Change the commitment")
