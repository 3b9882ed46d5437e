"""The lists of the health page."""

from abc import ABC
from abc import abstractmethod
from clkss.content import _
from clkss.content.care.health import night
from clkss.content.care.health import rows
from clkss.content.care.health import store
from clkss.content.care.health.interfaces import IHealthList
from clkss.content.care.health.published import Published
from clkss.content.care.links import jobs as asking
from clkss.content.care.links import store as links
from clkss.content.care.links import words as link_words
from clkss.content.care.marks import rules as marking
from clkss.content.care.marks import store as marks
from clkss.content.care.notes import store as notes
from clkss.content.care.notes.work import facts
from clkss.content.care.searches import store as searches
from clkss.content.care.use import rules as using
from clkss.content.care.use import store as uses
from clkss.content.committees import clearances
from clkss.content.interfaces import IClkssLayer
from clkss.content.practices.adoption.notes import adopted_uids
from clkss.content.texts.told import in_words
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import cached_property
from plone import api
from urllib.parse import urlencode
from zope.component import adapter
from zope.interface import implementer


SOON = timedelta(days=90)
"""What is due for re-review within these days is shown beforehand."""

UNFOUND = 90
"""Days of being published, and of nobody reading, after which a page counts as not found."""


def _day(seconds):
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


@implementer(IHealthList)
@adapter(Published, IClkssLayer)
class HealthList:
    """A list.

    :param published: the published knowledge.
    :param request: the request.
    """

    def __init__(self, published, request):
        self.published = published
        self.request = request


class KnownList(HealthList, ABC):
    """A list whose lines are known at once."""

    @property
    @abstractmethod
    def found(self):
        """What the lines are made of."""

    @abstractmethod
    def row(self, each):
        """Make a line.

        :param each: one of :attr:`found`.
        """

    def count(self):
        """Return how many lines it has."""
        return len(self.found)

    def rows(self, first, most):
        """Return some lines."""
        return [self.row(each) for each in self.found[first : first + most]]


class Overdue(KnownList):
    """Published and due for re-review."""

    order = 10
    title = _("health_overdue", default="Overdue for re-review")
    help = _(
        "health_overdue_help",
        default="Look whether it still holds, correct it, and set a new day; or retire it.",
    )

    @cached_property
    def found(self):
        """Records, the longest overdue first."""
        due = self.published.between("review_due", clearances.today(), "max")
        return self.published.ordered(due, "review_due")

    def row(self, each):
        """Make a line."""
        brain = self.published.brain(each)
        return rows.of(brain, brain.review_due.isoformat())


class Due(Overdue):
    """Published and soon due for re-review."""

    order = 20
    title = _("health_due", default="Due for re-review within three months")
    help = _("health_due_help", default="Nothing to do yet; ask the owner committee beforehand.")

    @cached_property
    def found(self):
        """Records, the first due first."""
        tomorrow = clearances.today() + timedelta(days=1)
        last = clearances.today() + SOON
        due = self.published.between("review_due", (tomorrow, last), "min:max")
        return self.published.ordered(due, "review_due")


class Broken(KnownList):
    """Links that lead nowhere."""

    order = 30
    title = _("health_broken", default="Broken links")

    @property
    def help(self):
        """Say what it is, and whether links are asked at all."""
        asked, every = links.checked_count()
        numbers = {"asked": asked, "every": every}
        if not api.portal.get_registry_record(asking.SWITCH, default=False):
            return _(
                "health_broken_off",
                default="Links are not asked on this site: an administrator can switch it on. "
                "${asked} of ${every} were asked before.",
                mapping=numbers,
            )
        return _(
            "health_broken_help",
            default="They failed three times over at least three days. ${asked} of ${every} links "
            "were asked.",
            mapping=numbers,
        )

    @cached_property
    def found(self):
        """Broken links of published items, the longest broken first."""
        return [each for each in links.broken() if self.published.rid(each.item) is not None]

    def row(self, each):
        """Make a line."""
        brain = self.published.brain(self.published.rid(each.item))
        since = _("health_since", default="since ${day}", mapping={"day": _day(each.since)})
        return rows.of(brain, each.url, link_words.reason(each.reason, each.status), since)


class Untranslated(KnownList):
    """Said in English and not in Filipino."""

    order = 40
    title = _("health_untranslated", default="Not yet in Filipino")
    help = _(
        "health_untranslated_help",
        default="They have a place for Filipino words, and it is empty.",
    )

    @cached_property
    def found(self):
        """Records, by title."""
        marked = marks.marked(marking.MISSING, marking.TRANSLATION)
        rids = [rid for rid in map(self.published.rid, marked) if rid is not None]
        return self.published.ordered(rids, "sortable_title")

    def row(self, each):
        """Make a line."""
        return rows.of(self.published.brain(each))


