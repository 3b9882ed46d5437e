"""The kinds of resources: token, title and what each means."""

from clkss.content import _


RESOURCE_KINDS = (
    (
        "publication",
        _("resource_kind_publication", default="Publication"),
        _(
            "resource_kind_publication_definition",
            default="A book, a study, a journal article or a paper that somebody published.",
        ),
    ),
    (
        "tool",
        _("resource_kind_tool", default="Tool"),
        _(
            "resource_kind_tool_definition",
            default="Something to work with: a guide, a checklist, a form, a manual for those "
            "who act against child labour.",
        ),
    ),
    (
        "law",
        _("resource_kind_law", default="Law or issuance"),
        _(
            "resource_kind_law_definition",
            default="A law, a treaty, an order, a circular or an ordinance, with its number and "
            "date.",
        ),
    ),
    (
        "training-material",
        _("resource_kind_training_material", default="Training material"),
        _(
            "resource_kind_training_material_definition",
            default="Modules, slides and exercises with which others can be trained.",
        ),
    ),
    (
        "data-set",
        _("resource_kind_data_set", default="Data set"),
        _(
            "resource_kind_data_set_definition",
            default="Figures that can be counted anew: tables of a survey, a census or a "
            "register, without names.",
        ),
    ),
    (
        "media",
        _("resource_kind_media", default="Media"),
        _(
            "resource_kind_media_definition",
            default="A film, a recording, a poster or a set of pictures.",
        ),
    ),
    (
        "platform",
        _("resource_kind_platform", default="Platform"),
        _(
            "resource_kind_platform_definition",
            default="A web site or a service on which people work together or find help.",
        ),
    ),
    (
        "database",
        _("resource_kind_database", default="Database"),
        _(
            "resource_kind_database_definition",
            default="A collection that is kept up to date and in which one can look things up.",
        ),
    ),
    (
        "protocol",
        _("resource_kind_protocol", default="Protocol or operating procedure"),
        _(
            "resource_kind_protocol_definition",
            default="An agreed order of steps: who does what, when, and who is told.",
        ),
    ),
    (
        "fact-sheet",
        _("resource_kind_fact_sheet", default="Fact sheet"),
        _(
            "resource_kind_fact_sheet_definition",
            default="One or two pages with the most important facts on one subject.",
        ),
    ),
    (
        "policy-brief",
        _("resource_kind_policy_brief", default="Policy brief"),
        _(
            "resource_kind_policy_brief_definition",
            default="A few pages that say what those who decide should do, and why.",
        ),
    ),
    (
        "report",
        _("resource_kind_report", default="Report"),
        _(
            "resource_kind_report_definition",
            default="What an office, a project or a meeting accounts for: annual report, "
            "evaluation, proceedings.",
        ),
    ),
)
