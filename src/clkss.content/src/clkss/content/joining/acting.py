"""Who decides about whom: the nearest secretary, and never the person."""

from AccessControl import getSecurityManager
from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees.rules import SECRETARY
from clkss.content.joining import rules
from clkss.content.people import standing


MANAGE = "clkss: Manage Committee Members"


def keys_from(committee):
    """Name a committee and those above it.

    :param committee: key of the committee.
    """
    return [key for _level, key in access.chain(committee)]


def secretaries(committee, person, site=None):
    """Name the secretaries of a committee, without the person whom it is about.

    :param committee: key of the committee.
    :param person: the account.
    :param site: the Plone site; the current one by default.
    """
    found = clearances.people(committee, SECRETARY, site=site)
    return sorted({each.user_id for each in found} - {person})


def committee_for(turn, person, site=None):
    """Name the committee that has to act.

    :param turn: key of the committee whose turn it is.
    :param person: the account that it is about.
    :param site: the Plone site; the current one by default.
    :returns: its key, or ``None`` when nobody is there up to the nation.
    """
    return rules.acting(keys_from(turn), lambda key: bool(secretaries(key, person, site)))


def is_administrator(site):
    """Say whether the current user manages all committees.

    :param site: the Plone site.
    """
    return bool(getSecurityManager().checkPermission(MANAGE, site))


class Actor:
    """The current user as one who decides.

    :param site: the Plone site.
    :param acts: whether something is about to be decided: then a clearance that another transaction
        takes away makes this one fail and be tried again.
    """

    def __init__(self, site, acts=False):
        self.site = site
        self.user_id = standing.user_id()
        if acts and self.user_id is not None:
            clearances.assert_current(self.user_id, site=site)
        self.mine = standing.secretary_of(self.user_id)
        self.administers = is_administrator(site)

    @property
    def decides(self):
        """Whether the user may have anything to decide."""
        return self.administers or bool(self.mine)

    def may_decide(self, turn, person):
        """Say whether the user decides about somebody.

        :param turn: key of the committee whose turn it is.
        :param person: the account that it is about.
        """
        if self.administers:
            return person != self.user_id
        return rules.may_decide(person, self.user_id, self.mine, keys_from(turn))

    def has_to(self, turn, person):
        """Say whether it falls to the user: the nearest secretary, or an administrator for nobody.

        :param turn: key of the committee whose turn it is.
        :param person: the account that it is about.
        """
        if person == self.user_id:
            return False
        nearest = committee_for(turn, person, self.site)
        return self.administers if nearest is None else nearest in self.mine
