"""The tables of discussion: what is many and counted. What posts say is in the ZODB only."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import BigInteger
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Date
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: One row for each post. Times are seconds since the epoch everywhere.
posts = Table(
    "discussion_posts",
    metadata["facts"],
    Column("thing", String(32), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("author", String(255), nullable=False),
    Column("at", Float, nullable=False),
    Column("state", String(10), nullable=False),
    # Token of the transaction that wrote it, see relational.ledger.
    Column("added_by", String(32), nullable=False, index=True),
    Index("discussion_posts_shown", "thing", "state", "id"),
    Index("discussion_posts_author", "author", "state", "at"),
    Index("discussion_posts_waiting", "state", "at"),
)

#: How far a member has read, and whether the member watches: a topic, a board, what is commented.
marks = Table(
    "discussion_marks",
    metadata["facts"],
    Column("member", String(255), primary_key=True),
    Column("thing", String(32), primary_key=True),
    Column("seen", BigInteger, nullable=False),
    # "watch", "mute" or nothing.
    Column("how", String(5), nullable=False),
    Index("discussion_marks_thing", "thing", "how"),
)

#: How a member is told, and the address and language with which that was said.
settings = Table(
    "discussion_settings",
    metadata["facts"],
    Column("member", String(255), primary_key=True),
    Column("rhythm", String(10), nullable=False, index=True),
    Column("language", String(12), nullable=False),
    Column("site_url", Text, nullable=False),
)

notices = Table(
    "discussion_notices",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("member", String(255), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("thing", String(32), nullable=False, index=True),
    Column("post", BigInteger, nullable=False),
    Column("at", Float, nullable=False, index=True),
    Column("told", Boolean, nullable=False),
    Column("read", Boolean, nullable=False),
    Index("discussion_notices_member", "member", "read", "at"),
    Index("discussion_notices_told", "told", "member"),
)

#: What readers report. The words go when the report is settled.
reports = Table(
    "discussion_reports",
    metadata["facts"],
    Column("id", String(32), primary_key=True),
    Column("thing", String(32), nullable=False),
    Column("post", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("settled", Boolean, nullable=False, index=True),
    Index("discussion_reports_post", "thing", "post"),
)

bans = Table(
    "discussion_bans",
    metadata["facts"],
    Column("member", String(255), primary_key=True),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("given_by", String(255), nullable=False),
    Column("at", Float, nullable=False),
)

declare("discussion")
