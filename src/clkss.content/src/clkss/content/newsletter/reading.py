"""An issue as it is read, and the archive."""

from clkss.content import _
from clkss.content.frame import moments
from clkss.content.frame.views import FormView
from clkss.content.newsletter import choosing
from clkss.content.newsletter import rules
from clkss.content.newsletter import words
from clkss.content.newsletter.content import PORTAL_TYPE
from clkss.content.newsletter.content import state_of
from clkss.content.newsletter.workflow import DRAFT
from clkss.content.newsletter.workflow import SENT
from clkss.content.search import feeds
from clkss.content.search import syndication
from clkss.content.search.titles import Titles
from datetime import datetime
from functools import cached_property
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.registry.interfaces import IRegistry
from Products.Five.browser import BrowserView
from zope.component import getUtility
from zope.i18n import translate


EDIT = "Modify portal content"

PUBLISH = "clkss: Publish Knowledge"

MOST_IN_FEED = 24


def paragraphs(text):
    """Part a text where there is an empty line.

    :param text: plain text.
    """
    parts = (text or "").replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]


class IssueView(BrowserView):
    """An issue: what a visitor may see of its items, whoever reads it."""

    def page_title(self):
        """The title."""
        return self.context.title

    def page_description(self):
        """The first words."""
        said = paragraphs(self.context.said_in(self.language))
        return said[0][:300] if said else ""

    @property
    def robots(self):
        """A draft is for no search engine."""
        return "noindex" if self.is_draft else None

    @cached_property
    def is_draft(self):
        """Whether it was not sent yet."""
        return state_of(self.context) == DRAFT

    @cached_property
    def language(self):
        """Language of the page."""
        return self.request.get("LANGUAGE") or "en"

    def may_edit(self):
        """Whether the reader writes it."""
        return self.is_draft and api.user.has_permission(EDIT, obj=self.context)

    def may_publish(self):
        """Whether the reader is one of those who write the newsletter."""
        return api.user.has_permission(PUBLISH, obj=self.context)

    def month(self):
        """The month in words."""
        return words.month(self.context.month, self.language)

    def sent(self):
        """The day on which it was sent, in words; empty for a draft."""
        if self.is_draft:
            return ""
        return moments.said(self.context.effective())

    def introduction(self):
        """The introduction in the language of the page, in paragraphs."""
        return paragraphs(self.context.said_in(self.language))

    def entries(self):
        """The items; of one that is not public any more, only that there was one."""
        pairs = self.context.pairs()
        found = {brain.UID: brain for brain in choosing.items(uid for uid, _line in pairs)}
        titles = Titles(self.context, self.request)
        shown = []
        for uid, line in pairs:
            brain = found.get(uid)
            if brain is None:
                shown.append(None)
                continue
            shown.append(
                {
                    "url": brain.getURL(),
                    "title": brain.Title,
                    "kind": choosing.kind(brain, titles),
                    "text": line or brain.Description or "",
                }
            )
        return shown


class Archive(FormView):
    """All issues, the newest first; drafts for those who write them."""

    @property
    def page_title(self):
        """What the page is called."""
        return _("title_newsletters", default="Newsletter")

    def may_write(self):
        """Whether the reader writes the newsletter."""
        return api.user.has_permission(PUBLISH, obj=self.context)

    def issues(self):
        """The issues that were sent."""
        return [self._shown(brain) for brain in _sent()]

    def drafts(self):
        """The issues that are being written, for those who may see them."""
        if not self.may_write():
            return []
        found = api.content.find(
            portal_type=PORTAL_TYPE, review_state=DRAFT, sort_on="created", sort_order="descending"
        )
        return [self._shown(brain) for brain in found]

    def _shown(self, brain):
        sent = brain.review_state == SENT
        return {
            "url": brain.getURL(),
            "title": brain.Title,
            "sent": moments.said(brain.effective) if sent else "",
        }


def _sent():
    return api.content.find(
        portal_type=PORTAL_TYPE, review_state=SENT, sort_on="effective", sort_order="descending"
    )


class Begin(FormView):
    """Begins an issue: a button on the page of all issues."""

    def __call__(self):
        self.check_token()
        month = datetime.now().strftime("%Y-%m")
        title = _(
            "newsletter_first_title",
            default="What is new: ${month}",
            mapping={"month": words.month(month, "en")},
        )
        issue = createContentInContainer(
            self.context,
            PORTAL_TYPE,
            title=translate(title, target_language="en")[: rules.LONGEST_TITLE],
            month=month,
        )
        self.request.response.redirect(f"{issue.absolute_url()}/@@compose", status=303)
        return ""


class Rss(BrowserView):
    """The issues as a feed."""

    def __call__(self):
        site = api.portal.get()
        language = self.request.get("LANGUAGE") or "en"
        name = getUtility(IRegistry).get("plone.site_title") or site.Title()
        title = translate(_("title_newsletters", default="Newsletter"), target_language=language)
        home = self.context.absolute_url()
        feed = syndication.Feed(
            title=f"{title} – {name}",
            description=title,
            publisher=name,
            address=home,
            own_address=f"{home}/issues.rss",
            language=feeds.LANGUAGES.get(language, language),
            changed=self.context.created().asdatetime(),
        )
        entries = [self._entry(brain, language) for brain in _sent()[:MOST_IN_FEED]]
        response = self.request.response
        response.setHeader("Content-Type", "application/rss+xml; charset=utf-8")
        return syndication.rss(feed, entries)

    def _entry(self, brain, language):
        said = paragraphs(brain.getObject().said_in(language))
        return syndication.Entry(
            uid=brain.UID,
            title=brain.Title,
            summary=said[0] if said else "",
            address=brain.getURL(),
            published=feeds.published(brain),
            changed=brain.modified.asdatetime(),
        )
