"""Where posts are kept, so that many can write at the same time, and few are read for a page.

``plone.app.discussion`` keeps all comments of an item in one tree, its counts per author and the
sets of answers in objects that every writer changes, and reads all to show some. Here ids grow with
time and end at random; by their end posts are spread over several trees, and what two writers put
into one tree merges. Nothing is counted but in ``Length``, whose changes add up.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from Acquisition import Explicit
from BTrees.Length import Length
from BTrees.LLBTree import LLTreeSet
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion.interfaces import IDiscussion
from clkss.content.community.discussion.interfaces import IPost
from clkss.content.community.discussion.interfaces import IPosts
from clkss.content.community.discussion.post import Post
from clkss.content.community.discussion.post import PostAdded
from collections import Counter
from heapq import heappop
from heapq import heappush
from heapq import merge
from itertools import islice
from OFS.Traversable import Traversable
from persistent import Persistent
from plone.app.discussion.comment import notify_comment_added
from plone.app.discussion.comment import notify_comment_removed
from plone.app.discussion.conversation import ConversationReplies
from plone.app.discussion.interfaces import IConversation
from plone.app.discussion.interfaces import IReplies
from plone.base.interfaces import IHideFromBreadcrumbs
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer

import time


ANNOTATION = "clkss.content.community.conversation"

SHARDS = 8


@implementer(IPosts, IHideFromBreadcrumbs)
class Conversation(Traversable, Persistent, Explicit):
    """All posts about one thing. Threads are one level deep."""

    __allow_access_to_unprotected_subobjects__ = True

    id = "++conversation++default"

    def __init__(self):
        self._posts = tuple(LOBTree() for _shard in range(SHARDS))
        self._roots = tuple(LLTreeSet() for _shard in range(SHARDS))
        self._replies = tuple(OOTreeSet() for _shard in range(SHARDS))
        self._count = Length()
        self._hidden = Length()
        self._changes = Length()

    def getId(self):
        """Return the last part of its address."""
        return self.id

    def enabled(self):
        """Say whether it takes posts."""
        discussion = IDiscussion(aq_parent(aq_inner(self)), None)
        return discussion is not None and discussion.is_open

    # What is in it

    def __len__(self):
        return self._count()

    def __bool__(self):
        return self._count() > 0

    def __contains__(self, key):
        key = _number(key)
        return key is not None and key in self._posts[key % SHARDS]

    def get(self, key, default=None):
        """Give a post.

        :param key: its id.
        :param default: what stands for one that is not there.
        """
        key = _number(key)
        post = None if key is None else self._posts[key % SHARDS].get(key)
        return default if post is None else post.__of__(self)

    def __getitem__(self, key):
        post = self.get(key)
        if post is None:
            raise KeyError(key)
        return post

    def __iter__(self):
        return merge(*(tree.keys() for tree in self._posts))

    def keys(self):
        """Give the ids of all posts, the oldest first."""
        return list(self)

    def iterkeys(self):
        """Go through the ids of all posts, the oldest first."""
        return iter(self)

    def objectIds(self):
        """Give the ids of all posts, the oldest first."""
        return self.keys()

    def itervalues(self):
        """Go through all posts, the oldest first."""
        return self.getComments()

    def values(self):
        """Give all posts, the oldest first."""
        return list(self.getComments())

    def iteritems(self):
        """Go through pairs of id and post, the oldest first."""
        return ((post.comment_id, post) for post in self.getComments())

    def items(self):
        """Give pairs of id and post, the oldest first."""
        return list(self.iteritems())

    def allowedContentTypes(self):
        """Say that nothing is added here by Plone's menu."""
        return []

    # What the catalog asks

    def total_comments(self):
        """Count what visitors may read."""
        if not _is_public(aq_parent(aq_inner(self))):
            return 0
        return self.shown()

    @property
    def last_comment_date(self):
        """When the latest post was written that visitors may read."""
        if not _is_public(aq_parent(aq_inner(self))):
            return None
        for number in self.latest():
            post = self[number]
            if post.state == rules.PUBLISHED:
                return post.creation_date
        return None

    @property
    def commentators(self):
        """Count the posts of each account."""
        return Counter(post.author_username for post in self.getComments() if post.author_username)

    @property
    def public_commentators(self):
        """Name nobody: who wrote is not for visitors."""
        return ()

    def shown(self):
        """Count the published posts."""
        return self._count() - self._hidden()

    def version(self):
        """Return what differs whenever anything in it differs."""
        return f"{self._count()}.{self._changes()}.{self.last() or 0}"

    # In parts

    def getComments(self, start=0, size=None):
        """Go through posts, the oldest first.

        :param start: the least id.
        :param size: the most posts.
        """
        numbers = merge(*(tree.keys(min=start) for tree in self._posts))
        return (self[number] for number in islice(numbers, size or None))

    def getThreads(self, start=0, size=None, root=0, depth=None):
        """Go through posts, each thread together.

        :param start: the least id of a first post.
        :param size: the most threads; each is whole.
        :param root: give the replies to this post instead.
        :param depth: ``1`` for no replies.
        """
        if root:
            for number in islice(self.replies_to(root, start), size or None):
                yield {"id": number, "comment": self[number], "depth": 0}
            return
        for number in islice(self.threads(start), size or None):
            yield {"id": number, "comment": self[number], "depth": 0}
            if depth is None or depth > 1:
                for reply in self.replies_to(number):
                    yield {"id": reply, "comment": self[reply], "depth": 1}

    def threads(self, start=0):
        """Go through the ids of the first posts of threads, the oldest first.

        :param start: the least id.
        """
        return merge(*(tree.keys(min=start) for tree in self._roots))

    def threads_before(self, end, size):
        """Give the ids of the last threads before one, the oldest first.

        :param end: their ids are less.
        :param size: the most ids.
        """
        return list(islice(_backwards(self._roots, end), size))[::-1]

    def replies_to(self, number, start=0):
        """Go through the ids of the replies to a post, the oldest first.

        :param number: its id.
        :param start: the least id.
        """
        least, most = (number, start), (number, rules.ANY)
        return (reply for _of, reply in merge(*(tree.keys(least, most) for tree in self._replies)))

    def latest(self, end=rules.ANY):
        """Go through the ids of all posts, the latest first.

        :param end: they are less.
        """
        return _backwards(self._posts, end)

    def last(self):
        """Give the id of the latest post; ``None`` without one."""
        return next(self.latest(), None)

    def thread_of(self, number):
        """Give the id of the first post of a thread.

        :param number: id of a post in it.
        """
        post = self.get(number)
        return (post.in_reply_to or number) if post is not None else None

    # Writing

    def addComment(self, comment):
        """Keep a post.

        :param comment: the post; another comment is copied.
        :returns: its id.
        """
        post = aq_base(comment)
        if not IPost.providedBy(post):
            post = Post.of_comment(post)
        number = rules.new_id(time.time(), self.last() or 0)
        root = self.thread_of(post.in_reply_to) if post.in_reply_to else None
        self.put(post, number, root or 0)
        thing = aq_parent(aq_inner(self))
        keep(thing, self)
        kept = self[number]
        # The workflow is not told: what has no history is in its first state, and setting its roles
        # would mark the conversation as changed, over which writers would meet.
        notify_comment_added(kept, None)
        notify(PostAdded(kept, thing))
        return number

    def put(self, post, number, root):
        """Put a post in its place, without telling anybody.

        :param post: the post, of no conversation.
        :param number: its id.
        :param root: id of the first post of its thread; 0 where it begins one.
        """
        shard = number % SHARDS
        post.comment_id = number
        post.in_reply_to = root
        post.__parent__ = aq_base(self)
        self._posts[shard][number] = post
        if root:
            self._replies[shard].insert((root, number))
        else:
            self._roots[shard].insert(number)
        self._count.change(1)

    def take(self, number):
        """Take a post out of its place, without telling anybody and without its replies.

        :param number: its id.
        :returns: the post.
        """
        shard = number % SHARDS
        post = self._posts[shard].pop(number)
        if post.in_reply_to:
            self._replies[shard].remove((post.in_reply_to, number))
        else:
            self._roots[shard].remove(number)
        self._count.change(-1)
        return post

    def note_change(self, hidden=0):
        """Note that a post is not what it was.

        :param hidden: 1 when it is no longer published, -1 when it is again.
        """
        self._changes.change(1)
        if hidden:
            self._hidden.change(hidden)

    def __delitem__(self, key):
        number = _number(key)
        post = self[number]
        for reply in list(self.replies_to(number)):
            del self[reply]
        if post.state != rules.PUBLISHED:
            self._hidden.change(-1)
        notify_comment_removed(post, None)
        self.take(number)
        store.drop(aq_parent(aq_inner(self)).UID(), number)

    def clear(self):
        """Drop everything at once, when what it is about goes."""
        self.__init__()


