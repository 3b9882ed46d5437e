"""The ladder: how the committees below one report, what it adds up to, and a word to the late."""

from clkss.content import _
from clkss.content import audit
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.committees.vocabularies import LEVEL_TITLES
from clkss.content.exceptions import Refused
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import sheet
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review import words as names
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import Forbidden
from zExceptions import Unauthorized


ALL = "all"

FILTERS = {
    ALL: _("ladder_all", default="All"),
    rules.MISSING: words.STATES[rules.MISSING],
    rules.SUBMITTED: words.STATES[rules.SUBMITTED],
    rules.RETURNED: words.STATES[rules.RETURNED],
    rules.ACCEPTED: words.STATES[rules.ACCEPTED],
    rules.EXCUSED: words.STATES[rules.EXCUSED],
    rules.SIGNED: words.STATES[rules.SIGNED],
}


class Below(ReportingView):
    """A page about a period and one of the committees that the person looks after."""

    def enter(self):
        """Refuse whoever looks after no committee here.

        :raises Unauthorized: for them.
        """
        if self.key is None:
            raise Unauthorized("This is for those who look after the committee.")

    @cached_property
    def key(self):
        """The committee above; None where the person looks after none that was named."""
        mine = acting.files_for(self.held)
        asked = self.trimmed("committee")
        if not asked:
            return mine[0] if mine else None
        known = standing(asked) is not None
        return asked if known and acting.looks_after(self.held, asked) else None

    def committee(self):
        """Name the committee."""
        return names.committee(self.key)

    def heading(self):
        """Name what is asked for."""
        return self.context.title_in(self.language)

    def address(self, **changes):
        """Give the address of this page with other choices.

        :param changes: names and values.
        """
        return f"{self.context.absolute_url()}?{urlencode({'committee': self.key, **changes})}"


