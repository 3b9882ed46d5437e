"""Writing, rewording, and what moderators do; whoever asks, by page or by REST, comes here."""

from clkss.content import audit
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.community.discussion import access
from clkss.content.community.discussion import people
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import telling
from clkss.content.community.discussion import words
from clkss.content.community.discussion.post import Post
from clkss.content.community.discussion.post import PostChanged
from clkss.content.exceptions import Refused
from clkss.content.knowledge import attachments
from clkss.content.knowledge import images
from clkss.content.review.workflow import COMMENT_WORKFLOW
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName
from zope.event import notify

import time


class PostRefused(Refused):
    """A post is not taken; carries every reason at once.

    :param reasons: message ids.
    """


def refusals(thing, text, edits=False):
    """Say everything that speaks against a post.

    :param thing: what is discussed.
    :param text: a clean text.
    :param edits: whether a post is only reworded.
    """
    if not access.may_write(thing):
        return [words.CLOSED]
    if access.is_banned():
        return [words.PROBLEMS[rules.BANNED]]
    found = rules.problems(text, access.standing(thing), edits)
    return [words.PROBLEMS[each] for each in found]


def add(thing, text, reply_to=0, files=(), opens=False, about=0):
    """Write a post as the current user.

    :param thing: what is discussed.
    :param text: what somebody typed.
    :param reply_to: id of the post that it answers.
    :param files: uploads.
    :param opens: whether it opens a topic, whose title goes with it.
    :param about: number of the part of the thing to which it refers; 0 for the whole.
    :returns: the post.
    :raises PostRefused: with every reason at once.
    """
    member = access.user_id()
    clearances.assert_current(member or "")
    text = rules.clean(text)
    found = refusals(thing, text)
    conversation = IConversation(thing)
    before = conversation.get(reply_to) if reply_to else None
    if reply_to and (before is None or before.state != rules.PUBLISHED):
        found.append(words.GONE)
    discussion = access.discussion_of(thing)
    if discussion is not None and not 0 <= about <= discussion.parts:
        found.append(words.GONE)
    kept = _files(files, found)
    if found:
        raise PostRefused(found)
    state = rules.first_state(access.standing(thing))
    post = put(thing, text, member, reply_to, kept, state, about=about)
    audit.record("post.added", thing, post=str(post.number), state=state, opens=opens)
    return post


def put(thing, text, member, reply_to=0, files=(), state=rules.PUBLISHED, tells=True, about=0):
    """Keep a post, whoever asks.

    :param thing: what is discussed.
    :param text: a clean text.
    :param member: user id of the author.
    :param reply_to: id of the post that it answers.
    :param files: stored files.
    :param state: in which it begins.
    :param tells: whether those who watch are told.
    :param about: number of the part of the thing to which it refers; 0 for the whole.
    :returns: the post.
    """
    conversation = IConversation(thing)
    post = Post()
    post.text = text
    post.author_username = post.creator = member
    post.in_reply_to = reply_to or None
    post.files = tuple(files)
    if about:
        post.about = about
    site = api.portal.get()
    post.mentions = people.resolve(site, conversation, rules.mentioned(text))
    number = conversation.addComment(post)
    post = conversation[number]
    if state == rules.PENDING:
        change_state(post, rules.HOLD, "")
    uid = thing.UID()
    store.note_post(uid, number, member or "", state)
    if member:
        store.mark(member, uid, seen=number, how="watch", only_new=True)
    if tells and state == rules.PUBLISHED:
        announce(thing, number)
    return post


def announce(thing, number):
    """Have those told who watch or are mentioned, once the transaction has committed.

    :param thing: what is discussed.
    :param number: id of the post.
    """
    _tell(thing, number)


def _tell(thing, number, **more):
    uid = thing.UID()
    arguments = {"thing": uid, "post": number, "site_url": api.portal.get().absolute_url(), **more}
    jobs.schedule(
        "discussion.tell", arguments, key=" ".join(map(str, (uid, number, *more.values())))
    )


def _files(uploads, found):
    kept = []
    uploads = [each for each in uploads if getattr(each, "filename", "")]
    if len(uploads) > rules.MOST_FILES:
        found.append(words.TOO_MANY_FILES)
        return kept
    for upload in uploads:
        try:
            size = attachments.size_of(upload)
            kind = attachments.kind_of(upload, size, upload.filename)
        except attachments.RefusedFile as refused:
            found.extend(reason for reason in refused.reasons if reason not in found)
        else:
            upload.seek(0)
            data = upload.read()
            if kind in attachments.IMAGES:
                data = _redrawn(data, kind, found)
            name = rules.one_line(upload.filename.replace("\\", "/").rpartition("/")[2])
            kept.append(NamedBlobFile(data=data, contentType=kind, filename=name))
    return kept


