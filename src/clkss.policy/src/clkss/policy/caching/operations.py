"""Plone's ways of caching, with a look at who may see what is cached.

Plone answers "not modified", or out of memory, before it asks whether the reader may see a picture:
whoever had seen one, a proxy above all, would be told to go on showing it after it was taken back.
"""

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from clkss.content.interfaces import IClkssLayer
from plone.app.caching.operations import default
from plone.app.caching.operations.utils import getContext
from plone.caching.interfaces import ICachingOperation
from plone.namedfile.interfaces import IStableImageScale
from Products.CMFCore.interfaces import IContentish
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


VIEW = "View"

PICTURE_AGE = 24 * 60 * 60
"""Seconds for which others keep a public picture: it may be taken back because of a child in it."""


class Guarded:
    """What the guarded ways have in common, before Plone's own."""

    stock = None
    """Plone's own way, whose options count."""

    def interceptResponse(self, rulename, response, class_=None):
        """Answer from what is kept, or not at all.

        :param rulename: the rule.
        :param response: the response.
        :param class_: the class whose options count.
        """
        content = content_of(self.published)
        if content is not None and not getSecurityManager().checkPermission(VIEW, content):
            return None
        return super().interceptResponse(rulename, response, class_ or self.stock)

    def modifyResponse(self, rulename, response, class_=None):
        """Say who may keep the answer: nobody what is not public.

        :param rulename: the rule.
        :param response: the response.
        :param class_: the class whose options count.
        """
        super().modifyResponse(rulename, response, class_ or self.stock)
        content = content_of(self.published)
        if content is None:
            return
        if "Anonymous" not in rolesForPermissionOn(VIEW, content):
            response.setHeader("Cache-Control", "private, no-store")
        elif IStableImageScale.providedBy(self.published):
            response.setHeader("Cache-Control", f"public, max-age={PICTURE_AGE}")


def content_of(published):
    """Give the content of which something shows a part; ``None`` for what is part of none.

    :param published: what is published.
    """
    return getContext(published, IContentish)


@implementer(ICachingOperation)
@adapter(Interface, IClkssLayer)
class Weak(Guarded, default.WeakCaching):
    """Plone's weak caching, guarded."""

    stock = default.WeakCaching


@implementer(ICachingOperation)
@adapter(Interface, IClkssLayer)
class Moderate(Guarded, default.ModerateCaching):
    """Plone's moderate caching, guarded."""

    stock = default.ModerateCaching


@implementer(ICachingOperation)
@adapter(Interface, IClkssLayer)
class Strong(Guarded, default.StrongCaching):
    """Plone's strong caching, guarded."""

    stock = default.StrongCaching


@implementer(ICachingOperation)
@adapter(Interface, IClkssLayer)
class Terse(Guarded, default.TerseCaching):
    """Plone's terse caching, guarded."""

    stock = default.TerseCaching
