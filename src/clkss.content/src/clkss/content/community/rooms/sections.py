"""Sections of a committee's page: what lies in its room.

Other rooms show lists of their own kind by a subclass of :class:`ListSection`.
"""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees.sections import CommitteeSection
from clkss.content.community.rooms import mailing
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import words
from clkss.content.community.rooms.content import DOCUMENT
from clkss.content.community.rooms.content import KINDS
from clkss.content.community.rooms.forms import ADD
from clkss.content.frame import showing
from clkss.content.frame.drawing import html
from clkss.content.frame.drawing import with_days
from clkss.content.frame.views import FormView
from functools import cached_property
from plone import api
from plone.base.batch import Batch
from Products.CMFCore.indexing import processQueue
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.i18nmessageid import Message


MOST = 5
"""Entries of a list on the committee's page; its own page has the others."""

PAGE = 30

ENTRY = '<li class="mb-2"><a href="%s">%s</a>%s</li>'

FACT = ' <span class="text-muted">· %s</span>'

BADGE = ' <span class="badge text-bg-secondary">%s</span>'

_MEMO = "clkss.content.community.rooms"


def brains_of(committee, request):
    """Give what lies in a room as the current user may see it, by type, the newest first.

    The catalog is asked once for all sections of a page.

    :param committee: the committee.
    :param request: the request.
    :returns: a mapping of a portal type to brains.
    """
    memo = IAnnotations(request).setdefault(_MEMO, {})
    key = committee.getId()
    if key not in memo:
        found = memo[key] = {}
        catalog = api.portal.get_tool("portal_catalog")
        processQueue()
        path = "/".join(committee.getPhysicalPath())
        rids = showing.shown(catalog, showing.inside(catalog, path), path=path)
        for rid in showing.latest_first(catalog, rids, "created"):
            brain = catalog._catalog[rid]
            found.setdefault(brain.portal_type, []).append(brain)
    return memo[key]


def facts_of(brain):
    """Give what the catalog keeps of room content for lists.

    :param brain: the brain.
    :returns: a mapping; empty for what is not room content.
    """
    known = brain.room_facts
    return known if isinstance(known, dict) else {}


def may_add(committee, request):
    """Say whether the current user writes in a room.

    :param committee: the committee.
    :param request: the request.
    """
    memo = IAnnotations(request).setdefault(f"{_MEMO}.add", {})
    key = committee.getId()
    if key not in memo:
        memo[key] = bool(api.user.has_permission(ADD, obj=committee))
    return memo[key]


class Listed:
    """Entries of a list of room content; no object is woken."""

    portal_type = None
    empty = None
    add_label = None
    foot = ""
    """What stands below the list on the page of all."""

    @cached_property
    def brains(self):
        """What the current user may see of this kind, in order."""
        return self.order_of(brains_of(self.context, self.request).get(self.portal_type, []))

    @property
    def may_add(self):
        """Whether the current user may add one."""
        return may_add(self.context, self.request)

    @property
    def add_url(self):
        """Address of the form that adds one."""
        return f"{self.context.absolute_url()}/++add++{self.portal_type}"

    def order_of(self, brains):
        """Give the brains in the order in which they are shown.

        :param brains: the newest first.
        """
        return brains

    def entry(self, brain):
        """Make an entry of a brain: ``{"url", "title", "facts", "badge"}``.

        :param brain: the brain.
        """
        state = brain.review_state
        return {
            "url": brain.getURL(),
            "title": brain.Title or brain.getId,
            "facts": self.facts(brain),
            "badge": words.STATES.get(state) if state != rules.PUBLIC else None,
        }

    def facts(self, brain):
        """Say in short what matters of an entry: a list of messages.

        :param brain: the brain.
        """
        return []

    def said(self, text):
        """Give a fact or a badge as HTML, in the reader's language.

        :param text: a message, or a text.
        """
        is_message = isinstance(text, Message)
        return with_days(translate(text, context=self.request) if is_message else text)


