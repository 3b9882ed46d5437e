"""The form of an exchange."""

from clkss.content import _
from clkss.content.knowledge import forms


class ExchangeForm:
    """The steps of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_exchange", default="What is offered or wanted"),
            ("title", "exchange_kind", *forms.ABOUT[1:]),
        ),
        forms.Step(
            "who",
            _("step_exchange_sides", default="Between whom"),
            (
                "first_provider",
                "second_provider",
                "recipient",
                "from_countries",
                "to_countries",
                "agencies",
                "contact",
            ),
        ),
        forms.Step(
            "how",
            _("step_exchange_course", default="How, when, and what came of it"),
            (
                "modality",
                "stage",
                "period_start",
                "period_end",
                "commitments",
                "people_trained",
                "outcome",
            ),
        ),
        forms.Step("sources", _("step_sources", default="Sources"), forms.SOURCES[2:]),
        forms.FILES,
    )
    rows = {"description": 4, "outcome": 5, "contact": 3}
    grouped = forms.GROUPED | {"commitments"}
    selects = (
        *forms.SELECTS,
        "exchange_kind",
        "modality",
        "stage",
        "from_countries",
        "to_countries",
    )


class AddForm(ExchangeForm, forms.AddForm):
    """Offer or ask for experience."""

    portal_type = "Exchange"
    page_title = _("title_add_exchange", default="Offer or ask for experience")


class EditForm(ExchangeForm, forms.EditForm):
    """Change an exchange."""

    page_title = _("title_edit_exchange", default="Change the exchange")
