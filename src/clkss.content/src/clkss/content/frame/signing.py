"""Signing in, in the site's own words and without a script."""

from clkss.content import _
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
