"""The page of a consultation: the outcome, what is asked, the draft, the comments."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.community.consultations import rules
from clkss.content.community.consultations import store
from clkss.content.community.consultations import telling
from clkss.content.community.consultations.content import is_open
from clkss.content.community.consultations.content import item_of
from clkss.content.community.discussion.rules import clean
from clkss.content.community.discussion.views import number_from
from clkss.content.community.rooms.views import RoomView
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden


STILL_OPEN = _(
    "consultation_still_open", default="Close the consultation before you write its outcome."
)
NO_OUTCOME = _("consultation_no_outcome", default="Write what was taken up, and why.")
LONG_OUTCOME = _("consultation_long_outcome", default="Write at most 20,000 characters.")
CLOSED = _("consultation_closed_now", default="The consultation is closed.")


class ConsultationView(RoomView):
    """A consultation as those see it who are asked, and who ask."""

    template = ViewPageTemplateFile("templates/consultation.pt")
    kicker = _("type_consultation", default="Consultation")
    entered = None

    def answer(self):
        """Close, or take the outcome."""
        if not self.may_share:
            raise Forbidden("Only the committee's secretary does this.")
        if "close" in self.request.form:
            return self._close()
        if "decide" in self.request.form:
            return self._decide()
        raise Forbidden("This page takes no such form.")

    def _close(self):
        if not self.is_open:
            return self.refuse([CLOSED])
        self.context.closed = clearances.today().isoformat()
        self.context.reindexObject(idxs=["modified"])
        audit.record("consultation.closed", self.context)
        return self.redirect_with_message(
            _("message_consultation_closed", default="Closed. No more comments are taken.")
        )

    def _decide(self):
        self.entered = clean(self.request.form.get("outcome"))
        if self.is_open or self.is_draft:
            return self.refuse([STILL_OPEN])
        if not self.entered.strip():
            return self.refuse([NO_OUTCOME])
        if len(self.entered) > rules.LONGEST_OUTCOME:
            return self.refuse([LONG_OUTCOME])
        self.context.outcome = self.entered
        self.context.decided = clearances.today().isoformat()
        self.context.reindexObject(idxs=["modified"])
        audit.record("consultation.decided", self.context)
        telling.have_told(self.context, telling.SETTLED)
        return self.redirect_with_message(
            _(
                "message_consultation_decided",
                default="Stored. Whoever sees the consultation reads the outcome on top.",
            )
        )

    @cached_property
    def is_open(self):
        """Whether comments are taken."""
        return is_open(self.context)

    @property
    def may_close(self):
        """Whether there is a button to close it."""
        return self.is_open and self.may_share

    @property
    def may_decide(self):
        """Whether there is a form for the outcome."""
        return self.may_share and not self.is_open and not self.is_draft

    @property
    def outcome_begun(self):
        """What stands in the form for the outcome."""
        return self.context.outcome if self.entered is None else self.entered

    @property
    def part(self):
        """Number of the paragraph of which the comments are shown; 0 for all."""
        number = number_from(self.request.form, "about")
        return number if number <= len(self.paragraphs(self.context.text)) else 0

    def parts(self):
        """Give the paragraphs of the draft with the number of comments on each."""
        counts = store.counts(self.context.UID())
        url = self.context.absolute_url()
        return [
            {
                "number": number,
                "lines": lines,
                "comments": counts.get(number, 0),
                "url": f"{url}?about={number}#discussion",
            }
            for number, lines in enumerate(self.paragraphs(self.context.text), 1)
        ]

    @cached_property
    def item(self):
        """Title and address of what it concerns, for whoever may see that; None for others."""
        return item_of(self.context)
