"""Terms that end: renewed with one click, for many at once."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees import rules as committee_rules
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.frame.views import FormView
from clkss.content.joining import rules
from clkss.content.joining import settings
from clkss.content.joining import store
from clkss.content.joining import telling
from clkss.content.joining.acting import Actor
from clkss.content.people import store as people
from clkss.content.review.words import committee as committee_words
from datetime import timedelta
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


REFUSAL = "Terms are for those who vouch."

TITLE = _("title_renewals", default="Terms that end")


def near_their_end(today):
    """List the services that may be renewed now, as the directory has them.

    :param today: the day.
    """
    return people.ending(
        (today - timedelta(days=rules.RENEWABLE_AFTER)).isoformat(),
        (today + timedelta(days=rules.RENEWABLE_BEFORE)).isoformat(),
    )


class Renewals(FormView):
    """The terms that fall to whoever asks; on a committee's page, those of that committee."""

    template = ViewPageTemplateFile("templates/renewals.pt")
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
            return self._renew()
        asked = store.renewals_asked()
        self.terms = [self._shown(each, asked) for each in self.ending()]
        self.terms.sort(key=lambda each: not each["asked"])
        return self.template()

    @property
    def url(self):
        """Address of the page."""
        return f"{self.site.absolute_url()}/renewals"

    def canonical_url(self):
        """Address of the page."""
        return self.url

    def concerns(self, row):
        """Say whether a term falls to whoever asks.

        :param row: a row of services.
        """
        return self.actor.has_to(row.committee, row.person)

    def ending(self):
        """Return the clearances near their end, as the register has them."""
        today = clearances.today()
        found = []
        for row in near_their_end(today):
            held = _held(self.site, row.person, row.committee, row.function)
            if held is not None and rules.is_renewable(held.until, today) and self.concerns(row):
                found.append(held)
        return found

    def _shown(self, held, asked):
        return {
            "value": f"{held.user_id}:{held.committee}:{held.function}",
            "name": directory.full_name(self.site, held.user_id),
            "committee": committee_words(held.committee),
            "function": FUNCTION_TITLES[held.function],
            "until": held.until.isoformat(),
            "over": not held.holds(clearances.today()),
            "asked": (held.user_id, held.committee, held.function) in asked,
        }

    def _renew(self):
        given = self.request.form.get("term", ())
        given = [given] if isinstance(given, str) else list(given)
        today = clearances.today()
        renewed = 0
        for value in dict.fromkeys(each for each in given if isinstance(each, str)):
            person, committee, function = [*value.rsplit(":", 2), "", ""][:3]
            if not committee_rules.is_key(committee):
                continue
            held = _held(self.site, person, committee, function)
            if held is None or not rules.is_renewable(held.until, today):
                continue
            if not self.actor.may_decide(committee, person):
                raise Unauthorized(REFUSAL)
            self._grant(held, today)
            renewed += 1
        if not renewed:
            message = _("joining_none_chosen", default="Choose whose term is renewed.")
            return self.redirect_with_message(message, self.url, "warning")
        message = _(
            "joining_are_renewed",
            default="Terms renewed: ${number}.",
            mapping={"number": renewed},
        )
        return self.redirect_with_message(message, self.url)

    def _grant(self, held, today):
        until = rules.renewed(held.until, today, settings.term_days())
        clearances.grant(
            held.user_id,
            held.committee,
            held.function,
            agency=held.agency,
            until=until,
            alternate=held.alternate,
            granted_by=self.actor.user_id,
            site=self.site,
        )
        store.end_renewal(held.user_id, held.committee, held.function)
        audit.record("clearance.renewed", user=held.user_id, committee=held.committee)
        said = {
            "committee": held.committee,
            "function": held.function,
            "until": until.isoformat(),
        }
        telling.tell("renewed", held.user_id, said, self.site.absolute_url())


class CommitteeRenewals(Renewals):
    """The terms of one committee, for its secretary and those above."""

    @property
    def url(self):
        """Address of the page."""
        return f"{self.context.absolute_url()}/@@renewals"

    def concerns(self, row):
        """Say whether a term is of this committee, and not one's own.

        :param row: a row of services.
        """
        if row.committee != self.context.getId():
            return False
        return self.actor.may_decide(row.committee, row.person)


def _held(site, person, committee, function):
    people_there = (
        *clearances.people(committee, function, site=site),
        *clearances.people(committee, function, ended=True, site=site),
    )
    return next((each for each in people_there if each.user_id == person), None)
