"""The pages of the boards, of a board and of a topic."""

from clkss.content import _
from clkss.content.community.boards import content
from clkss.content.community.boards import rules
from clkss.content.community.discussion import access
from clkss.content.community.discussion import store
from clkss.content.community.discussion.rules import clean
from clkss.content.community.discussion.rules import moment_of
from clkss.content.community.discussion.views import address_of
from clkss.content.community.discussion.views import shown_time
from clkss.content.frame.views import FormView
from clkss.content.review import words as names
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


SORTS = {
    rules.LATEST: _("board_sort_latest", default="Latest post"),
    rules.NEWEST: _("board_sort_newest", default="Newest topic"),
    rules.MOST: _("board_sort_most", default="Most posts"),
    rules.TITLE: _("board_sort_title", default="Title"),
}


THEME = "theme"
"""The parameter that narrows the boards to a theme."""


def boards_in(place, theme=""):
    """Find the boards that the reader may see, by name.

    :param place: the place of the boards.
    :param theme: only those about it.
    """
    query = {"portal_type": content.BOARD, "path": "/".join(place.getPhysicalPath())}
    if theme:
        query["themes"] = theme
    return api.portal.get_tool("portal_catalog")(sort_on="sortable_title", **query)


def topics_in(paths, text=""):
    """Find the topics below some places that the reader may see.

    :param paths: of boards, or of the place of the boards.
    :param text: words that they hold.
    """
    query = {"portal_type": content.TOPIC, "path": paths}
    words = rules.words_query(text)
    if text and not words:
        return []
    if words:
        query["SearchableText"] = words
    return api.portal.get_tool("portal_catalog")(**query)


def rows_of(brains):
    """Make rows of topics.

    :param brains: records of the catalog.
    """
    brains = list(brains)
    shown = store.shown(brain.UID for brain in brains)
    found = []
    for brain in brains:
        of = shown.get(brain.UID, store.Shown())
        found.append(
            rules.Row(
                brain.UID,
                brain.Title,
                brain.created.timeTime(),
                of.count,
                of.last,
                rules.PINNED in (brain.topic_marks or ()),
            )
        )
    return found


class Listed(FormView):
    """What pages with topics have in common."""

    def text_of(self, name):
        """Read a text from the address.

        :param name: of the parameter.
        """
        value = self.request.form.get(name, "")
        return clean(value)[: rules.LONGEST_QUERY] if isinstance(value, str) else ""

    @cached_property
    def member(self):
        """Who reads; ``None`` for a visitor."""
        return access.user_id()

    @cached_property
    def searched(self):
        """The words looked for."""
        return self.text_of("q")

    @cached_property
    def theme_titles(self):
        """Titles of all themes, by their tokens."""
        terms = getUtility(IVocabularyFactory, "clkss.themes")(self.context)
        return {term.value: term.title for term in terms}

    def themed(self, tokens):
        """Give title and address of the boards about themes; what is no theme is passed over.

        :param tokens: the themes.
        """
        url = f"{api.portal.get().absolute_url()}/{access.BOARDS}"
        return [
            {"title": self.theme_titles[token], "url": f"{url}?{urlencode({THEME: token})}"}
            for token in tokens
            if token in self.theme_titles
        ]

    def entries(self, brains, rows):
        """Return what is shown of topics.

        :param brains: their records.
        :param rows: their rows, in order.
        """
        by_uid = {brain.UID: brain for brain in brains}
        marks = store.marks_of(self.member, by_uid) if self.member and rows else {}
        return [self._entry(by_uid[row.uid], row, marks.get(row.uid)) for row in rows]

    def _entry(self, brain, row, mark):
        seen = mark.seen if mark is not None else 0
        return {
            "title": row.title,
            "url": brain.getURL(),
            "replies": max(row.count - 1, 0),
            "at": shown_time(moment_of(row.last)) if row.last else "",
            "last_url": f"{brain.getURL()}?post={row.last}#post-{row.last}" if row.last else "",
            "is_new": self.member is not None and row.last > seen,
            "is_pinned": row.pinned,
            "is_locked": rules.LOCKED in (brain.topic_marks or ()),
            "is_answered": rules.ANSWERED in (brain.topic_marks or ()),
        }


