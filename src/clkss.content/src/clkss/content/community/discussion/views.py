"""The posts about a thing, as a part of its page."""

from clkss.content.community.discussion import access
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import words
from clkss.content.community.discussion.drawing import Drawing
from clkss.content.community.discussion.people import Names
from clkss.content.community.discussion.people import profiles_of
from clkss.content.frame import moments
from clkss.content.frame.interfaces import ILook
from clkss.content.frame.views import FormView
from clkss.content.relational import StoreBusy
from functools import cached_property
from functools import lru_cache
from itertools import islice
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.i18n import negotiate


SIZE = 20
"""Threads on a page."""

REPLIES = 30
"""Replies of a thread on a page; of more, a page of the thread's own."""

ANCHOR = "post-"

OVERRIDDEN = "Products.CMFPlone.i18nl10n.override_dateformat."
"""Records by which a site writes dates in a way of its own."""


def number_from(form, name):
    """Read the id of a post from a form or an address; 0 without one.

    :param form: ``request.form``.
    :param name: of the field.
    """
    value = form.get(name, "")
    if not isinstance(value, str) or not value.isdecimal() or not value.isascii():
        return 0
    return int(value) if len(value) < 20 and int(value) <= rules.ANY else 0


def address_of(thing, number=0):
    """Give the address of the page that shows a post.

    :param thing: what is discussed.
    :param number: id of the post.
    """
    url = f"{thing.absolute_url()}{access.discussion_of(thing).path}"
    return f"{url}?post={number}#{ANCHOR}{number}" if number else url


def shown_time(seconds):
    """Write a moment for readers.

    :param seconds: since the epoch.
    """
    registry = getUtility(IRegistry)
    formats = tuple(registry.get(OVERRIDDEN + name) for name in ("Enabled", "date_format_long"))
    return _shown_time(int(seconds), negotiate(getRequest()), formats)


@lru_cache(maxsize=4096)
def _shown_time(seconds, language, formats):
    """Write a moment once; what it is written in is all that it depends on."""
    return moments.said(seconds, long_format=True)


def mention_script():
    """Give the address of the script that offers people; nothing without a policy."""
    look = queryUtility(ILook)
    return look and f"{api.portal.get().absolute_url()}/{look.static('js/mentions.js')}"


