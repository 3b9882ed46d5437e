"""Pages of a committee: what everybody sees, and who serves on it."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import directory
from clkss.content.committees import finding
from clkss.content.committees import rules
from clkss.content.committees.access import current_site
from clkss.content.committees.interfaces import ICommitteeSection
from clkss.content.committees.interfaces import IProfiles
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.committees.vocabularies import KIND_TITLES
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.frame.views import FormView
from clkss.content.territories import table
from datetime import date
from plone.memoize.view import memoize
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zope.component import getAdapters
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


MANAGE = "clkss: Manage Committee Members"

REASONS = {
    rules.NOT_A_FUNCTION: (
        "function",
        _("error_function_unknown", default="Choose in which function the person serves."),
    ),
    rules.NOT_AN_AGENCY: ("agency", _("error_agency_unknown", default="Choose an agency.")),
    rules.ENDED_ALREADY: (
        "until",
        _("error_until_past", default="This day is past. Choose today or a later day."),
    ),
    rules.TOO_FAR: (
        "until",
        _(
            "error_until_far",
            default="This day is too far away. Leave the field empty when there is no end.",
        ),
    ),
    rules.ONESELF: (
        "person",
        _(
            "error_oneself",
            default="Nobody lets themselves serve. Ask the committee above or an administrator.",
        ),
    ),
    rules.NOT_A_KEY: (
        "person",
        _("error_committee_unknown", default="There is no committee for this territory."),
    ),
    clearances.NOBODY: (
        "person",
        _(
            "error_person_unknown",
            default="Nobody was found. Enter the exact account or mail address, or at least three "
            "letters of the name of somebody who serves on a committee.",
        ),
    ),
}
"""Field and message for each reason against a clearance."""


class People(BrowserView):
    """What the pages of a committee have in common."""

    @property
    @memoize
    def site(self):
        """The Plone site."""
        return current_site()

    @property
    def may_manage(self):
        """Whether the person may change who serves."""
        return bool(getSecurityManager().checkPermission(MANAGE, self.context))

    @property
    def may_see_people(self):
        """Whether the person may see who serves."""
        user = getSecurityManager().getUser()
        # Visitors and the emergency user have no groups, but would acquire those of the folder.
        groups = user.getGroups() if hasattr(aq_base(user), "getGroups") else ()
        return self.may_manage or rules.may_see_people(groups)

    def rows(self, ended=False):
        """Return who serves, ready to be shown.

        :param ended: those whose term ended instead.
        """
        return [
            self._row(each)
            for each in clearances.people(self.context.getId(), ended=ended, site=self.site)
        ]

    def by_function(self):
        """Return pairs of a function's title and those who serve in it."""
        rows = self.rows()
        profiles = queryUtility(IProfiles)
        reader = getSecurityManager().getUser().getId()
        if profiles is not None:
            known = profiles.of(self.site, reader, [row["user_id"] for row in rows])
            for row in rows:
                row["url"] = known.get(row["user_id"])
        return [
            (self.say(title), [row for row in rows if row["function"] == function])
            for function, title in FUNCTION_TITLES.items()
            if any(row["function"] == function for row in rows)
        ]

    def agencies(self):
        """Return the agencies that people may represent."""
        factory = queryUtility(IVocabularyFactory, name="clkss.agencies")
        return [] if factory is None else list(factory(self.context))

    def say(self, message):
        """Return a message in the language of the request.

        :param message: a message id.
        """
        return translate(message, context=self.request)

    @memoize
    def _agency_titles(self):
        return {term.value: term.title or term.value for term in self.agencies()}

    def _row(self, clearance):
        agency = self._agency_titles().get(clearance.agency)
        return {
            "user_id": clearance.user_id,
            "name": directory.full_name(self.site, clearance.user_id),
            "url": None,
            "function": clearance.function,
            "function_title": self.say(FUNCTION_TITLES[clearance.function]),
            "agency": self.say(agency) if agency else clearance.agency,
            "alternate": clearance.alternate,
            "until": clearance.until.isoformat() if clearance.until else None,
        }