def _number(key):
    try:
        return int(key)
    except (TypeError, ValueError):
        return None


def _is_public(thing):
    discussion = IDiscussion(thing, None)
    return discussion is not None and discussion.is_public


def _backwards(trees, end):
    """Go through the keys of several trees, the greatest first, reading no more than needed."""
    heap = []

    def push(tree, index, below):
        try:
            heappush(heap, (-tree.maxKey(below - 1), index))
        except ValueError:
            return

    for index, tree in enumerate(trees):
        push(tree, index, end)
    while heap:
        negative, index = heappop(heap)
        yield -negative
        push(trees[index], index, -negative)


def kept_by(thing):
    """Give the conversation that is kept with a thing; ``None`` where nobody has written yet.

    A working copy holds what is kept with the published item, too: it is not the copy's.

    :param thing: the content.
    """
    kept = IAnnotations(thing).get(ANNOTATION)
    return kept if kept is not None and kept.__parent__ is aq_base(thing) else None


def keep(thing, conversation):
    """Tie a conversation to what it is about, where it was not before.

    :param thing: what is discussed.
    :param conversation: its conversation.
    """
    if kept_by(thing) is None:
        IAnnotations(thing)[ANNOTATION] = aq_base(conversation)


@implementer(IConversation)
def conversation_of(thing):
    """Adapt what can be discussed to its conversation, a new one where nobody has written yet.

    :param thing: the content.
    """
    kept = kept_by(thing)
    if kept is None:
        kept = Conversation()
        kept.__parent__ = aq_base(thing)
    return kept.__of__(thing)


@implementer(IReplies)
@adapter(IPosts)
class ThreadsOfConversation(ConversationReplies):
    """The first posts of threads, as :mod:`plone.app.discussion` asks for them."""

    @property
    def children(self):
        """Ids of the posts."""
        return list(self.conversation.threads())


@implementer(IReplies)
@adapter(IPost)
class RepliesToPost(ConversationReplies):
    """The replies to a post.

    :param post: the post.
    """

    def __init__(self, post):
        self.conversation = aq_parent(aq_inner(post))
        self.comment_id = post.comment_id

    def addComment(self, comment):
        """Keep a reply.

        :param comment: the reply.
        """
        comment.in_reply_to = self.comment_id
        return self.conversation.addComment(comment)

    @property
    def children(self):
        """Ids of the replies."""
        return list(self.conversation.replies_to(self.comment_id))
