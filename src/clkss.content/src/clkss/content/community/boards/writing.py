"""Opening a topic, and what becomes of it: pinned, locked, moved, split, answered."""

from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.community.boards import content
from clkss.content.community.boards.subscribers import show_topic
from clkss.content.community.discussion import access
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import rules as discussion
from clkss.content.community.discussion import store
from clkss.content.community.discussion import words
from clkss.content.community.discussion.conversation import keep
from clkss.content.community.discussion.post import PostChanged
from clkss.content.community.discussion.views import address_of
from clkss.content.community.discussion.views import number_from
from clkss.content.community.discussion.writing import PostForm
from functools import cached_property
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.dexterity.utils import createContent
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.container.interfaces import INameChooser
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

import secrets
import transaction


OPENED = _("topic_opened", default="Your topic is open.")


def make(board, title):
    """Put an empty topic on a board, whoever asks.

    :param board: the board.
    :param title: a clean title.
    :returns: the topic, where it is.
    """
    topic = createContent(content.TOPIC, title=title)
    # Two topics of the same title that are opened at the same time get different names.
    chosen = INameChooser(board).chooseName(title[:60], topic)
    topic.id = f"{chosen[:60]}-{secrets.token_hex(3)}"
    notify(ObjectCreatedEvent(topic))
    board._setObject(topic.id, topic)
    topic = board[topic.id]
    # Nobody holds a role because of having written: access is computed.
    topic.manage_delLocalRoles(list(topic.__ac_local_roles__ or ()))
    return topic


def open_topic(board, title, text, files=()):
    """Open a topic as the current user.

    :param board: the board.
    :param title: what somebody typed as its title.
    :param text: what somebody typed.
    :param files: uploads.
    :returns: the topic and the post that opens it.
    :raises PostRefused: with every reason at once.
    """
    title = discussion.one_line(title)
    if not title:
        raise posting.PostRefused([words.NO_TITLE])
    topic = make(board, title)
    post = posting.add(topic, text, files=files, opens=True)
    audit.record("topic.opened", topic)
    return topic, post


class NewTopic(PostForm):
    """The form that opens a topic."""

    template = ViewPageTemplateFile("templates/new_topic.pt")
    page_title = _("title_new_topic", default="Open a topic")

    def __call__(self):
        """Show the form, or take it.

        :raises Unauthorized: for whoever may not write on the board.
        """
        if self.is_post:
            self.check_token()
        if access.user_id() is None or not access.allowed(access.WRITE, self.context):
            raise Unauthorized("This board takes no topics from you.")
        if not self.is_post:
            return self.template()
        title = discussion.one_line(self.text_of("title"))
        text = discussion.clean(self.text_of("text"))
        found = self._refusals(title, text)
        if found:
            return self.again(found)
        files = self.request.form.get("files", ())
        files = files if isinstance(files, list | tuple) else [files]
        before = transaction.savepoint()
        try:
            topic, post = open_topic(self.context, title, text, files)
        except posting.PostRefused as refused:
            before.rollback()
            return self.again(refused.reasons)
        if post.state == discussion.PENDING:
            return self.redirect_with_message(words.WAITS)
        return self.redirect_with_message(OPENED, topic.absolute_url())

    def _refusals(self, title, text):
        found = [] if title else [words.NO_TITLE]
        if access.is_banned():
            return [words.PROBLEMS[discussion.BANNED]]
        standing = access.standing(self.context)
        return found + [words.PROBLEMS[each] for each in discussion.problems(text, standing)]

    def title(self):
        """Return what was typed as the title."""
        return self.text_of("title")

    def begun(self):
        """Return what was typed."""
        return self.text_of("text")


class MarkAnswer(PostForm):
    """Mark a post as the answer: who opened the topic, and moderators. Once more takes it back."""

    def __call__(self):
        """Take the button.

        :raises Unauthorized: for anybody else.
        :raises NotFound: when the post cannot be an answer.
        """
        self.check_token()
        topic = self.context
        asks = access.user_id() is not None and self.discussion.asked_by == access.user_id()
        if not asks and not access.moderates(topic):
            raise Unauthorized("Who opened the topic says what answers it.")
        if self.post.state != discussion.PUBLISHED:
            raise NotFound("post")
        clearances.assert_current(access.user_id())
        number = self.post.number
        topic.answer = 0 if topic.answer == number else number
        IConversation(topic).note_change()
        topic.reindexObject(idxs=["topic_marks"])
        audit.record("topic.answered", topic, post=str(topic.answer))
        return self.back(_("topic_answered", default="Noted."), number)


