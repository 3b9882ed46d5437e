"""The table of use counts.

Rows are only ever added, so that no two writers wait for each other; at night the rows of one item,
day, kind and region are summed into one.
"""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table


uses = Table(
    "care_uses",
    metadata["facts"],
    Column(
        "number",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("item", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("region", String(10), nullable=False),
    Column("count", Integer, nullable=False),
    Index("care_uses_item", "item", "day"),
    Index("care_uses_day", "day", "item"),
)

declare("care.use")
