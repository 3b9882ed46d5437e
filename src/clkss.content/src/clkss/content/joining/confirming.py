"""The page behind the link of the mail: a password, a button, and an account is there."""

from clkss.content import _
from clkss.content import audit
from clkss.content import relational
from clkss.content.frame.views import FormView
from clkss.content.joining import accounts
from clkss.content.joining import keys
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining import telling
from clkss.content.people.tables import texts
from clkss.content.review.words import committee as committee_words
from clkss.content.signin.passwords import policy
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from sqlalchemy import select


class Confirm(FormView):
    """Looking changes nothing: programs that check mails look, too.

    A link that was used, is too old or was never made answers alike.

    :param token: what came with the address.
    """

    template = ViewPageTemplateFile("templates/confirm.pt")
    page_title = _("title_join_confirm", default="Confirm your mail address")
    robots = "noindex"
    breadcrumbs = ()
    error = None

    def __init__(self, context, request, token):
        super().__init__(context, request)
        self.link = token

    def __call__(self):
        # Nothing for other sites; "no-referrer" would take the form's own origin away, too.
        self.request.response.setHeader("Referrer-Policy", "same-origin")
        self.row = self._waiting()
        if self.row is None:
            self.request.response.setStatus(410)
            return self.template()
        if not self.is_post:
            return self.template()
        self.check_token()
        if accounts.exists(self.context, self.row.mail):
            self.row = None
            self.request.response.setStatus(410)
            return self.template()
        return self._confirm()

    def _waiting(self):
        request = keys.request_of(self.link)
        row = store.find(request) if request is not None else None
        return row if row is not None and row.state == rules.UNCONFIRMED else None

    def _confirm(self):
        password, again = (self._password(name) for name in ("password", "password_again"))
        tool = api.portal.get_tool("portal_registration")
        self.error = (
            (
                policy.problem(password, (self.row.name, self.row.mail))
                or tool.testPasswordValidity(password, again)
            )
            if password
            else _("joining_no_password", default="Choose a password.")
        )
        if self.error:
            self.request.response.setStatus(422)
            return self.template()
        row = self.row
        person = accounts.make(self.context, row, password)
        store.confirm(row.id, person, row.mail)
        store.note_address(person, self.context.absolute_url(), row.language)
        accounts.agree(person, row, self._notice_text())
        audit.record("account.joined", user=person, request=row.id)
        telling.waiting(self.context, row.committee, person, row.id)
        message = _(
            "joining_confirmed",
            default="Your account is ready. Sign in with your mail address; you get a mail when "
            "the committee has decided.",
        )
        url = f"{self.context.absolute_url()}/login?came_from={self.context.absolute_url()}/join"
        return self.redirect_with_message(message, url)

    def _notice_text(self):
        query = select(texts.c.text).where(texts.c.digest == self.row.notice)
        with relational.read() as connection:
            return connection.execute(query).scalar() or ""

    def _password(self, name):
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def url(self):
        """Address of this page."""
        return f"{self.context.absolute_url()}/join/confirm/{self.link}"

    def canonical_url(self):
        """One address for all links: nobody learns one from it."""
        return f"{self.context.absolute_url()}/join"

    def committee(self):
        """Name the committee that was asked for."""
        return committee_words(self.row.committee)
