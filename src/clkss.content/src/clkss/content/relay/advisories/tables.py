"""The tables of advisories: where they go, who has read them, what was answered.

The first two say again what stands in the advisory and can be made anew; receipts and answers have
no other home.
"""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Levels and functions are sums of powers of two, in the order of the rules. Times are seconds
#: since the epoch; ``deadline`` is a day or nothing.
advisories = Table(
    "relay_advisories",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("issuer", String(64), nullable=False, index=True),
    Column("levels", Integer, nullable=False),
    Column("functions", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("sent", Float, nullable=False, index=True),
    Column("deadline", String(10), nullable=False),
    Column("asks", Integer, nullable=False),
)

places = Table(
    "relay_advisory_places",
    metadata["facts"],
    Column("advisory", String(32), primary_key=True),
    Column("code", String(10), primary_key=True),
    Index("relay_advisory_places_code", "code"),
)

receipts = Table(
    "relay_advisory_receipts",
    metadata["facts"],
    Column("advisory", String(32), primary_key=True),
    Column("committee", String(64), primary_key=True),
    Column("member", String(255), primary_key=True),
    Column("at", Float, nullable=False),
    Index("relay_advisory_receipts_member", "member", "advisory"),
)

answers = Table(
    "relay_advisory_answers",
    metadata["facts"],
    Column("advisory", String(32), primary_key=True),
    Column("committee", String(64), primary_key=True),
    Column("answers", Text, nullable=False),
    Column("member", String(255), nullable=False),
    Column("at", Float, nullable=False),
)

declare("relay.advisories")
