"""The mail address of one's account, and the language of mails."""

from clkss.content import _
from clkss.content import audit
from clkss.content import notices
from clkss.content.frame.page import LANGUAGE_NAMES
from clkss.content.notices.rules import is_address
from clkss.content.people import newmail
from clkss.content.people.leaving import is_password
from clkss.content.people.own import OwnPage
from clkss.content.signin import keys
from clkss.content.signin import letters
from clkss.content.signin.factor.views import WRONG_PASSWORD
from clkss.content.signin.throttle import rules as throttle
from clkss.content.signin.throttle import store as counts
from clkss.content.signin.throttle.checking import source_digest
from plone import api
from plone.i18n.interfaces import ILanguageSchema
from plone.registry.interfaces import IRegistry
from plone.restapi.deserializer import json_body
from plone.restapi.services.users.update import UsersPatch
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility


TITLE = _("link_personal_information", default="Mail address and language")

NO_ADDRESS = _("people_no_address", default="Enter a mail address, such as name@example.org.")

TOO_OFTEN = _(
    "people_address_too_often",
    default="You asked for such mails several times. Nothing was changed: try again in an hour.",
)

CONFIRMED_ONLY = _(
    "people_rest_own_page",
    default="Change your mail address and your photo on your profile: an address has to be"
    " confirmed, and photos are drawn anew.",
)


def current_mail():
    """Return the mail address of whoever asks."""
    return api.user.get_current().getProperty("email", "") or ""


class Address(OwnPage):
    """Takes a new address, which waits until it is confirmed, and a language at once."""

    template = ViewPageTemplateFile("templates/address.pt")
    page_title = TITLE
    errors = ()

    def __call__(self):
        self.mail = current_mail()
        self.language = api.user.get_current().getProperty("language", "") or ""
        if not self.is_post:
            return self.template()
        self.check_token()
        self.mail, self.language = self.trimmed("mail"), self.trimmed("language")
        is_new = self.mail.lower() != current_mail().lower()
        self.errors = dict(self._problems()) if is_new else {}
        if self.errors:
            self.request.response.setStatus(422)
            return self.template()
        self._keep_language()
        if is_new:
            self._ask(self.mail.lower())
            return self.redirect_with_message(
                _(
                    "people_address_asked",
                    default="A mail goes to the new address. Open the link in it within a day;"
                    " until then mails go to the old one. If none comes, ask again in an hour.",
                ),
                f"{self.url}/address",
            )
        message = _("people_address_saved", default="The language of your mails is saved.")
        return self.redirect_with_message(message, self.url)

    def _problems(self):
        if not is_address(self.mail) or "." not in self.mail.rpartition("@")[2]:
            yield "mail", NO_ADDRESS
            return
        password = self.request.form.get("password", "")
        if not isinstance(password, str) or not is_password(self.context, self.user_id, password):
            audit.record_now("account.mail-refused", user=self.user_id)
            yield "password", WRONG_PASSWORD
        elif counts.is_shut(self._own_limits()):
            yield "mail", TOO_OFTEN

    def _keep_language(self):
        if self.language in {"", *(code for code, _name in self.languages())}:
            api.user.get_current().setMemberProperties({"language": self.language})

    def _ask(self, mail):
        """Have a mail sent; the answer is the same whether another account has the address."""
        # How often others asked for mails to that address is not told.
        at_address = {keys.digest("mail", throttle.name_of(mail)): throttle.MAIL}
        if counts.is_shut(at_address):
            return
        counts.count(at_address | self._own_limits())
        newmail.ask(self.user_id, mail)
        audit.record("account.mail-asked", user=self.user_id)
        letters.tell(newmail.ASKED, self.user_id)
        notices.send(
            newmail.CONFIRM,
            newmail.name(self.user_id),
            site_url=self.context.absolute_url(),
            language=self.language,
        )

    def _own_limits(self):
        return {
            keys.digest("new mail", self.user_id): throttle.MAIL,
            source_digest(self.request, "mails"): throttle.MAILS,
        }

    def waiting(self):
        """Return the address that is not confirmed yet, or ``None``."""
        return newmail.of(self.user_id)

    def languages(self):
        """Return codes and names of the languages that the site speaks."""
        settings = getUtility(IRegistry).forInterface(ILanguageSchema, prefix="plone", check=False)
        return [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.available_languages]


class Confirm(OwnPage):
    """The page behind the link of the mail: looking changes nothing, the button does."""

    template = ViewPageTemplateFile("templates/confirm.pt")
    page_title = newmail.CONFIRM_TITLE

    def __call__(self):
        # Nothing for other sites; "no-referrer" would take the form's own origin away, too.
        self.request.response.setHeader("Referrer-Policy", "same-origin")
        self.key = self.trimmed("key")
        self.mail = newmail.confirmed(self.user_id, self.key)
        if self.is_post:
            self.check_token()
            if self.mail and newmail.is_taken(self.context, self.mail, self.user_id):
                self.mail = None
        if self.mail is None:
            self.request.response.setStatus(410)
            return self.template()
        if not self.is_post:
            return self.template()
        self._change(self.mail)
        message = _("people_address_changed", default="Mails go to your new address from now on.")
        return self.redirect_with_message(message, self.url)

    def _change(self, mail):
        """Use the new address, also to sign in where the old one was used for that."""
        old, member = current_mail(), api.user.get_current()
        member.setMemberProperties({"email": mail})
        if old and member.getUserName().lower() == old.lower():
            self.context.acl_users.updateLoginName(self.user_id, mail)
        newmail.settle(self.user_id)
        audit.record("account.mail-changed", user=self.user_id)


class ToAddress(BrowserView):
    """Plone's forms for one's own account lead to ours."""

    def __call__(self):
        url = f"{api.portal.get().absolute_url()}/people/me/address"
        self.request.response.redirect(url, status=303)
        return ""


class GuardedUsersPatch(UsersPatch):
    """Accounts over REST: nobody gives themselves an address that they did not confirm."""

    def reply(self):
        """Change an account, except for what only its own pages change."""
        own_pages = not (self.can_manage_users or self._is_anonymous)
        if own_pages and {"email", "portrait"} & set(json_body(self.request)):
            return self._error(403, "Forbidden", CONFIRMED_ONLY)
        return super().reply()
