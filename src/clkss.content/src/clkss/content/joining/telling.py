"""Who is told what of joining, with the running transaction."""

from clkss.content import notices
from clkss.content.joining import acting
from clkss.content.joining import store
from clkss.content.notices import members


def tell(letter, person, arguments, site_url=None, key=None):
    """Have a mail sent to a member.

    :param letter: name of the letter, without the room.
    :param person: the account.
    :param arguments: for the letter.
    :param site_url: address of the site, where a page asks for the mail; a job knows none.
    :param key: with the same letter and key there is only ever one mail.
    """
    known = store.address_of(person)
    if not site_url and known is None:
        return
    notices.send(
        f"joining.{letter}",
        members.name(person),
        arguments,
        site_url=site_url or known[0],
        language=known[1] if known else "",
        key=key,
    )


def tell_secretaries(letter, turn, person, arguments, key, site_url=None, site=None):
    """Have a mail sent to those who act for a committee.

    :param letter: name of the letter, without the room.
    :param turn: key of the committee; where nobody is, the one above is told.
    :param person: the account that it is about; it is never told.
    :param arguments: for the letter.
    :param key: with the same letter and key each of them gets one mail only.
    :param site_url: address of the site, where a page asks for the mail.
    :param site: the Plone site; the current one by default.
    """
    committee = acting.committee_for(turn, person, site)
    if committee is None:
        return
    for secretary in acting.secretaries(committee, person, site):
        tell(letter, secretary, arguments, site_url, f"{key} {secretary}")


def waiting(site, turn, person, request, again=""):
    """Tell those who act that a request waits.

    :param site: the Plone site.
    :param turn: key of the committee whose turn it is.
    :param person: the account that asks.
    :param request: id of the request.
    :param again: tells a repeated mail from an earlier one.
    """
    tell_secretaries(
        "waiting",
        turn,
        person,
        {"committee": turn},
        f"{request} {turn} {again}",
        site.absolute_url(),
        site,
    )
