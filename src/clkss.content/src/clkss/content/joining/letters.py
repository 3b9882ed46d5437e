"""What mails about joining say: committees, functions and days, and never a name."""

from clkss.content import _
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.joining import accounts
from clkss.content.joining import keys
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.review.words import committee as committee_words
from dataclasses import dataclass
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


def _letter(language, subject, lead, words, url):
    def say(message):
        return translate(message, target_language=language)

    title = getUtility(IRegistry).get("plone.site_title") or "CLKSS"
    entry = Entry(say(words), url)
    return Letter(
        subject=f"{title}: {say(subject)}",
        lead=say(lead),
        sections=[Section(say(subject), url, [entry])],
    )


@implementer(ILetter)
@dataclass(frozen=True)
class Told:
    """A mail about a committee, with one link.

    :param subject: what it is about; may hold ``${committee}``.
    :param lead: what happened; may hold ``${committee}``, ``${function}`` and ``${day}``.
    :param words: words of the link.
    :param path: where the link leads, below the site.
    """

    subject: Message
    lead: Message
    words: Message
    path: str

    can_be_stopped = False
    what_stops = ""

    def compose(self, site, recipient, language, site_url, committee, function="", until=""):
        """Write the mail.

        :param committee: key of the committee.
        :param function: the function, where it matters.
        :param until: the last day, where it matters.
        """

        def say(message):
            return translate(message, target_language=language)

        mapping = {"committee": say(committee_words(committee)), "day": until, "function": ""}
        if function:
            mapping["function"] = say(FUNCTION_TITLES[function])
        subject, lead = (Message(message, mapping=mapping) for message in (self.subject, self.lead))
        return _letter(language, subject, lead, self.words, f"{site_url}/{self.path}")

    def stop(self, recipient_id, **arguments):
        """Do nothing: such mails cannot be stopped."""


@implementer(ILetter)
class Confirmation:
    """The mail to an address that somebody entered; whoever reads it learns what others do not."""

    can_be_stopped = False
    what_stops = ""

    def compose(self, site, recipient, language, site_url, request):
        """Write the mail: a link that confirms, or that there is an account already.

        :param request: id of the request.
        """
        row = store.find(request)
        if row is None or row.state != rules.UNCONFIRMED or row.mailed is None:
            return None
        if accounts.exists(site, row.mail):
            return _letter(
                language,
                _("mail_subject_joining_exists", default="You have an account already"),
                _(
                    "mail_joining_exists",
                    default="Somebody, probably you, asked to join with this address. There is an "
                    "account with it already: sign in, and ask for the committee there. If you "
                    "forgot the password, the page helps you. If it was not you, do nothing.",
                ),
                _("mail_link_sign_in", default="Sign in"),
                f"{site_url}/login",
            )
        return _letter(
            language,
            _("mail_subject_joining_confirm", default="Confirm your mail address"),
            _(
                "mail_joining_confirm",
                default="Somebody, probably you, asked to join with this address. Open this page "
                "within three days to confirm the address and choose a password. If it was not "
                "you, do nothing: the request is forgotten.",
            ),
            _("mail_link_confirm", default="Confirm and choose a password"),
            keys.link(site_url, row.id),
        )

    def stop(self, recipient_id, **arguments):
        """Do nothing: such mails cannot be stopped."""


_JOIN = "join"
_MINE = _("title_my_committees", default="My committees")
_REQUESTS = _("title_join_requests", default="Requests to join")
_RENEWALS = _("title_renewals", default="Terms that end")

VOUCHED = Told(
    _("mail_subject_joining_vouched", default="You were vouched for"),
    _(
        "mail_joining_vouched",
        default="You serve on this committee now: ${committee}. Function: ${function}. Last day: "
        "${day}.",
    ),
    _MINE,
    _JOIN,
)

REFUSED = Told(
    _("mail_subject_joining_refused", default="Your request was not granted"),
    _(
        "mail_joining_refused",
        default="This committee did not vouch for you: ${committee}. The reason stands on the "
        "page; there you can ask again.",
    ),
    _MINE,
    _JOIN,
)

PASSED = Told(
    _("mail_subject_joining_passed", default="Your request was passed on"),
    _("mail_joining_passed", default="Your request is with this committee now: ${committee}."),
    _MINE,
    _JOIN,
)

MOVED = Told(
    _("mail_subject_joining_moved", default="Your request went one level up"),
    _(
        "mail_joining_moved",
        default="Nobody answered in time, so your request is with this committee now: "
        "${committee}.",
    ),
    _MINE,
    _JOIN,
)

WAITING = Told(
    _("mail_subject_joining_waiting", default="Somebody asks to join"),
    _(
        "mail_joining_waiting",
        default="Somebody asks to join this committee: ${committee}. Whoever knows the person "
        "can vouch for them.",
    ),
    _REQUESTS,
    "join-requests",
)

ENDING = Told(
    _("mail_subject_joining_ending", default="Your term ends"),
    _(
        "mail_joining_ending",
        default="Your term ends on ${day}: ${committee}, ${function}. Ask for renewal if you go "
        "on serving.",
    ),
    _MINE,
    _JOIN,
)

ENDINGS = Told(
    _("mail_subject_joining_endings", default="Terms end"),
    _(
        "mail_joining_endings",
        default="Terms end on ${day}: ${committee}. You can renew them with one click.",
    ),
    _RENEWALS,
    "renewals",
)

ASKED = Told(
    _("mail_subject_joining_asked", default="Somebody asks for renewal"),
    _(
        "mail_joining_asked",
        default="Somebody who serves on this committee asks for another term: ${committee}.",
    ),
    _RENEWALS,
    "renewals",
)

RENEWED = Told(
    _("mail_subject_joining_renewed", default="Your term was renewed"),
    _(
        "mail_joining_renewed",
        default="Your term goes on: ${committee}, ${function}. Last day: ${day}.",
    ),
    _MINE,
    _JOIN,
)
