"""Interfaces that every room may stand on."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IClkssLayer(IDefaultBrowserLayer):
    """Marks requests to a site where CLKSS is installed."""
