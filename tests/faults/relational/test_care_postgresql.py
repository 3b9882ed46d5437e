"""What keeps knowledge alive says the same to PostgreSQL as to SQLite."""

from clkss.content import relational
from clkss.content.care.health import store as health
from clkss.content.care.links import rules as linking
from clkss.content.care.links import store as links
from clkss.content.care.links.rules import Answer
from clkss.content.care.links.rules import Outcome
from clkss.content.care.links.rules import Reason
from clkss.content.care.marks import store as marks
from clkss.content.care.notes import store as notes
from clkss.content.care.notes.tables import notes as notes_table
from clkss.content.care.searches import store as searches
from clkss.content.care.use import store as uses

import pytest


ONE, OTHER = "1" * 32, "2" * 32

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("postgresql_address")]


def write(function, *arguments):
    with relational.write_now() as connection:
        return function(connection, *arguments)


def note(number, **values):
    row = {
        "id": str(number) * 32,
        "item": ONE,
        "kind": "other",
        "urgent": False,
        "aside": False,
        "text": "Wrong.",
        "mail": "",
        "at": float(number),
        "state": "open",
        "comment": "",
        "settled_by": "",
        **values,
    }
    write(lambda connection: connection.execute(notes_table.insert().values(**row)))


def test_notes():
    note(1, aside=True)
    note(2)
    note(3, item=OTHER, urgent=True, kind="child")
    assert notes.waiting() == [
        notes.Waiting(OTHER, 1, 0, 1, 3.0),
        notes.Waiting(ONE, 1, 1, 0, 1.0),
    ]
    assert [row.id[0] for row in notes.of_item(ONE)[0]] == ["2", "1"]
    write(notes.forget, 10.0**9)
    assert sum(each.count + each.aside for each in notes.waiting()) == 3


def test_use_counts():
    for region in ("", "0700000000", "0700000000"):
        write(uses._write, {(ONE, "2026-11-26", "read", region): 2})
    write(uses._write, {(ONE, "2026-11-26", "taken", ""): 1})
    before = uses.totals([ONE, OTHER], "2026-01-01")
    assert before == {ONE: uses.Total(6, 1, 1)}
    assert write(uses.compact) == 1
    assert uses.totals([ONE, OTHER], "2026-01-01") == before
    assert uses.used_since("2026-11-26") == {ONE}
    assert uses.first_day() == "2026-11-26"


def test_searches():
    for _time in range(2):
        write(searches._write, {("a" * 32, "kasambahay", "2026-11-26"): 1})
    assert searches.latest() == [searches.Miss("kasambahay", 2, "2026-11-26")]
    write(searches.forget, "2026-12-01", "2026-12-01")
    assert searches.total() == 0


def test_links():
    write(links.keep, {ONE: ["https://ilo.org/a"], OTHER: ["https://ilo.org/a"]}, 0.0)
    write(links.keep, {OTHER: []}, 0.0)
    ((link, host),) = links.due(1.0)
    assert host == "ilo.org"
    assert links.items_with([link]) == {link: {ONE}}
    for day in (0, 2, 4):
        answer = Answer(Outcome.FAILS, Reason.STATUS, 404)
        write(links.note, link, answer, float(day * linking.DAY))
    (broken,) = links.broken()
    assert (broken.item, broken.status) == (ONE, 404)
    assert links.checked_count() == (1, 1)
    write(links.drop, ONE)
    write(links.sweep)
    assert links.checked_count() == (0, 0)


def test_marks_and_pairs():
    mark = ("same", "Resource\tnumber\tra9231")
    write(marks.keep, {ONE: [mark, ("missing", "translation")], OTHER: [mark]})
    assert marks.shared() == {mark[1]: [ONE, OTHER]}
    assert marks.marked("missing", "translation") == {ONE}
    write(health.keep_pairs, [health.Pair(ONE, OTHER, "number")])
    assert health.suspected() == [health.Pair(ONE, OTHER, "number")]