class ListSection(Listed, CommitteeSection):
    """The first entries of a kind, the way to the others, and the way to add one.

    A kind names its ``portal_type``, ``name`` of the page of all, ``order``, ``title``, ``empty``
    and ``add_label``; it registers an adapter for the section and a page for the list.
    """

    template = ViewPageTemplateFile("templates/section.pt")
    name = None

    def available(self):
        """Say whether there is anything to show to the current user."""
        return bool(self.brains) or self.may_add

    @property
    def entries(self):
        """The first entries."""
        return [self.entry(brain) for brain in self.brains[:MOST]]

    def drawn(self):
        """Give the first entries as HTML; empty where there is none."""
        return "".join(map(self._drawn, self.entries))

    def _drawn(self, entry):
        said = [FACT % self.said(fact) for fact in entry["facts"]]
        if entry["badge"]:
            said.append(BADGE % self.said(entry["badge"]))
        return ENTRY % (html(entry["url"]), html(entry["title"]), "".join(said))

    @property
    def has_more(self):
        """Whether there are more than are shown."""
        return len(self.brains) > MOST

    @property
    def all_url(self):
        """Address of the page of all."""
        return f"{self.context.absolute_url()}/{self.name}"


class ListPage(Listed, BrowserView):
    """All entries of a kind in a committee's room, in pages."""

    template = ViewPageTemplateFile("templates/list.pt")

    def __call__(self):
        return self.template()

    @property
    def page_title(self):
        """What the window is called."""
        return f"{api.portal.translate(self.title)}, {self.context.title}"

    @cached_property
    def batch(self):
        """The entries of this page."""
        found = self.brains
        try:
            start = max(int(self.request.form.get("b_start", 0)), 0)
        except (TypeError, ValueError):
            start = 0
        return Batch(found, PAGE, start=min(start, max(len(found) - 1, 0)))

    @property
    def entries(self):
        """The entries of this page, ready to be shown."""
        return [self.entry(brain) for brain in self.batch]

    def page_url(self, start):
        """Give the address of another page.

        :param start: number of its first entry, counted from zero.
        """
        return f"{self.context.absolute_url()}/{self.__name__}?b_start={start}"


class DocumentList:
    """What the lists of papers have in common."""

    portal_type = DOCUMENT
    title = _("heading_documents", default="Papers")
    empty = _("room_no_documents", default="No paper is here yet.")
    add_label = _("title_add_document", default="Add a paper")

    def facts(self, brain):
        """Say which kind of paper it is, and of which day."""
        known = facts_of(brain)
        return [each for each in (KINDS.get(known.get("kind")), known.get("day")) if each]


class DocumentSection(DocumentList, ListSection):
    """The newest papers."""

    order = 40
    name = "documents"


class DocumentPage(DocumentList, ListPage, FormView):
    """All papers; whoever serves on a committee says here whether to get mails about new ones."""

    foot = ViewPageTemplateFile("templates/paper_mails.pt")

    def __call__(self):
        if self.is_post:
            return self.answer()
        return super().__call__()

    @cached_property
    def user_id(self):
        """The account; None for a visitor."""
        return api.user.get_current().getId()

    @property
    def serves(self):
        """Whether one serves on any committee."""
        return bool(self.user_id and clearances.held(self.user_id))

    @property
    def gets_mails(self):
        """Whether one gets mails about new papers."""
        return not mailing.silent.holds(self.user_id)

    def answer(self):
        """Stop mails about new papers, or let them come again.

        :raises Unauthorized: for whoever serves on no committee.
        :raises Forbidden: when neither was asked for.
        """
        self.check_token()
        if not self.serves:
            raise Unauthorized("Mails are for those who serve on a committee.")
        step = self.request.form.get("mails")
        if step == "stop":
            mailing.silent.keep(self.user_id)
            message = _(
                "message_paper_mails_stop", default="You get no more mails about new papers."
            )
        elif step == "start":
            mailing.silent.end(self.user_id)
            message = _(
                "message_paper_mails_start", default="You get mails about new papers again."
            )
        else:
            raise Forbidden("There is no such step.")
        return self.redirect_with_message(message, f"{self.context.absolute_url()}/{self.__name__}")
