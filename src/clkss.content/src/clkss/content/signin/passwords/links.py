"""The page behind the link of a mail: it sets a password, and whoever makes links up waits."""

from clkss.content import _
from clkss.content.signin.passwords import policy
from clkss.content.signin.throttle import rules
from clkss.content.signin.throttle import store
from clkss.content.signin.throttle.checking import source_digest
from plone import api
from Products.CMFPlone.browser.login.password_reset import PasswordResetView
from Products.CMFPlone.RegistrationTool import get_member_by_login_name
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


WAIT = _(
    "message_links_wait",
    default="Too many links that lead nowhere were opened from your network. Please try again in"
    " some minutes.",
)


def _limits(request):
    return {source_digest(request, "links"): rules.LINK}


def is_shut(request):
    """Tell whether no link is looked at for now from where a request comes.

    :param request: the request.
    """
    return store.is_shut(_limits(request))


def count(request):
    """Count a link that led nowhere, whatever becomes of the request.

    :param request: the request.
    """
    store.count(_limits(request))


class NewPassword(PasswordResetView):
    """Plone's page, kept by nobody; its owner's names count against a new password."""

    too_many = ViewPageTemplateFile("templates/too_many.pt")
    wait = WAIT
    robots = "noindex"

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if is_shut(self.request):
            self.request.response.setStatus(429)
            return self.too_many()
        return super().__call__()

    def invalid(self):
        """Say that a link leads nowhere, and count it."""
        count(self.request)
        return super().invalid()

    def getErrors(self):
        """Return what is wrong with what was entered; ``None`` before anything was."""
        state = super().getErrors()
        if state is None or state:
            return state
        owner = self._owner()
        names = policy.names_of_account(api.portal.get(), owner)
        problem = policy.problem(self.request.form["password"], names) if owner else None
        return {"password": problem, "status": "failure"} if problem else {}

    def _owner(self):
        """Return the account that the link is for, once its owner has named it, too."""
        tool = api.portal.get_tool("portal_password_reset")
        link = self.subpath[0] if self.subpath else self.request.get("key")
        owner, expires = tool._requests.get(link) or (None, None)
        if owner is None or tool.expired(expires):
            return None
        entered = self.request.form.get("userid")
        member = get_member_by_login_name(self.context, entered, raise_exceptions=False)
        return owner if member is not None and member.getId() == owner else None
