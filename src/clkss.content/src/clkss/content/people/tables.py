"""The tables of people: what they say of themselves, where they serve, what they agreed to.

Names and places of service repeat what accounts and clearances hold, so that the directory can be
searched; :mod:`.mirror` keeps them so.
"""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: Times are seconds since the epoch.
profiles = Table(
    "people_profiles",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    # What the address of the profile ends with; says nothing of the account.
    Column("public", String(20), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    Column("folded", String(300), nullable=False, index=True),
    Column("organisation", String(300), nullable=False),
    # Empty unless all members may find the person by it.
    Column("findable", String(300), nullable=False),
    Column("languages", Text, nullable=False),
    Column("expertise", Text, nullable=False),
    Column("about", Text, nullable=False),
    # Who reads what, as JSON.
    Column("audiences", Text, nullable=False),
    Column("changed", Float, nullable=False),
)

#: What all members may find a person by.
skills = Table(
    "people_skills",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("skill", String(60), primary_key=True),
    Index("people_skills_skill", "skill"),
)

photos = Table(
    "people_photos",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

services = Table(
    "people_services",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("committee", String(60), primary_key=True),
    Column("function", String(20), primary_key=True),
    Column("agency", String(60), nullable=False),
    Column("alternate", Boolean, nullable=False),
    # The last day; 9999-12-31 without an end.
    Column("until", String(10), nullable=False, index=True),
    # Codes of the territory and all above it.
    Column("path", Text, nullable=False),
    Index("people_services_committee", "committee"),
)

#: Mail addresses that people entered for their accounts and have not confirmed yet.
waiting = Table(
    "people_addresses",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("mail", String(254), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

#: Who agreed to which text, and when.
consents = Table(
    "people_consents",
    metadata["facts"],
    Column("person", String(255), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("language", String(12), nullable=False),
    Column("at", Float, nullable=False),
)

#: The texts themselves, as they were agreed to.
texts = Table(
    "people_notices",
    metadata["facts"],
    Column("digest", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("language", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Float, nullable=False),
)

declare("people")
