"""The page of what one was told in the site."""

from clkss.content import _
from clkss.content.community.discussion import access
from clkss.content.community.discussion import notes
from clkss.content.community.discussion import rules
from clkss.content.community.discussion.people import Names
from clkss.content.community.discussion.views import address_of
from clkss.content.community.discussion.views import shown_time
from clkss.content.frame.views import FormView
from clkss.content.notices import sending
from clkss.content.notices.rules import DAILY
from clkss.content.notices.rules import INSTANT
from clkss.content.notices.rules import is_address
from clkss.content.notices.rules import WEEKLY
from functools import cached_property
from plone import api
from plone.app.discussion.interfaces import IConversation
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


RHYTHMS = {
    INSTANT: _("rhythm_instant", default="At once"),
    DAILY: _("rhythm_daily", default="Every day"),
    WEEKLY: _("rhythm_weekly", default="Every week"),
    notes.NEVER: _("rhythm_never", default="Never; I look here"),
}


class MyNotices(FormView):
    """What a member was told, and how often by mail."""

    template = ViewPageTemplateFile("templates/notices.pt")
    page_title = _("title_my_notices", default="Notices")
    robots = "noindex"

    def __call__(self):
        """Show them, or take a button that was pressed."""
        if not self.is_post:
            return self.template()
        self.check_token()
        url = f"{self.context.absolute_url()}/my-notices"
        if self.request.form.get("action") == "read":
            notes.read_all(self.member)
            return self.redirect_with_message(
                _("notices_read", default="All notices are marked as read."), url
            )
        rhythm = self.request.form.get("rhythm")
        if rhythm not in notes.CHOICES:
            return self.redirect_with_message(
                _("notices_no_rhythm", default="Nothing was changed."), url, "warning"
            )
        language = self.request.get("LANGUAGE") or ""
        notes.choose(self.member, rhythm, language, self.context.absolute_url())
        return self.redirect_with_message(
            _("notices_saved", default="From now on you are told so."), url
        )

    @cached_property
    def member(self):
        """The account."""
        return access.user_id()

    def entries(self):
        """Return the notices about what the member may still read, the latest first."""
        rows = notes.latest(self.member)
        uids = sorted({row.thing for row in rows})
        there = {brain.UID: brain for brain in api.content.find(UID=uids)} if uids else {}
        things = {uid: brain.getObject() for uid, brain in there.items()}
        names = Names(self.context)
        return [each for each in (self._entry(row, things, names) for row in rows) if each]

    def _entry(self, row, things, names):
        thing = things.get(row.thing)
        post = thing is not None and IConversation(thing).get(row.post)
        if not post or not access.may_read(post):
            return None
        return {
            "url": address_of(thing, row.post),
            "title": thing.Title(),
            "author": names.of(post.author_username),
            "excerpt": rules.excerpt(post.text),
            "at": shown_time(row.at),
            "is_mention": row.kind == notes.MENTION,
            "is_new": not row.read,
        }

    def rhythms(self):
        """Return how often one can be told, to choose from."""
        chosen = notes.settings_of(self.member).rhythm
        return [
            {"value": value, "title": title, "chosen": value == chosen}
            for value, title in RHYTHMS.items()
        ]

    def has_address(self):
        """Tell whether the member can get mail."""
        return is_address(api.user.get_current().getProperty("email", ""))

    def is_ready(self):
        """Tell whether the site can send mail."""
        return sending.is_ready()
