"""The documents that searches are judged on: a generated corpus and the practices of the demo.

Plain records; the same seed gives the same records on every machine. What a record is about is
known from how it was made (:attr:`Record.topic` and its companions), not from the words in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from material import AUTHORS
from material import FILIPINO_FILLER
from material import FILIPINO_FRAMES
from material import FILLER
from material import FRAMES
from material import PLACES
from material import TOKENS
from material import TOPICS
from pathlib import Path
from topic import Topic

import csv
import hashlib
import json
import random


SEED = 20261126

OF_EACH_TOPIC = 48
SURVEYS = 60
"""Long reports that touch on many topics and are about none."""

FIRST_DAY = date(2009, 1, 1)
DAYS = 6_400

DEMO = Path(__file__).resolve().parents[2] / "src/clkss.policy/src/clkss/policy/demo"
SHEETS = ("practices.csv", "examples.csv")

OFFICES = {"en": ("social welfare office", "labour field office"), "tl": ("tanggapan ng DSWD",)}


@dataclass(frozen=True)
class Record:
    """A document as the catalog is told of it, and what it is about."""

    id: str
    portal_type: str
    title: str
    description: str
    body: str
    language: str
    themes: tuple[str, ...]
    sectors: tuple[str, ...]
    hazards: tuple[str, ...]
    agencies: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    year: int | None
    effective: date
    featured: bool
    kinds: tuple[str, ...]
    authors: tuple[str, ...]
    topic: str
    also: tuple[str, ...]


def records() -> list[Record]:
    """Give all records, always the same."""
    return [*generated(), *demo()]


def checksum(found: list[Record]) -> str:
    """Name the exact content of records.

    :param found: the records.
    """
    spelled = json.dumps([vars(record) for record in found], default=str, sort_keys=True)
    return hashlib.sha256(spelled.encode()).hexdigest()[:16]


class Chance:
    """Draws that depend on nothing but the seed.

    :param seed: any number.
    """

    def __init__(self, seed: int):
        self._random = random.Random(seed).random

    def below(self, number: int) -> int:
        """Draw a number from 0.

        :param number: what it is less than.
        """
        return int(self._random() * number)

    def one(self, things):
        """Draw one of several things.

        :param things: a sequence.
        """
        return things[self.below(len(things))]

    def some(self, things, count: int) -> list:
        """Draw different things, in no order.

        :param things: a sequence.
        :param count: how many.
        """
        left = list(things)
        return [left.pop(self.below(len(left))) for _each in range(min(count, len(left)))]


def generated() -> Iterator[Record]:
    """Make the records that are no demo."""
    chance = Chance(SEED)
    types = [name for name in FRAMES if name != "GlossaryTerm"]
    number = 0
    for topic in TOPICS:
        for each in range(OF_EACH_TOPIC):
            portal_type = "GlossaryTerm" if each < 2 else types[each % len(types)]
            number += 1
            yield _about(chance, number, topic, portal_type)
    for _each in range(SURVEYS):
        number += 1
        yield _survey(chance, number)


def _about(chance: Chance, number: int, topic: Topic, portal_type: str) -> Record:
    filipino = chance.below(3) == 0
    code = chance.one(tuple(PLACES))
    year = 2009 + chance.below(17)
    names = topic.filipino_names if filipino else topic.english_names
    frames = (FILIPINO_FRAMES if filipino else FRAMES)[portal_type]
    own = topic.filipino if filipino else topic.english
    filler = FILIPINO_FILLER if filipino else FILLER
    others = [other for other in TOPICS if other is not topic]
    also = chance.some(others, chance.below(3))
    name = chance.one(names)
    title = chance.one(frames).format(
        name=name,
        place=PLACES[code],
        other=PLACES[chance.one(tuple(PLACES))],
        office=chance.one(OFFICES["tl" if filipino else "en"]),
        year=year,
        later=year + 3,
    )
    description, *body = chance.some(own, 2 + chance.below(3))
    body += chance.some(filler, 1 + chance.below(4))
    body += [chance.one(other.filipino if filipino else other.english) for other in also]
    if chance.below(3) == 0:
        body.append(f"{chance.one(names)}.")
    body = chance.some(body, len(body))
    agencies = tuple(chance.some(topic.agencies, 1 + chance.below(2)))
    if portal_type in ("Service", "Partner"):
        body.append(("Tumawag sa " if filipino else "Call ") + f"{agencies[0]}, {PLACES[code]}.")
    return Record(
        id=f"made-{number:04}",
        portal_type=portal_type,
        title=title[:1].upper() + title[1:],
        description=description,
        body="\n\n".join(body),
        language="tl" if filipino else "en",
        themes=topic.themes,
        sectors=topic.sectors,
        hazards=topic.hazards,
        agencies=agencies,
        countries=("PH",),
        places=() if portal_type == "GlossaryTerm" else (code,),
        year=None if portal_type == "GlossaryTerm" else year,
        effective=FIRST_DAY + timedelta(days=chance.below(DAYS)),
        featured=chance.below(40) == 0,
        kinds=_kinds(chance, portal_type),
        authors=tuple(chance.some(AUTHORS, 2)) if portal_type == "Resource" else (),
        topic=topic.token,
        also=tuple(other.token for other in also),
    )


def _survey(chance: Chance, number: int) -> Record:
    touched = chance.some(TOPICS, 6)
    body = [chance.one(topic.english) for topic in touched for _twice in range(3)]
    body += [f"{chance.one(topic.english_names)}." for topic in touched]
    body += FILLER
    year = 2009 + chance.below(17)
    return Record(
        id=f"made-{number:04}",
        portal_type=chance.one(("Resource", "News Item", "Event")),
        title=f"Annual report {year} of the {chance.one(('council', 'committee', 'alliance'))}",
        description="What was done in the year, and what is planned for the next.",
        body="\n\n".join(chance.some(body, len(body))),
        language="en",
        themes=("capacity-building",),
        sectors=(),
        hazards=(),
        agencies=("DOLE",),
        countries=("PH",),
        places=("PH",),
        year=year,
        effective=FIRST_DAY + timedelta(days=chance.below(DAYS)),
        featured=False,
        kinds=(),
        authors=tuple(chance.some(AUTHORS, 1)),
        topic="",
        also=tuple(topic.token for topic in touched),
    )


def _kinds(chance: Chance, portal_type: str) -> tuple[str, ...]:
    if portal_type not in TOKENS:
        return ()
    return (f"{portal_type}:{chance.one(TOKENS[portal_type])}",)


def demo() -> Iterator[Record]:
    """Read the good practices of the demo as they are in its sheets."""
    day = date(2026, 1, 1)
    for name in SHEETS:
        with (DEMO / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                day += timedelta(days=1)
                yield _practice(row, day)


def _practice(row: dict[str, str], day: date) -> Record:
    texts = [
        row[name]
        for name in (
            "background",
            "action",
            "achievements",
            "sustainability",
            "lessons_learned",
            "necessary_conditions",
            "partners",
            "references",
            "source",
        )
    ]
    countries = [each for each in _several(row["countries"]) if not each.startswith("group:")]
    places = _several(row["territories"])
    began = row["period_start"][:4]
    return Record(
        id=row["code"],
        portal_type="GoodPractice",
        title=row["title"],
        description=row["summary"],
        body="\n\n".join(text for text in texts if text),
        language=row["language"],
        themes=tuple(_several(row["themes"])),
        sectors=tuple(_several(row["sectors"])),
        hazards=tuple(_several(row["hazards"])),
        agencies=tuple(_several(row["agencies"])),
        countries=tuple(countries or (["PH"] if places else [])),
        places=tuple(places),
        year=int(began) if began else None,
        effective=day,
        featured=row["code"] == "ilo-2010-14",
        kinds=(),
        authors=(),
        topic="",
        also=(),
    )


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
