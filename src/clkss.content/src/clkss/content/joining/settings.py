"""What an administrator sets."""

from plone import api


def move_up_days():
    """Return after how many days a request that nobody decides moves up."""
    return api.portal.get_registry_record("clkss.joining.move_up_days", default=14)


def term_days():
    """Return how many days somebody serves who is vouched for."""
    return api.portal.get_registry_record("clkss.joining.term_days", default=365)
