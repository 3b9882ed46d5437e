"""The fixed places of a site: where practices, committees and pages live."""

from clkss.content.committees.interfaces import ICommitteeContainer
from clkss.content.committees.interfaces import IKnowledgeContainer
from plone.dexterity.utils import createContentInContainer
from zope.interface import alsoProvides


PRACTICES = "practices"
COMMITTEES = "committees"

FOLDERS = (
    (PRACTICES, "Good practices"),
    (COMMITTEES, "Committees"),
)

MARKERS = {PRACTICES: IKnowledgeContainer, COMMITTEES: ICommitteeContainer}


def build(tool):
    """Make what is missing; leave what is there.

    :param tool: ``portal_setup``.
    """
    site = tool.aq_parent
    for name, title in FOLDERS:
        if name in site:
            continue
        folder = createContentInContainer(
            site, "Folder", checkConstraints=False, id=name, title=title
        )
        folder.setOrdering("unordered")
        folder.exclude_from_nav = True
        alsoProvides(folder, MARKERS[name])
        folder.reindexObject()
        site.portal_workflow.doActionFor(folder, "publish")
