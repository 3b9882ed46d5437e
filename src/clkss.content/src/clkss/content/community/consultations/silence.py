"""Who wants no mails about what committees ask."""

from clkss.content import _
from clkss.content import relational
from clkss.content.community.consultations.tables import silent
from clkss.content.people.interfaces import IPersonalData
from sqlalchemy import delete
from sqlalchemy import select
from zope.interface import implementer


def keep(member: str):
    """Note with the current transaction that a member wants no such mails.

    :param member: user id.
    """

    def write(connection):
        row = relational.insert(connection, silent).values(member=member).on_conflict_do_nothing()
        connection.execute(row)

    relational.queue(write)


def those() -> frozenset[str]:
    """Name the members who want no such mails."""
    with relational.read() as connection:
        return frozenset(connection.execute(select(silent.c.member)).scalars())


@implementer(IPersonalData)
class Silence:
    """That somebody wants no such mails."""

    order = 57
    title = _("people_data_asked", default="Mails about polls and consultations")

    def known(self, site, person):
        """Return that they are stopped."""
        return [{"paused": True}] if person in those() else []

    def erase(self, site, person):
        """Forget it."""
        gone = delete(silent).where(silent.c.member == person)
        relational.queue(lambda connection: connection.execute(gone))
