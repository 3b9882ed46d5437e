"""Pages of the second factor: setting one up, showing it, having it taken away."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import directory
from clkss.content.committees import rules as committees
from clkss.content.frame import moments
from clkss.content.frame import session
from clkss.content.frame.views import FormView
from clkss.content.signin import keys
from clkss.content.signin import letters
from clkss.content.signin.factor import noting
from clkss.content.signin.factor import rules
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from functools import cached_property
from plone.registry.interfaces import IRegistry
from Products.CMFCore.utils import getToolByName
from urllib.parse import urlencode
from zExceptions import Forbidden
from zope.component import getUtility
from zope.i18n import translate

import pyotp
import segno


ADMINISTER = "Plone Site Setup: Users and Groups"

WRONG_CODE = _(
    "error_code",
    default="This code was not accepted. Codes of the telephone change every half minute and work"
    " once; after several wrong ones nothing is looked at for a while.",
)

WRONG_PASSWORD = _(
    "error_password_not_accepted",
    default="This password was not accepted. After several wrong ones nothing is looked at for some"
    " minutes.",
)


class Mine(FormView):
    """What the pages about one's own second factor have in common."""

    robots = "noindex"
    breadcrumbs = ()
    error = None

    @cached_property
    def site(self):
        """The site."""
        return access.current_site()

    @cached_property
    def user(self):
        """Whoever asks."""
        return getSecurityManager().getUser()

    @property
    def user_id(self):
        """The account of whoever asks; ``None`` for visitors and accounts of the server."""
        user_id = self.user.getId()
        known = user_id is not None and self.site.acl_users.source_users
        return user_id if known and known.enumerateUsers(id=user_id, exact_match=True) else None

    @property
    def factor(self):
        """Its second factor, or ``None``."""
        return store.find(self.site, self.user_id)

    @property
    def is_confirmed(self):
        """Whether the second factor was shown since signing in."""
        return standing.is_confirmed(self.site, self.request, self.user_id)

    @property
    def came_from(self):
        """Address within the site to go on to, or nothing."""
        url = self.request.form.get("came_from", "")
        inside = getToolByName(self.site, "portal_url").isURLInPortal
        return url if isinstance(url, str) and url and inside(url) else ""

    def entered(self, name):
        """Return what was entered in a field.

        :param name: name of the field.
        """
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def say(self, message):
        """Return a message in the language of the request.

        :param message: a message id.
        """
        return translate(message, context=self.request)

    def address(self, name):
        """Give the address of a page that leads on to where somebody came from.

        :param name: the page.
        """
        query = f"?{urlencode({'came_from': self.came_from})}" if self.came_from else ""
        return f"{self.site.absolute_url()}/{name}{query}"

    def to_sign_in(self):
        """Send a visitor to the page for signing in."""
        self.request.response.redirect(self.address("login"))
        return ""


class Confirm(Mine):
    """Asks for the code, after the password."""

    page_title = _("title_confirm_sign_in", default="Confirm that it is you")

    def __call__(self):
        if self.user_id is None:
            return self.to_sign_in()
        if self.factor is None or self.is_confirmed:
            self.request.response.redirect(self.came_from or self.site.absolute_url())
            return ""
        if not self.is_post:
            return self.index()
        self.check_token()
        kind = store.check(self.site, self.user_id, self.entered("code"))
        if kind is None:
            self.error = self.say(WRONG_CODE)
            return self.index()
        session.begin(self.site, self.request, self.user_id, confirmed=True)
        noting.note(self.site, self.user_id, kind)
        message = _("message_confirmed", default="You are signed in.")
        return self.redirect_with_message(message, self.came_from or self.site.absolute_url())


