"""What moderators do: a queue, a page for each post, bans."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.community.discussion import access
from clkss.content.community.discussion import banning
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import reporting
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import telling
from clkss.content.community.discussion import words
from clkss.content.community.discussion.people import Names
from clkss.content.community.discussion.views import shown_time
from clkss.content.community.discussion.writing import PostForm
from clkss.content.review.sections import WorkSection
from datetime import date
from functools import cached_property
from plone import api
from plone.app.discussion.interfaces import IConversation
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


VIEW = "discussion-queue"

MOST = 300
"""Rows that a queue looks at."""


class ModeratePost(PostForm):
    """Publish, hide, show again or remove a post; ban its author."""

    template = ViewPageTemplateFile("templates/moderate.pt")
    page_title = _("title_moderate_post", default="Moderate a post")

    def __call__(self):
        """Show the form, or take it.

        :raises Unauthorized: for whoever does not moderate here.
        """
        if self.is_post:
            self.check_token()
        if not access.moderates(self.context):
            raise Unauthorized("For moderators.")
        if not self.is_post:
            return self.template()
        move = self.text_of("move")
        if move == "settle":
            reporting.settle(self.context.UID(), self.post.number)
            return self.back(_("moderate_settled", default="The reports are settled."))
        if move == "ban":
            return self._ban()
        return self._move(move)

    def _move(self, move):
        number = self.post.number
        try:
            posting.moderate(self.post, move, self.text_of("reason"))
        except posting.PostRefused as refused:
            return self.again(refused.reasons)
        reporting.settle(self.context.UID(), number)
        return self.redirect_with_message(
            _("moderate_done", default="Done."), f"{api.portal.get().absolute_url()}/{VIEW}"
        )

    def may_ban(self):
        """Say whether the reader may ban people."""
        return access.moderates_everywhere()

    def _ban(self):
        if not self.may_ban():
            raise Unauthorized("For the moderators of all boards.")
        member = self.post.author_username
        reason = rules.clean(self.text_of("reason"))[: rules.LONGEST_REASON]
        until = _day(self.text_of("until"))
        found = rules.ban_problems(until, reason, clearances.today())
        if not member or member == access.user_id():
            return self.again([words.NOT_YOURS])
        if found:
            return self.again([words.PROBLEMS[each] for each in found])
        clearances.assert_current(access.user_id())
        banning.give(member, until, reason, access.user_id())
        return self.back(_("moderate_banned", default="The author writes no more until that day."))

    def state(self):
        """Say in which state the post is."""
        return words.STATES[self.post.state]

    def moves(self):
        """Return what can be done with the post."""
        return [
            {"value": move, "title": words.MOVES[move], "reason": move != rules.APPROVE}
            for move in rules.MOVES[self.post.state]
        ]

    def reports(self):
        """Return what readers say of the post."""
        return [
            {"kind": reporting.KINDS[row.kind], "words": row.words, "at": shown_time(row.at)}
            for row in reporting.about(self.context.UID(), self.post.number)
        ]

    def history(self):
        """Return what was done with the post, and why."""
        names = Names(api.portal.get())
        workflow = getToolByName(self.context, "portal_workflow")
        entries = workflow.getInfoFor(self.post, "review_history", ()) or ()
        return [
            {
                "what": words.STATES.get(entry["review_state"], entry["review_state"]),
                "who": names.of(entry["actor"]),
                "why": entry["comments"],
            }
            for entry in entries
            if entry["action"]
        ]

    def soonest(self):
        """Return the first day that a ban can end with."""
        return clearances.today().isoformat()


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def queue(site):
    """List what waits for the current user as a moderator.

    :param site: the site.
    :returns: mappings with ``url``, ``title``, ``facts``, ``excerpt`` and ``urgent``.
    """
    things = {}

    def moderated(uid):
        if uid not in things:
            thing = telling.thing_by(site, uid)
            things[uid] = thing if thing is not None and access.moderates(thing) else None
        return things[uid]

    found = {}
    mine = [uid for uid in reporting.reported() if moderated(uid) is not None]
    for row in reporting.waiting(mine, MOST):
        thing = moderated(row.thing)
        post = thing is not None and IConversation(thing).get(row.post)
        if post and post.state != rules.REMOVED:
            entry = found.setdefault((row.thing, row.post), _waiting(thing, post))
            entry["facts"].append(reporting.KINDS[row.kind])
            entry["urgent"] = entry["urgent"] or row.kind == reporting.URGENT
    for row in store.waiting(MOST):
        thing = moderated(row.thing)
        post = thing is not None and IConversation(thing).get(row.id)
        if post and post.state == rules.PENDING and (row.thing, row.id) not in found:
            entry = found[row.thing, row.id] = _waiting(thing, post)
            entry["facts"].append(words.STATES[rules.PENDING])
    return list(found.values())


def _waiting(thing, post):
    return {
        "url": f"{thing.absolute_url()}/@@moderate-post?post={post.number}",
        "title": thing.Title(),
        "excerpt": rules.excerpt(post.text),
        "at": shown_time(rules.moment_of(post.number)),
        "facts": [],
        "urgent": False,
    }


class Queue(BrowserView):
    """What waits for the reader as a moderator."""

    page_title = _("title_discussion_queue", default="Posts to moderate")
    robots = "noindex"

    @cached_property
    def entries(self):
        """What waits, reports before first posts."""
        return queue(self.context)

    def may_see_bans(self):
        """Say whether the reader moderates everywhere."""
        return access.moderates_everywhere()


class Bans(PostForm):
    """Who may not write for now, for those who moderate everywhere."""

    template = ViewPageTemplateFile("templates/bans.pt")
    page_title = _("title_bans", default="Bans")

    def __call__(self):
        """Show them, or lift one."""
        if not self.is_post:
            return self.template()
        self.check_token()
        member = self.text_of("member")
        clearances.assert_current(access.user_id() or "")
        if banning.of(member) is not None:
            banning.lift(member)
        return self.redirect_with_message(
            _("ban_lifted", default="The member may write again."),
            f"{self.context.absolute_url()}/@@discussion-bans",
        )

    def bans(self):
        """Return the bans, those that ended too."""
        site = api.portal.get()
        today = clearances.today()
        return [
            {
                "member": row.member,
                "name": directory.full_name(site, row.member),
                "until": row.until.isoformat(),
                "reason": row.reason,
                "by": directory.full_name(site, row.given_by),
                "holds": rules.is_banned(row.until, today),
            }
            for row in banning.listing()
        ]


class PostsWaiting(WorkSection):
    """What waits for a moderator, in "My work"."""

    order = 15
    title = _("my_work_posts", default="Posts to moderate")
    empty = _("my_work_posts_none", default="No post waits for you.")

    @cached_property
    def entries(self):
        """What waits."""
        return queue(self.site)

    @property
    def shown(self):
        """Whether anything waits."""
        return bool(self.entries)
