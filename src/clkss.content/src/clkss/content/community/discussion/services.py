"""Posts over REST: ``@comments`` as plone.restapi knows it, with our rules."""

from clkss.content import _
from clkss.content.community.discussion import access
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import reporting
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import views
from clkss.content.community.discussion.interfaces import IPost
from clkss.content.community.discussion.interfaces import IPosts
from clkss.content.community.discussion.people import Names
from clkss.content.frame.parts import drop_odd_batch
from clkss.content.interfaces import IClkssLayer
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IJsonCompatible
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NO_NUMBER = _("rest_about_no_number", default="about: a number is expected")
NOT_WRITING = _("rest_comments_not_writing", default="You may not write here.")
NOT_AUTHOR = _("rest_comments_not_author", default="Only its author changes a post.")
NOT_MODERATOR = _("rest_comments_not_moderator", default="Only moderators remove posts.")


@implementer(IPublishTraverse)
class Comments(Service):
    """A service about the posts of the context."""

    number = None

    def publishTraverse(self, request, name):
        """Take the id of a post from the address.

        :raises NotFound: when there is more than an id.
        """
        number = views.number_from({"id": name}, "id")
        if self.number is not None or not number:
            raise NotFound(name)
        self.number = number
        return self

    @property
    def conversation(self):
        """The posts.

        :raises NotFound: where nothing can be discussed.
        """
        if access.discussion_of(self.context) is None:
            raise NotFound("@comments")
        return IConversation(self.context)

    @property
    def post(self):
        """The post that the address names.

        :raises NotFound: when there is none that the caller may read.
        """
        post = self.conversation.get(self.number) if self.number else None
        if post is None or not access.may_read(post):
            raise NotFound("@comments")
        return post

    def begin_writing(self):
        """Let the request write: a form of another site was refused before (``frame.foreign``)."""
        alsoProvides(self.request, IDisableCSRFProtection)

    def translated(self, message):
        """Say something in the language of the caller.

        :param message: a message.
        """
        return translate(message, context=self.request)

    def said(self, name):
        """Read a text from what the caller sent.

        :param name: of the member.
        :raises BadRequest: when it is none.
        """
        value = json_body(self.request).get(name, "")
        if not isinstance(value, str):
            message = _(
                "rest_no_text", default="${name}: a text is expected", mapping={"name": name}
            )
            raise BadRequest(self.translated(message))
        return value

    def about(self):
        """Read the number of the part to which a post refers from what the caller sent.

        :raises BadRequest: when it is none.
        """
        value = json_body(self.request).get("about") or 0
        if type(value) is not int:
            raise BadRequest(self.translated(NO_NUMBER))
        return value

    def refuse(self, refused):
        """Answer with everything that is wrong.

        :param refused: why.
        :raises BadRequest: always.
        """
        raise BadRequest("; ".join(self.translated(reason) for reason in refused.reasons))

    def found_at(self, number):
        """Say where a post is.

        :param number: its id.
        """
        url = f"{self.context.absolute_url()}/@comments/{number}"
        self.request.response.setHeader("Location", url)
        return self.reply_no_content()


class CommentsGet(Comments):
    """All posts, or one."""

    def reply(self):
        """Answer."""
        shown = self.post if self.number else self.conversation
        return getMultiAdapter((shown, self.request), ISerializeToJson)()


class CommentsAdd(Comments):
    """Write a post, or a reply to the one that the address names."""

    def reply(self):
        """Answer.

        :raises Unauthorized: for whoever may not write here.
        """
        if access.user_id() is None or not access.allowed(access.WRITE, self.context):
            raise Unauthorized(self.translated(NOT_WRITING))
        self.begin_writing()
        to = self.post.number if self.number else 0
        if access.discussion_of(self.context) is None:
            raise NotFound("@comments")
        try:
            post = posting.add(self.context, self.said("text"), to, about=self.about())
        except posting.PostRefused as refused:
            self.refuse(refused)
        return self.found_at(post.number)


class CommentsUpdate(Comments):
    """Reword one's own post."""

    def reply(self):
        """Answer.

        :raises Unauthorized: for whoever did not write it.
        """
        if not access.may_edit(self.post):
            raise Unauthorized(self.translated(NOT_AUTHOR))
        self.begin_writing()
        try:
            posting.edit(self.post, self.said("text"))
        except posting.PostRefused as refused:
            self.refuse(refused)
        return self.found_at(self.number)


class CommentsDelete(Comments):
    """Remove a post as a moderator; what was said goes, its place stays."""

    def reply(self):
        """Answer.

        :raises Unauthorized: for whoever does not moderate here.
        """
        post = self.post
        if not access.moderates(self.context):
            raise Unauthorized(self.translated(NOT_MODERATOR))
        self.begin_writing()
        reason = json_body(self.request).get("reason") or ""
        number = post.number
        try:
            posting.moderate(post, rules.REMOVE, str(reason))
        except posting.PostRefused as refused:
            self.refuse(refused)
        reporting.settle(self.context.UID(), number)
        return self.reply_no_content()


@implementer(ISerializeToJson)
@adapter(IPosts, IClkssLayer)
class PostsToJson:
    """A conversation, some posts at a time.

    :param conversation: the conversation.
    :param request: the request.
    """

    def __init__(self, conversation, request):
        self.conversation = conversation
        self.request = request

    def __call__(self):
        """Return the mapping."""
        thing = self.conversation.__parent__
        order = []
        for number in self.conversation.threads():
            order.append(number)
            order.extend(self.conversation.replies_to(number))
        drop_odd_batch(self.request)
        batch = HypermediaBatch(self.request, order)
        shown = []
        for number in batch:
            post = self.conversation[number]
            if access.may_read(post):
                shown.append(getMultiAdapter((post, self.request), ISerializeToJson)())
        answer = {
            "@id": batch.canonical_url,
            "items_total": self.conversation.shown(),
            "permissions": {"view_comments": True, "can_reply": access.may_write(thing)},
            "items": shown,
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer


@implementer(ISerializeToJson)
@adapter(IPost, IClkssLayer)
class PostToJson:
    """A post: accounts are named to nobody, names to members.

    :param post: the post.
    :param request: the request.
    """

    def __init__(self, post, request):
        self.post = post
        self.request = request

    def __call__(self, include_items=True):
        """Return the mapping.

        :raises NotFound: when the caller may not read it.
        """
        post = self.post
        if not access.may_read(post):
            raise NotFound("post")
        thing = access.thing_of(post)
        url = f"{thing.absolute_url()}/@comments"
        name = Names(api.portal.get()).of(post.author_username)
        is_mine = access.is_author(post)
        return {
            "@id": f"{url}/{post.number}",
            "@type": post.portal_type,
            "@parent": f"{url}/{post.in_reply_to}" if post.in_reply_to else None,
            "comment_id": str(post.number),
            "in_reply_to": str(post.in_reply_to) if post.in_reply_to else None,
            "text": {"data": post.text, "mime-type": "text/plain"},
            "html": rules.html(post.text, {handle for handle, _member in post.mentions}),
            "about": post.about,
            "user_notification": None,
            "author_username": access.user_id() if is_mine else None,
            "author_name": translate(name, context=self.request),
            "author_image": None,
            "creation_date": IJsonCompatible(post.creation_date),
            "modification_date": IJsonCompatible(post.modification_date),
            "review_state": post.state,
            "is_editable": access.may_edit(post),
            "is_deletable": access.moderates(thing),
            "can_reply": access.may_write(thing),
            "is_answer": access.discussion_of(thing).answered_by == post.number,
        }
