"""Writing a report: one form, no script, and nothing that was written is lost."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.knowledge import attachments
from clkss.content.knowledge import filing
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.states import state_of
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review import words as names
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import Unauthorized


MOST_FILES = 20

TOO_MANY_FILES = _("report_too_many_files", default="At most 20 files can be attached.")


class File(ReportingView):
    """The form of a committee's report, for its secretary and monitor."""

    template = ViewPageTemplateFile("templates/file.pt")
    page_title = _("title_file_report", default="Report")
    refused = ()
    wrong = {}
    entered = None

    def __call__(self):
        place = standing(self.key)
        if place is None or not acting.is_own(self.held, self.key):
            raise Unauthorized("Reports are written by secretaries and monitoring officers.")
        if place.level not in self.context.levels:
            return self.redirect_with_message(
                _("message_report_not_asked", default="Your committee is not asked to report."),
                f"{self.site_url}/{telling.PAGE}",
                "warning",
            )
        if self.is_post:
            self.check_token()
            return self._save()
        if not self.may_write:
            return self.redirect_with_message(
                _(
                    "message_report_filed",
                    default="It is filed already, and cannot be changed now.",
                ),
                f"{self.context.absolute_url()}/{self.key}",
                "warning",
            )
        return self.template()

    @cached_property
    def key(self):
        """The committee that reports."""
        return self.trimmed("committee")

    @cached_property
    def report(self):
        """Its report; None where there is none yet."""
        return self.context.get(self.key)

    @property
    def may_write(self):
        """Whether it can be written now."""
        state = rules.DRAFT if self.report is None else state_of(self.report)
        return state in rules.WRITABLE and not acting.is_locked(self.context, self.key)

    def _save(self):
        if not acting.is_own(clearances.assert_current(self.user_id), self.key):
            raise Forbidden("You do not report for this committee.")
        submits = "submit" in self.request.form
        self.entered = [
            self.trimmed(f"answer-{each}") for each in range(len(self.context.questions))
        ]
        answers, wrong = rules.read_answers(self.context.questions, self.entered)
        self.wrong = wrong if submits or not rules.only_missing(wrong) else {}
        files, self.refused = filing.uploads(self.request.form)
        gone = filing.ticked(self.request.form)
        there = len(self.files()) - len(gone) + len(files)
        self.refused = [*self.refused, *([TOO_MANY_FILES] if there > MOST_FILES else [])]
        if self.wrong or self.refused:
            return self._again()
        try:
            report = acting.write(self.context, self.key, answers)
            filing.take_away(report, gone)
            filing.attach(report, files)
            if submits:
                acting.act(report, rules.SUBMIT)
        except Refused as refused:
            self.refused = refused.reasons
            return self._again()
        if submits:
            return self.redirect_with_message(words.DONE[rules.SUBMIT], report.absolute_url())
        return self.redirect_with_message(
            _("message_report_saved", default="Saved. It is not submitted yet."),
            f"{self.context.absolute_url()}/@@file?committee={self.key}",
        )

    def _again(self):
        self.request.response.setStatus(422)
        return self.template()

    def committee(self):
        """Name the committee."""
        return names.committee(self.key)

    def heading(self):
        """Name what is asked for."""
        return self.context.title_in(self.language)

    def returned(self):
        """Say why it was returned, or nothing."""
        report = self.report
        is_returned = report is not None and state_of(report) == rules.RETURNED
        return report.reason if is_returned else ""

    def questions(self):
        """Give the questions with what was written so far."""
        said = self.entered
        if said is None:
            said = self.report.answers if self.report is not None else []
        labels = self.context.labels(self.language)
        return [
            {
                "id": f"answer-{number}",
                "label": labels[number],
                "kind": each["kind"],
                "needed": each["needed"] == rules.YES,
                "value": said[number] if number < len(said) else "",
                "error": words.WRONG.get(self.wrong.get(number)),
            }
            for number, each in enumerate(self.context.questions)
        ]

    def choices(self):
        """Give the words of yes and no."""
        return [{"value": value, "title": title} for value, title in words.YES_OR_NO.items()]

    def files(self):
        """List the files that are attached already."""
        if self.report is None:
            return []
        return filing.listing(self.report, self.request.form if self.is_post else None)

    def accept(self):
        """Give what the browser offers to attach."""
        return ",".join(ending for endings in attachments.EXTENSIONS.values() for ending in endings)
