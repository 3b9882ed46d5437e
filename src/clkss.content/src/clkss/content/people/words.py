"""Words for who reads what, and for what is wrong with a profile."""

from clkss.content import _
from clkss.content.people import rules


DIRECTORY = _("title_people", default="People")

AUDIENCES = {
    rules.MEMBERS: _("people_audience_members", default="Everybody who serves on a committee"),
    rules.COMMITTEE: _("people_audience_committee", default="My committees"),
    rules.ONESELF: _("people_audience_oneself", default="Only I"),
}

FIELDS = {
    rules.ORGANISATION: _("people_field_organisation", default="Agency or organisation"),
    rules.LANGUAGES: _("people_field_languages", default="Languages"),
    rules.EXPERTISE: _("people_field_expertise", default="Expertise"),
    rules.ABOUT: _("people_field_about", default="About me"),
    rules.PHOTO: _("people_field_photo", default="Photo"),
}

PROBLEMS = {
    rules.NO_NAME: ("name", _("people_no_name", default="Say how you are called.")),
    rules.NAME_TOO_LONG: (
        "name",
        _("people_name_too_long", default="A name may have at most 120 letters."),
    ),
    rules.ORGANISATION_TOO_LONG: (
        "organisation",
        _(
            "people_organisation_too_long",
            default="The name of an organisation may have at most 200 letters.",
        ),
    ),
    rules.ABOUT_TOO_LONG: (
        "about",
        _("people_about_too_long", default="The text about you may have at most 1,000 letters."),
    ),
    rules.TOO_MUCH_EXPERTISE: (
        "expertise",
        _("people_too_much_expertise", default="Choose at most ten subjects."),
    ),
}

KEYS = {
    "about": FIELDS[rules.ABOUT],
    "account": _("people_key_account", default="Account"),
    "action": _("people_key_action", default="Action"),
    "address": _("people_key_address", default="Address"),
    "agency": _("people_key_agency", default="Agency"),
    "alternate": _("people_key_alternate", default="Alternate"),
    "at": _("people_key_at", default="When"),
    "committee": _("people_key_committee", default="Committee"),
    "expertise": FIELDS[rules.EXPERTISE],
    "function": _("people_key_function", default="Function"),
    "kind": _("people_key_kind", default="Kind"),
    "language": _("people_key_language", default="Language"),
    "languages": FIELDS[rules.LANGUAGES],
    "mail": _("people_key_mail", default="Mail address"),
    "name": _("people_key_name", default="Name"),
    "object": _("people_key_object", default="Object"),
    "organisation": FIELDS[rules.ORGANISATION],
    "photo": FIELDS[rules.PHOTO],
    "reason": _("people_key_reason", default="Reason"),
    "since": _("people_key_since", default="Since"),
    "state": _("people_key_state", default="State"),
    "text": _("people_key_text", default="Text"),
    "title": _("people_key_title", default="Title"),
    "until": _("people_key_until", default="Last day"),
    "version": _("people_key_version", default="Version"),
}
"""Words for what stands in one's own data; anything else is shown by its name in the file."""
