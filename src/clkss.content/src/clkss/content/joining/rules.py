"""Joining a committee: what may be asked and given, who decides, when terms end.

Sources: product.md, part 1 (vouching); security.md, part 4, sentences 6 and 13 (sign-up gives a
member without committee, tells nobody who has an account, is throttled and loses no request).
"""

from clkss.content.committees import rules as committees
from clkss.content.frame import rules as frame
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

import re


UNCONFIRMED = "unconfirmed"
WAITING = "waiting"
VOUCHED = "vouched"
REFUSED = "refused"
WITHDRAWN = "withdrawn"

DOWN = MappingProxyType(
    {
        committees.SECRETARY: committees.FUNCTIONS,
        committees.MEMBER: (committees.MEMBER,),
        committees.CONTRIBUTOR: (committees.CONTRIBUTOR, committees.MEMBER),
        committees.CASEWORKER: (
            committees.CASEWORKER,
            committees.CONTRIBUTOR,
            committees.MEMBER,
        ),
        committees.MONITOR: (committees.MONITOR, committees.CONTRIBUTOR, committees.MEMBER),
    }
)
"""In which functions somebody may be let serve who asked for one: in that, or in a lesser one."""

LONGEST_NAME = 120
LONGEST_ORGANISATION = 200
LONGEST_MAIL = 254
LONGEST_REASON = 1_000

SPAN = 3_600
MOST_OF_ONE_SOURCE = 5
MOST_OF_ALL = 120
"""Requests of one source, and of all, that are written to at once within :data:`SPAN` seconds;
what comes beyond that waits for its mail."""

DAY = 86_400
MOST_TO_ONE_ADDRESS = 3
"""Mails that one address gets within a day, however often somebody asks."""

MOST_OF_ONE_SOURCE_A_DAY = 200
"""Requests of one source that are kept within a day: a hall full of people may stand behind it,
and nobody closes the form to others alone."""

MOST_UNCONFIRMED = 20_000
"""Requests that can wait for their mail to be confirmed; then the form says so."""

MOST_OF_ONE_PERSON = 3
"""Requests that a member may have waiting."""

MOST_OF_ONE_PERSON_A_DAY = 6
"""Requests that a member may make within a day, withdrawn ones counted: each is told by mail."""

LINK_HOLDS = 3 * DAY
DOUBTFUL_KEPT = DAY
"""How long a request is kept that looks like a program's and to which no mail was sent."""

UNCONFIRMED_KEPT = 14 * DAY
DECIDED_KEPT = 400 * DAY

PROOF_BITS = 14
"""Zero bits that the proof of work begins with: a second or two of a telephone."""

# What is wrong with a request.
NO_NAME = "no_name"
TOO_LONG = "too_long"
BAD_MAIL = "bad_mail"
NO_COMMITTEE = "no_committee"
NO_FUNCTION = "no_function"
NO_AGENCY = "no_agency"
NO_CONSENT = "no_consent"

REMINDERS = (30, 7)
"""Days before the end of a term on which people are reminded."""

RENEWABLE_BEFORE = 60
RENEWABLE_AFTER = 60
"""Days before and after the end of a term in which it is offered to be renewed."""

PURPOSE = "clkss joining 1"
SIGNATURE = 40

_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?"
    r"\.[A-Za-z]{2,24}"
)
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{1,10})\.([0-9a-f]{40})", re.ASCII)
_NONCE = re.compile(r"[0-9]{1,12}", re.ASCII)


class Asked(NamedTuple):
    """What a visitor asks for.

    :param committee: key of the committee.
    :param known: whether there is such a committee to ask for.
    """

    name: str
    mail: str
    organisation: str
    agency: str
    committee: str
    function: str
    known: bool
    consent: bool


def mail_of(text: str) -> str:
    """Write a mail address the way in which addresses are compared.

    :param text: what was entered.
    """
    return text.strip().lower()


def problems(asked: Asked, agencies: Iterable[str], member: bool = False) -> tuple[str, ...]:
    """Name everything that is wrong with a request.

    :param asked: the request.
    :param agencies: tokens of the agencies there are.
    :param member: whether a member asks, of whom name, mail and consent are known.
    """
    found = []
    if not member:
        if not asked.name:
            found.append(NO_NAME)
        if len(asked.name) > LONGEST_NAME or len(asked.organisation) > LONGEST_ORGANISATION:
            found.append(TOO_LONG)
        if (
            len(asked.mail) > LONGEST_MAIL
            or ".." in asked.mail
            or _MAIL.fullmatch(asked.mail) is None
        ):
            found.append(BAD_MAIL)
        if not asked.consent:
            found.append(NO_CONSENT)
    if not asked.known or not committees.is_key(asked.committee):
        found.append(NO_COMMITTEE)
    if asked.function not in committees.FUNCTIONS:
        found.append(NO_FUNCTION)
    if asked.agency and asked.agency not in set(agencies):
        found.append(NO_AGENCY)
    return tuple(found)


