"""Committee rooms, and reports that only their committee sees unfinished."""

from clkss.content.committees.content import CONTAINER_ID as COMMITTEES
from clkss.content.community.boards.content import BOARD
from clkss.content.community.discussion import posting
from clkss.content.relay.reporting.content import IPeriodicReport
from clkss.content.relay.reporting.content import PLACE as REPORTS
from clkss.content.relay.reporting.states import WORKFLOW as REPORT_WORKFLOW
from clkss.content.review.workflow import COMMENT_WORKFLOW
from plone.dexterity.fti import DexterityFTI
from Products.GenericSetup.interfaces import IBody
from zope.component import getMultiAdapter


DEFAULT = "profile-clkss.content:default"
CHUNK = 500
DELTA = "profile-clkss.content.upgrades.v20261126003:upgrade_20261126003"

TYPES = ("RoomDocument", "Meeting", "Poll", "Consultation")
"""Types that are new."""

CHANGED = ("Committee",)
"""Types that were there and differ."""

WORKFLOWS = ("clkss_room_workflow",)
"""Workflows that are new."""

COMMITTEE_WORKFLOW = "clkss_committee_workflow"

CHANGED_WORKFLOWS = (REPORT_WORKFLOW, COMMITTEE_WORKFLOW, COMMENT_WORKFLOW)
"""Workflows that were there and differ."""


def upgrade(setup):
    """Bring a site of 20261126002 up to date.

    :param setup: ``portal_setup``.
    """
    site = setup.aq_parent
    context = setup._getImportContext(DEFAULT)
    for name in TYPES:
        if name not in site.portal_types:
            site.portal_types._setObject(name, DexterityFTI(name))
    for name in (*TYPES, *CHANGED):
        importer = getMultiAdapter((site.portal_types[name], context), IBody)
        importer.body = context.readDataFile(f"types/{name.replace(' ', '_')}.xml")
    setup.runAllImportStepsFromProfile(DELTA)
    for name in (*WORKFLOWS, *CHANGED_WORKFLOWS):
        importer = getMultiAdapter((site.portal_workflow[name], context), IBody)
        importer.body = context.readDataFile(f"workflows/{name}/definition.xml")
    close_reports(site)
    posting.protect(site)
    note_boards(site)
    open_rooms(site)


def close_reports(site):
    """Give the reports that are there the roles that their states give now.

    Reports are not in the catalog, but their files are.

    :param site: the site.
    """
    workflow = site.portal_workflow[REPORT_WORKFLOW]
    for period in site[REPORTS].objectValues() if REPORTS in site else ():
        for report in period.objectValues():
            if IPeriodicReport.providedBy(report):
                workflow.updateRoleMappingsFor(report)
                report.reindexObjectSecurity()


def note_boards(site):
    """Have the catalog know what each board is about, and whose it is.

    :param site: the site.
    """
    for brain in site.portal_catalog.unrestrictedSearchResults(portal_type=BOARD):
        brain._unrestrictedGetObject().reindexObject(idxs=["owner_committee", "themes"])


def open_rooms(site):
    """Let those who write in the room of each committee add there; who sees it stays the same.

    The catalog learns the level of each.

    :param site: the site.
    """
    workflow = site.portal_workflow[COMMITTEE_WORKFLOW]
    home = site[COMMITTEES]
    for number, key in enumerate(home.objectIds(ordered=False), 1):
        workflow.updateRoleMappingsFor(home[key])
        home[key].reindexObject(idxs=["kinds"])
        if number % CHUNK == 0:
            site._p_jar.cacheGC()
