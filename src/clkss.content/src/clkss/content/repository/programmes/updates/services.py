"""Updates over REST: whoever may write them may take them away."""

from Acquisition import aq_parent
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zope.interface import alsoProvides


class Delete(Service):
    """Take an update away."""

    def reply(self):
        """Remove it from its programme."""
        alsoProvides(self.request, IDisableCSRFProtection)
        aq_parent(self.context)._delObject(self.context.getId())
        return self.reply_no_content()
