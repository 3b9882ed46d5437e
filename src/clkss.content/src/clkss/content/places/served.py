"""Who looks after a place: its committee with the contact, its sub-committees, those below."""

from clkss.content import _
from clkss.content.committees.finding import Standing
from clkss.content.committees.vocabularies import LEVEL_TITLES
from markupsafe import escape
from zope.i18nmessageid import Message


HEADING = _("place_heading_committee", default="Committee")
NONE = _("place_no_committee", default="The committee of this place is not on record yet.")
NEAREST = _("place_nearest_committee", default="The nearest one:")
JOIN = _("place_join_committee", default="Do you serve there, or is it to begin? Ask for it")
SUBS = _("place_subcommittees", default="Sub-committees")
BELOW = _("place_committees_below", default="Committees on record in this place")
OF = _("place_committees_of", default="${level}: ${count} of ${places}")
ALL = _("place_all_committees", default="See them, and the places without one")


class Served:
    """Draws who looks after a place; all of it is public.

    :param site: the Plone site.
    :param code: a living code.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    """

    def __init__(self, site, code, titles):
        self.site_url = site.absolute_url()
        self.code = code
        self.titles = titles
        self.standing = Standing(site, code)

    def drawn(self) -> str:
        """Draw the section."""
        return (
            '<section aria-labelledby="committee">'
            f'<h2 id="committee">{self._said(HEADING)}</h2>'
            f"{self._own()}{self._subs()}{self._below()}</section>"
        )

    def _own(self):
        committee = self.standing.own
        if committee is not None:
            lines = filter(None, map(str.strip, (committee.contact or "").splitlines()))
            contact = "<br />".join(map(escape, lines))
            address = f"<address>{contact}</address>" if contact else ""
            return f"<p><strong>{_link(committee)}</strong></p>{address}"
        nearest = self.standing.nearest
        near = "" if nearest is None else f" {self._said(NEAREST)} {_link(nearest)}"
        join = escape(f"{self.site_url}/join?place={self.code}")
        return f'<p>{self._said(NONE)}{near}</p><p><a href="{join}">{self._said(JOIN)}</a></p>'

    def _subs(self):
        subs = self.standing.subs()
        if not subs:
            return ""
        drawn = "".join(f"<li>{_link(each)}</li>" for each in subs)
        return f'<h3 class="h5">{self._said(SUBS)}</h3><ul>{drawn}</ul>'

    def _below(self):
        below = [each for each in self.standing.below() if each["count"]]
        if not below:
            return ""
        drawn = "".join(f"<li>{self._counted(each)}</li>" for each in below)
        url = escape(f"{self.site_url}/committees?place={self.code}")
        return (
            f'<h3 class="h5">{self._said(BELOW)}</h3><ul>{drawn}</ul>'
            f'<p><a href="{url}">{self._said(ALL)}</a></p>'
        )

    def _counted(self, each):
        level = self.titles.translated(LEVEL_TITLES[each["level"]])
        count, places = f"{each['count']:,}", f"{each['places']:,}"
        mapping = {"level": level, "count": count, "places": places}
        return self._said(Message(OF, mapping=mapping))

    def _said(self, message):
        return escape(self.titles.translated(message))


def _link(committee):
    return f'<a href="{escape(committee.absolute_url())}">{escape(committee.title)}</a>'
