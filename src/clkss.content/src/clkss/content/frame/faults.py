"""Pages for what went wrong: in the frame, in plain words, without a trace."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.frame import foreign
from clkss.content.frame import kept
from clkss.content.frame import tokens
from clkss.content.frame.errors import FormRefused
from clkss.content.frame.rules import Verdict
from clkss.content.interfaces import IClkssLayer
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages import STATUSMESSAGEKEY
from transaction.interfaces import TransientError
from zExceptions import Forbidden
from zExceptions import HTTPException
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate
from ZPublisher.interfaces import IPubAfterTraversal

import json
import logging


logger = logging.getLogger(__name__)

RESUME = "clkss_resume"

BUSY = 503
"""The status where trying again may help: others wrote, or a store is being started again."""

RETRY_AFTER = 10
"""Seconds that a program is asked to wait then."""

PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8" /><title>Error</title></head>
<body><h1>This page cannot be shown</h1>
<p>Something went wrong on our side. Please try again in a few minutes.</p></body></html>
"""


class RestFault(ErrorHandling):
    """The answer to a program; what failed in our code is told to administrators alone.

    The message of such an error may hold a piece of what somebody must not see.
    """

    def __call__(self):
        if not isinstance(self.context, HTTPException):
            _take_back(self.request)
        if isinstance(self.context, TransientError):
            _say_busy(self.request.response)
        return super().__call__()

    def render_exception(self, exception):
        """Say what went wrong.

        :param exception: the error.
        """
        said = super().render_exception(exception)
        if isinstance(exception, TransientError):
            said["message"] = translate(
                _(
                    "rest_busy",
                    default="The site is busy and saved nothing. Try again in a moment.",
                ),
                context=self.request,
            )
        elif said and not isinstance(exception, HTTPException) and "traceback" not in said:
            said["message"] = "Something went wrong on our side."
        return said


def _say_busy(response):
    # Locked, since the publisher goes by the name of the class afterwards.
    response.setStatus(BUSY, lock=True)
    response.setHeader("Retry-After", str(RETRY_AFTER))
    response.setHeader("Cache-Control", "private, no-store")


def _take_back(request):
    """Take back what the request said of a success that did not come to be."""
    annotations = IAnnotations(request)
    if STATUSMESSAGEKEY in annotations:
        del annotations[STATUSMESSAGEKEY]
        request.response.cookies.pop(STATUSMESSAGEKEY, None)
    request.response.headers.pop("location", None)


