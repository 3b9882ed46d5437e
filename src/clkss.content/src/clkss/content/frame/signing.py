"""Signing in and out, in the site's own words and without a script."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.frame.views import FormView
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.browser.login.login import LoginForm


class SignIn(LoginForm):
    """Plone's sign-in with a form of ours."""

    page_title = _("title_sign_in", default="Sign in")
    robots = "noindex"
    breadcrumbs = ()
    body_class = "clkss-sign-in"

    def canonical_url(self):
        """One address, whatever page somebody came from."""
        return f"{self.context.absolute_url()}/login"

    def came_from(self):
        """Address to go back to afterwards, or nothing."""
        return self.widgets["came_from"].value or ""

    def given_name(self):
        """The name that was typed before."""
        name = self.request.form.get("__ac_name", "")
        return name if isinstance(name, str) else ""


class SignOut(FormView):
    """Ends all sessions of a person; a link alone only asks whether it should."""

    page_title = _("title_sign_out", default="Sign out")
    robots = "noindex"
    breadcrumbs = ()

    def __call__(self):
        if getSecurityManager().getUser().getId() is None:
            return self.request.response.redirect(self.context.absolute_url())
        if not self.is_post:
            return self.index()
        self.check_token()
        getToolByName(self.context, "portal_membership").logoutUser(self.request)
        return self.redirect_with_message(
            _("message_signed_out", default="You are signed out, on all your devices.")
        )
