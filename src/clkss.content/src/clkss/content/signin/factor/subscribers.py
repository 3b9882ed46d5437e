"""What follows for second factors when accounts come and go, and when somebody signs in."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.interfaces import IClkssLayer
from clkss.content.signin.factor import confirming
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from plone.base.interfaces import INavigationRoot
from plone.base.interfaces import IRedirectAfterLogin
from Products.CMFCore.interfaces import ISiteRoot
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zExceptions import Forbidden
from zExceptions import Redirect
from zope.component import adapter
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import implementer
from ZPublisher.interfaces import IPubAfterTraversal


OWN_PAGES = frozenset({"change-password", "personal-information", "personal-preferences"})

OWN_SERVICE = "@users"
CHANGING = ("PATCH_", "POST_")


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


@adapter(IPubAfterTraversal)
def guard_account(event):
    """Ask for the second factor before Plone's own forms and services for one's account.

    By the password alone somebody could take the mail address, and with it the account.

    :param event: it is known what is published, and who asks.
    :raises Redirect: to the page that asks.
    :raises Forbidden: for a service.
    """
    request = event.request
    site = getSite()
    if not IClkssLayer.providedBy(request) or not ISiteRoot.providedBy(site):
        return
    name = getattr(request.get("PUBLISHED"), "__name__", None)
    name = name if isinstance(name, str) else ""
    is_service = name.endswith(OWN_SERVICE) and name.startswith(CHANGING)
    if (name in OWN_PAGES or is_service) and confirming.is_missing(site, request):
        if is_service:
            raise Forbidden(translate(confirming.FIRST, context=request))
        raise Redirect(confirming.address(site, request))


def _forget(user_id):
    site = queryUtility(ISiteRoot)
    if site is not None:
        store.switch_off(site, user_id)
