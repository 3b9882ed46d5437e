"""How good an answer a document is, from 0 (none) to 3 (just what was asked for).

The grades are written down in ``judgements.json``, so that what counts as good changes only by a
commit that says so::

    .venv/bin/python benchmarks/search/judging.py
"""

from clkss.content.territories import table
from corpus import checksum
from corpus import Record
from corpus import records
from pathlib import Path
from queries import Asked
from queries import HELD_OUT
from queries import QUERIES

import json


FILE = Path(__file__).with_name("judgements.json")

FULLY, PARTLY, TOUCHED = 3, 2, 1


def grade(asked: Asked, record: Record) -> int:
    """Grade a document.

    :param asked: the query.
    :param record: the document.
    """
    by_hand = dict(asked.demo).get(record.id)
    if by_hand is not None:
        return by_hand
    if not record.id.startswith("made-"):
        return FULLY if _place_alone(asked) and _lies_in(asked.place, record) else 0
    if not (asked.topic or asked.place or asked.author or asked.agency or asked.says):
        return 0
    whole = f"{record.title}\n{record.description}\n{record.body}"
    if any(word in whole for word in asked.lacks):
        return 0
    if asked.author and asked.author not in record.authors:
        return 0
    if asked.agency:
        return FULLY if asked.agency in record.agencies else 0
    says = not asked.says or any(said in whole for said in asked.says)
    here = not asked.place or _lies_in(asked.place, record)
    if asked.topic and record.topic != asked.topic:
        touches = asked.topic in record.also and here and says and not asked.portal_type
        return TOUCHED if touches else 0
    if here and says and asked.portal_type in ("", record.portal_type):
        return FULLY
    if here and asked.topic and asked.portal_type:
        return TOUCHED
    return TOUCHED if asked.topic and not _strict(asked) else 0


def _place_alone(asked: Asked) -> bool:
    return bool(asked.place) and not asked.topic


def _strict(asked: Asked) -> bool:
    """Say whether what only shares the topic is no answer at all."""
    return any(mark in asked.words for mark in '":*')


def _lies_in(code: str, record: Record) -> bool:
    return any(code in table.ancestors_and_self(place) for place in record.places)


def judged() -> dict:
    """Grade everything."""
    found = records()
    queries = []
    for asked in QUERIES:
        graded = {record.id: grade(asked, record) for record in found}
        by_grade = {
            str(value): [name for name, given in graded.items() if given == value]
            for value in (FULLY, PARTLY, TOUCHED)
        }
        if not by_grade["3"]:
            raise SystemExit(f"nothing answers {asked.words!r}")
        queries.append(
            {
                "words": asked.words,
                "held_out": asked.words in HELD_OUT,
                "grades": {value: names for value, names in by_grade.items() if names},
            }
        )
    return {"corpus": checksum(found), "queries": queries}


def main():
    """Write the grades down."""
    lines = json.dumps(judged(), ensure_ascii=False, indent=1)
    lines = lines.replace('",\n     "', '", "').replace("[\n     ", "[").replace("\n    ]", "]")
    FILE.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
