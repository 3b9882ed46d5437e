"""The tables of notes. They are their only home: no catalog, no REST, no export."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch.
notes = Table(
    "care_notes",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("item", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("aside", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("mail", String(254), nullable=False),
    Column("at", Float, nullable=False),
    Column("state", String(12), nullable=False),
    Column("comment", Text, nullable=False),
    Column("settled", Float),
    Column("settled_by", String(255), nullable=False),
    Index("care_notes_waiting", "state", "item"),
    Index("care_notes_item", "item"),
)

#: From where notes came within the last hour, under names that nobody can turn back.
sources = Table(
    "care_note_sources",
    metadata["facts"],
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("source", String(32), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

#: From where the notes came that wait aside, for a day: those of one source can be folded.
origins = Table(
    "care_note_origins",
    metadata["facts"],
    Column("note", String(32), primary_key=True),
    Column("source", String(32), nullable=False, index=True),
    Column("at", Float, nullable=False, index=True),
)

declare("care.notes")
