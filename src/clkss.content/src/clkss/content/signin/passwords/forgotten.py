"""Asking for a new password: the same answer and work whether or not there is an account."""

from clkss.content import _
from clkss.content.frame.views import FormView
from clkss.content.signin import keys
from clkss.content.signin import letters
from clkss.content.signin.passwords import links
from clkss.content.signin.throttle import rules
from clkss.content.signin.throttle import store
from clkss.content.signin.throttle.checking import source_digest
from plone.restapi.services.users.add import UsersPost
from Products.Five.browser import BrowserView
from zope.component.hooks import getSite


LONGEST = 254


def ask(request, text):
    """Have a mail sent to whom an account belongs, once the transaction has committed.

    :param request: the request.
    :param text: user name or mail address, as it was entered.
    """
    text = text.strip()[:LONGEST]
    if not text:
        return
    limits = {
        keys.digest("mail", rules.name_of(text)): rules.MAIL,
        source_digest(request, "mails"): rules.MAILS,
    }
    if store.is_shut(limits):
        return
    store.count(limits)
    user_id = account(getSite(), text)
    letters.tell(letters.FORGOTTEN, user_id or keys.digest("nobody", text))


def account(site, text):
    """Find the account that is meant; every way is tried, so that it takes as long in any case.

    :param site: the site.
    :param text: user name or mail address.
    :returns: the account's id; ``None`` when there is none, or several share the address.
    """
    users = site.acl_users
    found = [
        {each["userid"] for each in users.searchUsers(id=text, exact_match=True)},
        {each["userid"] for each in users.searchUsers(login=text, exact_match=True)},
        {
            each["userid"]
            for each in users.searchUsers(email=text)
            if str(each.get("email", "")).casefold() == text.casefold()
        },
    ]
    return next((ids.pop() for ids in found if len(ids) == 1), None)


class Forgotten(FormView):
    """The page behind "Forgotten your password?"."""

    page_title = _("title_forgotten", default="Set a new password")
    robots = "noindex"
    breadcrumbs = ()

    def __call__(self):
        if not self.is_post:
            return self.index()
        self.check_token()
        entered = self.request.form.get("account", "")
        ask(self.request, entered if isinstance(entered, str) else "")
        message = _(
            "message_forgotten",
            default="If there is such an account, a mail with a link is on its way to its owner."
            " The link works once, for a day.",
        )
        return self.redirect_with_message(message, f"{self.context.absolute_url()}/login")


class ToForgotten(BrowserView):
    """Plone's older page for it leads to ours."""

    def __call__(self):
        self.request.response.redirect(f"{getSite().absolute_url()}/login-help")
        return ""


class GuardedUsersPost(UsersPost):
    """Accounts over REST: a new password is asked for as on the page."""

    def _get_user_by_login_name(self, user_id):
        # Only whether there is one is looked at, before the token or the caller is checked.
        return super()._get_user_by_login_name(user_id) or self.context

    def update_password(self, data):
        """Send a mail, or set a password with a token or with the old one.

        :param data: what the caller sent.
        """
        if not data:
            ask(self.request, self.params[0])
            return None
        if not data.get("reset_token"):
            return super().update_password(data)
        if links.is_shut(self.request):
            return self._error(429, "Too Many Requests", links.WAIT)
        answer = super().update_password(data)
        if answer is not None and self.request.response.getStatus() == 403:
            links.count(self.request)
        return answer
