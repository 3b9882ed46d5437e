"""Who asked to join, as one who gets mail before there is an account."""

from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.notices import rules as notices
from clkss.content.notices.interfaces import IRecipients
from zope.interface import implementer


KIND = "joining"

CONFIRM = "joining.confirm"
"""The letter that such a recipient gets."""


def name(request):
    """Name whoever made a request as the recipient of a mail.

    :param request: id of the request.
    """
    return f"{KIND}:{request}"


@implementer(IRecipients)
class Asking:
    """Those whose address is not confirmed."""

    def find(self, site, id):
        """Look up who made a request; ``None`` once the address is confirmed or forgotten.

        :param site: the Plone site.
        :param id: id of the request.
        """
        row = store.find(id)
        if row is None or row.state != rules.UNCONFIRMED or not notices.is_address(row.mail):
            return None
        return notices.Recipient(row.mail, row.language)
