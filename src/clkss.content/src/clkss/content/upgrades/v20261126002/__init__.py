"""Newsletters, and what the repository still lacked."""

from clkss.content.outreach import recovery
from clkss.content.people import mirror
from clkss.content.relay.reporting import recovery as reporting
from clkss.content.review.workflow import COMMENT_WORKFLOW
from clkss.content.search import excerpts
from clkss.content.signin.setup import install as install_signin
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.dexterity.fti import DexterityFTI
from plone.registry.interfaces import IRegistry
from Products.GenericSetup.interfaces import IBody
from zope.component import getMultiAdapter
from zope.component import getUtility


DEFAULT = "profile-clkss.content:default"
DELTA = "profile-clkss.content.upgrades.v20261126002:upgrade_20261126002"

TYPES = (
    "Advisory",
    "Board",
    "Newsletter",
    "PeriodicReport",
    "ReportPeriod",
    "ReportTemplate",
    "Topic",
)
"""Types that are new."""

CHANGED = ()
"""Types that were there and differ."""

WORKFLOWS = (
    "clkss_advisory_workflow",
    "clkss_newsletter_workflow",
    "clkss_report_period_workflow",
    "clkss_report_template_workflow",
    "clkss_report_workflow",
)
"""Workflows that are new."""

RECORDS = ("clkss.joining",)
"""Files of settings that are new."""


def upgrade(setup):
    """Bring a site of 20261126001 up to date.

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
    for name in RECORDS:
        importer = RegistryImporter(getUtility(IRegistry), context)
        importer.importDocument(context.readDataFile(f"registry/{name}.xml"))
    workflow = site.portal_workflow[COMMENT_WORKFLOW]
    getMultiAdapter((workflow, context), IBody).body = context.readDataFile(
        f"workflows/{COMMENT_WORKFLOW}/definition.xml"
    )
    setup.runAllImportStepsFromProfile(DELTA)
    for name in WORKFLOWS:
        importer = getMultiAdapter((site.portal_workflow[name], context), IBody)
        importer.body = context.readDataFile(f"workflows/{name}/definition.xml")
    install_signin(site)
    mirror.everybody(site)
    excerpts.fill(site.portal_catalog)
    recovery.rebuild(site)
    reporting.rebuild(site)
