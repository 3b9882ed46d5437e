"""The folder that holds all practices leads to the repository, which lists them better."""

from Products.Five.browser import BrowserView


class ToRepository(BrowserView):
    """Send readers of the folder on."""

    def __call__(self):
        """Redirect to the repository of the site.

        :returns: an empty page.
        """
        portal_url = self.context.restrictedTraverse("@@plone_portal_state").portal_url()
        self.request.response.redirect(f"{portal_url}/repository")
        return ""
