"""Plone's own links by UID, guarded; ours are in :mod:`clkss.content.outreach.permalink`."""

from plone import api
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from zExceptions import NotFound


class GuardedResolveUID(ResolveUIDView):
    """Plone's own links by UID, which would tell everybody the address of a draft."""

    def __call__(self):
        """Redirect.

        :raises NotFound: when there is no such thing for this reader.
        """
        if not isinstance(self.uuid, str) or not api.content.find(UID=self.uuid):
            raise NotFound("resolveuid")
        return super().__call__()
