"""The topics of a board that everybody reads, as a feed."""

from clkss.content import _
from clkss.content.community.boards import rules
from clkss.content.community.boards.views import rows_of
from clkss.content.community.discussion.rules import excerpt
from clkss.content.community.discussion.rules import moment_of
from clkss.content.community.discussion.rules import PUBLISHED
from clkss.content.outreach import public
from clkss.content.search import syndication
from clkss.content.search.feeds import LANGUAGES
from datetime import datetime
from datetime import UTC
from plone.app.discussion.interfaces import IConversation
from plone.registry.interfaces import IRegistry
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility
from zope.i18n import translate


MOST = 30


class Feed(BrowserView):
    """What visitors may read of a board, whoever asks; the latest post first."""

    name = write = media_type = None

    def __call__(self):
        """Write the feed.

        :raises NotFound: when the board is not for everybody.
        """
        if self.context.audience != rules.PUBLIC:
            raise NotFound(self.name)
        path = "/".join(self.context.getPhysicalPath())
        brains = {brain.UID: brain for brain in public.found(portal_type="Topic", path=path)}
        rows = sorted(rows_of(brains.values()), key=lambda row: -row.last)[:MOST]
        entries = [self._entry(brains[row.uid], row) for row in rows if row.last]
        response = self.request.response
        response.setHeader("Content-Type", f"{self.media_type}; charset=utf-8")
        response.setHeader("Cache-Control", "public, max-age=0, must-revalidate")
        return self.write(self._feed(), entries)

    def _feed(self):
        site = getUtility(IRegistry).get("plone.site_title") or "CLKSS"
        said = _("description_board_feed", default="Topics of the board, the latest post first.")
        language = self.request.get("LANGUAGE") or "en"
        url = self.context.absolute_url()
        return syndication.Feed(
            title=f"{self.context.Title()} – {site}",
            description=self.context.Description() or translate(said, context=self.request),
            publisher=site,
            address=url,
            own_address=f"{url}/@@{self.name}",
            language=LANGUAGES.get(language, language),
            changed=self.context.created().asdatetime(),
        )

    def _entry(self, brain, row):
        topic = brain._unrestrictedGetObject()
        post = IConversation(topic).get(row.last)
        shown = post is not None and post.state == PUBLISHED
        when = datetime.fromtimestamp(moment_of(row.last), UTC)
        return syndication.Entry(
            uid=brain.UID,
            title=brain.Title,
            summary=excerpt(post.text) if shown else "",
            address=brain.getURL(),
            published=datetime.fromtimestamp(row.created, UTC),
            changed=when,
        )


class Rss(Feed):
    """RSS 2.0."""

    name = "board.rss"
    media_type = "application/rss+xml"
    write = staticmethod(syndication.rss)


class Atom(Feed):
    """Atom."""

    name = "board.atom"
    media_type = "application/atom+xml"
    write = staticmethod(syndication.atom)
