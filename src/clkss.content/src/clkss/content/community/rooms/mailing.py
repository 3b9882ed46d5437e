"""Of which papers nobody is told yet, and who wants no mails about papers."""

from clkss.content import _
from clkss.content import relational
from clkss.content.community.rooms import tables
from clkss.content.notices.silence import Silence
from clkss.content.notices.silence import StoppedMails
from clkss.content.people.interfaces import IPersonalData
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update
from zope.interface import implementer


silent = Silence(tables.silent)


def note(paper, committee, sharer):
    """Note that people are to be told of a paper, with the current transaction.

    :param paper: its UID.
    :param committee: key of its committee.
    :param sharer: the account that shared it; empty when nobody did.
    """
    row = {"paper": paper, "committee": committee, "sharer": sharer}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, tables.untold).values(row).on_conflict_do_nothing()
        )
    )


def take(committee):
    """Give the papers of a committee of which nobody is told yet, and drop their rows.

    :param committee: its key.
    :returns: pairs of a UID and who shared the paper; the rows go with the current transaction.
    """
    untold = tables.untold.c
    query = select(untold.paper, untold.sharer).where(untold.committee == committee)
    with relational.read() as connection:
        found = [tuple(row) for row in connection.execute(query.order_by(untold.paper))]
    gone = delete(tables.untold).where(untold.paper.in_([paper for paper, _sharer in found]))
    relational.queue(lambda connection: connection.execute(gone))
    return found


@implementer(IPersonalData)
class PaperMails(StoppedMails):
    """That somebody wants no mails about papers."""

    order = 58
    title = _("people_data_papers", default="Mails about papers of your committees")
    silence = silent

    def erase(self, site, person):
        """Forget it, and that the person shared a paper of which nobody is told yet."""
        super().erase(site, person)
        nobody = update(tables.untold).where(tables.untold.c.sharer == person).values(sharer="")
        relational.queue(lambda connection: connection.execute(nobody))
