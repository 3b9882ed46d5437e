"""Who wants no mails of a kind; each room keeps that in a table of its own."""

from clkss.content import relational
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table


def table(name):
    """Declare the table of a room in which stands who stopped its mails.

    :param name: name of the table.
    """
    member = Column("member", String(255), primary_key=True)
    return Table(name, relational.metadata["facts"], member)


class Silence:
    """The members who stopped mails of a kind.

    :param table: from :func:`table`.
    """

    def __init__(self, table):
        self.table = table

    def holds(self, member):
        """Say whether somebody wants no such mails.

        :param member: user id.
        """
        return not self.wanted({member})

    def wanted(self, people):
        """Name those of some people who want such mails, in order.

        :param people: user ids.
        """
        column = self.table.c.member
        with relational.read() as connection:
            query = select(column).where(column.in_(sorted(people)))
            return sorted(set(people) - set(connection.execute(query).scalars()))

    def keep(self, member):
        """Send somebody no more such mails, with the current transaction.

        :param member: user id.
        """
        relational.queue(
            lambda connection: connection.execute(
                relational.insert(connection, self.table)
                .values(member=member)
                .on_conflict_do_nothing()
            )
        )

    def end(self, member):
        """Send somebody such mails again, or forget the person, with the current transaction.

        :param member: user id.
        """
        gone = delete(self.table).where(self.table.c.member == member)
        relational.queue(lambda connection: connection.execute(gone))


class StoppableLetter:
    """What mails have in common that one link in each of them stops."""

    can_be_stopped = True

    silence = None
    """The :class:`Silence` that holds who stopped them."""

    def stop(self, recipient_id, **arguments):
        """Send no more of these mails.

        :param recipient_id: user id.
        :param arguments: not used.
        """
        self.silence.keep(recipient_id)


class StoppedMails:
    """What is known of whoever stopped mails; a room says in its words of which."""

    silence = None
    """The :class:`Silence` that holds who stopped them."""

    def known(self, site, person):
        """Return that they are stopped."""
        return [{"paused": True}] if self.silence.holds(person) else []

    def erase(self, site, person):
        """Forget it."""
        self.silence.end(person)
