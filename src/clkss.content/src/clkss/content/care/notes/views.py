"""The link on an item's page, the form behind it, and the thanks."""

from clkss.content import _
from clkss.content.care.notes import access
from clkss.content.care.notes import rules
from clkss.content.care.notes import store
from clkss.content.care.notes import words
from clkss.content.frame import tokens
from clkss.content.frame.views import FormView
from functools import cached_property
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


TRAP = "homepage"
"""Name of a field that people do not see; programs fill it in."""


class WrongHere(BrowserView):
    """A part of an item's page: the way to say that something is wrong.

    The form has a page of its own, so that the item's page stays the same for all visitors.
    """

    @cached_property
    def waiting(self):
        """The open notes, for those who look after the item; ``None`` for everybody else."""
        if not access.looks_after(self.context):
            return None
        found = store.waiting([self.context.UID()])
        return found[0] if found else store.Waiting(self.context.UID(), 0, 0, 0, 0)

    def number(self):
        """Return how many notes are open, those aside too."""
        return self.waiting.count + self.waiting.aside


class SomethingWrong(FormView):
    """The form: needs no account and no script."""

    template = ViewPageTemplateFile("templates/something_wrong.pt")
    page_title = _("title_something_wrong", default="Something wrong here?")
    robots = "noindex"
    problems = ()
    kind = text = mail = ""

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        self.kind = self.trimmed("kind")
        self.text = self.trimmed("text")
        self.mail = self.trimmed("mail")
        found = rules.problems(self.kind, self.text, self.mail)
        if found:
            return self._again([words.PROBLEMS[problem] for problem in found])
        store.leave(
            self.context.UID(),
            self.kind,
            self.text,
            self.mail,
            token=self.trimmed(tokens.FIELD),
            address=self.request.getClientAddr() or "",
            trapped=bool(self.trimmed(TRAP)),
        )
        self.request.response.redirect(
            f"{self.context.absolute_url()}/@@something-wrong-sent", status=303
        )
        return ""

    def _again(self, problems):
        self.problems = [{"field": field, "text": text} for field, text in problems]
        self.request.response.setStatus(422)
        return self.template()

    def kinds(self):
        """Return what can be wrong, to choose from."""
        return [
            {"value": kind, "title": words.KINDS[kind], "checked": kind == self.kind}
            for kind in rules.KINDS
        ]

    def described_by(self, field):
        """Return the ids of what explains a field.

        :param field: its name.
        """
        ids = [f"help-{field}"]
        if any(problem["field"] == field for problem in self.problems):
            ids.append("errors")
        return " ".join(ids)


class Sent(BrowserView):
    """The thanks; says nothing of what was sent."""

    page_title = _("title_something_wrong_sent", default="Thank you")
    robots = "noindex"
