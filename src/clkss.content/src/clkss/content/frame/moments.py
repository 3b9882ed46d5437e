"""Moments as they are read in the Philippines, whatever clock the server has."""

from DateTime import DateTime
from datetime import datetime
from plone import api
from zoneinfo import ZoneInfo


TIME_ZONE = ZoneInfo("Asia/Manila")


def there(moment):
    """Give a moment by the clock of the Philippines.

    :param moment: a ``DateTime``, a ``datetime`` that knows its zone, or seconds since the epoch.
    :returns: a ``datetime``.
    """
    seconds = moment.timestamp() if isinstance(moment, datetime) else float(moment)
    return datetime.fromtimestamp(seconds, TIME_ZONE)


def said(moment, **how):
    """Write a moment in the language of the page, by the clock of the Philippines.

    :param moment: see :func:`there`.
    :param how: ``long_format`` or ``time_only``.
    """
    return by_its_clock(there(moment), **how)


def by_its_clock(when, **how):
    """Write what a clock shows in the language of the page.

    Plone writes any moment by the clock of the server; so it gets what the clock shows as if that
    were the server's.

    :param when: a ``datetime``.
    :param how: ``long_format`` or ``time_only``.
    """
    shown = DateTime(when.year, when.month, when.day, when.hour, when.minute)
    return api.portal.get_localized_time(shown, **how)
