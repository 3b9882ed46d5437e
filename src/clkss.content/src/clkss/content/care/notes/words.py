"""What people read about notes, in words."""

from clkss.content import _
from clkss.content.care.notes import rules


KINDS = {
    rules.CONTACT: _("note_contact", default="A contact, address or number is wrong"),
    rules.LINK: _("note_link", default="A link leads nowhere"),
    rules.OUTDATED: _("note_outdated", default="It is out of date"),
    rules.CHILD: _("note_child", default="A child can be recognised"),
    rules.OTHER: _("note_other", default="Something else"),
}

STATES = {
    rules.MENDED: _("note_mended", default="Mended"),
    rules.NO_MISTAKE: _("note_no_mistake", default="Not a mistake"),
}

PROBLEMS = {
    rules.NO_KIND: ("kind", _("note_no_kind", default="Choose what is wrong.")),
    rules.NO_TEXT: ("text", _("note_no_text", default="Say what is wrong in a few words.")),
    rules.TEXT_TOO_LONG: (
        "text",
        _("note_text_too_long", default="Say it in at most 2,000 characters."),
    ),
    rules.BAD_MAIL: (
        "mail",
        _("note_bad_mail", default="This is no mail address. Correct it or leave it empty."),
    ),
}
