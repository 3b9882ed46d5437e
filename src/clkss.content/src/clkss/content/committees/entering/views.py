"""Sheets of committees that are offered: all of a place, and the places that have none."""

from AccessControl import Unauthorized
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import content
from clkss.content.committees import finding
from clkss.content.committees import rules as committees
from clkss.content.committees.entering import rows
from clkss.content.committees.entering import sheet
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.sheets import files
from clkss.content.sheets import kinds
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from clkss.content.territories.choosing import PlaceChooser
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


ALL = "all"
MISSING = "missing"

CHUNK = 500
"""Committees after which memory is let go."""

EVERY_LEVEL = _("option_every_level", default="All levels")


class Choice:
    """A place and a level, as an address names them.

    :param form: the form of the request.
    """

    def __init__(self, form):
        self.code = form.get("place") or territories.COUNTRY_CODE
        self.level = form.get("level") or None

    @property
    def is_sound(self):
        """Whether there are such a place and level."""
        return (
            isinstance(self.code, str)
            and table.is_current(self.code)
            and (self.level is None or self.level in territories.COMMITTEE_LEVELS)
        )

    def codes(self):
        """Walk the places of the level in the place."""
        level = None if self.level is None else territories.territory_level(self.level)
        return table.codes(level, self.code)


def missing(site, choice, user_id):
    """Name the places without a committee for which somebody may enter one.

    :param site: the Plone site.
    :param choice: :class:`Choice`.
    :param user_id: the account.
    """
    codes = rows.missing(choice.codes(), content.home(site).objectIds(ordered=False))
    return sheet.enterable(user_id, codes)


def all_of(site, choice):
    """Walk the committees of a place and level as rows, each place before what lies in it.

    :param site: the Plone site.
    :param choice: :class:`Choice`.
    """
    kind = kinds.get(sheet.NAME)
    home = content.home(site)
    keys = {record.getId for record in finding.found(choice.level, choice.code)}
    order = {code: number for number, code in enumerate(table.codes(None, choice.code))}
    ended = len(order)

    def position(key):
        code, token = committees.split_key(key)
        return order.get(code, ended), code, token or ""

    for number, key in enumerate(sorted(keys, key=position), 1):
        yield kind.row(home[key])
        if number % CHUNK == 0:
            site._p_jar.cacheGC()


@implementer(IPublishTraverse)
class SheetView(BrowserView):
    """``/committees/sheet/all.xlsx`` and ``missing.xlsx``, of a place and level; as CSV, too."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take the name of the file from the address.

        :param request: the request.
        :param name: the next part of the address.
        """
        self.path.append(name)
        return self

    def __call__(self):
        """Send a file.

        :raises BadRequest: when there is no such place or level.
        :raises NotFound: for any other name.
        :raises Unauthorized: when the person may enter no committee.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        user_id = api.user.get_current().getId()
        # Without an account one would count as the operator of the command line.
        if user_id is None or sheet.NAME not in kinds.open_to(user_id):
            raise Unauthorized("sheet")
        what, _dot, form = "/".join(self.path).partition(".")
        if what not in (ALL, MISSING) or form not in ("csv", "xlsx"):
            raise NotFound(self.context, "/".join(self.path), self.request)
        choice = Choice(self.request.form)
        if not choice.is_sound:
            raise BadRequest("place: a code; level: one of the levels of committees")
        site = api.portal.get()
        if what == ALL:
            found = all_of(site, choice)
        else:
            found = map(sheet.empty_row, missing(site, choice, user_id))
        audit.record("sheet.taken-out", None, kind=sheet.NAME, what=what, place=choice.code)
        return self._send(found, f"committees-{what}-{choice.code}", form)

    def _send(self, found, name, form):
        kind = kinds.get(sheet.NAME)
        if form == "csv":
            data, media_type = files.template_csv(kind, found), files.CSV_TYPE
        else:
            language = api.portal.get_current_language()
            data, media_type = files.template_xlsx(kind, language, found), files.XLSX_TYPE
        return files.send(self.request.response, data, media_type, f"{name}.{form}")


class Section(BrowserView):
    """What the page of imports says of committees: the sheets that may be taken from there."""

    template = ViewPageTemplateFile("templates/section.pt")

    def render(self):
        """Return the markup of the section."""
        self.address = f"{self.context.absolute_url()}/imports"
        self.chooser = PlaceChooser(self.context, self.request, "place", self.address)
        return self.template()

    @property
    def sheet_url(self):
        """Address below which the files are."""
        return f"{content.home(self.context).absolute_url()}/sheet"

    def levels(self):
        """Return the levels to choose from."""
        chosen = self.request.form.get("level")
        titles = {"": EVERY_LEVEL, **LEVEL_TITLES}
        return [
            {"value": level, "title": title, "selected": "selected" if level == chosen else None}
            for level, title in titles.items()
        ]

    @cached_property
    def offered(self):
        """What is offered for the chosen place: how many have none, and where the file is."""
        choice = Choice({"place": self.chooser.code, "level": self.request.form.get("level")})
        if not self.chooser.code or not choice.is_sound:
            return None
        found = missing(self.context, choice, api.user.get_current().getId())
        return {
            "place": table.title(choice.code),
            "count": len(found),
            "query": f"place={choice.code}&level={choice.level or ''}",
        }
