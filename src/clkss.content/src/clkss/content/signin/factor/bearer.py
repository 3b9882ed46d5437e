"""Tokens of programs (JWT): they say whether the second factor was shown, and end with sessions."""

from Acquisition import aq_parent
from clkss.content import _
from clkss.content.signin.factor import noting
from clkss.content.signin.factor import store
from plone.keyring.interfaces import IKeyManager
from plone.restapi.deserializer import json_body
from plone.restapi.services.auth.login import Login
from plone.restapi.services.auth.renew import Renew
from Products.CMFCore.interfaces import ISiteRoot
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.i18n import translate

import hmac


PLUGIN_ID = "jwt_auth"
MARK = "mark"
CONFIRMED = "confirmed"

WRONG = _(
    "error_credentials",
    default="The name or the password was not accepted. After several wrong ones nothing is looked"
    " at for some minutes.",
)
WRONG_WITH_CODE = _(
    "error_credentials_with_code",
    default="The name, the password or the code was not accepted. After several wrong ones nothing"
    " is looked at for some minutes.",
)


def drop_ended(folder, credentials):
    """Take a token out of the credentials of a request when the sessions of its person ended.

    :param folder: the user folder that asks.
    :param credentials: what was extracted.
    """
    site = aq_parent(folder)
    if not ISiteRoot.providedBy(site):
        return
    payload = _read(site, credentials.get("token"))
    if payload is None or not _is_current(site, payload):
        credentials["token"] = ""


def is_confirmed(site, request, user_id):
    """Tell whether a request comes with a token for which the second factor was shown.

    :param site: the site.
    :param request: the request.
    :param user_id: the account whose token it has to be.
    """
    presented = getattr(request, "_auth", None) or ""
    if presented[:7].lower() != "bearer ":
        return False
    payload = _read(site, presented.split()[-1])
    return (
        payload is not None
        and payload.get("sub") == user_id
        and payload.get(CONFIRMED) is True
        and _is_current(site, payload)
    )


class GuardedLogin(Login):
    """Signing in over REST, with a ``code`` where the second factor is to count."""

    def reply(self):
        """Return a token; a wrong code is answered like a wrong password."""
        site = getSite()
        data = json_body(self.request)
        code = data.get("code")
        user = None
        if code is not None and isinstance(data.get("login"), str):
            user = site.acl_users.authenticate(data["login"], data.get("password"), self.request)
        kind = store.check(site, user.getId(), code) if user else None
        if code is not None and kind is None:
            self.request.response.setStatus(401)
            return self._refused(WRONG_WITH_CODE)
        answer = super().reply()
        if self.request.response.getStatus() == 401:
            return self._refused(WRONG)
        if kind is not None:
            noting.note(site, user.getId(), kind)
        return _with_mark(site, answer, kind is not None)

    def _refused(self, message):
        said = translate(message, context=self.request)
        return {"error": {"type": "Invalid credentials", "message": said}}


class GuardedRenew(Renew):
    """Renewing a token: it says as much as the one before, and no more."""

    def reply(self):
        """Return a token."""
        site = getSite()
        user_id = site.portal_membership.getAuthenticatedMember().getId()
        confirmed = is_confirmed(site, self.request, user_id)
        return _with_mark(site, super().reply(), confirmed)


def _with_mark(site, answer, confirmed):
    payload = _read(site, answer.get("token"))
    if payload is None:
        return answer
    user_id = payload["sub"]
    secret = site.acl_users.session._getSigningSecret(user_id)
    data = {
        "fullname": payload.get("fullname"),
        MARK: _mark(secret, user_id),
        CONFIRMED: bool(confirmed),
    }
    return {**answer, "token": site.acl_users[PLUGIN_ID].create_token(user_id, data=data)}


def _read(site, token):
    plugin = site.acl_users.get(PLUGIN_ID)
    if plugin is None or not isinstance(token, str) or not token:
        return None
    payload = plugin._decode_token(token)
    return payload if payload and isinstance(payload.get("sub"), str) else None


def _is_current(site, payload):
    manager = getUtility(IKeyManager)
    ring = site.acl_users.session._getSecretKey(payload["sub"])
    secret = manager[ring].current if ring in manager else None
    mark = payload.get(MARK)
    return bool(
        secret
        and isinstance(mark, str)
        and hmac.compare_digest(_mark(secret, payload["sub"]).encode(), mark.encode())
    )


def _mark(secret, user_id):
    text = f"clkss bearer 1\0{user_id}"
    return hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()[:32]
