"""What OAI-PMH 2.0 asks: arguments, moments, sets, resumption. Standard library only.

The protocol: https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from typing import NamedTuple

import re


PREFIX = "oai_dc"
"""The one format in which records are given."""

IDENTIFY = "Identify"
LIST_FORMATS = "ListMetadataFormats"
LIST_SETS = "ListSets"
GET_RECORD = "GetRecord"
LIST_IDENTIFIERS = "ListIdentifiers"
LIST_RECORDS = "ListRecords"

BAD_VERB = "badVerb"
BAD_ARGUMENT = "badArgument"
BAD_TOKEN = "badResumptionToken"  # noqa: S105
BAD_FORMAT = "cannotDisseminateFormat"
NO_SUCH_ID = "idDoesNotExist"
NOTHING_FOUND = "noRecordsMatch"

LISTS = (LIST_IDENTIFIERS, LIST_RECORDS)

TOKEN = "resumptionToken"  # noqa: S105
CHOICE = ("from", "until", "set")

VERBS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    IDENTIFY: ((), ()),
    LIST_FORMATS: ((), ("identifier",)),
    LIST_SETS: ((), (TOKEN,)),
    GET_RECORD: (("identifier", "metadataPrefix"), ()),
    LIST_IDENTIFIERS: (("metadataPrefix",), (*CHOICE, TOKEN)),
    LIST_RECORDS: (("metadataPrefix",), (*CHOICE, TOKEN)),
}
"""Each verb with the arguments it requires and those it allows."""

LONGEST = 2_000
"""Characters of an argument that are looked at."""

KIND = "type"
THEME = "theme"
REGION = "region"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
_PART = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_URN = re.compile(
    r"urn:uuid:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})"
)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Problem(NamedTuple):
    """Something that the protocol wants to be told."""

    code: str
    text: str


class Refused(Exception):
    """A request that cannot be answered, with every reason.

    :param problems: the reasons.
    """

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{code}: {text}" for code, text in self.problems))


@dataclass(frozen=True)
class Harvest:
    """A list that somebody harvests, from some point on.

    :param verb: one of :data:`LISTS`.
    :param since: first second, or ``None``.
    :param until: last second, or ``None``.
    :param set: the set, or ``""``.
    :param after: moment and UID of the last record that was given, or ``None``.
    :param given: records that were given before.
    :param size: records of the whole list, as they were counted at its beginning.
    """

    verb: str
    since: int | None = None
    until: int | None = None
    set: str = ""
    after: tuple[int, str] | None = None
    given: int = 0
    size: int | None = None

    def resumed(self, moment: int, uid: str, given: int, size: int) -> "Harvest":
        """Give the rest of the list.

        :param moment: moment of the last record given.
        :param uid: its UID.
        :param given: records given so far.
        :param size: records of the whole list.
        """
        return replace(self, after=(moment, uid), given=given, size=size)

    def token(self) -> str:
        """Write down all that is needed to go on; the site keeps nothing."""
        moment, uid = self.after or (0, "")
        bounds = ["" if each is None else str(each) for each in (self.since, self.until)]
        numbers = [str(moment), uid, str(self.given), str(self.size or 0)]
        return ",".join([self.verb, PREFIX, *bounds, self.set, *numbers])


class Question(NamedTuple):
    """A request that is in order."""

    verb: str
    arguments: dict[str, str]
    harvest: Harvest | None


def parse(pairs: Iterable[tuple[str, object]]) -> Question:
    """Read the arguments of a request.

    :param pairs: names with values, as they came; a name that came twice is there twice.
    :raises Refused: with all that is wrong.
    """
    given: dict[str, list[object]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    verbs = given.pop("verb", [])
    if len(verbs) != 1 or verbs[0] not in VERBS:
        named = ", ".join(_shown(each) for each in verbs) or "none"
        raise Refused([Problem(BAD_VERB, f"One of {', '.join(VERBS)} is asked for, not {named}.")])
    verb = str(verbs[0])
    arguments, problems = _arguments(verb, given)
    harvest = _harvest(verb, arguments, problems) if verb in LISTS else None
    if problems:
        raise Refused([Problem(BAD_ARGUMENT, text) for text in problems])
    if TOKEN in arguments:
        return Question(verb, arguments, _resumed(verb, arguments[TOKEN]))
    if arguments.get("metadataPrefix", PREFIX) != PREFIX:
        raise Refused([Problem(BAD_FORMAT, f"Records are given as {PREFIX} only.")])
    return Question(verb, arguments, harvest)


def _arguments(verb: str, given: dict[str, list[object]]) -> tuple[dict[str, str], list[str]]:
    required, allowed = VERBS[verb]
    problems = []
    arguments = {}
    for name, values in given.items():
        value = values[0]
        if name not in (*required, *allowed):
            problems.append(f"{verb} takes no argument {_shown(name)}.")
        elif len(values) > 1:
            problems.append(f"{name} came more than once.")
        elif not isinstance(value, str) or not value or len(value) > LONGEST:
            problems.append(f"{name} is empty or cannot be read.")
        else:
            arguments[name] = value
    if TOKEN in given and len(given) > 1:
        problems.append(f"{TOKEN} stands alone.")
    if TOKEN not in given:
        problems += [f"{name} is missing." for name in required if name not in given]
    return arguments, problems


def _harvest(verb: str, arguments: dict[str, str], problems: list[str]) -> Harvest:
    moments = {}
    for name in ("from", "until"):
        if name in arguments:
            moments[name] = moment(arguments[name], is_end=name == "until")
            if moments[name] is None:
                problems.append(f"{name} is no day (2026-11-30) and no second of UTC.")
    if None not in moments.values() and len({len(arguments[name]) for name in moments}) > 1:
        problems.append("from and until are not given in the same way.")
    since, until = moments.get("from"), moments.get("until")
    if since is not None and until is not None and since > until:
        problems.append("from is later than until.")
    spec = arguments.get("set", "")
    if spec and _SET.fullmatch(spec) is None:
        problems.append("set is no name of a set.")
    return Harvest(verb, since, until, spec)


def _resumed(verb: str, token: str) -> Harvest:
    harvest = _read(token)
    if verb not in LISTS or harvest is None or harvest.verb != verb:
        raise Refused([Problem(BAD_TOKEN, "This site did not give this token for this verb.")])
    return harvest


def _read(token: str) -> Harvest | None:
    parts = token.split(",")
    if len(parts) != 9:
        return None
    verb, prefix, since, until, spec, moment, uid, given, size = parts
    numbers = [moment, given, size, *(each for each in (since, until) if each)]
    in_order = (
        verb in LISTS
        and prefix == PREFIX
        and (not spec or _SET.fullmatch(spec))
        and is_uid(uid)
        and all(_NUMBER.fullmatch(each) for each in numbers)
    )
    if not in_order:
        return None
    bounds = [int(each) if each else None for each in (since, until)]
    return Harvest(verb, *bounds, spec, (int(moment), uid), int(given), int(size))


def moment(text: str, is_end: bool = False) -> int | None:
    """Read a day or a second of UTC.

    :param text: ``2026-11-30`` or ``2026-11-30T08:00:00Z``.
    :param is_end: a day stands for its last second instead of its first.
    :returns: seconds since 1970; ``None`` when the text is neither.
    """
    if _DAY.fullmatch(text):
        text = f"{text}T23:59:59Z" if is_end else f"{text}T00:00:00Z"
    elif not _SECOND.fullmatch(text):
        return None
    try:
        read = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(read.timestamp())


def stamp(seconds: int) -> str:
    """Write a moment as the protocol wants it.

    :param seconds: seconds since 1970.
    """
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_uid(text: str) -> bool:
    """Say whether a text is the UID of a thing.

    :param text: anything.
    """
    return _UID.fullmatch(text) is not None


def identifier(uid: str) -> str:
    """Name a thing for harvesters: the same wherever the site is reached.

    :param uid: its UID.
    """
    parts = (uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:])
    return f"urn:uuid:{'-'.join(parts)}"


def uid_of(identifier: str) -> str | None:
    """Give the UID that an identifier stands for, or ``None``.

    :param identifier: what somebody sent.
    """
    found = _URN.fullmatch(identifier)
    return "".join(found.groups()) if found else None


def kind_set(kind: str) -> str:
    """Name the set of a portal type; a name of a set has no spaces.

    :param kind: the portal type.
    """
    return f"{KIND}:{kind.replace(' ', '-')}"


def sets(kind: str, themes: Iterable[str], regions: Iterable[str]) -> tuple[str, ...]:
    """Name the sets in which a thing is.

    :param kind: its portal type.
    :param themes: tokens.
    :param regions: codes of regions, ``PH`` for the whole country.
    """
    found = [kind_set(kind)]
    named = [(THEME, token) for token in themes]
    named += [(REGION, code) for code in regions]
    found += [f"{group}:{name}" for group, name in named if _PART.fullmatch(name)]
    return tuple(dict.fromkeys(found))


def joined(specs: Iterable[str]) -> str:
    """Write names of sets so that :func:`pattern` finds them.

    :param specs: names of sets.
    """
    return "".join(f" {spec} " for spec in specs)


def pattern(spec: str) -> str:
    """Say what :func:`joined` holds when a thing is in a set or in a set below it.

    :param spec: name of a set.
    """
    return f" {spec} " if ":" in spec else f" {spec}:"


def plain(text: str) -> str:
    """Take out what XML cannot hold.

    :param text: anything.
    """
    return _NOT_IN_XML.sub(" ", text)


def _shown(value: object) -> str:
    return plain(str(value))[:60]
