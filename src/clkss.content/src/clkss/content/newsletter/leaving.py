"""The last steps of an issue: looking at the mail, trying it, sending it."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content import notices
from clkss.content.frame.views import FormView
from clkss.content.newsletter import choosing
from clkss.content.newsletter import mailing
from clkss.content.newsletter import rules
from clkss.content.newsletter import subscribers
from clkss.content.newsletter import words
from clkss.content.newsletter.content import state_of
from clkss.content.newsletter.workflow import DRAFT
from clkss.content.newsletter.workflow import SEND
from clkss.content.notices import sending
from clkss.content.notices.rules import html
from clkss.content.notices.rules import is_address
from clkss.content.notices.rules import plain
from functools import cached_property
from plone import api
from plone.registry.interfaces import IRegistry
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility

import re


NAMES = {"en": "English", "tl": "Filipino"}

FIELDS = {rules.NO_INTRODUCTION: "introduction", rules.NO_ENTRIES: "entries"}
"""Where in the form a refusal is put right."""

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)


class Preview(FormView):
    """The mail as it will be, and a button that sends a trial to whoever looks."""

    template = ViewPageTemplateFile("templates/preview.pt")
    page_title = _("title_newsletter_preview", default="The newsletter as a mail")
    robots = "noindex"

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        url = f"{self.context.absolute_url()}/@@mail-preview?language={self.language}"
        if not self.can_try():
            message = _(
                "newsletter_no_trial",
                default="There is no trial without a mail address in your account, and a site "
                "that can send mail.",
            )
            return self.redirect_with_message(message, url, "error")
        user_id = getSecurityManager().getUser().getId()
        notices.send(
            mailing.TRIAL,
            f"{mailing.TRIAL}:{self.language}:{user_id}",
            {"issue": self.context.UID()},
            site_url=api.portal.get().absolute_url(),
            language=self.language,
        )
        message = _("newsletter_trial_sent", default="The trial is on its way to your address.")
        return self.redirect_with_message(message, url)

    @cached_property
    def language(self):
        """The language of the mail."""
        asked = self.request.form.get("language")
        return asked if asked in self._spoken() else "en"

    def _spoken(self):
        return getUtility(IRegistry).get("plone.available_languages", None) or ("en",)

    def languages(self):
        """Return the languages to choose from."""
        return [
            {"code": code, "title": NAMES.get(code, code), "chosen": code == self.language}
            for code in self._spoken()
        ]

    @cached_property
    def letter(self):
        """The issue as a letter."""
        site = api.portal.get()
        return mailing.written(site, self.context, self.language, site.absolute_url())

    def browser_language(self):
        """The language of the mail, as browsers know it."""
        return sending.BROWSERS.get(self.language, self.language)

    def text(self):
        """The part of the mail that is plain text."""
        return plain(self.letter)

    def drawn(self):
        """The part of the mail that is HTML, without its head."""
        return _BODY.search(html(self.letter, self.browser_language()))[1]

    def can_try(self):
        """Whether a trial would arrive."""
        user = api.user.get_current()
        return sending.is_ready() and is_address(user.getProperty("email", "") or "")

    def is_draft(self):
        """Whether it was not sent yet."""
        return state_of(self.context) == DRAFT


class Send(FormView):
    """Says to how many an issue goes and what is left out of it; the button sends."""

    template = ViewPageTemplateFile("templates/send.pt")
    page_title = _("title_newsletter_send", default="Send the newsletter")
    robots = "noindex"

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        if self.refusals():
            self.request.response.setStatus(422)
            return self.template()
        api.content.transition(self.context, SEND)
        message = _("newsletter_sent", default="The issue is public now, and on its way by mail.")
        return self.redirect_with_message(message)

    @cached_property
    def number(self):
        """To how many people it goes."""
        return len(mailing.awaiting())

    @cached_property
    def _refused(self):
        return subscribers.refusals(self.context, self.number)

    def refusals(self):
        """Say for what it cannot be sent now."""
        form = f"{self.context.absolute_url()}/@@compose"
        return [
            {
                "text": words.REFUSALS[each],
                "url": f"{form}#{FIELDS[each]}" if each in FIELDS else None,
            }
            for each in self._refused
        ]

    def left_out(self):
        """Name the items that are not public now, as far as the editor may see them."""
        uids = [uid for uid, _line in self.context.pairs()]
        public = {brain.UID for brain in choosing.items(uids)}
        hidden = [uid for uid in uids if uid not in public]
        seen = {brain.UID: brain for brain in api.content.find(UID=hidden)} if hidden else {}
        unseen = _("newsletter_unseen", default="An item that you may not see")
        return [seen[uid].Title if uid in seen else unseen for uid in hidden]

    def has_filipino(self):
        """Whether there is an introduction in Filipino."""
        return bool((self.context.introduction_tl or "").strip())

    def count(self):
        """How many items the mail names."""
        return len(self.context.pairs()) - len(self.left_out())
