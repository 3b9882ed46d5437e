"""What is refused before a view is asked: forms of other sites, passwords in addresses, bare data.

Cookies of ours do not come with a form that another site sends (``SameSite``), so such a form
could not act for its reader; but it could sign the reader in as somebody else, who then reads what
the reader writes.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from clkss.content.frame import rules
from clkss.content.interfaces import IClkssLayer
from persistent import Persistent
from plone.app.discussion.interfaces import IComment
from plone.app.discussion.interfaces import IConversation
from plone.rest.interfaces import IService
from Products.CMFCore.permissions import ManagePortal
from Products.CMFCore.utils import UniqueObject
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal


READING = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION = "__ac"

SIGNING_IN = frozenset({"require_login"})
"""What of the folder of users is asked by address."""


def is_foreign(request):
    """Tell whether a browser sends something that a page of another site put together.

    :param request: the request.
    """
    if request.get("REQUEST_METHOD") in READING:
        return False
    return rules.is_foreign(
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Origin"),
        request.get("SERVER_URL", ""),
    )


@adapter(IPubAfterTraversal)
def refuse_foreign(event):
    """Refuse what another site's page sends, and addresses that hold a password or a session.

    :param event: it is known what is published.
    :raises Forbidden: in each case.
    """
    request = event.request
    if not IClkssLayer.providedBy(request):
        return
    if is_foreign(request):
        raise Forbidden("This comes from another site.")
    if SESSION in request.form:
        raise Forbidden("A session comes as a cookie.")
    if f"{SESSION}_password" in request.form and request.get("REQUEST_METHOD") in READING:
        raise Forbidden("A password has no place in an address.")


@adapter(IPubAfterTraversal)
def show_no_bare_data(event):
    """Answer as if it were not there what has an address, but no page: ``<item>/workflow_history``.

    Zope would show the text of such an object, with all that reviewers wrote to the author.

    :param event: it is known what is published.
    :raises NotFound: when it is no page.
    """
    request = event.request
    if IClkssLayer.providedBy(request) and not callable(aq_base(request.get("PUBLISHED"))):
        raise NotFound(request.get("URL"))


@adapter(IPubAfterTraversal)
def keep_services_apart(event):
    """Answer as if it were not there when a service is asked for by its name within, as a page.

    Plone has every service of REST as a view beside: a mere link to ``@@DELETE_application_json_``
    would delete, with the session of whoever follows it.

    :param event: it is known what is published.
    :raises NotFound: when the request is not the one that the service is for.
    """
    request = event.request
    service = request.get("PUBLISHED")
    if not IClkssLayer.providedBy(request) or not IService.providedBy(service):
        return
    asked = getattr(request, "_rest_service_id", None)
    if asked is None or not service.__name__.startswith(asked):
        raise NotFound(request.get("URL"))


@adapter(IPubAfterTraversal)
def call_no_tools(event):
    """Answer as if it were not there when somebody calls a tool by its address.

    ``portal_membership/logoutUser`` signed out whoever followed a link to it. Administrators find
    their tools.

    :param event: it is known what is published.
    :raises NotFound: when it is a method of a tool, and not an administrator asks.
    """
    request = event.request
    if not IClkssLayer.providedBy(request):
        return
    method = request.get("PUBLISHED")
    tool = getattr(method, "__self__", None)
    if _is_of_a_tool(method, aq_base(tool)) and not getSecurityManager().checkPermission(
        ManagePortal, tool
    ):
        raise NotFound(request.get("URL"))


@adapter(IPubAfterTraversal)
def call_no_content(event):
    """Answer as if it were not there when somebody calls a method of what is stored by its address.

    Zope publishes every method that has a docstring: ``++conversation++default/clear`` would have
    emptied a discussion for whoever may read it. Our content is reached through views and services.

    :param event: it is known what is published.
    :raises NotFound: when it is a method of ours, of a post or of a conversation.
    """
    request = event.request
    if not IClkssLayer.providedBy(request):
        return
    method = request.get("PUBLISHED")
    of = aq_base(getattr(method, "__self__", None))
    if not isinstance(of, Persistent):
        return
    module = getattr(method, "__module__", None) or ""
    if module.startswith("clkss.") or IConversation.providedBy(of) or IComment.providedBy(of):
        raise NotFound(request.get("URL"))


def _is_of_a_tool(method, tool):
    if isinstance(tool, PluggableAuthService):
        return method.__name__ not in SIGNING_IN
    return isinstance(tool, UniqueObject)
