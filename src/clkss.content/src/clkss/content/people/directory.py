"""The directory: who serves where, for those who serve themselves."""

from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.people import rules
from clkss.content.people import standing
from clkss.content.people import store
from clkss.content.people import words
from clkss.content.people.person import AGENCIES
from clkss.content.people.person import Shown
from clkss.content.people.person import terms
from clkss.content.people.person import THEMES
from clkss.content.territories.choosing import PlaceChooser
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


SIZE = 20
LONGEST_TEXT = 100


class Directory(BrowserView):
    """Finds people by name, organisation, place, agency and expertise.

    Whoever serves nowhere reads why the page is empty, and nothing else.
    """

    template = ViewPageTemplateFile("templates/directory.pt")
    page_title = words.DIRECTORY
    robots = "noindex"
    breadcrumbs = ()
    labels = words.FIELDS

    def __call__(self):
        self.reader = standing.user_id()
        self.may_search = bool(standing.serves_on(self.reader))
        self.found = []
        self.total = 0
        if self.may_search:
            self._search()
        return self.template()

    @property
    def url(self):
        """Address of the directory."""
        return f"{self.context.absolute_url()}/people"

    def canonical_url(self):
        """One address for all searches."""
        return self.url

    def _search(self):
        self.text = self._entered("q")[:LONGEST_TEXT]
        self.place = PlaceChooser(self.context, self.request, "place", self.url, required=False)
        self.agency = self._known("agency", self.agencies())
        self.skill = self._known("expertise", self.skills())
        start = self._entered("start")
        self.start = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0
        self.total, rows = store.find(
            clearances.today().isoformat(),
            self.text,
            self.place.code,
            self.agency,
            self.skill,
            self.start,
            SIZE,
        )
        shown = [Shown(self.context, self.request, row, self.reader) for row in rows]
        # The register says who serves; what the tables repeat of it may be a moment behind.
        self.found = [each for each in shown if each.held]
        if self.text:
            audit.record_now("people.searched", found=self.total)

    def agencies(self):
        """Return the agencies to choose from."""
        return terms(self.context, AGENCIES)

    def skills(self):
        """Return the subjects to choose from."""
        return terms(self.context, THEMES)

    def _entered(self, name):
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _known(self, name, known):
        value = self._entered(name)
        return value if any(term.value == value for term in known) else ""

    def page(self, start):
        """Return the address of another part of the list.

        :param start: where it begins.
        """
        asked = {
            "q": self.text,
            "place": self.place.code,
            "agency": self.agency,
            "expertise": self.skill,
            "start": start or "",
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.url}?{query}" if query else self.url

    @property
    def before(self):
        """Address of the part before this one, or nothing."""
        return self.page(max(0, self.start - SIZE)) if self.start else None

    @property
    def after(self):
        """Address of the part after this one, or nothing."""
        return self.page(self.start + SIZE) if self.start + SIZE < self.total else None

    def organisation(self, shown):
        """Return the organisation of somebody, if the reader sees it.

        :param shown: a :class:`clkss.content.people.person.Shown`.
        """
        return shown.text(rules.ORGANISATION)
