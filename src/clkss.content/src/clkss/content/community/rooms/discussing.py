"""The discussion of a committee: its boards on its page, and opening one."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees.sections import CommitteeSection
from clkss.content.community.boards import rules as boards
from clkss.content.community.boards.content import BOARD
from clkss.content.community.boards.content import TOPIC
from clkss.content.community.boards.views import rows_of
from clkss.content.community.rooms.sections import MOST
from clkss.content.community.rooms.sharing import SHARE
from clkss.content.frame import showing
from clkss.content.frame.views import FormView
from clkss.content.knowledge.naming import name_for
from functools import cached_property
from plone import api
from plone.dexterity.utils import createContent
from Products.CMFCore.indexing import processQueue
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden


PLACE = "boards"


def boards_of(committee):
    """Give the boards of a committee that the current user may see.

    :param committee: the committee.
    :returns: brains, by title.
    """
    catalog = api.portal.get_tool("portal_catalog")
    processQueue()
    rids = showing.holding(catalog, "owner_committee", (committee.getId(),))
    rids = showing.being(catalog, rids, "portal_type", (BOARD,))
    return showing.by_title(catalog, showing.shown(catalog, rids))


class DiscussionSection(CommitteeSection):
    """The boards with the topics last spoken about, and the way to open the first board."""

    order = 80
    title = _("heading_committee_discussion", default="Discussion")
    template = ViewPageTemplateFile("templates/discussion.pt")

    @cached_property
    def brains(self):
        """The boards."""
        return boards_of(self.context)

    @cached_property
    def may_open(self):
        """Whether the current user may open the first board of the committee."""
        return not self.brains and may_open(self.context)

    def available(self):
        """Say whether there is anything to show to the current user."""
        return bool(self.brains) or self.may_open

    def boards(self):
        """Give the boards with their topics, the one last spoken about first."""
        return [
            {"url": brain.getURL(), "title": brain.Title, "topics": _latest(brain.getPath())}
            for brain in self.brains
        ]

    def token_field(self):
        """Return the hidden input that carries the token."""
        return FormView(self.context, self.request).token_field()


def _latest(path):
    catalog = api.portal.get_tool("portal_catalog")
    topics = showing.being(catalog, showing.inside(catalog, path), "portal_type", (TOPIC,))
    brains = [catalog._catalog[rid] for rid in showing.shown(catalog, topics, path=path)]
    urls = {brain.UID: brain.getURL() for brain in brains}
    rows = boards.ordered(rows_of(brains), boards.LATEST)[:MOST]
    return [{"url": urls[row.uid], "title": row.title, "posts": row.count} for row in rows]


def may_open(committee):
    """Say whether the current user may open a board of a committee: its secretary may.

    :param committee: the committee.
    """
    return PLACE in api.portal.get() and bool(api.user.has_permission(SHARE, obj=committee))


class OpenBoard(FormView):
    """Open the board of a committee, which only its people see."""

    def __call__(self):
        self.check_token()
        clearances.assert_current(api.user.get_current().getId())
        if not may_open(self.context):
            raise Forbidden(self.context.getId())
        existing = boards_of(self.context)
        if existing:
            return self.redirect_with_message(
                _("message_board_there", default="The committee has a board already."),
                existing[0].getURL(),
            )
        board = open_board(self.context)
        return self.redirect_with_message(
            _(
                "message_board_opened",
                default="The board is open. Only those who serve on the committee see it.",
            ),
            board.absolute_url(),
        )


def open_board(committee):
    """Open the board of a committee; whoever calls has made sure that one may.

    :param committee: the committee.
    :returns: the board, which only the committee's people see.
    """
    place = api.portal.get()[PLACE]
    board = createContent(
        BOARD,
        id=name_for(committee.title, committee.getId()),
        title=committee.title,
        audience=boards.COMMITTEE,
        committee=committee.getId(),
    )
    # The place takes boards of editors alone; that this one may be opened was asked above.
    id = board.getId()
    if id in place:
        board.id = id = name_for(committee.title)
    place._setObject(id, board)
    board = place[id]
    audit.record("board.opened", board, committee=committee.getId())
    return board
