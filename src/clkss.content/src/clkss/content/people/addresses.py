"""Where the profiles of people are, for the pages of other rooms that name them."""

from clkss.content.committees.interfaces import IProfiles
from clkss.content.people import standing
from clkss.content.people import store
from zope.interface import moduleProvides


moduleProvides(IProfiles)

PLACE = "people"


def of(site, reader, persons):
    """Give the addresses of the profiles that a reader may see: people who serve see each other.

    :param site: the site.
    :param reader: user id of who reads; None for a visitor.
    :param persons: user ids.
    :returns: a mapping of user ids to addresses; those without a page are left out.
    """
    if not standing.serves_on(reader):
        return {}
    serving = sorted(each for each in set(persons) if each and standing.serves_on(each))
    if not serving:
        return {}
    url = f"{site.absolute_url()}/{PLACE}"
    return {each: f"{url}/{public}" for each, public in store.publics(serving).items()}
