"""Requests to join: those who act vouch, refuse or pass on."""

from clkss.content import _
from clkss.content import audit
from clkss.content import notices
from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees.views import REASONS
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.frame import moments
from clkss.content.frame.views import FormView
from clkss.content.joining import choices
from clkss.content.joining import recipients
from clkss.content.joining import rules
from clkss.content.joining import settings
from clkss.content.joining import store
from clkss.content.joining import telling
from clkss.content.joining import words
from clkss.content.joining.acting import Actor
from clkss.content.people import store as people
from clkss.content.people.person import AGENCIES
from clkss.content.people.person import terms
from clkss.content.review.words import committee as committee_words
from datetime import date
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.i18n import translate


REFUSAL = "Requests are for those who vouch."

TITLE = _("title_join_requests", default="Requests to join")


class Requests(FormView):
    """The requests that fall to whoever asks; on a committee's page, all of that committee.

    Seeing them is recorded: they hold names and addresses.
    """

    template = ViewPageTemplateFile("templates/requests.pt")
    pass_template = ViewPageTemplateFile("templates/pass.pt")
    page_title = TITLE
    robots = "noindex"
    breadcrumbs = ()

    def __call__(self):
        if self.is_post:
            self.check_token()
        self.site = api.portal.get()
        self.actor = Actor(self.site, acts=self.is_post)
        if not self.actor.decides:
            raise Unauthorized(REFUSAL)
        if self.is_post:
            return self._decide()
        if self.trimmed("pass"):
            return self._passing()
        return self._listed()

    def _listed(self):
        rows = self.rows()
        held = store.held() if self.shows_held else []
        seen = [row.id for row in (*rows, *held)]
        if seen:
            audit.record_now("join.seen", requests=seen[:40], count=len(seen))
        self.waiting = [self._shown(row) for row in rows if not row.aside]
        self.aside = [self._shown(row) for row in rows if row.aside]
        self.held = [self._shown_held(row) for row in held]
        return self.template()

    @property
    def url(self):
        """Address of the page."""
        return f"{self.site.absolute_url()}/join-requests"

    def canonical_url(self):
        """Address of the page."""
        return self.url

    @property
    def shows_held(self):
        """Whether requests are listed that wait for their mail: for administrators."""
        return self.actor.administers

    def rows(self):
        """Return the requests that fall to whoever asks."""
        return [
            row for row in store.waiting(store.turns()) if self.actor.has_to(row.turn, row.person)
        ]

    def _agencies(self):
        return {term.value: term.title for term in terms(self.context, AGENCIES)}

    def _asked(self, row):
        agencies = self._agencies()
        return {
            "id": row.id,
            "committee": committee_words(row.committee),
            "function": FUNCTION_TITLES[row.function],
            "agency": agencies.get(row.agency, row.agency),
            "day": moments.there(row.at).date().isoformat(),
        }

    def _shown(self, row):
        member = api.user.get(userid=row.person)
        profile = people.of(row.person)
        entered = self._entered(row)
        chosen = entered.get("function", row.function)
        latest = self.latest_day().isoformat()
        return {
            **self._asked(row),
            "name": directory.full_name(self.site, row.person),
            "mail": member.getProperty("email", "") if member is not None else "",
            "organisation": profile.organisation if profile is not None else "",
            "functions": [
                {"value": each, "title": FUNCTION_TITLES[each], "chosen": each == chosen}
                for each in rules.DOWN[row.function]
            ],
            "until": entered.get("until", latest),
            "latest": latest,
            "keeps_agency": not entered or "keep-agency" in self.request.form,
        }

    def _entered(self, row):
        """Give what was entered for a request, when its form is shown again."""
        if "vouch" not in self.request.form or row.id != self.trimmed("request"):
            return {}
        return {name: self.trimmed(name) for name in ("function", "until")}

    def _shown_held(self, row):
        return {
            **self._asked(row),
            "name": row.name,
            "mail": row.mail,
            "organisation": row.organisation,
            "trapped": row.trapped,
        }

    def latest_day(self):
        """Return the last day on which a term may end: the one that is offered."""
        return rules.last_day(clearances.today(), settings.term_days())

    # Deciding

    def _decide(self):
        if "release" in self.request.form:
            return self._release(self.trimmed("release"))
        row = store.find(self.trimmed("request"))
        if row is None or row.state != rules.WAITING:
            return self.redirect_with_message(words.WAITS_NOT, self.url, "warning")
        if not self.actor.may_decide(row.turn, row.person):
            raise Unauthorized(REFUSAL)
        for name in ("vouch", "refuse"):
            if name in self.request.form:
                return getattr(self, f"_{name}")(row)
        return self._pass(row)

    def _again(self, message):
        """Show the page again with what was entered, and what is wrong with it."""
        api.portal.show_message(message, self.request, "error")
        self.request.response.setStatus(422)
        return self._listed()

    def _vouch(self, row):
        function = self.trimmed("function")
        if not rules.may_give(row.function, function):
            return self._again(
                _(
                    "joining_not_given",
                    default="Choose the function that was asked for, or a lesser one.",
                )
            )
        try:
            until = date.fromisoformat(self.trimmed("until"))
        except ValueError:
            return self._again(
                _("error_until_date", default="Enter a day as year-month-day: 2027-06-30.")
            )
        latest = self.latest_day()
        if until > latest:
            return self._again(
                _(
                    "joining_term_too_long",
                    default="This day is too far away: choose one up to ${day}. Terms can be "
                    "renewed.",
                    mapping={"day": latest.isoformat()},
                )
            )
        agency = row.agency if "keep-agency" in self.request.form else ""
        if directory.exactly(self.site, row.person) is None:
            return self._again(
                _("joining_nobody", default="There is no account any more: it was deleted.")
            )
        try:
            clearances.grant(
                row.person,
                row.committee,
                function,
                agency=agency or None,
                until=until,
                granted_by=self.actor.user_id,
                site=self.site,
            )
        except clearances.ClearanceRefused as refused:
            return self._again(REASONS[refused.reasons[0]][1])
        store.settle(row.id, rules.VOUCHED, self.actor.user_id, given=function)
        audit.record("join.vouched", request=row.id, function=function)
        said = {"committee": row.committee, "function": function, "until": until.isoformat()}
        telling.tell("vouched", row.person, said, self.site.absolute_url())
        return self._done(
            row,
            _(
                "joining_is_vouched",
                default="${name} serves now: ${function}.",
                mapping={
                    "name": directory.full_name(self.site, row.person),
                    "function": translate(FUNCTION_TITLES[function], context=self.request),
                },
            ),
        )

    def _refuse(self, row):
        reason = self.trimmed("reason")[: rules.LONGEST_REASON]
        if not reason:
            return self._again(
                _("joining_no_reason", default="Say why: the person reads the reason.")
            )
        store.settle(row.id, rules.REFUSED, self.actor.user_id, reason=reason)
        audit.record("join.refused", request=row.id)
        telling.tell("refused", row.person, {"committee": row.committee}, self.site.absolute_url())
        return self._done(row, _("joining_is_refused", default="The person is told why not."))

    def _done(self, row, message):
        store.note_address(
            self.actor.user_id,
            self.site.absolute_url(),
            api.portal.get_current_language() or "",
        )
        return self.redirect_with_message(message, self.url)

    # Passing on

    def _passing(self):
        self.row = store.find(self.trimmed("pass"))
        if (
            self.row is None
            or self.row.state != rules.WAITING
            or not self.actor.may_decide(self.row.turn, self.row.person)
        ):
            raise Unauthorized(REFUSAL)
        return self._pass_form(self.row)

    def _pass_form(self, row):
        self.row = row
        self.passed = self._asked(row)
        self.name = directory.full_name(self.site, row.person)
        audit.record_now("join.seen", requests=[row.id], count=1)
        return self.pass_template()

    @property
    def choice(self):
        """The field for the other committee."""
        return choices.CommitteeChoice(self.site, self.request, self.url)

    def _pass(self, row):
        key = self.choice.key
        if self.choice.is_unfinished or not key or key == row.committee:
            return self._pass_form(row)
        store.pass_on(row.id, key)
        audit.record("join.passed", request=row.id, committee=key)
        telling.tell("passed", row.person, {"committee": key}, self.site.absolute_url())
        telling.waiting(self.site, key, row.person, row.id)
        return self._done(
            row, _("joining_is_passed", default="The request is with the other committee.")
        )

    # Requests that wait for their mail

    def _release(self, id):
        if not self.actor.administers:
            raise Unauthorized(REFUSAL)
        row = store.find(id)
        if row is not None and row.state == rules.UNCONFIRMED and row.mailed is None:
            release(row)
            audit.record("join.released", request=id)
        message = _("joining_released", default="The mail is on its way.")
        return self.redirect_with_message(message, self.url)


class CommitteeRequests(Requests):
    """The requests of one committee, for its secretary and those above."""

    shows_held = False

    @property
    def url(self):
        """Address of the page."""
        return f"{self.context.absolute_url()}/@@requests"

    def rows(self):
        """Return the requests whose turn it is with this committee, but for one's own."""
        found = store.waiting([self.context.getId()])
        return [row for row in found if self.actor.may_decide(row.turn, row.person)]


def release(row):
    """Have the mail sent for which a request waited, with the running transaction.

    :param row: the request.
    """
    store.let_go(row.id)
    notices.send(
        recipients.CONFIRM,
        recipients.name(row.id),
        {"request": row.id},
        site_url=row.site_url,
        language=row.language,
        key=f"{row.id} released",
    )
