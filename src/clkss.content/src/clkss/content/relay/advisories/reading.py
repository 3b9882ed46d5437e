"""The page of an advisory: what it says, one's committee's answer, the way to what came back."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.exceptions import Refused
from clkss.content.frame import moments
from clkss.content.frame.views import FormView
from clkss.content.knowledge import filing
from clkss.content.knowledge.citation import paragraphs
from clkss.content.relay.advisories import access
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import sending
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import issuers
from clkss.content.relay.advisories.states import state_of
from clkss.content.review import words
from clkss.content.territories import table
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden

import json


STATES = {
    rules.DRAFT: _("advisory_draft", default="Draft"),
    rules.SENT: _("advisory_sent", default="Sent"),
    rules.WITHDRAWN: _("advisory_withdrawn", default="Taken back"),
}

ACTIONS = {
    rules.SEND: _("advisory_send", default="Send"),
    rules.WITHDRAW: _("advisory_withdraw", default="Take back"),
}

DONE = {
    rules.SEND: _(
        "message_advisory_is_sent",
        default="Sent. Those to whom it goes are told by mail; below you see who has read it.",
    ),
    rules.WITHDRAW: _(
        "message_advisory_withdrawn",
        default="Taken back. Those to whom it went no longer find it in their list.",
    ),
}

WRONG = {
    rules.NOT_ANSWERED: _("answer_missing", default="Answer this question."),
    rules.NOT_A_NUMBER: _("answer_no_number", default="Write a whole number, such as 12."),
    rules.NOT_YES_OR_NO: _("answer_no_choice", default="Choose yes or no."),
    rules.TOO_LONG: _(
        "answer_too_long", default="Write at most 2,000 characters; attach nothing here."
    ),
}

YES_OR_NO = {
    rules.YES: _("answer_yes", default="Yes"),
    rules.NO: _("answer_no", default="No"),
}


def day_of(seconds):
    """Give the day of a time in the Philippines.

    :param seconds: since the epoch.
    """
    return moments.there(seconds).date().isoformat()


class AdvisoryView(FormView):
    """An advisory as its readers and its writers see it.

    That somebody read it is noted in the relational store when they open it; nothing else is
    written by looking.
    """

    template = ViewPageTemplateFile("templates/advisory.pt")
    robots = "noindex"
    refused = ()
    wrong = {}
    entered = None
    answered_now = None

    def __call__(self):
        if self.is_post:
            self.check_token()
            if "action" in self.request.form:
                return self._act()
            return self._answer()
        self._note()
        return self.template()

    def _note(self):
        user_id = self._user_id
        if state_of(self.context) != rules.SENT or not self.mine:
            return
        if not store.has_read(self.context.getId(), self.mine, user_id):
            store.note_read(self.context.getId(), self.mine, user_id)

    def _act(self):
        action = self.request.form.get("action")
        if action not in ACTIONS:
            raise Forbidden("There is no such step.")
        try:
            sending.act(self.context, action)
        except Refused as refused:
            self.refused = refused.reasons
            self.request.response.setStatus(422)
            return self.template()
        return self.redirect_with_message(DONE[action])

    def _answer(self):
        user_id = self._user_id
        held = clearances.assert_current(user_id)
        key = self.request.form.get("committee")
        if state_of(self.context) != rules.SENT or key not in access.mine(self.context, held):
            raise Forbidden("You do not answer for this committee.")
        self.entered = [
            self.trimmed(f"answer-{number}") for number, _row in enumerate(self.context.questions)
        ]
        said, self.wrong = rules.read_answers(self.context.questions, self.entered)
        if self.wrong:
            self.answered_now = key
            self.request.response.setStatus(422)
            return self.template()
        store.note_read(self.context.getId(), [key], user_id)
        store.note_answer(self.context.getId(), key, said, user_id)
        audit.record("advisory.answered", self.context, committee=key)
        return self.redirect_with_message(
            _(
                "message_answered",
                default="Your answer is stored. You can still change it here.",
            )
        )

    @cached_property
    def _user_id(self):
        return api.user.get_current().getId()

    # What it says

    @property
    def state(self):
        """Its state, in words."""
        return STATES[state_of(self.context)]

    @property
    def is_draft(self):
        """Whether it is still being written."""
        return state_of(self.context) == rules.DRAFT

    @property
    def is_withdrawn(self):
        """Whether it was taken back."""
        return state_of(self.context) == rules.WITHDRAWN

    def issuer(self):
        """Name the committee that speaks."""
        return words.committee(self.context.owner_committee)

    @cached_property
    def _row(self):
        return store.one(self.context.getId())

    def sent_on(self):
        """Give the day on which it was sent, or nothing."""
        return day_of(self._row.sent) if self._row is not None else ""

    def text(self):
        """Give what it says, in paragraphs of lines."""
        return paragraphs(self.context.text)

    def levels(self):
        """Name the levels to which it goes."""
        return [title for level, title in LEVEL_TITLES.items() if level in self.context.levels]

    def places(self):
        """Name the places to which it goes."""
        return [table.title(code) for code in self.context.territories if table.exists(code)]

    def functions(self):
        """Name the functions to which it goes; none when it goes to all."""
        return [title for name, title in FUNCTION_TITLES.items() if name in self.context.functions]

    def files(self):
        """List the attached files."""
        return filing.listing(self.context)

    # What one may do

    @property
    def may_edit(self):
        """Whether the person may change it."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @cached_property
    def ways(self):
        """The steps that the person may take, with their words."""
        if self.context.owner_committee not in self._sends_for:
            return []
        offered = api.portal.get_tool("portal_workflow").getTransitionsFor(self.context)
        return [
            {"id": each["id"], "title": ACTIONS[each["id"]]}
            for each in offered
            if each["id"] in ACTIONS
        ]

    @cached_property
    def _sends_for(self):
        return issuers(self._user_id)

    def missing(self):
        """Say what is still missing before it can be sent."""
        if not self.is_draft or self.refused:
            return ()
        return [{"field": field, "text": text} for field, text in sending.missing(self.context)]

    @property
    def looks_through(self):
        """Whether the person sees what came back, from all or from below."""
        return not self.is_draft and (
            access.looks_through(self.context) or access.looks_after_some(self.context)
        )

    # The answer

    @cached_property
    def mine(self):
        """The committees for which the person is addressed."""
        user_id = self._user_id
        held = clearances.clearances(user_id) if user_id else []
        return access.mine(self.context, held)

    @property
    def is_late(self):
        """Whether the last day is past."""
        deadline = self.context.deadline
        return bool(deadline) and date.fromisoformat(deadline) < clearances.today()

    def forms(self):
        """Give the form of each committee for which the person may answer."""
        if state_of(self.context) != rules.SENT or not self.context.questions:
            return []
        return [self._form(key) for key in self.mine]

    def _form(self, key):
        row = store.answer_of(self.context.getId(), key)
        said = json.loads(row.answers) if row is not None else []
        if self.answered_now == key:
            said = self.entered
        return {
            "key": key,
            "committee": words.committee(key),
            "answered": day_of(row.at) if row is not None else "",
            "questions": [
                {
                    "number": number,
                    "id": f"answer-{key}-{number}",
                    "name": f"answer-{number}",
                    "question": question["question"],
                    "kind": question["kind"],
                    "value": said[number] if number < len(said) else "",
                    "error": WRONG.get(self.wrong.get(number))
                    if self.answered_now == key
                    else None,
                }
                for number, question in enumerate(self.context.questions)
            ],
        }

    def choices(self):
        """Give the words of yes and no."""
        return [{"value": value, "title": title} for value, title in YES_OR_NO.items()]
