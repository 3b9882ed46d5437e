"""Saving a search, and the page of what one has saved."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.following import rules
from clkss.content.following import store
from clkss.content.following.finding import Finder
from clkss.content.frame.views import FormView
from clkss.content.notices import sending
from clkss.content.notices.rules import DAILY
from clkss.content.notices.rules import INSTANT
from clkss.content.notices.rules import is_address
from clkss.content.notices.rules import RHYTHMS
from clkss.content.notices.rules import WEEKLY
from clkss.content.review.sections import WorkSection
from clkss.content.search import answers
from clkss.content.search import rules as search_rules
from clkss.content.search import wording
from clkss.content.search.titles import Titles
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


VIEW = "my-searches"

TITLES = {
    INSTANT: _("rhythm_instant", default="At once"),
    DAILY: _("rhythm_daily", default="Every day"),
    WEEKLY: _("rhythm_weekly", default="Every week"),
}
"""How often one is told, in words."""

PROBLEMS = {
    rules.NO_RHYTHM: _("follow_no_rhythm", default="Choose how often you want to be told."),
    rules.UNKNOWN: _(
        "follow_unknown", default="A part of this search is not known, so it cannot be followed."
    ),
    rules.TOO_MANY: _(
        "follow_too_many", default="You follow as many searches as one can. Delete one first."
    ),
}


def _user_id():
    return getSecurityManager().getUser().getId()


def rhythms(chosen):
    """Return how often one can be told, to choose from.

    :param chosen: the choice so far.
    """
    return [
        {"value": rhythm, "title": TITLES[rhythm], "chosen": rhythm == chosen} for rhythm in RHYTHMS
    ]


def spelled(query):
    """Spell what a search looks for, whatever page of it is shown and in whatever order.

    :param query: the query.
    """
    bare = replace(
        query,
        sort=search_rules.default_sort(query.text),
        start=0,
        size=search_rules.DEFAULT_SIZE,
    )
    return urlencode(search_rules.parameters(bare))


class FollowByMail(FormView):
    """A part of the repository's page: the way to follow the search that is shown by mail.

    ``query`` is set by that page. Visitors follow by feed.
    """

    template = ViewPageTemplateFile("templates/follow.pt")
    query = None

    def __call__(self):
        if self.query is None or not api.user.has_permission(
            "clkss: Use My Work", obj=self.context
        ):
            return ""
        return self.template()

    @cached_property
    def spelled(self):
        """The parameters of the search."""
        return spelled(self.query)

    @cached_property
    def is_followed(self):
        """Whether the member follows this search already."""
        id = rules.search_id(_user_id(), self.spelled)
        return any(row.id == id for row in store.of_member(_user_id()))

    def name(self):
        """Propose a name."""
        title = wording.what(self.query, Titles(self.context, self.request))
        return title[: rules.LONGEST_NAME]

    def rhythms(self):
        """Return how often one can be told."""
        return rhythms(WEEKLY)


class MySearches(FormView):
    """What a member follows; all forms of it come here."""

    template = ViewPageTemplateFile("templates/searches.pt")
    page_title = _("title_my_searches", default="My searches")
    robots = "noindex"

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        do = {
            "save": self._save,
            "change": self._change,
            "pause": self._pause,
            "go-on": self._go_on,
            "delete": self._delete,
        }.get(self.trimmed("action"))
        if do is None:
            return self._back(_("follow_no_action", default="Nothing was changed."), "warning")
        return do()

    @cached_property
    def member(self):
        """The account."""
        return _user_id()

    @cached_property
    def finder(self):
        """Knows what the member may see."""
        return Finder(self.context, self.request)

    @cached_property
    def rows(self):
        """The member's searches."""
        return store.of_member(self.member)

    def searches(self):
        """Return what is shown of each search."""
        return [self._shown(row) for row in self.rows]

    def _shown(self, row):
        query = self.finder.query(row.query)
        site_url = self.context.absolute_url()
        shown = {
            "id": row.id,
            "name": row.name,
            "paused": row.paused,
            "rhythms": rhythms(row.rhythm),
            "known": query is not None,
        }
        if query is not None:
            shown |= {
                "url": search_rules.address(f"{site_url}/repository", query),
                "what": wording.title(query, self.finder.titles),
                "rss": answers.address(site_url, answers.RSS, query),
                "atom": answers.address(site_url, answers.ATOM, query),
            }
        return shown

    def has_address(self):
        """Tell whether the member can get mail."""
        return is_address(api.user.get_current().getProperty("email", ""))

    def is_ready(self):
        """Tell whether the site can send mail."""
        return sending.is_ready()

    # What a form asks for

    def _save(self):
        query = self.finder.query(self.trimmed("query"))
        problem = self._problem(query)
        if problem is not None:
            return self._back(PROBLEMS[problem], "error")
        otherwise = wording.title(query, self.finder.titles)
        store.save(
            self.member,
            rules.clean_name(self.trimmed("name"), otherwise),
            spelled(query),
            self.trimmed("rhythm"),
            self.request.get("LANGUAGE") or "",
            self.context.absolute_url(),
            self.finder.known(query),
        )
        return self._back(_("follow_saved", default="You follow this search now."))

    def _problem(self, query):
        if query is None or len(spelled(query)) > rules.LONGEST_QUERY:
            return rules.UNKNOWN
        if not rules.is_rhythm(self.trimmed("rhythm")):
            return rules.NO_RHYTHM
        id = rules.search_id(self.member, spelled(query))
        if len(self.rows) >= rules.MOST and all(row.id != id for row in self.rows):
            return rules.TOO_MANY
        return None

    def _change(self):
        row = self._mine()
        if row is None or not rules.is_rhythm(self.trimmed("rhythm")):
            return self._back(PROBLEMS[rules.NO_RHYTHM], "error")
        name = rules.clean_name(self.trimmed("name"), row.name)
        store.change(self.member, row.id, name=name, rhythm=self.trimmed("rhythm"))
        return self._back(_("follow_changed", default="The search was changed."))

    def _pause(self):
        store.change(self.member, self.trimmed("search"), paused=True)
        return self._back(_("follow_paused", default="You get no mails about it for now."))

    def _go_on(self):
        row = self._mine()
        query = row and self.finder.query(row.query)
        if query is None:
            return self._back(PROBLEMS[rules.UNKNOWN], "error")
        store.go_on(self.member, row.id, self.finder.known(query))
        return self._back(_("follow_goes_on", default="You get mails about it again."))

    def _delete(self):
        store.drop(self.member, self.trimmed("search"))
        return self._back(_("follow_deleted", default="You do not follow it any more."))

    def _mine(self):
        search = self.trimmed("search")
        return next((row for row in self.rows if row.id == search), None)

    def _back(self, message, kind="info"):
        url = f"{self.context.absolute_url()}/{VIEW}"
        return self.redirect_with_message(message, url, kind)


class Followed(WorkSection):
    """What one follows, in "My work"."""

    order = 60
    title = _("my_work_followed", default="Searches that I follow")
    empty = _("my_work_followed_none", default="You follow no search.")

    @cached_property
    def rows(self):
        """The searches as they are stored."""
        return store.of_member(self.user_id) if self.user_id else []

    @property
    def shown(self):
        """Whether the user follows anything."""
        return bool(self.rows)

    @cached_property
    def entries(self):
        """The searches, each with how often one is told."""
        paused = _("follow_is_paused", default="paused")
        return [
            {
                "url": f"{self.site.absolute_url()}/{VIEW}#search-{row.id}",
                "title": row.name,
                "facts": [paused if row.paused else TITLES[row.rhythm]],
            }
            for row in self.rows
        ]
