"""Markers of the room."""

from zope.interface import Interface


class IReportTemplates(Interface):
    """Marks the place where what is asked for is written down."""


class IReportPeriods(Interface):
    """Marks the place where all periods and their reports are; nobody adds there by hand."""