class ErrorPage(BrowserView):
    """The page for an error; which one depends on the error."""

    not_found = ViewPageTemplateFile("templates/not_found.pt")
    refused = ViewPageTemplateFile("templates/refused.pt")
    signed_out = ViewPageTemplateFile("templates/signed_out.pt")
    forbidden = ViewPageTemplateFile("templates/forbidden.pt")
    failed = ViewPageTemplateFile("templates/failed.pt")

    robots = "noindex"
    breadcrumbs = ()
    error = None

    def __call__(self):
        self.error = self.context
        if IAPIRequest.providedBy(self.request):
            return RestFault(self.error, self.request)()
        if isinstance(self.error, NotFound) and self._moved():
            return ""
        if isinstance(self.error, Unauthorized) and not self._lost_its_session():
            return ""
        if self.is_busy:
            _say_busy(self.request.response)
        if not isinstance(self.error, HTTPException):
            _take_back(self.request)
        else:
            self.request.response.setStatus(self.error.getStatus(), lock=True)
        if "text/html" not in (self.request.getHeader("Accept") or ""):
            self.request.response.setHeader("Content-Type", "application/json")
            return json.dumps({"error_type": type(self.error).__name__})
        return self._page()

    def _page(self):
        self.context = getSite()
        try:
            if isinstance(self.error, NotFound):
                return self.not_found()
            if isinstance(self.error, FormRefused) or self.is_busy:
                return self.refused()
            if isinstance(self.error, Unauthorized):
                # The page asks for the password itself: no redirect, which would drop the text.
                self.request.response._has_challenged = True
                return self.signed_out()
            if isinstance(self.error, Forbidden):
                return self.forbidden()
            return self.failed()
        except Exception:
            logger.exception("The page for %s cannot be shown", type(self.error).__name__)
            return PLAIN

    def _moved(self):
        parent = getattr(self, "__parent__", None)
        redirector = queryMultiAdapter((parent, self.request), name="plone_redirector_view")
        return redirector is not None and redirector.attempt_redirect()

    def _lost_its_session(self):
        return (
            self.request.get("REQUEST_METHOD") == "POST"
            and getSecurityManager().getUser().getId() is None
            and not foreign.is_foreign(self.request)
            and bool(kept.fields(self.request.form))
        )

    @property
    def reason(self):
        """Why something was not taken, where that is said."""
        return str(self.error) if getattr(self.error, "is_in_words", False) else None

    @property
    def page_title(self):
        """What the window is called."""
        if self.reason:
            return _("title_not_taken", default="This was not possible")
        if self.is_busy:
            return _("title_busy", default="The site is busy")
        if isinstance(self.error, NotFound):
            return _("title_not_found", default="This page is not here")
        if isinstance(self.error, FormRefused):
            return _("title_form_refused", default="Please send this once more")
        if isinstance(self.error, Unauthorized):
            return _("title_signed_out", default="You are signed out")
        if isinstance(self.error, Forbidden):
            return _("title_forbidden", default="This is not allowed")
        return _("title_failed", default="Something went wrong")

    page_description = ""

    @property
    def canonical_url(self):
        """An error page has no address of its own."""
        return getSite().absolute_url()

    @property
    def is_busy(self):
        """Tell whether trying again may help."""
        return isinstance(self.error, TransientError)

    @property
    def may_be_sent_again(self):
        """Tell whether a form came from this site, only too long ago or at a bad moment."""
        if self.is_busy:
            return self.request.get("REQUEST_METHOD") == "POST" and not foreign.is_foreign(
                self.request
            )
        return self.error.verdict is Verdict.OLD

    @property
    def address(self):
        """Where the form was sent."""
        return self.request.get("ACTUAL_URL") or self.request.get("URL")

    @property
    def asked_address(self):
        """What was asked for, with all that stood in its address."""
        query = self.request.get("QUERY_STRING")
        return f"{self.address}?{query}" if query else self.address

    def kept_fields(self):
        """Return the fields to be sent again, without the old token."""
        return [
            {"name": name, "value": value}
            for name, value in kept.fields(self.request.form)
            if self._token_is_kept or name != tokens.FIELD
        ]

    @property
    def _token_is_kept(self):
        return isinstance(self.error, Unauthorized)

    def kept_texts(self):
        """Return what was written by hand."""
        return kept.texts(self.request.form)

    @property
    def has_files(self):
        """Tell whether files have to be chosen again."""
        return bool(kept.files(self.request.form))

    @property
    def tried_in_vain(self):
        """Tell whether a wrong name or password was given on the page before."""
        return RESUME in self.request.form

    def new_token_field(self):
        """Return a hidden input with a fresh token."""
        return f'<input type="hidden" name="{tokens.FIELD}" value="{tokens.make(self.request)}" />'


@adapter(IPubAfterTraversal)
def sign_in_again(event):
    """Start a new session for whoever signed in on the page that kept their text.

    PAS has checked name and password already; the form's own token is checked by
    its view, as ever.
    """
    request = event.request
    if not IClkssLayer.providedBy(request) or RESUME not in request.form:
        return
    user = getSecurityManager().getUser()
    name = request.form.get("__ac_name")
    if request.get("REQUEST_METHOD") == "POST" and name and user.getId() is not None:
        getSite().acl_users.updateCredentials(
            request, request.response, user.getUserName(), request.form.get("__ac_password")
        )
