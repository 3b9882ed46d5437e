"""The form with which a visitor asks to join, and the thanks."""

from clkss.content import _
from clkss.content import audit
from clkss.content import notices
from clkss.content.frame import tokens
from clkss.content.frame.interfaces import ILook
from clkss.content.frame.views import FormView
from clkss.content.joining import choices
from clkss.content.joining import keys
from clkss.content.joining import recipients
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining import words
from clkss.content.people import consent
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryUtility


TRAP = "homepage"
"""Name of a field that people do not see; programs fill it in."""

TITLE = _("title_join", default="Join a committee")


class Ask(FormView):
    """Needs no account and no script. The answer is the same whether or not there is an account."""

    template = ViewPageTemplateFile("templates/ask.pt")
    page_title = TITLE
    breadcrumbs = ()
    problems = ()
    bits = rules.PROOF_BITS

    def __call__(self):
        self.values = {
            name: " ".join(self.trimmed(name).split())
            for name in ("name", "mail", "organisation", "agency", "function")
        }
        self.agreed = False
        if not self.is_post:
            return self.template()
        self.check_token()
        self.agreed = self.trimmed("consent") == self.notice.digest
        if self.choice.is_unfinished:
            return self.template()
        asked = rules.Asked(
            self.values["name"],
            rules.mail_of(self.values["mail"]),
            self.values["organisation"],
            self.values["agency"],
            self.choice.key,
            self.values["function"],
            bool(self.choice.key),
            self.agreed,
        )
        found = rules.problems(asked, [each["value"] for each in self.agencies()])
        if found:
            return self._again([words.PROBLEMS[problem] for problem in found])
        source = keys.source(self.request.getClientAddr() or "")
        if store.asked_from(source) >= rules.MOST_OF_ONE_SOURCE_A_DAY:
            return self._again([("", words.ENOUGH)], 429)
        if store.unconfirmed() >= rules.MOST_UNCONFIRMED:
            return self._again([("", words.FULL)], 503)
        self._take(asked, source)
        self.request.response.redirect(f"{self.url}/sent", status=303)
        return ""

    def _take(self, asked, source):
        site_url = self.context.absolute_url()
        language = api.portal.get_current_language() or ""
        challenge = self.trimmed(tokens.FIELD)
        id = rules.request_id(challenge, asked.mail, asked.committee, asked.function)
        values = {
            "id": id,
            "name": asked.name,
            "mail": asked.mail,
            "organisation": asked.organisation,
            "agency": asked.agency,
            "committee": asked.committee,
            "function": asked.function,
            "language": language,
            "site_url": site_url,
            "trapped": bool(self.trimmed(TRAP)),
            "aside": not rules.is_proof(challenge, self.trimmed("mail"), self.trimmed("proof")),
        }
        store.ask(
            values,
            source,
            self.notice,
            lambda: notices.send(
                recipients.CONFIRM,
                recipients.name(id),
                {"request": id},
                site_url=site_url,
                language=language,
                key=id,
            ),
        )
        audit.record("join.asked", request=id, committee=asked.committee, function=asked.function)

    def _again(self, problems, status=422):
        self.problems = [{"field": field, "text": text} for field, text in problems]
        self.request.response.setStatus(status)
        return self.template()

    @property
    def url(self):
        """Address of the form."""
        return f"{self.context.absolute_url()}/join"

    def canonical_url(self):
        """Address of the form."""
        return self.url

    @cached_property
    def notice(self):
        """The privacy notice."""
        return consent.notice()

    @cached_property
    def choice(self):
        """The field for the committee."""
        return choices.CommitteeChoice(self.context, self.request, self.url)

    def functions(self):
        """Return the functions to choose from."""
        return choices.functions(self.values["function"])

    def agencies(self):
        """Return the agencies to choose from."""
        return choices.agencies(self.context, self.values["agency"])

    def is_wrong(self, field):
        """Say whether a field has to be corrected.

        :param field: its name.
        """
        return any(problem["field"] == field for problem in self.problems)

    def script(self):
        """Return the address of the script that does the work of proof, if the site has a look."""
        look = queryUtility(ILook)
        if look is None:
            return None
        return f"{self.context.absolute_url()}/{look.static('js/join.js')}"


class Sent(BrowserView):
    """The thanks: the same for everybody, and nothing of what was sent."""

    template = ViewPageTemplateFile("templates/sent.pt")
    page_title = _("title_join_sent", default="Look into your mail")
    robots = "noindex"
    breadcrumbs = ()

    def __call__(self):
        return self.template()
