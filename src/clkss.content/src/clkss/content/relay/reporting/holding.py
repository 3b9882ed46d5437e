"""What must still be so when a step with a report commits."""

from clkss.content import relational
from clkss.content.relational import StoreBusy
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.tables import reports
from sqlalchemy import select


def sums(asked, key, kept):
    """Have the current transaction tried again when what it signs is no longer so as it commits.

    A transaction writes here while the ZODB keeps others from committing: what came before it is
    seen, and what comes after it sees the signed report.

    :param asked: the period, as :class:`.store.Asked`.
    :param key: key of the committee that signs.
    :param kept: what it signs, as :func:`.store.summed` gave it, with fewer figures.
    """

    def look(connection):
        now = store.summed_by(connection, asked, key)
        now["figures"] = now["figures"][: len(kept["figures"])]
        if any(kept[name] != value for name, value in now.items()):
            raise StoreBusy("a report below came while this one was being signed")

    relational.queue(look)


def open_above(period, keys):
    """Have the current transaction tried again when a report is signed as it commits.

    :param period: id of the period.
    :param keys: keys of the committees above.
    """
    query = select(reports.c.committee).where(
        reports.c.period == period,
        reports.c.committee.in_(keys),
        reports.c.state == rules.SIGNED,
    )

    def look(connection):
        if connection.execute(query).first() is not None:
            raise StoreBusy("a report above was signed meanwhile")

    relational.queue(look)