class Ladder(Below):
    """A row for each committee below that is on record and owes a report.

    Secretaries and monitors see it for their committee and for those below.
    """

    template = ViewPageTemplateFile("templates/ladder.pt")
    page_title = _("title_ladder", default="Who has reported")

    def __call__(self):
        self.enter()
        if self.is_post:
            self.check_token()
            return self._remind()
        if self.request.form.get("format") == "xlsx":
            return sheet.write(self)
        return self.template()

    @cached_property
    def reminds(self):
        """Whether the person is the secretary of this committee or of one above."""
        return acting.is_above(self.held, self.key) or self.key in acting.judges_for(self.held)

    def _remind(self):
        clearances.assert_current(self.user_id)
        if not self.reminds:
            raise Forbidden("Reminders come from the secretaries above.")
        turn = f"{self.today.isoformat()} {self.key}"
        id = self.context.getId()
        arguments = {"id": id, "turn": turn, "site_url": self.site_url, "under": self.key}
        jobs.schedule("relay.reporting.tell", arguments, key=f"{id}:{turn}")
        audit.record("report.reminded", self.context, committee=self.key)
        return self.redirect_with_message(
            _(
                "message_report_reminded",
                default="The secretaries of the committees whose report is missing or returned get "
                "a mail. One reminder goes out each day at most.",
            ),
            self.address(),
        )

    @cached_property
    def _covered(self):
        return store.coverage(store.asked(self.context), self.key)

    @property
    def coverage(self):
        """From how many committees a report has come."""
        return self._covered[0]

    def sums(self):
        """Give the figures with what they add up to: of all below, and one's own."""
        totals = store.totals(self.context.getId(), self.key)
        labels = self.context.labels(self.language)
        numbers = rules.columns(self.context.questions)
        return [
            {"label": labels[number], "total": totals[place]}
            for place, number in enumerate(numbers)
        ]

    @cached_property
    def chosen(self):
        """Which rows are shown."""
        asked = self.trimmed("show")
        return asked if asked in FILTERS else ALL

    @cached_property
    def level(self):
        """The level that is shown; None for all."""
        asked = self.trimmed("level")
        return asked if asked in self.levels_below else None

    @cached_property
    def levels_below(self):
        """The levels below that owe a report, the highest first."""
        own = store.LEVELS.index(standing(self.key).level)
        return [each for each in reversed(store.LEVELS[:own]) if each in self.context.levels]

    def levels(self):
        """Give the choices of levels; none when there is one."""
        if len(self.levels_below) < 2:
            return []
        return [
            {
                "title": LEVEL_TITLES[each] if each else FILTERS[ALL],
                "url": self.address(show=self.chosen, **({"level": each} if each else {})),
                "current": each == self.level,
            }
            for each in (None, *self.levels_below)
        ]

    def filters(self):
        """Give the choices of rows with their numbers."""
        coverage, states = self._covered
        silent = states.get(rules.MISSING, 0) + states.get(rules.DRAFT, 0)
        counts = {**states, ALL: coverage.total, rules.MISSING: silent}
        more = {"level": self.level} if self.level else {}
        return [
            {
                "title": title,
                "count": counts.get(name, 0),
                "url": self.address(show=name, **more),
                "current": name == self.chosen,
            }
            for name, title in FILTERS.items()
        ]

    @cached_property
    def start(self):
        """Number of the first row that is shown, from 0."""
        asked = self.trimmed("b_start")
        is_number = asked.isascii() and asked.isdecimal() and len(asked) < 7
        return int(asked) if is_number else 0

    def found(self, start, size):
        """Give rows and how many there are.

        :param start: number of the first.
        :param size: how many; None for all.
        """
        return store.ladder(
            store.asked(self.context),
            self.key,
            None if self.chosen == ALL else self.chosen,
            self.level,
            start,
            size,
        )

    @cached_property
    def _page(self):
        rows, total = self.found(self.start, store.SIZE)
        return rows, total

    def rows(self):
        """Give the rows of this page."""
        return [self._row(row) for row in self._page[0]]

    def _row(self, row):
        url = self.context.absolute_url()
        shown = self.shown_state(row if row.state else None, self.context.due)
        judged = self.reminds
        return {
            "committee": names.committee(row.key),
            "report": f"{url}/{row.key}" if row.state in rules.COUNTED else "",
            "below": self.address(committee=row.key) if row.level != store.LEVELS[0] else "",
            "excuse": f"{url}/@@excuse?committee={row.key}"
            if judged and shown["status"] in (rules.MISSING, rules.LATE, rules.RETURNED)
            else "",
            **shown,
        }

    def pages(self):
        """Give the addresses of the page before and after."""
        total = self._page[1]
        more = {"level": self.level} if self.level else {}

        def address(start):
            return self.address(show=self.chosen, b_start=start, **more)

        after = self.start + store.SIZE
        return {
            "before": address(max(self.start - store.SIZE, 0)) if self.start else None,
            "after": address(after) if after < total else None,
            "first": min(self.start + 1, total),
            "last": min(after, total),
            "total": total,
        }

    def sheet_url(self):
        """Give the address of the rows as a sheet."""
        more = {"level": self.level} if self.level else {}
        return self.address(show=self.chosen, format="xlsx", **more)

    def own_report(self):
        """Give the address of this committee's own report; nothing where it owes none."""
        asked = standing(self.key).level in self.context.levels
        if not asked:
            return ""
        row = store.one(self.context.getId(), self.key)
        shown = row is not None and (
            row.state in rules.COUNTED or acting.is_own(self.held, self.key)
        )
        return f"{self.context.absolute_url()}/{self.key}" if shown else ""


class Excuse(ReportingView):
    """Says why nobody waits for the report of a committee."""

    template = ViewPageTemplateFile("templates/excuse.pt")
    page_title = _("title_excuse", default="Excuse a committee")
    refused = ()

    def __call__(self):
        if standing(self.key) is None or not acting.is_above(self.held, self.key):
            raise Unauthorized("Committees are excused by the secretaries above them.")
        if self.is_post:
            self.check_token()
            return self._excuse()
        return self.template()

    @cached_property
    def key(self):
        """The committee that is excused."""
        return self.trimmed("committee")

    def committee(self):
        """Name the committee."""
        return names.committee(self.key)

    def heading(self):
        """Name what is asked for."""
        return self.context.title_in(self.language)

    def reason(self):
        """Give what was written."""
        return self.trimmed("reason")

    def _excuse(self):
        clearances.assert_current(self.user_id)
        if not acting.is_above(acting.held_by(self.user_id), self.key):
            raise Forbidden("Committees are excused by the secretaries above them.")
        try:
            acting.excuse(self.context, self.key, self.reason())
        except Refused as refused:
            self.refused = refused.reasons
            self.request.response.setStatus(422)
            return self.template()
        return self.redirect_with_message(
            words.DONE[rules.EXCUSE],
            telling.ladder_url(self.site_url, self.context.getId(), self.user_id, self.key),
        )
