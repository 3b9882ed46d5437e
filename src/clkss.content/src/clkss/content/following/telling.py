"""Telling members what is new in the searches that they follow."""

from clkss.content import _
from clkss.content.following import rules
from clkss.content.following import store
from clkss.content.following.finding import Finder
from clkss.content.following.finding import published
from clkss.content.notices import digests
from clkss.content.notices.interfaces import IGathered
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import INSTANT
from clkss.content.notices.rules import Section
from clkss.content.notices.rules import Taken
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search import rules as search_rules
from plone import api
from zope.i18n import translate
from zope.interface import implementer

import time


@implementer(IGathered)
class Following:
    """The searches of members as a source of mails."""

    path = "my-searches"

    def members(self, rhythm):
        """Name the members who want to be told in a rhythm.

        :param rhythm: how often.
        """
        return store.members(rhythm)

    def gather(self, site, member, rhythm):
        """Take what is new in a member's searches. An item that is in two is told in one of them.

        :param site: the site root.
        :param member: user id; the current user.
        :param rhythm: how often.
        """
        now = time.time()
        mine = [row for row in store.of_member(member) if row.rhythm == rhythm and not row.paused]
        oldest = min((rules.since(row.since, now) for row in mine), default=now)
        appeared = store.appeared_since(oldest)
        if not mine or not appeared:
            return None
        finder = Finder(site, site.REQUEST)
        open_now = published(appeared)
        named, taken = set(), []
        for row in mine:
            query = finder.query(row.query)
            new = rules.untold(appeared, rules.since(row.since, now), store.told_of(row.id))
            there = {rid: uid for rid, uid in open_now.items() if uid in new}
            if query is None or not there:
                continue
            found = finder.among(query, there)
            store.tell(row.id, found)
            items = [uid for uid in found if uid not in named]
            if items:
                named.update(items)
                taken.append([row.id, items[: rules.MOST_NAMED], len(items)])
        if not taken:
            return None
        return Taken(taken, mine[0].site_url, mine[0].language)

    def sections(self, site, taken, language, site_url):
        """Say what was taken, as the current user may see it now.

        :param site: the site root.
        :param taken: lists of search, UIDs and their number before some were cut off.
        :param language: language of the mail.
        :param site_url: address of the site.
        """
        member = api.user.get_current().getId()
        mine = {row.id: row for row in store.of_member(member) if not row.paused}
        finder = Finder(site, site.REQUEST, language)
        found = []
        for search, items, count in taken:
            query = finder.query(mine[search].query) if search in mine else None
            entries = query and _entries(items, finder.titles, site_url)
            if entries:
                base = f"{site_url}/repository"
                name, more = mine[search].name, count - len(items)
                words = _("mail_more", default="${number} more", mapping={"number": more})
                found.append(
                    Section(
                        name,
                        search_rules.address(base, query),
                        entries,
                        translate(words, target_language=language) if more > 0 else "",
                    )
                )
        return found

    def stop(self, member, taken):
        """Pause the searches that were told of.

        :param member: user id.
        :param taken: lists of search, UIDs and their number.
        """
        for search, _items, _count in taken:
            store.change(member, search, paused=True)


def _entries(items, titles, site_url):
    brains = {
        brain.UID: brain for brain in api.content.find(UID=list(items), review_state=PUBLISHED)
    }
    return [
        Entry(
            brains[uid].Title,
            f"{site_url}/permalink/{uid}",
            titles.short(search_rules.KIND, brains[uid].portal_type),
        )
        for uid in items
        if uid in brains
    ]


def tell(site, job):
    """Tell those who want to know at once: a job, a few after each publication and every hour.

    :param site: the site root.
    :param job: the job.
    """
    return digests.start(site, INSTANT, job.id)
