"""Who an advisory is for: told from a group's name, so that nothing is kept for each recipient."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories.content import IAdvisory
from clkss.content.relay.advisories.content import is_draft
from clkss.content.relay.advisories.content import lineage_of
from zope.component import adapter
from zope.interface import implementer


READERS = ("Reader",)


@implementer(ILocalRoleProvider)
@adapter(IAdvisory)
class Addressed:
    """Lets those read a sent advisory to whom it goes.

    Their groups are as many as there are committees, so they are recognised, never listed; an
    advisory is in no catalog, which alone would ask for the list.

    :param context: an advisory.
    """

    def __init__(self, context):
        self._audience = None if is_draft(context) else context.audience

    def getRoles(self, principal_id):
        """Return the roles of one principal.

        :param principal_id: id of a user or group.
        """
        if self._audience is None or not rules.is_addressed(
            self._audience, principal_id, lineage_of
        ):
            return ()
        return READERS

    def getAllRoles(self):
        """Return nothing: there are too many to be listed."""
        return ()


def groups():
    """Name the computed groups of the current user."""
    user = getSecurityManager().getUser()
    # Visitors and the emergency user have no groups, but would acquire those of the folder.
    return frozenset(user.getGroups()) if hasattr(aq_base(user), "getGroups") else frozenset()


def mine(advisory, held):
    """Name the committees for which a person is addressed.

    :param advisory: the advisory.
    :param held: the person's clearances.
    :returns: keys, each once.
    """
    audience = advisory.audience
    found = {}
    for each in held:
        lineage = lineage_of(each.committee)
        if (
            lineage is not None
            and audience.holds_function(each.function)
            and audience.holds_place(lineage.level, lineage.codes)
        ):
            found[each.committee] = True
    return list(found)


def looks_through(advisory):
    """Say whether the current user sees all that came back.

    :param advisory: the advisory.
    """
    key = advisory.owner_committee
    return rules.may_look_through(groups(), key, chain(key))


def looks_after_some(advisory):
    """Say whether the current user is secretary or monitor of a place where it goes further down.

    :param advisory: the advisory.
    """
    audience = advisory.audience
    for group in map(committees.parse_group, groups()):
        if group is None or group.function not in rules.ISSUING or group.committee is None:
            continue
        lineage = lineage_of(group.committee)
        if lineage is not None and rules.reaches(audience, lineage, lineage_of):
            return True
    return False
