"""Posts: what may stand in one, how it is shown, who may do what. Standard library only."""

from collections.abc import Collection
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from urllib.parse import urlsplit

import re
import secrets
import unicodedata


# States of a post.
PUBLISHED = "published"
PENDING = "pending"
HIDDEN = "hidden"
REMOVED = "removed"

STATES = (PUBLISHED, PENDING, HIDDEN, REMOVED)

# What moderators do with a post.
HOLD = "hold"
APPROVE = "approve"
HIDE = "hide"
RESTORE = "restore"
REMOVE = "remove"

MOVES = {
    PENDING: (APPROVE, REMOVE),
    PUBLISHED: (HIDE, REMOVE),
    HIDDEN: (RESTORE, REMOVE),
    REMOVED: (),
}
"""By state, what a moderator may do."""

# What is wrong with a post.
EMPTY = "empty"
TOO_LONG = "too-long"
TOO_MANY_WORDS = "too-many-words"
TOO_MANY_LINKS = "too-many-links"
TOO_FAST = "too-fast"
BANNED = "banned"
NO_REASON = "no-reason"
NOT_A_DAY = "not-a-day"

LONGEST = 20_000
"""Characters of a post."""

LONGEST_TITLE = 200
LONGEST_REASON = 1_000

MOST_LINKS = 20
MOST_MENTIONS = 10
MOST_FILES = 5
MOST_KEPT = 20
"""Earlier wordings of a post that are kept, the latest."""

NEWCOMER_POSTS = 3
"""So many published posts, and one is no newcomer any more. Who serves on a committee never is."""

NEWCOMER_WORDS = 300
NEWCOMER_LINKS = 1

SPAN = 600
"""Seconds in which posts are counted."""

MOST_IN_SPAN = 20
NEWCOMER_IN_SPAN = 3

LONGEST_BAN = 366
"""Days."""

DEEPEST_QUOTE = 3
LONGEST_SHOWN_LINK = 60
MOST_MARKS = 3
"""Combining marks in a row."""

ANY = (1 << 63) - 1
"""An id that comes after every other."""

_SHIFT = 10

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\n{3,}")
_LINK = re.compile(r"https?://[^\s<>\"'“”«»`{}|\\^]+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@./:])@([\w]+(?:[.\-][\w]+)*)")
_TOKEN = re.compile(f"({_LINK.pattern})|{_MENTION.pattern}", re.IGNORECASE)
_TRAILING = ".,;:!?)]"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)


class Standing(NamedTuple):
    """What counts when somebody wants to write.

    :param vouched: whether the person serves on a committee.
    :param published: number of published posts.
    :param recent: number of posts within the last :data:`SPAN` seconds.
    :param moderates: whether the person moderates here.
    """

    vouched: bool = False
    published: int = 0
    recent: int = 0
    moderates: bool = False

    @property
    def is_newcomer(self) -> bool:
        """Say whether nobody knows the person yet."""
        return not self.vouched and not self.moderates and self.published < NEWCOMER_POSTS


def new_id(now: float, after: int = 0) -> int:
    """Make the id of a post: ids grow with time, and those of one moment differ at random.

    :param now: seconds since the epoch.
    :param after: an id that must come before, whatever the clock says.
    """
    tail = secrets.randbelow(1 << _SHIFT)
    moment = max(int(now * 1_000_000), (after >> _SHIFT) + 1)
    return (moment << _SHIFT) | tail


def moment_of(id: int) -> float:
    """Say when a post was written, in seconds since the epoch.

    :param id: its id.
    """
    return (id >> _SHIFT) / 1_000_000


def clean(text: object) -> str:
    """Make what somebody typed fit to be kept: nothing that cannot be seen, no heaps of accents.

    Marks that turn the direction of writing, characters of no width and controls go; the two
    joiners stay between letters that are not Latin, where words and emoji need them.

    :param text: anything.
    """
    if not isinstance(text, str):
        return ""
    text = _BREAKS.sub("\n", text[: 4 * LONGEST])
    text = unicodedata.normalize("NFC", text)
    kept = []
    marks = 0
    for index, char in enumerate(text):
        if char in "\n\t":
            kept.append("\n" if char == "\n" else " ")
            marks = 0
            continue
        category = unicodedata.category(char)
        if category in ("Cc", "Cs", "Co", "Cn") or (
            category == "Cf" and not _joins(char, text, index)
        ):
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    lines = (line.rstrip() for line in "".join(kept).split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def _joins(char, text, index):
    if char not in "\u200c\u200d" or not 0 < index < len(text) - 1:
        return False
    return min(text[index - 1], text[index + 1]) > "\u02ff"


def one_line(text: object) -> str:
    """Make a title of what somebody typed.

    :param text: anything.
    """
    return " ".join(clean(text).split())[:LONGEST_TITLE]


def links_in(text: str) -> int:
    """Count the addresses in a text.

    :param text: a clean text.
    """
    return len(_LINK.findall(text))


def problems(text: str, standing: Standing, edits: bool = False) -> list[str]:
    """Name everything that is wrong with a post.

    :param text: a clean text.
    :param standing: of who writes it.
    :param edits: whether a post is only reworded.
    """
    found = []
    if not text.strip():
        found.append(EMPTY)
    if len(text) > LONGEST:
        found.append(TOO_LONG)
    if standing.is_newcomer and len(text.split()) > NEWCOMER_WORDS:
        found.append(TOO_MANY_WORDS)
    if links_in(text) > (NEWCOMER_LINKS if standing.is_newcomer else MOST_LINKS):
        found.append(TOO_MANY_LINKS)
    most = NEWCOMER_IN_SPAN if standing.is_newcomer else MOST_IN_SPAN
    if not edits and not standing.moderates and standing.recent >= most:
        found.append(TOO_FAST)
    return found


def first_state(standing: Standing) -> str:
    """Say in which state a new post begins.

    :param standing: of who writes it.
    """
    return PENDING if standing.is_newcomer else PUBLISHED


def is_banned(until: date | None, today: date) -> bool:
    """Say whether a ban holds on a day; its last day counts.

    :param until: its last day; ``None`` without a ban.
    :param today: the day.
    """
    return until is not None and today <= until


def ban_problems(until: date | None, reason: str, today: date) -> list[str]:
    """Name what is wrong with a ban.

    :param until: its last day.
    :param reason: why.
    :param today: the day.
    """
    found = []
    if until is None or not today <= until or (until - today).days > LONGEST_BAN:
        found.append(NOT_A_DAY)
    if not reason.strip():
        found.append(NO_REASON)
    return found


# Mentions


def handle(name: str) -> str:
    """Give what stands for a name after the ``@``: its words in small letters, with full stops.

    :param name: the full name.
    """
    # Before and after: some letters come apart into capitals, some small ones come apart, too.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(char for char in folded if unicodedata.category(char) != "Mn")
    return ".".join(re.findall(r"[^\W_]+", plain))


def mentioned(text: str) -> list[str]:
    """Name whom a text mentions; quoted lines mention nobody.

    :param text: a clean text.
    :returns: handles in small letters, each once, the first :data:`MOST_MENTIONS`.
    """
    own = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    found = (match[2] for match in _TOKEN.finditer(own) if match[2])
    return list(dict.fromkeys(handle(each) for each in found))[:MOST_MENTIONS]


def quoted(text: str) -> str:
    """Quote a text, so that an answer can stand below.

    :param text: a clean text.
    """
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) + "\n\n"