class ManageTopic(PostForm):
    """What moderators do with a topic."""

    template = ViewPageTemplateFile("templates/manage_topic.pt")
    page_title = _("title_manage_topic", default="Manage the topic")

    def __call__(self):
        """Show the form, or take it.

        :raises Unauthorized: for whoever does not moderate the topic.
        """
        if self.is_post:
            self.check_token()
        if not access.moderates(self.context):
            raise Unauthorized("For moderators.")
        if not self.is_post:
            return self.template()
        clearances.assert_current(access.user_id())
        do = {
            "pin": self._flag,
            "lock": self._flag,
            "move": self._move,
            "split": self._split,
        }.get(self.text_of("action"))
        return do() if do is not None else self.again([words.NOT_YOURS])

    @cached_property
    def board(self):
        """The board."""
        return content.board_of(self.context)

    def _flag(self):
        action = self.text_of("action")
        name = {"pin": "pinned", "lock": "locked"}[action]
        value = not getattr(self.context, name)
        setattr(self.context, name, value)
        self.context.reindexObject(idxs=["topic_marks"])
        audit.record(f"topic.{name}", self.context, on=value)
        return self.redirect_with_message(_("topic_changed", default="The topic was changed."))

    def boards(self):
        """Return the boards to which the reader may move the topic: those moderated."""
        brains = api.portal.get_tool("portal_catalog")(
            portal_type=content.BOARD, sort_on="sortable_title"
        )
        boards = [brain.getObject() for brain in brains]
        return [
            {"uid": board.UID(), "title": board.Title(), "board": board}
            for board in boards
            if board.UID() != self.board.UID() and access.moderates(board)
        ]

    def _move(self):
        chosen = self.text_of("board")
        board = next((each["board"] for each in self.boards() if each["uid"] == chosen), None)
        if board is None:
            return self.again([_("topic_no_board", default="Choose a board.")])
        with api.env.adopt_roles(["Manager"]):
            moved = api.content.move(self.context, board)
        show_topic(moved)
        audit.record("topic.moved", moved, board=board.UID())
        return self.redirect_with_message(
            _("topic_moved", default="The topic stands on its new board."), moved.absolute_url()
        )

    def threads(self):
        """Return the threads that can be split off, the latest first, at most a hundred."""
        conversation = IConversation(self.context)
        first = content.opening(self.context)
        numbers = conversation.threads_before(discussion.ANY, 100)[::-1]
        return [
            {"id": number, "excerpt": discussion.excerpt(conversation[number].text, 100)}
            for number in numbers
            if first is not None and number != first.number
        ]

    def _split(self):
        title = discussion.one_line(self.text_of("title"))
        conversation = IConversation(self.context)
        chosen = self.request.form.get("threads", ())
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        roots = sorted({number_from({"n": each}, "n") for each in chosen})
        first = content.opening(self.context)
        roots = [
            number
            for number in roots
            if number in conversation
            and not conversation[number].in_reply_to
            and number != first.number
        ]
        if not title or not roots:
            return self.again(
                [_("topic_no_split", default="Choose posts, and give the new topic a title.")]
            )
        topic = make(self.board, title)
        split(self.context, topic, roots)
        audit.record("topic.split", self.context, to=topic.UID(), threads=len(roots))
        return self.redirect_with_message(
            _("topic_split", default="The posts stand in a topic of their own."),
            address_of(topic),
        )


def split(topic, to, roots):
    """Let threads stand in another topic.

    :param topic: the topic in which they stand.
    :param to: the topic in which they are to stand.
    :param roots: ids of their first posts.
    """
    source, target = IConversation(topic), IConversation(to)
    moved = []
    for root in roots:
        for number in [*source.replies_to(root), root]:
            was_shown = source[number].state == discussion.PUBLISHED
            post = source.take(number)
            if not was_shown:
                source.note_change(-1)
                target.note_change(1)
            target.put(post, number, 0 if number == root else root)
            moved.append(number)
    keep(to, target)
    source.note_change()
    if topic.answer in moved:
        topic.answer = 0
    store.note_move(topic.UID(), moved, to.UID())
    for each in (topic, to):
        each.reindexObject(idxs=["SearchableText", "topic_marks"])
    first = content.opening(to)
    notify(PostChanged(first, to))