def waits_for_mail(of_source: int, of_all: int, to_address: int, trapped: bool) -> bool:
    """Say whether a request waits before a mail is sent to the address in it.

    :param of_source: requests of the same source within :data:`SPAN`.
    :param of_all: requests of all within :data:`SPAN`.
    :param to_address: mails that the address got within a day.
    :param trapped: the field was filled in that people do not see.
    """
    return (
        trapped
        or of_source >= MOST_OF_ONE_SOURCE
        or of_all >= MOST_OF_ALL
        or to_address >= MOST_TO_ONE_ADDRESS
    )


def is_proof(challenge: str, mail: str, nonce: object) -> bool:
    """Tell whether a browser has worked for a request.

    :param challenge: the token of the form.
    :param mail: the address in the request, as it was entered.
    :param nonce: the number that the browser found.
    """
    if not isinstance(nonce, str) or _NONCE.fullmatch(nonce) is None:
        return False
    digest = sha256(f"{challenge}:{mail}:{nonce}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - PROOF_BITS) == 0


def request_id(token: str, mail: str, committee: str, function: str) -> str:
    """Give the id of a request: a button pressed twice makes one request.

    :param token: the token of the form.
    :param mail: the address, or the account of a member.
    :param committee: key of the committee.
    :param function: what was asked for.
    """
    return sha256("\0".join((token, mail, committee, function)).encode()).hexdigest()[:32]


def link_token(secret: str, request: str, expires: float) -> str:
    """Make the part of an address that confirms a mail address.

    :param secret: a secret of the site.
    :param request: id of the request.
    :param expires: seconds since the epoch.
    """
    until = f"{int(expires):x}"
    return f"{request}.{until}.{frame.signature(secret, PURPOSE, request, until, length=SIGNATURE)}"


def request_of(keys: Iterable[str], token: object, now: float) -> str | None:
    """Give the request that a link is for; ``None`` for any that the site did not make, or old.

    :param keys: the secrets that are still accepted.
    :param token: what came with the address.
    :param now: seconds since the epoch.
    """
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    if found is None:
        return None
    request, until, digest = found.groups()
    genuine = frame.is_signature(keys, digest, PURPOSE, request, until, length=SIGNATURE)
    return request if genuine and now <= int(until, 16) else None


def acting(chain: Sequence[str], staffed: Callable[[str], bool]) -> str | None:
    """Name the committee that has to act: the nearest one with a secretary.

    :param chain: keys of the committee asked for and those above it.
    :param staffed: says of a key whether somebody else than the person asks there.
    """
    return next((key for key in chain if staffed(key)), None)


def next_turn(chain: Sequence[str], acting: str | None) -> str | None:
    """Name the committee to which a request moves that nobody decided; ``None`` at the top.

    :param chain: keys of the committee asked for and those above it.
    :param acting: the committee that had it, if any had.
    """
    place = chain.index(acting) if acting in chain else 0
    return chain[place + 1] if place + 1 < len(chain) else None


def may_decide(person: str, actor: str, mine: Iterable[str], chain: Iterable[str]) -> bool:
    """Say whether somebody decides about a request: nobody about their own.

    :param person: the account that asks.
    :param actor: the account that acts.
    :param mine: keys of the committees whose secretary the actor is.
    :param chain: keys of the committee whose turn it is and those above it.
    """
    return person != actor and not set(mine).isdisjoint(chain)


def last_day(today: date, days: int) -> date:
    """Give the last day on which a term may end that is given by vouching.

    :param today: the day.
    :param days: length of a term.
    """
    return today + timedelta(days=days)


def may_give(asked: str, given: str) -> bool:
    """Say whether somebody who asked for a function may be let serve in another.

    :param asked: the function asked for.
    :param given: the function to be given.
    """
    return given in DOWN.get(asked, ())


def renewed(until: date | None, today: date, days: int) -> date:
    """Give the last day of a renewed term: a full term from its end, or from today if it is over.

    :param until: the last day so far.
    :param today: the day.
    :param days: length of a term.
    """
    return max(until or today, today) + timedelta(days=days)


def reminder(until: date, today: date) -> int | None:
    """Say which reminder is due on a day.

    :param until: the last day of a term.
    :param today: the day.
    :returns: one of :data:`REMINDERS`; ``None`` when none is.
    """
    left = (until - today).days
    if left < 0:
        return None
    return min((days for days in REMINDERS if left <= days), default=None)


def is_renewable(until: date | None, today: date) -> bool:
    """Say whether a term is near enough to its end to be renewed.

    :param until: the last day.
    :param today: the day.
    """
    if until is None:
        return False
    return -RENEWABLE_AFTER <= (until - today).days <= RENEWABLE_BEFORE
