"""What follows for second factors when accounts come and go, and when somebody signs in."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.interfaces import IClkssLayer
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from plone.base.interfaces import INavigationRoot
from plone.base.interfaces import IRedirectAfterLogin
from Products.CMFCore.interfaces import ISiteRoot
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


def begin_without(event):
    """Let nobody inherit the second factor of an earlier account of the same id.

    :param event: an account was created.
    """
    _forget(event.principal.getId())


def end_with_account(event):
    """Forget the second factor of an account that is deleted.

    :param event: an account was deleted.
    """
    _forget(event.principal)


@implementer(IRedirectAfterLogin)
@adapter(INavigationRoot, IClkssLayer)
class AfterPassword:
    """Where somebody goes who gave the right password: to the code, where there has to be one.

    :param context: the site.
    :param request: the request.
    """

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, came_from=None, is_initial_login=False):
        """Give the address.

        :param came_from: the page that somebody came from.
        :param is_initial_login: whether it is the first time.
        """
        site = queryUtility(ISiteRoot)
        user = getSecurityManager().getUser()
        if store.find(site, user.getId()) is not None:
            name = "confirm-sign-in"
        elif standing.is_required(site, user):
            name = "second-factor"
            message = _(
                "message_factor_needed",
                default="What you do on your committee needs a second factor. Until you have one,"
                " you see what every member sees.",
            )
            IStatusMessage(self.request).addStatusMessage(message, type="warning")
        else:
            return came_from
        query = f"?{urlencode({'came_from': came_from})}" if came_from else ""
        return f"{self.context.absolute_url()}/{name}{query}"


def _forget(user_id):
    site = queryUtility(ISiteRoot)
    if site is not None:
        store.switch_off(site, user_id)
