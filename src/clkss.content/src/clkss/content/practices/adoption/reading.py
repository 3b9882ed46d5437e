"""The page of an adoption note, and the notes on the page of a practice."""

from clkss.content import _
from clkss.content.frame.drawing import Addresses
from clkss.content.frame.drawing import html
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.practices.adoption import notes
from clkss.content.territories import table
from plone import api
from Products.Five.browser import BrowserView
from zope.component import getUtility
from zope.i18n import translate
from zope.security.interfaces import IPermission


ENTRY = '<li><a href="%s">%s</a> <span class="clkss-hit-facts">%s</span></li>'

ADD = "clkss.content.AddAdoptionNote"


class NoteView(KnowledgeView):
    """An adoption note as a reader sees it."""

    parts_of_text = (
        Part("outcome", _("label_adoption_outcome", default="What came of it")),
        Part("changed", _("label_adoption_changed", default="What you did differently")),
    )

    def own_facts(self):
        """Name the practice, the result and the time."""
        practice = notes.practice_of(self.context)
        named = [{"title": practice.Title, "url": practice.getURL()}] if practice else []
        result = self._translated(notes.result_title(self.context.result))
        return [
            (_("fact_adoption_practice", default="Tried was"), named),
            (_("label_adoption_result", default="Did it work?"), self._plain(result)),
            (_("fact_period", default="Period"), self._plain(self.period)),
        ]


class Adoptions(BrowserView):
    """Tells on the page of a practice who tried it, too, and asks others to tell."""

    def notes(self):
        """Return the notes that the reader may see."""
        brains = notes.notes_of(self.context)
        if not brains:
            return []
        site = api.portal.get()
        address = Addresses(site).of
        folder = site.get(notes.CONTAINER)
        return [
            {
                "url": address(brain.getPath()),
                "title": brain.Title,
                "places": " · ".join(
                    table.title(code) for code in brain.territory_codes or () if table.exists(code)
                ),
                "result": translate(
                    notes.result_title(notes.result_of(brain, folder)), context=self.request
                ),
            }
            for brain in brains
        ]

    def drawn(self) -> str:
        """Draw them; empty when there are none."""
        return "".join(
            ENTRY
            % (
                html(note["url"]),
                html(note["title"]),
                " · ".join(html(text) for text in (note["places"], note["result"]) if text),
            )
            for note in self.notes()
        )

    def address(self):
        """Return where a note is written, for those who may write one."""
        site = api.portal.get()
        folder = site.get(notes.CONTAINER)
        permission = getUtility(IPermission, name=ADD).title
        if folder is None or not api.user.has_permission(permission, obj=folder):
            return ""
        base = f"{folder.absolute_url()}/++add++{notes.PORTAL_TYPE}"
        return f"{base}?practice={self.context.UID()}"
