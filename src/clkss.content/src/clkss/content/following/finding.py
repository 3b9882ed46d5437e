"""What is new in a search, for the current user."""

from clkss.content.following import rules
from clkss.content.following import store
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from plone import api

import time


def published(items):
    """Find those of some items that are published now.

    :param items: UIDs.
    :returns: UIDs by record id.
    """
    items = sorted(items)
    if not items:
        return {}
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=items, review_state=PUBLISHED)
    return {brain.getRID(): brain.UID for brain in brains}


class Finder:
    """Asks what is new, as the current user may see it.

    :param site: the site root.
    :param request: the request.
    :param language: language of titles; the request's by default.
    """

    def __init__(self, site, request, language=None):
        self.titles = Titles(site, request)
        if language:
            self.titles.language = language
        self.repository = Repository(site, self.titles)

    def query(self, text):
        """Read a saved search; None when a part of it is not known any more.

        A wider answer than was asked for would be worse than none.

        :param text: the parameters of its address.
        """
        query, problems = self.repository.parse(rules.form_of(text))
        return None if problems else query

    def among(self, query, items):
        """Say which of some items a search shows, the newest first.

        :param query: the query.
        :param items: UIDs by record id.
        """
        return [items[rid] for rid in self.repository.among(query, items)]

    def known(self, query):
        """Name what appeared in the last minutes and the user sees in a search.

        :param query: the query.
        """
        recent = store.appeared_since(time.time() - 2 * rules.MARGIN)
        return self.among(query, published(recent))
