"""The fields that say how somebody is reached."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from plone.supermodel import model


class IReachable(model.Schema):
    """Is reached by telephone, by a website, at a desk."""

    contact = fields.text(
        _("label_contact", default="Whom to ask"),
        _(
            "help_contact_office",
            default="An office or function and how to reach it; everybody will see this. Example: "
            "“Municipal Social Welfare and Development Office, ask for the social worker on duty, "
            "mswdo@panglao.example”. No private numbers and no names of children.",
        ),
        knowledge.LONGEST_NOTE,
    )
    phone = fields.line(
        _("label_phone", default="Telephone"),
        _(
            "help_phone",
            default="Of the office. Several are separated by a semicolon: (038) 412-3456; "
            "0917 123 4567.",
        ),
    )
    website = fields.address(_("label_website", default="Website"))
