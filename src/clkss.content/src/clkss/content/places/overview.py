"""One page that leads to all pages of themes, places and countries."""

from clkss.content import _
from clkss.content.places.countries import Countries
from clkss.content.places.territory import Places
from clkss.content.places.themes import Themes
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from Products.Five.browser import BrowserView


PATH = "browse"


class Overview(BrowserView):
    """Themes, regions and countries with how much is known of each.

    The numbers of all three come from one question to the repository.
    """

    page_title = _("title_browse", default="Places and themes")
    page_description = _(
        "description_browse",
        default="Go straight to what you need: a theme, a region of the Philippines, or another "
        "country.",
    )
    page_type = "website"

    def __call__(self):
        """Ask once and show."""
        titles = Titles(self.context, self.request)
        facets = Repository(self.context, titles).find(rules.Query(size=1)).facets
        self.themes, self.places, self.countries = (
            self._of(kind, titles, facets) for kind in (Themes, Places, Countries)
        )
        return self.index()

    def _of(self, kind, titles, facets):
        view = kind(self.context, self.request)
        view.titles = titles
        view.counted = {each.value: each.count for each in facets[kind.parameter] if each.count}
        return view
