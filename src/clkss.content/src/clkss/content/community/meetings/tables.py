"""The tables of meetings: when they are, who was there, and what is to be done.

The first three say again what stands in the ZODB and can be made anew (see :mod:`.recovery`); what
was told by mail, who wants no mails, and addresses of calendars have no other home.
"""

from clkss.content.notices import silence
from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Table


#: Days are written as 2026-11-26, or empty.
meetings = Table(
    "community_meetings",
    metadata["facts"],
    Column("meeting", String(32), primary_key=True),
    Column("committee", String(64), nullable=False),
    Column("day", String(10), nullable=False, index=True),
    Column("life", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("written_by", String(32), nullable=False, index=True),
)

actions = Table(
    "community_meeting_actions",
    metadata["facts"],
    Column("meeting", String(32), primary_key=True),
    Column("action", String(16), primary_key=True),
    Column("committee", String(64), nullable=False),
    Column("owner", String(255), nullable=False),
    Column("due", String(10), nullable=False),
    Column("done", String(10), nullable=False),
    Index("community_meeting_actions_owner", "owner", "done"),
    Index("community_meeting_actions_committee", "committee", "done"),
)

attendance = Table(
    "community_meeting_attendance",
    metadata["facts"],
    Column("meeting", String(32), primary_key=True),
    Column("member", String(255), primary_key=True),
    Column("how", String(10), nullable=False),
    Index("community_meeting_attendance_member", "member"),
)

told = Table(
    "community_meeting_told",
    metadata["facts"],
    Column("meeting", String(32), primary_key=True),
    Column("action", String(16), primary_key=True),
    Column("member", String(255), primary_key=True),
    Column("what", String(10), primary_key=True),
)

stopped = silence.table("community_meeting_stopped")

calendars = Table(
    "community_meeting_calendars",
    metadata["facts"],
    Column("member", String(255), primary_key=True),
    Column("public", String(32), nullable=False, unique=True),
    Column("made", Float, nullable=False),
)

declare("community.meetings")
