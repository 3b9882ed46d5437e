"""Telling members of posts: in the site at once, by mail as often as each one wants."""

from clkss.content import _
from clkss.content import jobs
from clkss.content.community.discussion import access
from clkss.content.community.discussion import notes
from clkss.content.community.discussion import people
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.notices.interfaces import IGathered
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import INSTANT
from clkss.content.notices.rules import Section
from clkss.content.notices.rules import Taken
from plone import api
from plone.app.discussion.interfaces import IConversation
from zope.i18n import translate
from zope.interface import implementer

import time


VIEW = "my-notices"

MOST_NAMED = 30
"""Topics in a mail."""

ROUND = 120
"""Seconds that are told together to those who want to know at once."""

NOT_PUBLIC = _(
    "notice_not_public", default="A discussion that is not public: the link shows it to you"
)


def thing_by(site, uid):
    """Find what is discussed, whoever asks.

    :param site: the site.
    :param uid: its UID.
    """
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if len(brains) == 1 else None


def tell(site, job, thing, post, site_url, edited=None):
    """Note for whom a post is news: a job.

    Whoever is mentioned, watches the thing or watches its board, and may see it; not its author,
    and nobody who muted it.

    :param site: the site root.
    :param job: the job.
    :param thing: UID of what the post is about.
    :param post: its id.
    :param site_url: address of the site as the author knows it.
    :param edited: when it was reworded: then only who is mentioned now is told.
    :returns: number of members.
    """
    item = thing_by(site, thing)
    discussion = item and access.discussion_of(item)
    written = discussion and IConversation(item).get(post)
    if not written or written.state != rules.PUBLISHED:
        return 0
    watching = store.watchers([thing, discussion.board] if discussion.board else [thing])
    how = rules.chosen(watching)
    author = written.author_username or ""
    wanted = {}
    if not edited:
        known = store.readers_of(thing, post)
        wanted = {
            each: notes.POST for each, said in how.items() if said == "watch" and each not in known
        }
    for _handle, member in written.mentions:
        if how.get(member) != "mute":
            wanted[member] = notes.MENTION
    kinds = {
        member: kind
        for member, kind in wanted.items()
        if member != author and people.may_see(site, member, item)
    }
    notes.add(thing, post, kinds, site_url)
    now = int(time.time())
    for member, rhythm in sorted(notes.rhythms_of(kinds).items()):
        if rhythm == INSTANT:
            jobs.schedule(
                "notices.gather",
                {"member": member, "rhythm": INSTANT},
                key=f"discussion {now // ROUND} {member}",
                delay=ROUND - now % ROUND,
            )
    return len(kinds)


@implementer(IGathered)
class Posts:
    """Posts as a source of mails."""

    path = VIEW

    def members(self, rhythm):
        """Name the members for whom there is something.

        :param rhythm: how often.
        """
        return notes.members(rhythm)

    def gather(self, site, member, rhythm):
        """Take what is new for a member.

        :param site: the site root.
        :param member: user id; the current user.
        :param rhythm: how often.
        """
        settings = notes.settings_of(member)
        rows = notes.untold(member) if settings.rhythm == rhythm else []
        if not rows:
            return None
        notes.tell(row.id for row in rows)
        taken = {}
        for row in rows:
            if not row.read:
                kinds = taken.setdefault(row.thing, {notes.MENTION: 0, notes.POST: 0})
                kinds[row.kind] += 1
        if not taken:
            return None
        value = [[thing, kinds[notes.MENTION], kinds[notes.POST]] for thing, kinds in taken.items()]
        return Taken(value[:MOST_NAMED], settings.site_url, settings.language)

    def sections(self, site, taken, language, site_url):
        """Say what was taken, as the current user may see it now.

        Only what visitors can read is named; of all else there is a link and a number.

        :param site: the site root.
        :param taken: lists of UID, number of mentions and of other posts.
        :param language: language of the mail.
        :param site_url: address of the site.
        """
        there = {brain.UID: brain for brain in api.content.find(UID=[each[0] for each in taken])}
        entries = []
        for uid, mentions, posts in taken:
            item = there[uid].getObject() if uid in there else None
            discussion = item is not None and access.discussion_of(item)
            if not discussion:
                continue
            said = [
                translate(words, target_language=language)
                for words in (_mentions(mentions), _posts(posts))
                if words
            ]
            title = item.Title() if discussion.is_public else _translated(NOT_PUBLIC, language)
            entries.append(Entry(title, f"{site_url}/permalink/{uid}", ", ".join(said)))
        if not entries:
            return []
        heading = _("notice_heading", default="Discussions")
        return [Section(_translated(heading, language), f"{site_url}/{VIEW}", entries)]

    def stop(self, member, taken):
        """Send the member no more of these mails.

        :param member: user id.
        :param taken: not used.
        """
        notes.stop(member)


def _translated(message, language):
    return translate(message, target_language=language)


def _mentions(count):
    if not count:
        return None
    return _("notice_mentions", default="you were mentioned")


def _posts(count):
    if not count:
        return None
    return _("notice_posts", default="new posts: ${count}", mapping={"count": count})
