"""The page of a report, with what may be done with it; and its signing."""

from clkss.content import _
from clkss.content.exceptions import Refused
from clkss.content.frame import moments
from clkss.content.knowledge import filing
from clkss.content.knowledge.citation import paragraphs
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.states import history_of
from clkss.content.relay.reporting.states import state_of
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review import words as names
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden


MOST_NAMED = 200
"""Missing committees that a page names; the sheet and the signed report name all."""


class OfReport(ReportingView):
    """What both pages have in common."""

    refused = ()

    @property
    def period(self):
        """The period."""
        return self.context.__parent__

    def committee(self):
        """Name the committee."""
        return names.committee(self.context.committee)

    def heading(self):
        """Name what is asked for."""
        return self.period.title_in(self.language)

    @cached_property
    def steps(self):
        """The steps that the person may take."""
        return acting.ways(self.context, self.held)

    def take(self, step):
        """Take a step that came with the form.

        :param step: its name.
        :returns: whether it was taken; otherwise :attr:`refused` says why not.
        :raises Forbidden: when there is no such step.
        """
        self.check_token()
        if step not in rules.STEPS:
            raise Forbidden("There is no such step.")
        try:
            acting.act(self.context, step, self.trimmed("reason"))
        except Refused as refused:
            self.refused = refused.reasons
            self.request.response.setStatus(422)
            return False
        return True

    def labelled(self, figures):
        """Put figures beside what they answer.

        :param figures: whole numbers, one for each question that adds up.
        """
        labels = self.period.labels(self.language)
        numbers = rules.columns(self.period.questions)
        return [
            {"label": labels[number], "total": total}
            for number, total in zip(numbers, figures, strict=False)
        ]


class ReportView(OfReport):
    """A report as its committee and those above see it."""

    template = ViewPageTemplateFile("templates/report.pt")

    @property
    def page_title(self):
        """What the window is called: the report has no title but its key."""
        return self.committee()

    def __call__(self):
        if self.is_post:
            step = self.trimmed("step")
            if step == rules.SIGN:
                raise Forbidden("Reports are signed on their own page.")
            if self.take(step):
                return self.redirect_with_message(words.DONE[step], self._after())
        return self.template()

    def _after(self):
        """Give where to go on: this page, or the ladder for whoever does not see it any more."""
        key = self.context.committee
        if state_of(self.context) in rules.COUNTED or acting.is_own(self.held, key):
            return self.context.absolute_url()
        return telling.ladder_url(self.site_url, self.period.getId(), self.user_id, key)

    @cached_property
    def state(self):
        """How it stands."""
        row = self.context
        state, due, key = state_of(row), self.period.due, row.committee
        is_awaited = rules.owes(record.sinces([key]).get(key), due.isoformat(), state)
        return self.shown_state(
            _Standing(state, row.is_nil, row.submitted, row.reason), due, is_awaited
        )

    def answers(self):
        """Give questions and answers."""
        said = self.context.answers or ()
        labels = self.period.labels(self.language)
        return [
            {
                "label": labels[number],
                "text": paragraphs(said[number] if number < len(said) else "")
                if each["kind"] == rules.TEXT
                else [],
                "short": words.YES_OR_NO.get(said[number], said[number])
                if number < len(said) and each["kind"] != rules.TEXT
                else "",
            }
            for number, each in enumerate(self.period.questions)
        ]

    def files(self):
        """List the attached files."""
        return filing.listing(self.context)

    def buttons(self):
        """Give the steps that need no reason."""
        return [
            {"id": step, "title": words.STEPS[step]}
            for step in self.steps
            if step in words.STEPS and step not in rules.WITH_REASON and step != rules.SUBMIT
        ]

    def reasoned(self):
        """Give the steps for which a reason is written."""
        return [
            {"id": step, "title": words.STEPS[step]}
            for step in self.steps
            if step in rules.WITH_REASON
        ]

    def reason_written(self):
        """Give the reason that came with the form."""
        return self.trimmed("reason") if self.is_post else ""

    @property
    def may_write(self):
        """Whether the person may go on writing."""
        return rules.SUBMIT in self.steps

    @property
    def may_sign(self):
        """Whether the person is one who signs it."""
        return rules.SIGN in self.steps

    def fill_in(self):
        """Give the address of its form."""
        return f"{self.period.absolute_url()}/@@file?committee={self.context.committee}"

    def below(self):
        """Give the address of the ladder, for those who see it; nothing for a barangay."""
        key = self.context.committee
        is_lowest = standing(key).level == store.LEVELS[0]
        if is_lowest or not acting.looks_after(self.held, key):
            return ""
        return f"{self.period.absolute_url()}?committee={key}"

    def history(self):
        """Say what happened, the latest first."""
        return [
            {
                "title": words.STATES[each["review_state"]],
                "day": moments.there(each["time"]).date().isoformat(),
                "reason": each.get("comments", ""),
            }
            for each in reversed(history_of(self.context))
        ]

    def signed(self):
        """Give what was signed: sums, coverage, who was missing; None when it is not signed."""
        kept = self.context.snapshot
        if not kept:
            return None
        return {
            **kept,
            "sums": self.labelled(kept["figures"]),
            "names": [names.committee(key) for key in kept["missing"][:MOST_NAMED]],
            "more": max(len(kept["missing"]) - MOST_NAMED, 0),
        }


class _Standing:
    def __init__(self, state, is_nil, submitted, reason):
        self.state = state
        self.is_nil = is_nil
        self.submitted = submitted
        self.reason = reason


class Sign(OfReport):
    """Signs a report for its committee: what it adds up to, from how many, and who is missing."""

    template = ViewPageTemplateFile("templates/sign.pt")
    page_title = _("title_sign", default="Sign the report")

    def __call__(self):
        if not acting.is_own(self.held, self.context.committee):
            raise Forbidden("A report is signed by the secretary or monitor of its committee.")
        if self.is_post and self.take(rules.SIGN):
            return self.redirect_with_message(words.DONE[rules.SIGN])
        return self.template()

    @cached_property
    def ready(self):
        """What would be signed."""
        return acting.snapshot(self.period, self.context)

    def sums(self):
        """Give the figures with what they add up to."""
        return self.labelled(self.ready["figures"])

    def missing(self):
        """Name the committees that are missing."""
        return [names.committee(key) for key in self.ready["missing"][:MOST_NAMED]]

    @property
    def more(self):
        """How many are missing beyond those named."""
        return max(len(self.ready["missing"]) - MOST_NAMED, 0)

    @property
    def is_signed(self):
        """Whether it is signed already."""
        return state_of(self.context) == rules.SIGNED

    def against(self):
        """Say what speaks against signing it now."""
        return acting.against(self.context, rules.SIGN)
