"""Who wants no mails about what committees ask."""

from clkss.content import _
from clkss.content.community.consultations import tables
from clkss.content.notices.silence import Silence
from clkss.content.notices.silence import StoppedMails
from clkss.content.people.interfaces import IPersonalData
from zope.interface import implementer


silent = Silence(tables.silent)


@implementer(IPersonalData)
class AskedMails(StoppedMails):
    """That somebody wants no such mails."""

    order = 57
    title = _("people_data_asked", default="Mails about polls and consultations")
    silence = silent
