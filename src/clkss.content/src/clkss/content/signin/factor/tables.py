"""The table of secrets: apart from the database that holds the key to them."""

from clkss.content.relational import declare
from clkss.content.relational import metadata
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


#: ``handle`` is known to the person's record alone; ``secret`` is encrypted.
secrets = Table(
    "signin_secrets",
    metadata["facts"],
    Column("handle", String(32), primary_key=True),
    Column("secret", Text, nullable=False),
    Column("added", Float, nullable=False, index=True),
)

declare("signin.factor")