class SecondFactor(Mine):
    """One's own second factor: set it up, change it, take it away."""

    page_title = _("title_second_factor", default="Second factor")
    setup = None
    codes = ()

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.user_id is None:
            if self.user.getId() is None:
                return self.to_sign_in()
            raise Forbidden("second-factor")
        if self.factor is not None and not self.is_confirmed:
            here = urlencode({"came_from": f"{self.site.absolute_url()}/second-factor"})
            self.request.response.redirect(f"{self.site.absolute_url()}/confirm-sign-in?{here}")
            return ""
        if not self.is_post:
            return self.index()
        self.check_token()
        if "confirm" in self.request.form:
            return self._confirm()
        if not self._knows_password():
            self.error = self.say(WRONG_PASSWORD)
            return self.index()
        if "begin" in self.request.form:
            self.setup = store.new_secret()
        elif self.factor is not None and "codes" in self.request.form:
            self.codes = store.renew_codes(self.site, self.user_id)
            audit.record("signin.codes-renewed", user=self.user_id)
        elif self.factor is not None and "off" in self.request.form:
            return self._off()
        return self.index()

    @property
    def is_required(self):
        """Whether the person needs one."""
        return standing.is_required(self.site, self.user)

    @property
    def since(self):
        """The day since when there is one."""
        day = moments.there(self.factor.since)
        return day.date().isoformat()

    @property
    def may_reset(self):
        """Whether the person may take away that of others."""
        return is_resetter(self.site, self.user)

    @property
    def sealed(self):
        """The new secret, so that only this site reads it and only for this person."""
        return keys.seal(f"{self.user_id}\0{self.setup}")

    @property
    def secret(self):
        """The new secret, to be typed."""
        return rules.grouped(self.setup)

    def code(self):
        """Return the new secret as a picture for the telephone's camera."""
        name = getUtility(IRegistry).get("plone.site_title", None) or self.site.Title()
        address = pyotp.TOTP(self.setup).provisioning_uri(
            name=self.user.getUserName(), issuer_name=name
        )
        picture = segno.make(address, error="m", micro=False)
        label = self.say(
            _("label_qr", default="Picture for the camera of your telephone; the secret is below")
        )
        return picture.svg_inline(
            scale=5, light="#fff", omitsize=True, svgclass=None, lineclass=None, title=label
        )

    def _knows_password(self):
        password = self.entered("password")
        found = password and self.site.acl_users.authenticate(
            self.user.getUserName(), password, self.request
        )
        return bool(found) and found.getId() == self.user_id

    def _confirm(self):
        opened = keys.unseal(self.entered("setup"), rules.SETUP_LIFETIME) or ""
        owner, _nul, secret = opened.partition("\0")
        if owner != self.user_id or not secret:
            self.error = self.say(
                _("error_setup_old", default="This took too long. Please begin again.")
            )
            return self.index()
        entered = rules.tidy(self.entered("code"))
        step = store.step_of(secret, entered) if rules.is_code(entered) else None
        if step is None:
            self.setup = secret
            self.error = self.say(WRONG_CODE)
            return self.index()
        self.codes = store.switch_on(self.site, self.user_id, secret, step)
        session.end_all(self.site, self.user_id)
        session.begin(self.site, self.request, self.user_id, confirmed=True)
        audit.record("signin.factor-on", user=self.user_id)
        letters.tell(letters.FACTOR_ON, self.user_id)
        return self.index()

    def _off(self):
        if self.is_required:
            self.request.response.setStatus(403)
            self.error = self.say(
                _(
                    "error_factor_required",
                    default="What you do needs a second factor: it cannot be switched off.",
                )
            )
            return self.index()
        store.switch_off(self.site, self.user_id)
        session.end_all(self.site, self.user_id)
        session.begin(self.site, self.request, self.user_id)
        audit.record("signin.factor-off", user=self.user_id)
        letters.tell(letters.FACTOR_OFF, self.user_id)
        message = _("message_factor_off", default="Your second factor is off.")
        return self.redirect_with_message(message, self.address("second-factor"))


class Reset(Mine):
    """Takes the second factor of somebody away who lost it."""

    page_title = _("title_factor_reset", default="Take away a lost second factor")
    matches = ()

    def __call__(self):
        if self.user.getId() is None:
            return self.to_sign_in()
        if self.is_post:
            self.check_token()
            clearances.assert_current(self.user.getId(), site=self.site)
        if not is_resetter(self.site, self.user):
            raise Forbidden("second-factor-reset")
        return self._reset() if self.is_post else self.index()

    def _reset(self):
        person = self.entered("person").strip()
        user_id = directory.exactly(self.site, person)
        if user_id is None:
            self.matches = [
                {"user_id": each, "name": directory.full_name(self.site, each)}
                for each in directory.by_name(self.site, person)
                if self._may_reset(each)
            ]
        if user_id is None or not self._may_reset(user_id):
            if not self.matches:
                self.error = self.say(
                    _(
                        "error_nobody_to_reset",
                        default="Nobody was found whose second factor you may take away. Enter the"
                        " exact account or mail address of somebody who serves below you.",
                    )
                )
            return self.index()
        name = directory.full_name(self.site, user_id)
        if not store.switch_off(self.site, user_id):
            self.error = self.say(
                _(
                    "error_no_factor",
                    default="${name} has no second factor.",
                    mapping={"name": name},
                )
            )
            return self.index()
        session.end_all(self.site, user_id)
        audit.record("signin.factor-reset", user=user_id)
        letters.tell(letters.FACTOR_RESET, user_id)
        message = _(
            "message_factor_reset",
            default="The second factor of ${name} is taken away; a mail tells so.",
            mapping={"name": name},
        )
        return self.redirect_with_message(message, self.address("second-factor-reset"))

    def _may_reset(self, user_id):
        person = self.site.acl_users.getUserById(user_id)
        return rules.may_reset(
            self.user.getId(),
            self.user.getGroups() if hasattr(self.user, "getGroups") else (),
            is_administrator(self.site, self.user),
            self.user.getRoles(),
            user_id,
            # What a person has, whatever counts without the second factor that is gone.
            getattr(person, "_roles", ()),
            [
                access.chain(each.committee)
                for each in clearances.clearances(user_id, site=self.site)
            ],
        )


def is_administrator(site, user):
    """Tell whether somebody administers accounts.

    :param site: the site.
    :param user: the user.
    """
    return bool(user.has_permission(ADMINISTER, site))


def is_resetter(site, user):
    """Tell whether somebody may take the second factor of anybody else away.

    :param site: the site.
    :param user: the user.
    """
    groups = user.getGroups() if hasattr(user, "getGroups") else ()
    return committees.function_group(committees.SECRETARY) in groups or is_administrator(site, user)