def excerpt(text: str, length: int = 200) -> str:
    """Give the beginning of a text without what it quotes, on one line.

    :param text: a clean text.
    :param length: the most characters.
    """
    own = " ".join(" ".join(line for line in text.split("\n") if not line.startswith(">")).split())
    return own if len(own) <= length else own[: length - 1].rstrip() + "…"


# How a text is shown


def html(text: str, mentions: Collection[str] = (), depth: int = 0) -> str:
    """Write a text as HTML: paragraphs, lists, quotes, links, mentions. Nothing else is markup.

    :param text: a clean text.
    :param mentions: handles that stand for somebody.
    :param depth: how deep the text is quoted.
    """
    parts = []
    for kind, lines in _blocks(text):
        if kind == "quote":
            inner = "\n".join(line[1:].removeprefix(" ") for line in lines)
            shown = (
                html(inner, (), depth + 1)
                if depth < DEEPEST_QUOTE
                else f"<p>{_inline(inner, ())}</p>"
            )
            parts.append(f'<blockquote class="clkss-quote">{shown}</blockquote>')
        elif kind == "list":
            items = "".join(f"<li>{_inline(line[2:], mentions)}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        else:
            shown = "<br />".join(_inline(line, mentions) for line in lines)
            parts.append(f'<p dir="auto">{shown}</p>')
    return "".join(parts)


def _blocks(text: str) -> Iterable[tuple[str, list[str]]]:
    kind, lines = "", []
    for line in [*text.split("\n"), ""]:
        of = _kind_of(line)
        if of != kind and lines:
            yield kind, lines
            lines = []
        kind = of
        if of:
            lines.append(line)


def _kind_of(line):
    if not line.strip():
        return ""
    if line.startswith(">"):
        return "quote"
    return "list" if line.startswith(("- ", "* ")) and line[2:].strip() else "text"


def _inline(text, mentions):
    parts = []
    end = 0
    for match in _TOKEN.finditer(text):
        parts.append(escape(text[end : match.start()]))
        end = match.end()
        if match[1]:
            address = match[1].rstrip(_TRAILING)
            parts.append(link(address) + escape(match[1][len(address) :]))
        elif handle(match[2]) in mentions:
            parts.append(f'<strong class="clkss-mention">@{escape(match[2])}</strong>')
        else:
            parts.append(escape(match[0]))
    parts.append(escape(text[end:]))
    return "".join(parts)


def link(address: str) -> str:
    """Write an address as a link that shows where it leads; as plain text when that is unclear.

    The host stands in ASCII, so that letters of other scripts that look alike deceive nobody.

    :param address: begins with ``http``.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = f":{parts.port}" if parts.port else ""
    except (UnicodeError, ValueError):
        return escape(address)
    if not _HOST.fullmatch(host) or "@" in parts.netloc:
        return escape(address)
    path = quote(parts.path, safe="/%:@!$&()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    mark = f"#{quote(parts.fragment, safe='/%:@!$&()*+,;=~-._?')}" if parts.fragment else ""
    whole = f"{parts.scheme.lower()}://{host}{port}{path}{query}{mark}"
    shown = f"{host}{port}{path if path != '/' else ''}{query}{mark}"
    if len(shown) > LONGEST_SHOWN_LINK:
        shown = shown[: LONGEST_SHOWN_LINK - 1] + "…"
    return f'<a href="{escape(whole)}" rel="nofollow ugc noopener">{escape(shown)}</a>'


# Notices


def chosen(watching: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Say how each member watches: what was said of the nearest counts.

    :param watching: pairs of a member and ``watch`` or ``mute``, those of the topic before those
        of its board.
    """
    found: dict[str, str] = {}
    for member, how in watching:
        found.setdefault(member, how)
    return found
