"""One's own committees: where one serves, what one asked for, renewing and leaving."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.frame import moments
from clkss.content.frame import tokens
from clkss.content.frame.views import FormView
from clkss.content.joining import choices
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining import telling
from clkss.content.joining import words
from clkss.content.people import standing
from clkss.content.review.words import committee as committee_words
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import time


SERVES_NOT = _("joining_serves_not", default="You serve there in this function no longer.")


class Mine(FormView):
    """Somebody who is signed in asks for another committee, goes on serving, or stops."""

    template = ViewPageTemplateFile("templates/mine.pt")
    page_title = _("title_my_committees", default="My committees")
    robots = "noindex"
    breadcrumbs = ()
    problems = ()

    def __call__(self):
        self.user_id = standing.user_id()
        self.values = {name: self.trimmed(name) for name in ("agency", "function")}
        self.requests = store.of_person(self.user_id)
        if not self.is_post:
            return self.template()
        self.check_token()
        for name in ("leave", "renew", "withdraw"):
            if name in self.request.form:
                return getattr(self, f"_{name}")(self.trimmed(name))
        return self._ask()

    @property
    def url(self):
        """Address of the page."""
        return f"{self.context.absolute_url()}/join"

    def canonical_url(self):
        """Address of the page."""
        return self.url

    @cached_property
    def choice(self):
        """The field for the committee."""
        return choices.CommitteeChoice(self.context, self.request, self.url)

    def functions(self):
        """Return the functions to choose from."""
        return choices.functions(self.values["function"])

    def agencies(self):
        """Return the agencies to choose from."""
        return choices.agencies(self.context, self.values["agency"])

    def is_wrong(self, field):
        """Say whether a field has to be corrected.

        :param field: its name.
        """
        return any(problem["field"] == field for problem in self.problems)

    def services(self):
        """Return where one serves, and may go on serving."""
        today = clearances.today()
        asked = store.renewals_asked(self.user_id)
        return [
            {
                "value": f"{each.committee}:{each.function}",
                "committee": committee_words(each.committee),
                "function": FUNCTION_TITLES[each.function],
                "until": each.until.isoformat() if each.until else None,
                "ends": each.holds(today) is False or rules.is_renewable(each.until, today),
                "asked": (self.user_id, each.committee, each.function) in asked,
            }
            for each in clearances.held(self.user_id)
        ]

    def asked(self):
        """Return what one asked for."""
        return [
            {
                "id": row.id,
                "committee": committee_words(row.committee),
                "function": FUNCTION_TITLES[row.given or row.function],
                "state": words.STATES[row.state],
                "waits": row.state == rules.WAITING,
                "reason": row.reason,
                "day": moments.there(row.at).date().isoformat(),
            }
            for row in self.requests
        ]

    def _held(self, value):
        committee, _colon, function = value.rpartition(":")
        for each in clearances.assert_current(self.user_id):
            if (each.committee, each.function) == (committee, function):
                return each
        return None

    def _leave(self, value):
        held = self._held(value)
        if held is None:
            return self.redirect_with_message(SERVES_NOT, self.url, "warning")
        clearances.revoke(self.user_id, held.committee, held.function)
        store.end_renewal(self.user_id, held.committee, held.function)
        audit.record("clearance.left", user=self.user_id, committee=held.committee)
        message = _("joining_left", default="You no longer serve there in this function.")
        return self.redirect_with_message(message, self.url)

    def _renew(self, value):
        held = self._held(value)
        if held is None:
            return self.redirect_with_message(SERVES_NOT, self.url, "warning")
        if not rules.is_renewable(held.until, clearances.today()):
            message = _("joining_not_yet", default="This term does not end soon.")
            return self.redirect_with_message(message, self.url, "warning")
        store.ask_renewal(self.user_id, held.committee, held.function)
        store.note_address(
            self.user_id, self.context.absolute_url(), api.portal.get_current_language() or ""
        )
        telling.tell_secretaries(
            "asked",
            held.committee,
            self.user_id,
            {"committee": held.committee},
            f"{self.user_id} {value} {held.until}",
            self.context.absolute_url(),
        )
        message = _(
            "joining_renewal_asked", default="The committee is told that you want to go on."
        )
        return self.redirect_with_message(message, self.url)

    def _withdraw(self, id):
        mine = [row for row in self.requests if row.id == id and row.state == rules.WAITING]
        if not mine:
            return self.redirect_with_message(words.WAITS_NOT, self.url, "warning")
        store.settle(id, rules.WITHDRAWN, self.user_id)
        audit.record("join.withdrawn", request=id)
        message = _("joining_is_withdrawn", default="Your request is withdrawn.")
        return self.redirect_with_message(message, self.url)

    def _ask(self):
        if self.choice.is_unfinished:
            return self.template()
        key, function = self.choice.key, self.values["function"]
        asked = rules.Asked("", "", "", self.values["agency"], key, function, bool(key), True)
        known = [each["value"] for each in self.agencies()]
        found = [words.PROBLEMS[each] for each in rules.problems(asked, known, member=True)]
        found += self._reasons_against(key, function)
        if found:
            self.problems = [{"field": field, "text": text} for field, text in found]
            self.request.response.setStatus(422)
            return self.template()
        token = self.trimmed(tokens.FIELD)
        id = rules.request_id(token, self.user_id, key, function)
        site_url = self.context.absolute_url()
        language = api.portal.get_current_language() or ""
        store.ask_as_member(
            {
                "id": id,
                "person": self.user_id,
                "agency": self.values["agency"],
                "committee": key,
                "function": function,
                "language": language,
                "site_url": site_url,
            }
        )
        store.note_address(self.user_id, site_url, language)
        audit.record("join.asked", request=id, committee=key, function=function)
        telling.waiting(self.context, key, self.user_id, id)
        message = _("joining_asked", default="Your request is with the committee.")
        return self.redirect_with_message(message, self.url)

    def _reasons_against(self, key, function):
        waiting = [row for row in self.requests if row.state == rules.WAITING]
        if any((row.committee, row.function) == (key, function) for row in waiting):
            return [("place", _("joining_twice", default="You have asked for this already."))]
        recent = [row for row in self.requests if row.at > time.time() - rules.DAY]
        if len(recent) >= rules.MOST_OF_ONE_PERSON_A_DAY:
            return [
                (
                    "place",
                    _(
                        "joining_enough_today",
                        default="You have asked often enough today, withdrawn requests counted. "
                        "Ask again tomorrow.",
                    ),
                )
            ]
        if len(waiting) >= rules.MOST_OF_ONE_PERSON:
            return [
                (
                    "place",
                    _(
                        "joining_too_many",
                        default="Three of your requests wait. Withdraw one first.",
                    ),
                )
            ]
        serves = clearances.held(self.user_id)
        if any((each.committee, each.function) == (key, function) for each in serves):
            return [
                ("place", _("joining_serves", default="You serve there in this function already."))
            ]
        return []
