"""The look of the site: its files, its mark, its menu."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from clkss.content.committees.rules import may_see_people
from clkss.content.community.discussion import notes
from clkss.content.frame.interfaces import ILook
from clkss.content.knowledge.writing import writable
from clkss.content.search import typeahead
from clkss.content.search import ways
from clkss.content.search.titles import Titles
from clkss.policy import _
from clkss.policy import structure
from hashlib import sha256
from pathlib import Path
from plone.base.interfaces import IPloneSiteRoot
from zope.component import queryMultiAdapter
from zope.interface import implementer

import functools


STATIC = Path(__file__).parent / "static"
PREFIX = "++theme++clkss"


@functools.cache
def _hash_of(path, changed):
    return sha256((STATIC / path).read_bytes()).hexdigest()[:12]


@functools.cache
def _read(name, changed):
    return (STATIC / name).read_text(encoding="utf-8")


def _changed(path):
    return (STATIC / path).stat().st_mtime_ns


@implementer(ILook)
class Look:
    """The look of CLKSS.

    Addresses carry the hash of the content, so that browsers and proxies may keep the
    files for ever and still see a new one at once.
    """

    def static(self, path):
        """Return the address below the site of a file of the theme.

        :param path: path inside the ``static`` folder.
        """
        return f"{PREFIX}/{path}?v={_hash_of(path, _changed(path))}"

    @property
    def stylesheet(self):
        """Address of the one stylesheet."""
        return self.static("clkss.css")

    @property
    def script(self):
        """Address of the one small script."""
        return self.static("js/clkss.js")

    @property
    def icon(self):
        """Address of the icon."""
        return self.static("icon.svg")

    @property
    def mark(self):
        """SVG markup of the mark."""
        return _read("mark.svg", _changed("mark.svg"))

    def title(self, item):
        """Give what a fixed place is called, None for anything else and where it was renamed."""
        place = structure.BY_ID.get(item.getId())
        if place is None or not IPloneSiteRoot.providedBy(aq_parent(aq_inner(item))):
            return None
        return place.title if item.title == place.title.default else None

    def search(self, site, request):
        """Return the address below the site that answers a search."""
        has_repository = queryMultiAdapter((site, request), name="repository") is not None
        return "repository" if has_repository else "@@search"

    def suggestions(self, site, request):
        """Give the attributes of a search field that suggests titles, terms and places."""
        site_url = site.absolute_url()
        return {
            "data-script": f"{site_url}/{self.static('js/combobox.js')}",
            "data-suggestions": f"{site_url}/{typeahead.NAME}",
            "data-words": ways.suggestion_words(Titles(site, request)),
        }

    def menu(self, site, request, member):
        """Return what the menu offers: only what is there, only what one may use."""
        return [
            {
                "name": name,
                "title": title(member) if callable(title) else title,
                "url": f"{site.absolute_url()}/{path}",
            }
            for name, title, path, offered in ENTRIES
            if offered(site, request, member)
        ]

    def footer(self, site, request):
        """Return the links at the foot of the page: only pages that exist."""
        return [
            {"name": name, "title": title, "url": f"{site.absolute_url()}/{name}"}
            for name, title in PAGES
            if _is_page(site, request, name)
        ]


def _may(permission, item):
    return bool(getSecurityManager().checkPermission(permission, item))


def _is_page(site, request, name):
    """Say whether there is such a page: content that the reader may see, or a view of ours."""
    if name in site:
        return _may("View", site[name])
    return queryMultiAdapter((site, request), name=name) is not None


def _has_view(name):
    def offered(site, request, member):
        return queryMultiAdapter((site, request), name=name) is not None

    return offered


def _has_content(name):
    def offered(site, request, member):
        return name in site and _may("View", site[name])

    return offered


def _has_work(site, request, member):
    return member is not None and _has_view("my-work")(site, request, member)


def _serves(site, request, member):
    return member is not None and may_see_people(member.getGroups())


def _has_advisories(site, request, member):
    return "advisories" in site and _serves(site, request, member)


def _is_visitor(site, request, member):
    return member is None and _has_view("join")(site, request, member)


def _has_notices(site, request, member):
    return member is not None and _has_view("my-notices")(site, request, member)


def _notices(member):
    """Say how many notices the member has not read."""
    count = notes.count_unread(member.getId())
    if not count:
        return _("menu_notices", default="Notices")
    return _("menu_notices_new", default="Notices (${count} new)", mapping={"count": count})


def _reports(site, request, member):
    return "periodic-reports" in site and _serves(site, request, member)


def _may_write(site, request, member):
    return member is not None and next(writable(site), None) is not None


def _may_import(site, request, member):
    # Editors hold their role where the knowledge is.
    place = site.get("practices", site)
    return member is not None and _may("clkss: Import Sheets", place)


ENTRIES = (
    (
        "repository",
        _("menu_repository", default="Repository"),
        "repository",
        _has_view("repository"),
    ),
    (
        "browse",
        _("menu_browse", default="Places and themes"),
        "browse",
        _has_view("browse"),
    ),
    (
        "glossary",
        _("menu_glossary", default="Glossary"),
        "glossary",
        _has_content("glossary"),
    ),
    (
        "committees",
        _("menu_committees", default="Committees"),
        "committees",
        _has_content("committees"),
    ),
    ("boards", _("menu_boards", default="Boards"), "boards", _has_content("boards")),
    ("people", _("menu_people", default="People"), "people", _serves),
    ("join", _("menu_join", default="Join"), "join", _is_visitor),
    ("my-work", _("menu_my_work", default="My work"), "my-work", _has_work),
    ("advisories", _("menu_advisories", default="Advisories"), "advisories", _has_advisories),
    ("my-notices", _notices, "my-notices", _has_notices),
    ("reporting", _("menu_reporting", default="Reports"), "reporting", _reports),
    ("imports", _("menu_imports", default="Import"), "imports", _may_import),
    (
        "write",
        _("menu_write", default="Write"),
        "write",
        _may_write,
    ),
)

PAGES = (
    ("newsletters", _("footer_newsletters", default="Newsletter")),
    ("about", _("footer_about", default="About CLKSS")),
    ("about-data", _("footer_about_data", default="About the data")),
    ("your-place", _("footer_your_place", default="Your place")),
    ("privacy", _("footer_privacy", default="Privacy")),
    ("contact", _("footer_contact", default="Contact")),
    ("accessibility", _("footer_accessibility", default="Accessibility")),
)
