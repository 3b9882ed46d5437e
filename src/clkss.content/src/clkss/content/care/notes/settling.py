"""The page on which those who look after an item read and settle its notes."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content import audit
from clkss.content.care.notes import access
from clkss.content.care.notes import rules
from clkss.content.care.notes import store
from clkss.content.care.notes import words
from clkss.content.frame.views import FormView
from datetime import datetime
from datetime import UTC
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


REFUSAL = "Notes are for those who look after the item."


class Notes(FormView):
    """The open notes with a small form each, and the latest that were settled.

    Who reads them is recorded: a note may hold a mail address, or name a child.
    """

    template = ViewPageTemplateFile("templates/notes.pt")
    page_title = _("title_notes", default="What readers say is wrong")
    robots = "noindex"

    def __call__(self):
        if self.is_post:
            self.check_token()
            return self._settle()
        if not access.looks_after(self.context):
            raise Unauthorized(REFUSAL)
        waiting, done = store.of_item(self.context.UID())
        audit.record_now("note.read", self.context, notes=[note.id for note in waiting][:40])
        self.waiting = [self._shown(note) for note in waiting if not note.aside]
        self.aside = [self._shown(note) for note in waiting if note.aside]
        self.done = [self._shown(note) for note in done]
        return self.template()

    def _settle(self):
        if not access.looks_after(self.context, acts=True):
            raise Unauthorized(REFUSAL)
        note, state = self.trimmed("note"), self.trimmed("outcome")
        comment = self.trimmed("comment")[: rules.LONGEST_COMMENT]
        url = f"{self.context.absolute_url()}/@@notes"
        if state not in rules.SETTLED or not note:
            message = _("note_no_outcome", default="Say what came of it: mended, or not a mistake.")
            return self.redirect_with_message(message, url, "error")
        by = getSecurityManager().getUser().getId()
        store.settle(self.context, note, state, comment, by)
        return self.redirect_with_message(_("note_settled", default="The note is settled."), url)

    def outcomes(self):
        """Return what can come of a note."""
        return [{"value": state, "title": words.STATES[state]} for state in rules.SETTLED]

    def _shown(self, note):
        return {
            "id": note.id,
            "kind": words.KINDS[note.kind],
            "urgent": note.urgent,
            "text": note.text,
            "mail": note.mail,
            "day": _day(note.at),
            "outcome": words.STATES.get(note.state, ""),
            "comment": note.comment,
            "settled": _day(note.settled) if note.settled else "",
        }


def _day(seconds):
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
