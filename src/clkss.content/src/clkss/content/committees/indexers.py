"""What the catalog keeps of who may see an object."""

from clkss.content.committees import finding
from clkss.content.committees import rules
from clkss.content.committees.content import ICommittee
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer.decorator import indexer
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers as every_role_and_group


PREFIX = "user:"
"""What the catalog puts before the id of a user or group."""


@indexer(IDexterityContent)
def allowedRolesAndUsers(obj):
    """Name the roles and groups that may see an object, each person once.

    Whoever serves in a function of a committee is in the group of the committee: where that may
    see the object, the group of the function is left out. Otherwise the filter of a national
    secretary would join two sets of everything, which takes a thousand times as long as one.

    :param obj: any content.
    """
    tokens = every_role_and_group.callable(obj)
    groups = [token.removeprefix(PREFIX) for token in tokens if token.startswith(PREFIX)]
    implied = {f"{PREFIX}{group}" for group in rules.implied(groups)}
    return [token for token in tokens if token not in implied] if implied else tokens


@indexer(ICommittee)
def kinds(committee):
    """Index of what level a committee is: ``Committee:barangay``."""
    return finding.level_tokens(committee.level, is_sub=bool(committee.token))