class Boards(Listed):
    """All boards that the reader may see, and a search in them."""

    page_title = _("title_boards", default="Boards")

    @cached_property
    def theme(self):
        """The theme to which the list is narrowed; empty for all."""
        token = self.text_of(THEME)
        return token if token in self.theme_titles else ""

    @property
    def robots(self):
        """Only the whole list is for search engines."""
        return "noindex" if self.theme or self.searched else None

    def canonical_url(self):
        """One address for all themes and searches."""
        return self.context.absolute_url()

    @cached_property
    def brains(self):
        """Records of the boards that are listed."""
        return list(boards_in(self.context, self.theme))

    def themes(self):
        """Give the themes of boards to choose from, by name."""
        tokens = {token for brain in boards_in(self.context) for token in brain.themes or ()}
        themed = self.themed(tokens)
        return sorted(themed, key=lambda theme: self.say(theme["title"]).casefold())

    def theme_title(self):
        """Name the theme to which the list is narrowed."""
        return self.theme_titles[self.theme]

    def say(self, message):
        """Give a message in the language of the reader.

        :param message: a message id.
        """
        return translate(message, context=self.request)

    @cached_property
    def boards(self):
        """What is shown of each board."""
        found = []
        for brain in self.brains:
            rows = rows_of(topics_in(brain.getPath()))
            last = max(rows, key=lambda row: row.last, default=None)
            found.append(
                {
                    "title": brain.Title,
                    "description": brain.Description,
                    "url": brain.getURL(),
                    "themes": self.themed(brain.themes or ()),
                    "topics": len(rows),
                    "at": shown_time(moment_of(last.last)) if last and last.last else "",
                    "last": last.title if last and last.last else "",
                    "is_new": self._is_new(rows),
                }
            )
        return found

    def _is_new(self, rows):
        if self.member is None:
            return False
        marks = store.marks_of(self.member, [row.uid for row in rows])
        return any(row.last > (marks[row.uid].seen if row.uid in marks else 0) for row in rows)

    @cached_property
    def found(self):
        """What is shown of the topics that hold the words looked for."""
        paths = "/".join(self.context.getPhysicalPath())
        if self.theme:
            paths = [brain.getPath() for brain in self.brains]
        brains = list(topics_in(paths, self.searched)[: rules.SIZE]) if paths else []
        return self.entries(brains, rules.ordered(rows_of(brains), rules.LATEST))

    def may_add(self):
        """Say whether the reader may add a board."""
        return access.allowed("clkss: Add Board", self.context)

    def moderates(self):
        """Say whether the reader moderates everywhere."""
        return access.moderates_everywhere()


class BoardView(Listed):
    """The topics of a board."""

    @property
    def robots(self):
        """Only what everybody reads is for search engines, and no search in it."""
        return None if self.is_public and not self.searched else "noindex"

    @cached_property
    def is_public(self):
        """Whether visitors read it."""
        return self.context.audience == rules.PUBLIC

    @cached_property
    def sort(self):
        """The order that the address names."""
        sort = self.text_of("sort")
        return sort if sort in rules.SORTS else rules.LATEST

    @cached_property
    def brains(self):
        """Records of the topics."""
        return list(topics_in("/".join(self.context.getPhysicalPath()), self.searched))

    @cached_property
    def start(self):
        """Number of the first topic that is shown."""
        text = self.text_of("b_start")
        return int(text) if text.isdecimal() and len(text) < 7 else 0

    @cached_property
    def topics(self):
        """What is shown of each topic on this page."""
        rows = rules.ordered(rows_of(self.brains), self.sort)
        return self.entries(self.brains, rows[self.start : self.start + rules.SIZE])

    def total(self):
        """Count the topics."""
        return len(self.brains)

    def pages(self):
        """Return the addresses of the pages before and after."""
        found = {}
        if self.start:
            found["previous"] = self._address(max(self.start - rules.SIZE, 0))
        if self.start + rules.SIZE < len(self.brains):
            found["next"] = self._address(self.start + rules.SIZE)
        return found

    def _address(self, start):
        chosen = {"q": self.searched, "sort": self.sort, "b_start": start or ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{self.context.absolute_url()}?{query}"

    def sorts(self):
        """Return the orders to choose from."""
        return [
            {"value": value, "title": title, "chosen": value == self.sort}
            for value, title in SORTS.items()
        ]

    def may_write(self):
        """Say whether the reader may open a topic."""
        return self.member is not None and access.allowed(access.WRITE, self.context)

    def audience(self):
        """Say for whom the board is."""
        return content.AUDIENCES[self.context.audience]

    def belongs_to(self):
        """Name the level or the committee of the board, for those who read it."""
        found = []
        if self.context.level and self.context.audience == rules.LEVEL:
            found.append(content.level_title(self.context.level))
        if self.context.committee and content.is_committee(self.context.committee):
            found.append(names.committee(self.context.committee))
        return found

    def themes(self):
        """Give the themes of the board, each with the boards about it."""
        return self.themed(self.context.themes or ())

    @cached_property
    def watches(self):
        """``watch``, ``mute`` or nothing."""
        if self.member is None:
            return ""
        uid = self.context.UID()
        mark = store.marks_of(self.member, [uid]).get(uid)
        return mark.how if mark is not None else ""


class TopicView(BrowserView):
    """A topic: its title, what it is, and its posts."""

    @property
    def robots(self):
        """Only what everybody reads is for search engines."""
        return None if access.discussion_of(self.context).is_public else "noindex"

    @cached_property
    def board(self):
        """The board."""
        return content.board_of(self.context)

    def answer_url(self):
        """Give the address of the answer; nothing without one."""
        return address_of(self.context, self.context.answer) if self.context.answer else None

    def moderates(self):
        """Say whether the reader moderates."""
        return access.moderates(self.context)

    def waits(self):
        """Say whether only moderators see the topic."""
        return not access.discussion_of(self.context).is_shown
