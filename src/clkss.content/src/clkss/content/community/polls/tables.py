"""The table of votes: one row for each person and poll. The rows have no other home."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import String
from sqlalchemy import Table


#: In a secret poll ``voter`` is a pseudonym, and there is no time and no order of rows that would
#: tell who came when. ``votes`` are the numbers of votes by option, with commas between them.
votes = Table(
    "poll_votes",
    metadata["facts"],
    Column("poll", String(32), primary_key=True),
    Column("voter", String(255), primary_key=True),
    Column("votes", String(200), nullable=False),
    # Whether there is no pseudonym in it: of an open ballot, or once the voter stands for nobody.
    Column("sealed", Boolean, nullable=False, index=True),
    sqlite_with_rowid=False,
)

declare("community.polls")
