"""The door of a user folder: asks about passwords in place of the other authenticators.

It comes first among them and takes the password away from those behind it: what it did not let
through, nobody else does.
"""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from clkss.content.signin.factor import bearer
from clkss.content.signin.passwords import policy
from clkss.content.signin.throttle import checking
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


PLUGIN_ID = "clkss_door"


@implementer(IAuthenticationPlugin, IValidationPlugin)
class Door(BasePlugin):
    """Counts failed sign-ins, and says which passwords are good enough."""

    meta_type = "CLKSS Door"
    security = ClassSecurityInfo()

    def __init__(self, id, title=""):
        self._setId(id)
        self.title = title

    @security.private
    def authenticateCredentials(self, credentials):
        """Say who a name and a password are (``IAuthenticationPlugin``).

        :param credentials: what was extracted; the password is taken out of it.
        :returns: pair of user id and login name; ``None`` when they are wrong, or not looked at.
        """
        if "token" in credentials:
            bearer.drop_ended(self._getPAS(), credentials)
            return None
        login, password = credentials.get("login"), credentials.get("password")
        credentials["password"] = None
        if not isinstance(login, str) or not isinstance(password, str | bytes):
            return None
        return checking.check(self._getPAS(), self.getId(), login, password)

    @security.private
    def validateUserInfo(self, user, set_id, set_info):
        """Say what is wrong with a new password (``IValidationPlugin``).

        :param user: not used; Plone does not say whose password it is.
        :param set_id: not used.
        :param set_info: mapping with the password.
        """
        password = (set_info or {}).get("password")
        if password is None:
            return []
        problem = policy.problem(password, policy.words_in_play())
        return [{"id": "password", "error": problem}] if problem else []


InitializeClass(Door)
