"""References in the formats of programs that manage literature. Standard library only."""

from clkss.content.outreach.rules import plain
from dataclasses import dataclass
from datetime import date

import re
import unicodedata


ARTICLE = "article"
BOOK = "book"
DATA = "data"
LAW = "law"
MEDIA = "media"
REPORT = "report"
WEB = "web"

BIBTEX_TYPES = {BOOK: "book", REPORT: "techreport"}
"""Kinds of BibTeX; all others are ``misc``."""

RIS_TYPES = {
    ARTICLE: "RPRT",
    BOOK: "BOOK",
    DATA: "DATA",
    LAW: "STAT",
    MEDIA: "MULTI",
    REPORT: "RPRT",
    WEB: "ELEC",
}

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

_PERSON = re.compile(r"[^\W\d_][^\d,&]*, (?:[^\W\d_][^\s\d,&]*[ ]?){1,4}")
_OFFICE = re.compile(r"\b(?:and|at|for|in|of|on|on the|para sa|ng)\b", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"(e?ISBN|e?ISSN)(?:-1[03])?:?\s*([0-9Xx][0-9Xx\s-]*)", re.IGNORECASE)
_NOT_KEY = re.compile(r"[^A-Za-z0-9]+")
_URL_ESCAPES = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}


@dataclass(frozen=True)
class Reference:
    """What a reference says of a thing.

    :param kind: one of the kinds above.
    :param uid: makes the key one of its own.
    :param seen: the day on which it was looked up.
    """

    kind: str
    uid: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str = ""
    system: str = ""
    number: str = ""
    identifiers: tuple[str, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    seen: date | None = None

    @property
    def doi(self) -> str:
        """The DOI, bare; empty when there is none."""
        found = (_DOI.fullmatch(line(text)) for text in self.identifiers)
        return next((each[1] for each in found if each), "")

    def numbered(self, name: str) -> str:
        """Give the ISBN or ISSN; empty when there is none.

        :param name: ``ISBN`` or ``ISSN``.
        """
        found = (_NUMBER.fullmatch(line(text)) for text in self.identifiers)
        return next((each[2] for each in found if each and name in each[1].upper()), "")


def line(text: str) -> str:
    """Bring a text into one line.

    :param text: anything.
    """
    return " ".join(plain(text).split())


def is_person(name: str) -> bool:
    """Say whether a name is written like that of a person: ``Reyes, Maria``.

    :param name: the name of an author.
    """
    name = line(name)
    return _PERSON.fullmatch(name) is not None and _OFFICE.search(name) is None


def key(reference: Reference) -> str:
    """Name a reference in a list: author, year, and what makes it the only one.

    :param reference: the reference.
    """
    first = (reference.authors or (reference.title,))[0]
    word = first.partition(",")[0] if is_person(first) else first
    decomposed = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    word = _NOT_KEY.sub("", decomposed)[:20] or "clkss"
    return f"{word}{reference.year or ''}-{reference.uid[:6]}"


def tex(text: str) -> str:
    """Write a text so that TeX shows it as it is.

    :param text: anything.
    """
    return "".join(_TEX.get(char, char) for char in line(text))


def bibtex(reference: Reference) -> str:
    """Write a reference for BibTeX.

    :param reference: the reference.
    """
    kind = BIBTEX_TYPES.get(reference.kind, "misc")
    authors = " and ".join(
        tex(name) if is_person(name) else f"{{{tex(name)}}}" for name in reference.authors
    )
    publisher = {"techreport": "institution", "book": "publisher"}.get(kind, "publisher")
    has_publisher = kind != "misc" or reference.publisher != reference.system
    fields = [
        ("author", authors),
        ("title", f"{{{tex(reference.title)}}}" if reference.title else ""),
        ("year", str(reference.year or "")),
        (publisher, tex(reference.publisher) if has_publisher else ""),
        ("number", tex(reference.number)),
        ("doi", tex(reference.doi)),
        ("isbn", tex(reference.numbered("ISBN"))),
        ("issn", tex(reference.numbered("ISSN"))),
        ("howpublished", tex(reference.system) if kind == "misc" else ""),
        ("abstract", tex(reference.abstract)),
        ("keywords", ", ".join(tex(word.replace(",", " ")) for word in reference.keywords)),
        ("language", tex(reference.language)),
        ("url", "".join(_URL_ESCAPES.get(char, char) for char in line(reference.url))),
        ("urldate", reference.seen.isoformat() if reference.seen else ""),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    return f"@{kind}{{{key(reference)},\n" + ",\n".join(lines) + "\n}\n"


def ris(reference: Reference) -> str:
    """Write a reference in the format of Research Information Systems.

    :param reference: the reference.
    """
    tags = [
        ("TY", RIS_TYPES.get(reference.kind, "GEN")),
        ("ID", key(reference)),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("PY", str(reference.year or "")),
        ("PB", reference.publisher),
        ("M1", reference.number),
        ("DO", reference.doi),
        ("SN", reference.numbered("ISBN") or reference.numbered("ISSN")),
        ("AB", reference.abstract),
        *(("KW", word) for word in reference.keywords),
        ("LA", reference.language),
        ("DB", reference.system),
        ("UR", reference.url),
        ("Y2", reference.seen.strftime("%Y/%m/%d") if reference.seen else ""),
    ]
    lines = [f"{tag}  - {line(value)}" for tag, value in tags if line(value)]
    return "\r\n".join([*lines, "ER  - ", ""])
