"""The base of every view that writes."""

from clkss.content.frame import tokens
from clkss.content.frame.errors import FormRefused
from clkss.content.frame.rules import Verdict
from markupsafe import Markup
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import MethodNotAllowed
from zope.interface import alsoProvides


class FormView(BrowserView):
    """A view that takes a form.

    The form holds ``view/token_field``; the view calls :meth:`check_token` before it
    looks at anything else, whoever posts: visitors too, which Plone's own protection
    leaves unchecked.
    """

    @property
    def is_post(self):
        """Tell whether a form came with the request."""
        return self.request.get("REQUEST_METHOD") == "POST"

    def token(self):
        """Return the token for whoever looks at the form."""
        return tokens.make(self.request)

    def token_field(self):
        """Return the hidden input that carries the token."""
        return Markup('<input type="hidden" name="{}" value="{}" />').format(
            tokens.FIELD, self.token()
        )

    def check_token(self):
        """Refuse a form that this site did not give to whoever sends it.

        Afterwards Plone's automatic protection is off for the request: the
        question it asks is answered.

        :raises MethodNotAllowed: when the request is no POST.
        :raises FormRefused: (a ``Forbidden``) when the token is missing, wrong or old.
        """
        if not self.is_post:
            raise MethodNotAllowed("Send the form with POST.")
        verdict = tokens.judge(self.request)
        if verdict is not Verdict.GOOD:
            raise FormRefused(verdict)
        alsoProvides(self.request, IDisableCSRFProtection)

    def trimmed(self, name):
        """Read a text of the form.

        :param name: name of the input.
        :returns: the text without space around it; empty for what is missing, or is no text.
        """
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def redirect_with_message(self, message, url=None, kind="info"):
        """Send the browser on, so that a reload does not write twice.

        :param message: a message id, shown on the next page.
        :param url: where to; the context's own address by default.
        :param kind: ``info``, ``warning`` or ``error``.
        :returns: an empty body.
        """
        IStatusMessage(self.request).addStatusMessage(message, type=kind)
        self.request.response.redirect(url or self.context.absolute_url(), status=303)
        return ""
