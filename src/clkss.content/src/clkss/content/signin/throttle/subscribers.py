"""What is noted when somebody signs in or out by a page or over REST."""

from clkss.content import audit
from clkss.content.interfaces import IClkssLayer
from clkss.content.signin.throttle import devices
from zope.globalrequest import getRequest


def signed_in(event):
    """Note it, and let the browser be known.

    :param event: somebody signed in.
    """
    request = getRequest()
    if not IClkssLayer.providedBy(request):
        return
    audit.record("signin.opened", user=event.object.getId())
    devices.remember(request, event.object.getUserName())


def signed_out(event):
    """Note it.

    :param event: somebody signed out.
    """
    if IClkssLayer.providedBy(getRequest()) and event.object.getId():
        audit.record("signin.closed", user=event.object.getId())
