"""How far the gathering is."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import String
from sqlalchemy import Table


#: The moment up to which all changes of items are known, in seconds since the epoch.
cursors = Table(
    "care_cursors",
    metadata["facts"],
    Column("name", String(60), primary_key=True),
    Column("moment", Float, nullable=False),
)

declare("care.gathering")
