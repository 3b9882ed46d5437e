"""A folder of knowledge leads to the repository, which lists what lies in it better."""

from Acquisition import aq_base
from clkss.content.search import rules
from Products.Five.browser import BrowserView


class ToRepository(BrowserView):
    """Send readers of the folder to the kinds that lie in it."""

    def __call__(self):
        """Redirect to the repository of the site, with the folder's kinds chosen.

        :returns: an empty page.
        """
        portal_url = self.context.restrictedTraverse("@@plone_portal_state").portal_url()
        held = getattr(aq_base(self.context), "locally_allowed_types", None) or ()
        kinds = tuple(name for name in rules.KINDS if name in held)
        chosen = (rules.KIND, kinds) if 0 < len(kinds) < len(rules.KINDS) else ()
        query = rules.Query(filters=(chosen,) if chosen else ())
        self.request.response.redirect(rules.address(f"{portal_url}/repository", query))
        return ""