class CommitteeView(People):
    """What everybody sees of a committee, and its people for those who serve."""

    @property
    def level(self):
        """Title of the level."""
        return self.say(LEVEL_TITLES[self.context.level])

    @property
    def kind(self):
        """Title of the kind."""
        return self.say(KIND_TITLES.get(self.context.kind, self.context.kind or ""))

    @property
    def territory(self):
        """Name of the territory with those it lies in."""
        return table.title(self.context.territory)

    @property
    def serves_here(self):
        """Whether the person serves on this committee."""
        user = getSecurityManager().getUser()
        groups = user.getGroups() if hasattr(aq_base(user), "getGroups") else ()
        return rules.committee_group(self.context.getId()) in groups

    @property
    def place_url(self):
        """Address of the page of the territory."""
        return f"{self.site.absolute_url()}/places/{self.context.territory}"

    @memoize
    def sections(self):
        """Return the sections that other rooms add, ready to be shown, in their order."""
        found = getAdapters((self.context, self.request, self), ICommitteeSection)
        return [
            {"id": f"section-{name}", "title": section.title, "body": section.render()}
            for name, section in sorted(found, key=lambda pair: pair[1].order)
            if section.available()
        ]

    def above(self):
        """Return the committees above that are on record, the nearest first."""
        found = (content.get(key, self.site) for _level, key in self.context.chain[1:])
        return [self._link(each) for each in found if each is not None]

    def below(self):
        """Return the committees right below that are on record, sub-committees first."""
        below = finding.subcommittees(self.context.getId(), self.site)
        if not self.context.token:
            below += table.children(self.context.territory)
        titles = finding.titles(below)
        home = content.home(self.site).absolute_url()
        return [{"title": titles[key], "url": f"{home}/{key}"} for key in below if key in titles]

    def paragraphs(self, text):
        """Return the lines of a text.

        :param text: plain text, or nothing.
        """
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def _link(self, committee):
        return {"title": committee.title, "url": committee.absolute_url()}


class PeopleView(People, FormView):
    """Change who serves on a committee, in which function, until when."""

    def __call__(self):
        self.values = {
            name: self._entered(name) for name in ("person", "function", "agency", "until")
        }
        self.values["alternate"] = bool(self.request.form.get("alternate"))
        self.errors = []
        self.matches = []
        if not self.is_post:
            return self.index()
        self.check_token()
        clearances.assert_current(self._actor(), site=self.site)
        if not self.may_manage:
            raise Forbidden(self.context.getId())
        if "remove" in self.request.form:
            return self._remove()
        return self._add()

    def functions(self):
        """Return pairs of a function and its title."""
        return [(function, self.say(title)) for function, title in FUNCTION_TITLES.items()]

    def error(self, name):
        """Return the message at a field.

        :param name: name of the field.
        :returns: the message, or ``None``.
        """
        return next((text for field, text in self.errors if field == name), None)

    @property
    def url(self):
        """Address of this page."""
        return f"{self.context.absolute_url()}/people"

    def _actor(self):
        return getSecurityManager().getUser().getId()

    def _entered(self, name):
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _refuse(self, reason):
        field, message = REASONS[reason]
        if (field, text := self.say(message)) not in self.errors:
            self.errors.append((field, text))

    def _until(self):
        text = self.values["until"]
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = _("error_until_date", default="Enter a day as year-month-day: 2027-06-30.")
            self.errors.append(("until", self.say(message)))
            return None

    def _add(self):
        values = self.values
        until = self._until()
        if values["function"] not in rules.FUNCTIONS:
            self._refuse(rules.NOT_A_FUNCTION)
        if values["agency"] and values["agency"] not in self._agency_titles():
            self._refuse(rules.NOT_AN_AGENCY)
        user_id = directory.exactly(self.site, values["person"])
        if user_id is None:
            self.matches = [
                {"user_id": each, "name": directory.full_name(self.site, each)}
                for each in directory.by_name(self.site, values["person"])
            ]
            if not self.matches:
                self._refuse(clearances.NOBODY)
        if self.errors or user_id is None:
            return self.index()
        try:
            clearances.grant(
                user_id,
                self.context.getId(),
                values["function"],
                agency=values["agency"] or None,
                until=until,
                alternate=values["alternate"],
                granted_by=self._actor(),
                site=self.site,
            )
        except clearances.ClearanceRefused as refused:
            for reason in refused.reasons:
                self._refuse(reason)
            return self.index()
        message = _(
            "message_serves",
            default="${name} serves on this committee now: ${function}.",
            mapping={
                "name": directory.full_name(self.site, user_id),
                "function": self.say(FUNCTION_TITLES[values["function"]]),
            },
        )
        return self.redirect_with_message(message, self.url)

    def _remove(self):
        user_id, _colon, function = self._entered("remove").rpartition(":")
        ended = user_id and clearances.revoke(
            user_id, self.context.getId(), function, site=self.site
        )
        if not ended:
            message = _("message_serves_not", default="This person no longer served here.")
            return self.redirect_with_message(message, self.url, "warning")
        message = _(
            "message_served",
            default="${name} no longer serves on this committee: ${function}.",
            mapping={
                "name": directory.full_name(self.site, user_id),
                "function": self.say(FUNCTION_TITLES[function]),
            },
        )
        return self.redirect_with_message(message, self.url)
