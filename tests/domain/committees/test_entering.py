"""What a row of the sheet of committees changes."""

from clkss.content.committees.entering import rows
from clkss.content.sheets.rules import clean
from clkss.content.sheets.rules import neutral
from clkss.content.sheets.rules import Unreadable
from hypothesis import given
from hypothesis import strategies as st


WORDS = st.text(st.characters(codec="utf-8", exclude_characters=";"), max_size=40)
CURRENT = st.fixed_dictionaries(
    {
        "title": WORDS.map(lambda text: " ".join(text.split())),
        "description": WORDS,
        "contact": WORDS,
        "other_names": st.lists(WORDS.filter(str.strip), max_size=3).map(tuple),
    }
)


def read(column, cell):
    """Read a cell as the check does, or nothing."""
    text = clean(neutral(cell))
    return rows.reader(column)(text) if text else ""


@given(current=CURRENT)
def test_what_was_taken_out_changes_nothing_when_it_comes_back(current):
    columns = {field: column for column, field in rows.FIELDS.items()}
    try:
        values = {
            columns[field]: read(columns[field], rows.written(columns[field], value))
            for field, value in current.items()
        }
    except Unreadable:
        return
    assert rows.changes(current, rows.said(values)) == {}


@given(current=CURRENT)
def test_empty_cells_say_nothing(current):
    values = dict.fromkeys(rows.FIELDS, "")
    assert rows.changes(current, rows.said(values)) == {}


def test_a_new_contact_changes_the_contact_alone():
    current = {"title": "BCPC of Danao", "contact": "Hall"}
    said = rows.said({"name": "BCPC of Danao", "contact": "Hall, 0917", "kind": ""})
    assert rows.changes(current, said) == {"contact": "Hall, 0917"}


def test_places_without_a_committee_keep_their_order():
    assert rows.missing(["c", "a", "b"], ["a", "a-x"]) == ["c", "b"]