def _redrawn(data, kind, found):
    try:
        return images.redraw(data, kind)
    except attachments.RefusedFile as refused:
        found.extend(refused.reasons)
        return b""


def edit(post, text):
    """Reword a post as the current user, who wrote it.

    :param post: the post, where it is.
    :param text: what somebody typed.
    :raises PostRefused: with every reason at once.
    """
    thing = access.thing_of(post)
    clearances.assert_current(access.user_id() or "")
    if not access.may_edit(post):
        raise PostRefused([words.NOT_YOURS])
    text = rules.clean(text)
    found = refusals(thing, text, edits=True)
    if found:
        raise PostRefused(found)
    if text != post.text:
        if post.state == rules.PUBLISHED and access.standing(thing).is_newcomer:
            # A newcomer's words are read before others see them, also the second ones.
            change_state(post, rules.HOLD, "")
            store.note_state(thing.UID(), post.number, rules.PENDING)
        reword(post, text)
        audit.record("post.edited", thing, post=str(post.number))


def reword(post, text):
    """Keep another wording of a post beside the earlier ones, whoever asks.

    :param post: the post, where it is.
    :param text: a clean text.
    """
    thing = access.thing_of(post)
    conversation = IConversation(thing)
    before = set(post.mentions)
    now = time.time()
    post.earlier = (*post.earlier, (post.edited or rules.moment_of(post.number), post.text))[
        -rules.MOST_KEPT :
    ]
    post.text = text
    post.edited = now
    post.modification_date = datetime.fromtimestamp(now, UTC)
    post.mentions = people.resolve(api.portal.get(), conversation, rules.mentioned(text))
    conversation.note_change()
    if post.state == rules.PUBLISHED and set(post.mentions) - before:
        _tell(thing, post.number, edited=now)
    notify(PostChanged(post, thing))


def moderate(post, move, reason):
    """Publish, hide, show again or remove a post as the current user.

    :param post: the post, where it is.
    :param move: one of :data:`clkss.content.community.discussion.rules.MOVES`.
    :param reason: why; not asked to publish.
    :raises PostRefused: with every reason at once.
    """
    thing = access.thing_of(post)
    clearances.assert_current(access.user_id() or "")
    reason = rules.clean(reason)[: rules.LONGEST_REASON]
    found = []
    if not access.moderates(thing) or move not in rules.MOVES[post.state]:
        found.append(words.NOT_YOURS)
    if move != rules.APPROVE and not reason.strip():
        found.append(words.PROBLEMS[rules.NO_REASON])
    if found:
        raise PostRefused(found)
    change_state(post, move, reason)
    state = post.state
    if state == rules.REMOVED:
        post.text = ""
        post.earlier = post.files = post.mentions = ()
    store.note_state(thing.UID(), post.number, state)
    audit.record("post.moderated", thing, post=str(post.number), move=move)
    if move == rules.APPROVE:
        announce(thing, post.number)


def protect(site):
    """Take from every role what waits, is hidden or was removed.

    :param site: the site, where roles alone showed it before.
    """
    workflow = getToolByName(site, "portal_workflow")[COMMENT_WORKFLOW]
    for uid, number in store.not_shown():
        thing = telling.thing_by(site, uid)
        post = thing is not None and IConversation(thing).get(number)
        if post:
            workflow.updateRoleMappingsFor(post)


def change_state(post, move, reason):
    """Change the state of a post, whoever asks.

    :param post: the post, where it is.
    :param move: a transition of the workflow of comments.
    :param reason: why.
    """
    before = post.state
    workflow = getToolByName(post, "portal_workflow")
    if move == rules.HOLD:
        with api.env.adopt_roles(["Manager"]):
            workflow.doActionFor(post, move, comment=reason)
    else:
        workflow.doActionFor(post, move, comment=reason)
    was, is_now = before == rules.PUBLISHED, post.state == rules.PUBLISHED
    thing = access.thing_of(post)
    IConversation(thing).note_change(int(was) - int(is_now))
    notify(PostChanged(post, thing))
