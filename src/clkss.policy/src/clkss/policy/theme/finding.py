"""Plone's search page gives way to the repository."""

from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.component.hooks import getSite


class ToRepository(BrowserView):
    """Sends whoever asks Plone's search to the repository, with the words."""

    def __call__(self):
        words = self.request.form.get("SearchableText", "")
        query = urlencode({"SearchableText": words}) if isinstance(words, str) and words else ""
        address = f"{getSite().absolute_url()}/repository"
        return self.request.response.redirect(f"{address}?{query}" if query else address)
