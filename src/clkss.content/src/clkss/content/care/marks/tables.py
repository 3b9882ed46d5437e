"""The table of marks."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table


marks = Table(
    "care_marks",
    metadata["facts"],
    Column("item", String(32), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("mark", String(200), primary_key=True),
    Index("care_marks_mark", "kind", "mark"),
)

declare("care.marks")