class Discussion(FormView):
    """All that is said about a thing, some threads at a time.

    Drawn within the page of the thing; ``post``, ``from``, ``before``, ``last`` and ``thread`` of
    the address choose what is shown.
    """

    script = staticmethod(mention_script)
    part = 0
    """Number of the part of the thing to which what is written here refers."""

    @cached_property
    def discussion(self):
        """What the thing says of its discussion."""
        return access.discussion_of(self.context)

    @cached_property
    def conversation(self):
        """The posts."""
        return IConversation(self.context)

    @property
    def shown(self):
        """Whether there is anything to show."""
        if self.discussion is None:
            return False
        return self.discussion.is_open or bool(self.conversation)

    @cached_property
    def url(self):
        """Address of the page without choices."""
        return f"{self.base}{self.discussion.path}"

    @cached_property
    def base(self):
        """Address of the thing."""
        return self.context.absolute_url()

    @cached_property
    def member(self):
        """Who reads; ``None`` for a visitor."""
        return access.user_id()

    @cached_property
    def moderates(self):
        """Whether the reader moderates."""
        return access.moderates(self.context)

    @cached_property
    def may_write(self):
        """Whether the reader may write, but for a ban."""
        return access.may_write(self.context)

    @cached_property
    def ban(self):
        """Whether the reader is banned."""
        return self.member is not None and access.is_banned()

    @cached_property
    def names(self):
        """How authors are called."""
        return Names(api.portal.get())

    @cached_property
    def mark(self):
        """How far the reader has read; ``None`` for whoever was never here."""
        if self.member is None:
            return None
        uid = self.context.UID()
        return store.marks_of(self.member, [uid]).get(uid)

    @cached_property
    def seen(self):
        """Id of the latest post that the reader has seen."""
        return self.mark.seen if self.mark is not None else 0

    @property
    def watches(self):
        """``watch``, ``mute`` or nothing."""
        return self.mark.how if self.mark is not None else ""

    def sign_in_url(self):
        """Give the address of the page on which one signs in."""
        return f"{api.portal.get().absolute_url()}/login"

    def count(self):
        """Count what everybody who is here may read."""
        return self.conversation.shown()

    # Which posts

    @cached_property
    def thread(self):
        """Id of the only thread that is shown; 0 for all."""
        number = number_from(self.request.form, "thread")
        return number if number in self.conversation else 0

    @cached_property
    def batch(self):
        """Ids of the threads, or of the replies of the only thread, that are shown."""
        form = self.request.form
        if self.thread:
            start = number_from(form, "from")
            return list(islice(self.conversation.replies_to(self.thread, start), REPLIES))
        end = number_from(form, "before")
        if form.get("last") or end:
            return self.conversation.threads_before(end or rules.ANY, SIZE)
        start = number_from(form, "from")
        wanted = number_from(form, "post")
        if wanted and not start:
            root = self.conversation.thread_of(wanted)
            if root is not None:
                # The post stands in the middle of its page, not alone on top.
                earlier = self.conversation.threads_before(root, SIZE // 2)
                start = earlier[0] if earlier else root
        return list(islice(self.conversation.threads(start), SIZE))

    @cached_property
    def next(self):
        """Id of the first thread, or reply, that follows; 0 when there is none."""
        if not self.batch:
            return 0
        start = self.batch[-1] + 1
        if self.thread:
            return next(self.conversation.replies_to(self.thread, start), 0)
        return next(self.conversation.threads(start), 0)

    @cached_property
    def has_earlier(self):
        """Whether there are threads before those shown."""
        if self.thread or not self.batch:
            return False
        return bool(self.conversation.threads_before(self.batch[0], 1))

    def pages(self):
        """Return the addresses that lead on: pairs of a name and an address."""
        found = {}
        if self.thread:
            found["all"] = address_of(self.context, self.thread)
            if self.next:
                found["next"] = f"{self.url}?thread={self.thread}&from={self.next}#discussion"
            return found
        if self.has_earlier:
            found["first"] = f"{self.url}#discussion"
            found["earlier"] = f"{self.url}?before={self.batch[0]}#discussion"
        if self.next:
            found["next"] = f"{self.url}?from={self.next}#discussion"
            found["last"] = f"{self.url}?last=1#discussion"
        return found

    def first_unread(self):
        """Give the address of the first post that the reader has not seen; nothing without one."""
        if self.mark is None:
            return None
        for post in self.conversation.getComments(self.seen + 1, SIZE):
            if post.state == rules.PUBLISHED and post.author_username != self.member:
                return address_of(self.context, post.number)
        return None

    def threads(self):
        """Return what is shown, thread by thread, and note that the reader has seen it."""
        if self.thread:
            replies = [self._entry(number) for number in self.batch]
            threads = [self._thread(self.thread, replies, 0)]
        else:
            threads = [self._whole(number) for number in self.batch]
        # What was new is marked before it counts as seen.
        self._note_seen()
        threads = [each for each in threads if each is not None]
        self._link_authors([post for each in threads for post in (each["first"], *each["replies"])])
        return threads

    def _link_authors(self, posts):
        posts = [post for post in posts if not post["gone"]]
        pages = profiles_of(api.portal.get(), [post["member"] for post in posts])
        for post in posts:
            post["profile"] = pages.get(post.pop("member"))

    def drawn(self, threads) -> str:
        """Draw threads.

        :param threads: some of :meth:`threads`.
        """
        return Drawing(self).threads(threads)

    def _whole(self, number):
        replies = list(islice(self.conversation.replies_to(number), REPLIES + 1))
        more = len(replies) > REPLIES
        entries = [self._entry(each) for each in replies[:REPLIES]]
        return self._thread(number, entries, more and replies[REPLIES])

    def _thread(self, number, replies, more):
        first = self._entry(number)
        replies = [each for each in replies if each is not None]
        if first is None and not replies:
            return None
        address = f"{self.url}?thread={number}&from={more}#discussion" if more else None
        return {"first": first or {"gone": True, "id": number}, "replies": replies, "more": address}

    def _note_seen(self):
        if self.member is None or self.thread:
            return
        seen = self.next - 1 if self.next else self.conversation.last() or 0
        if seen <= self.seen:
            return
        try:
            store.mark_now(self.member, self.context.UID(), seen)
        except StoreBusy:
            # A receipt that is missing costs a mark that stays.
            return

    def _entry(self, number):
        post = self.conversation[number]
        state = post.state
        if state == rules.REMOVED:
            return {"gone": True, "id": number}
        is_mine = self.member is not None and post.author_username == self.member
        # Whoever is here sees the thing; the rest is what ``access.may_read`` asks.
        waits = state == rules.PENDING and is_mine
        if state != rules.PUBLISHED and not self.moderates and not waits:
            return None
        answer = self.discussion.answered_by == number
        return {
            "gone": False,
            "id": number,
            "anchor": f"{ANCHOR}{number}",
            "about": post.about,
            "url": f"{self.url}?post={number}#{ANCHOR}{number}",
            "author": self.names.of(post.author_username),
            "member": post.author_username,
            "at": shown_time(rules.moment_of(number)),
            "shows_history": self.moderates or access.is_author(post),
            "edited": shown_time(post.edited) if post.edited and self.member else None,
            "html": rules.html(post.text, {handle for handle, _member in post.mentions}),
            "state": None if state == rules.PUBLISHED else words.STATES[state],
            "is_new": self.mark is not None and number > self.seen and not is_mine,
            "is_answer": answer,
            "may_edit": is_mine and state in (rules.PUBLISHED, rules.PENDING) and self.may_write,
            "may_reply": state == rules.PUBLISHED and self.may_write and not self.ban,
            "may_report": state == rules.PUBLISHED and not is_mine,
            "may_answer": state == rules.PUBLISHED and self.may_choose and not answer,
            "files": [
                {"name": file.filename, "url": f"{self.base}/@@post-file?post={number}&n={place}"}
                for place, file in enumerate(post.files)
            ],
        }

    @cached_property
    def may_choose(self):
        """Whether the reader says which post is the answer."""
        if not self.discussion.can_be_answered or self.member is None:
            return False
        return self.moderates or self.discussion.asked_by == self.member
