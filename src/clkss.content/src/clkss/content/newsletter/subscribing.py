"""How one comes to get the newsletter: with an account by a button, without one by two steps."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content import notices
from clkss.content.care.keys import digest
from clkss.content.care.notes.rules import day_of
from clkss.content.frame.keys import keys
from clkss.content.frame.views import FormView
from clkss.content.newsletter import mailing
from clkss.content.newsletter import rules
from clkss.content.newsletter import store
from clkss.content.notices.rules import is_address
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import time


TRAP = "homepage"
"""Name of a field that people do not see; programs fill it in."""

TOO_MANY = _(
    "newsletter_full",
    default="So many ask at this moment that your address was not taken. Please try again in an "
    "hour.",
)
BAD_ADDRESS = _(
    "newsletter_bad_address", default="Write one mail address, such as ana@example.org."
)
NO_CONSENT = _("newsletter_no_consent", default="Tick that you want to get the newsletter.")


class Subscribe(FormView):
    """For members a button, for visitors a form that asks for a mail address and nothing else.

    Whether an address is known already, the answer does not tell.
    """

    template = ViewPageTemplateFile("templates/subscribe.pt")
    page_title = _("title_newsletter_subscribe", default="Get the newsletter by mail")
    robots = "noindex"
    problems = ()
    address = ""
    consent = False

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        return self._member() if self.member else self._visitor()

    @cached_property
    def member(self):
        """The account; None for a visitor."""
        return getSecurityManager().getUser().getId()

    def member_address(self):
        """The mail address of the member, if there is one."""
        address = api.user.get_current().getProperty("email", "") or ""
        return address if is_address(address) else ""

    def follows(self):
        """Whether the member gets the newsletter."""
        return store.follows(self.member)

    def _member(self):
        url = f"{self.context.absolute_url()}/subscribe"
        action = self.trimmed("action")
        if action == "stop":
            store.leave(self.member)
            message = _("newsletter_member_left", default="You get no newsletter any more.")
            return self.redirect_with_message(message, url)
        if action != "follow" or not self.member_address():
            return self.redirect_with_message(BAD_ADDRESS, url, "error")
        language = self.request.get("LANGUAGE") or ""
        store.follow(self.member, language, api.portal.get().absolute_url())
        message = _("newsletter_member_follows", default="You get the newsletter from now on.")
        return self.redirect_with_message(message, url)

    def _visitor(self):
        self.address = self.trimmed("mail")
        self.consent = bool(self.trimmed("consent"))
        found = []
        if not is_address(self.address) or "." not in self.address.rpartition("@")[2]:
            found.append(("mail", BAD_ADDRESS))
        if not self.consent:
            found.append(("consent", NO_CONSENT))
        if found:
            return self._again(found, 422)
        if not self.trimmed(TRAP):
            now = time.time()
            source = digest("newsletter", day_of(now), self.request.getClientAddr() or "")
            if store.is_full(source):
                return self._again([("", TOO_MANY)], 429)
            self._ask(source, now)
        self.request.response.redirect(f"{self.context.absolute_url()}/subscribed", status=303)
        return ""

    def _ask(self, source, now):
        language = self.request.get("LANGUAGE") or ""
        site_url = api.portal.get().absolute_url()
        id = store.ask(self.address, language, site_url, source)
        # One mail a day to one address: nobody is flooded by somebody else.
        notices.send(
            mailing.CONFIRM,
            f"{mailing.SUBSCRIBER}:{id}",
            {"subscriber": id},
            site_url=site_url,
            language=language,
            key=f"{id} {day_of(now)}",
        )

    def _again(self, problems, status):
        self.problems = [{"field": field, "text": text} for field, text in problems]
        self.request.response.setStatus(status)
        return self.template()

    def error(self, field):
        """Return what is wrong with a field, or None.

        :param field: its name.
        """
        return next((each["text"] for each in self.problems if each["field"] == field), None)


class Subscribed(BrowserView):
    """What comes next; the same for every address."""

    page_title = _("title_newsletter_subscribed", default="Look into your mail")
    robots = "noindex"


@implementer(IPublishTraverse)
class Confirm(FormView):
    """Behind the link of the mail: a button, which confirms."""

    template = ViewPageTemplateFile("templates/confirm.pt")
    page_title = _("title_newsletter_confirm", default="Do you want the newsletter?")
    robots = "noindex"
    breadcrumbs = ()
    token_of_link = None
    state = "ask"

    def publishTraverse(self, request, name):
        """Take the token from the address.

        :raises NotFound: when there is more than a token.
        """
        if self.token_of_link is not None:
            raise NotFound(name)
        self.token_of_link = name
        return self

    def __call__(self):
        """Ask, or confirm.

        :raises NotFound: when the site did not make the link.
        """
        verdict, id = rules.judge(keys(), self.token_of_link, time.time())
        if verdict is rules.Verdict.WRONG:
            raise NotFound("confirm")
        if self.is_post:
            self.check_token()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        row = store.find(id)
        if row is not None and row.confirmed is not None:
            self.state = "done"
        elif row is None or verdict is rules.Verdict.OLD:
            self.state = "old"
        elif self.is_post:
            store.confirm(id)
            self.state = "done"
        return self.template()

    def canonical_url(self):
        """One address for all links: search engines and shared links learn none of them."""
        return f"{self.context.absolute_url()}/subscribe"
