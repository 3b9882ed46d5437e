"""What must hold whenever boards and topics change."""

from clkss.content import jobs
from clkss.content.community.boards import content
from clkss.content.community.boards import rules
from clkss.content.community.discussion import access
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import rules as discussion
from clkss.content.community.discussion import telling

import time


ROUND = 120
"""Seconds after which what was written is found by its words."""

SEEING = ("View", "Access contents information")


def protect_board(board, event):
    """Let a board be seen, written on and moderated by those for whom it is.

    :param board: the board.
    :param event: it was added or changed.
    """
    for permission in SEEING:
        board.manage_permission(permission, list(rules.readers(board.audience)), acquire=0)
    board.manage_permission(access.WRITE, list(rules.writers(board.audience)), acquire=0)
    board.manage_permission(access.MODERATE, list(rules.moderators(board.audience)), acquire=0)
    board.reindexObjectSecurity()
    for topic in board.objectValues():
        hidden = content.ITopic.providedBy(topic) and content.opening_state(topic)
        if hidden and hidden != discussion.PUBLISHED:
            # Those who moderated before do not see on what waits, or was hidden.
            show_topic(topic)


def open_topic(topic, event):
    """Make the first post of what was said when the topic was added by somebody else's code.

    :param topic: the topic.
    :param event: it was added or changed.
    """
    text = topic.__dict__.pop("text", None)
    topic._p_changed = True
    topic.title = discussion.one_line(topic.title)
    if not text:
        return
    text = discussion.clean(text)
    post = content.opening(topic)
    if post is None:
        posting.put(topic, text, access.user_id())
    elif post.text != text:
        posting.reword(post, text)


def show_topic(topic):
    """Let a topic be seen by whoever sees its board; by moderators alone while its opening waits.

    :param topic: the topic.
    """
    shown = content.opening_state(topic) == discussion.PUBLISHED
    for permission in SEEING:
        if shown:
            topic.manage_permission(permission, [], acquire=1)
        else:
            roles = list(rules.moderators(content.board_of(topic).audience))
            topic.manage_permission(permission, roles, acquire=0)
    topic.reindexObjectSecurity()


def post_changed(event):
    """Keep a topic in step with its posts.

    :param event: a post was written, reworded, or its state changed.
    """
    topic = event.thing
    if not content.ITopic.providedBy(topic):
        return
    post = event.post
    opening = content.opening(topic)
    if opening is not None and opening.number == post.number:
        show_topic(topic)
    if post.state != discussion.PUBLISHED or post.edited:
        # What was taken back is no longer found, not even for a round.
        topic.reindexObject(idxs=["SearchableText"])
    index_later(topic)


def index_later(topic):
    """Have the words of a topic's posts found, some time after the transaction has committed.

    One job for each round: those who write at the same time do not wait for the catalog.

    :param topic: the topic.
    """
    now = int(time.time())
    uid = topic.UID()
    jobs.schedule(
        "boards.index", {"topic": uid}, key=f"{uid} {now // ROUND}", delay=ROUND - now % ROUND
    )


def index(site, job, topic):
    """Index the words of a topic's posts: a job.

    :param site: the site root.
    :param job: the job.
    :param topic: its UID.
    """
    found = telling.thing_by(site, topic)
    if found is not None:
        found.reindexObject(idxs=["SearchableText"])