class Unfound(KnownList):
    """Published for long, and nobody reads it."""

    order = 50
    title = _("health_unfound", default="Pages that nobody found")

    @cached_property
    def _since(self):
        return clearances.today() - timedelta(days=UNFOUND)

    @cached_property
    def _is_known(self):
        first = uses.first_day()
        return first is not None and first <= self._since.isoformat()

    @property
    def help(self):
        """Say what it is, and whether it can be known yet."""
        if not self._is_known:
            return _(
                "health_unfound_early",
                default="Readers are counted for less than 90 days: this cannot be said yet.",
            )
        return _(
            "health_unfound_help",
            default="Published for more than 90 days, and nobody has read them in the last 90. "
            "Better words in title and summary, or a link from elsewhere, may help.",
        )

    @cached_property
    def found(self):
        """Records, the longest published first."""
        if not self._is_known:
            return []
        old = self.published.between("effective", self._since, "max")
        used = uses.used_since(using.since(clearances.today(), UNFOUND))
        return self.published.ordered(self.published.without(old, used), "effective")

    def row(self, each):
        """Make a line."""
        brain = self.published.brain(each)
        return rows.of(brain, str(brain.effective)[:10].replace("/", "-"))


class Searches(HealthList):
    """Searches that found nothing."""

    order = 60
    title = _("health_searches", default="Searches that found nothing")
    help = _(
        "health_searches_help",
        default="Looked for at least twice. Write about it, or let the word lead to what is there.",
    )

    def count(self):
        """Return how many there are."""
        return searches.total()

    def rows(self, first, most):
        """Return some of them, the most wanted first."""
        site_url = api.portal.get().absolute_url()
        return [
            rows.Row(
                title=miss.words,
                url=f"{site_url}/repository?{urlencode({'SearchableText': miss.words})}",
                said=(
                    _("health_times", default="${count} times", mapping={"count": miss.count}),
                    miss.last,
                ),
            )
            for miss in searches.latest(first, most)
        ]


class Untried(KnownList):
    """Practices of which nobody tells that it was tried elsewhere."""

    order = 65
    title = _("health_untried", default="Practices that nobody else has tried")
    help = _(
        "health_untried_help",
        default="No published adoption note names them. Ask those who may have tried them.",
    )

    @cached_property
    def found(self):
        """Records, the longest published first."""
        tried = adopted_uids(api.portal.get_tool("portal_catalog"))
        practices = self.published.of_type("GoodPractice")
        return self.published.ordered(self.published.without(practices, tried), "effective")

    def row(self, each):
        """Make a line."""
        return rows.of(self.published.brain(each))


class Twins(KnownList):
    """Items that may be the same."""

    order = 70
    title = _("health_twins", default="Possibly twice the same")
    help = _(
        "health_twins_help",
        default="Equal or nearly equal titles, the same link, number or identifier; looked for "
        "every night. Keep the better one and retire the other, or say that they are two things.",
    )

    WHY = {
        night.TITLE: _("health_same_title", default="nearly the same title"),
        marking.URL: _("health_same_url", default="the same link"),
        marking.IDENTIFIER: _("health_same_identifier", default="the same identifier"),
        marking.NUMBER: _("health_same_number", default="the same number"),
    }

    @cached_property
    def found(self):
        """Pairs of published items."""
        return [
            pair
            for pair in store.suspected()
            if self.published.rid(pair.one) is not None
            and self.published.rid(pair.other) is not None
        ]

    def row(self, each):
        """Make a line."""
        other = self.published.brain(self.published.rid(each.other))
        return rows.of(
            self.published.brain(self.published.rid(each.one)),
            self.WHY[each.why],
            other=(other.Title, f"{other.getURL()}/view"),
            pair=(each.one, each.other),
        )


class Unread(KnownList):
    """Files whose text could not be read."""

    order = 80
    title = _("health_unread", default="Files whose text could not be read")
    help = _(
        "health_unread_help",
        default="Nobody finds them by what they say. Attach a file with text instead of a picture "
        "of it, without a password.",
    )

    @cached_property
    def found(self):
        """Files of published items."""
        return [file for file in store.unread_files() if self.published.rid(file.item) is not None]

    def row(self, each):
        """Make a line."""
        brain = self.published.brain(self.published.rid(each.item))
        return rows.of(brain, each.title, in_words(each.note))


class Notes(KnownList):
    """What readers say is wrong."""

    order = 90
    title = _("health_notes", default="Readers say that something is wrong")
    help = _(
        "health_notes_help",
        default="Their notes wait for the owner committee, the author and the editors.",
    )

    @cached_property
    def found(self):
        """Published items with open notes, where a child is named first."""
        return [
            waiting for waiting in notes.waiting() if self.published.rid(waiting.item) is not None
        ]

    def row(self, each):
        """Make a line."""
        brain = self.published.brain(self.published.rid(each.item))
        return rows.of(brain, *facts(each), url=f"{brain.getURL()}/@@notes")
