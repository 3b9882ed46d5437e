"""The tables of rooms: papers of which nobody is told yet, and who wants no mails about them."""

from clkss.content.notices import silence
from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table


#: A row lives until the committee is told, an hour at most while the worker runs.
untold = Table(
    "room_papers_untold",
    metadata["facts"],
    Column("paper", String(32), primary_key=True),
    Column("committee", String(64), nullable=False),
    Column("sharer", String(255), nullable=False),
    Index("room_papers_untold_committee", "committee"),
)

silent = silence.table("room_papers_silent")

declare("community.rooms")
