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
    "asked for": _("people_key_asked_for", default="Asked for"),
    "at": _("people_key_at", default="When"),
    "attendance": _("people_key_attendance", default="Attendance"),
    "banned until": _("people_key_banned_until", default="Banned until"),
    "because": _("people_key_because", default="Because"),
    "by mail": _("people_key_by_mail", default="By mail"),
    "calendar": _("people_key_calendar", default="An address of your calendar"),
    "changed": _("people_key_changed", default="Changed"),
    "committee": _("people_key_committee", default="Committee"),
    "confirmed": _("people_key_confirmed", default="Confirmed"),
    "decided": _("people_key_decided", default="Decided"),
    "description": _("people_key_description", default="Description"),
    "done": _("people_key_done", default="Done"),
    "due": _("people_key_due", default="Due"),
    "earlier": _("people_key_earlier", default="Earlier wordings"),
    "expertise": FIELDS[rules.EXPERTISE],
    "function": _("people_key_function", default="Function"),
    "home_page": _("people_key_home_page", default="Home page"),
    "kind": _("people_key_kind", default="Kind"),
    "language": _("people_key_language", default="Language"),
    "languages": FIELDS[rules.LANGUAGES],
    "last_signed_in": _("people_key_last_signed_in", default="Signed in last"),
    "location": _("people_key_location", default="Place"),
    "mail": _("people_key_mail", default="Mail address"),
    "mails about meetings": _("people_key_meeting_mails", default="Mails about meetings"),
    "name": _("people_key_name", default="Name"),
    "new mail address": _("people_key_new_mail", default="New mail address, not confirmed"),
    "notice of": _("people_key_notice_of", default="Notice of"),
    "object": _("people_key_object", default="Object"),
    "organisation": FIELDS[rules.ORGANISATION],
    "paused": _("people_key_paused", default="Paused"),
    "photo": FIELDS[rules.PHOTO],
    "read up to": _("people_key_read_up_to", default="Read up to"),
    "read_by": _("people_key_read_by", default="Read by"),
    "reason": _("people_key_reason", default="Reason"),
    "recovery_codes_left": _("people_key_recovery_codes_left", default="Recovery codes left"),
    "report": _("people_key_report", default="Report"),
    "rhythm": _("people_key_rhythm", default="How often"),
    "search": _("people_key_search", default="Search"),
    "sign_in_name": _("people_key_sign_in_name", default="Name to sign in with"),
    "since": _("people_key_since", default="Since"),
    "state": _("people_key_state", default="State"),
    "step": _("people_key_step", default="Step"),
    "text": _("people_key_text", default="Text"),
    "thing": _("people_key_thing", default="What"),
    "title": _("people_key_title", default="Title"),
    "until": _("people_key_until", default="Last day"),
    "version": _("people_key_version", default="Version"),
    "votes": _("people_key_votes", default="Votes, by option"),
    "watching": _("people_key_watching", default="How it is watched"),
}
"""Words for what stands in one's own data; anything else is shown by its name in the file."""
