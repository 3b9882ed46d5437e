"""All kinds of knowledge, working copies, and a search for them."""

from clkss.content.outreach import recovery
from clkss.content.review import ownership
from clkss.content.review import workflow
from clkss.content.review.subscribers import keep_owner
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.fti import DexterityFTI
from Products.GenericSetup.interfaces import IBody
from zope.component import getMultiAdapter

import logging


logger = logging.getLogger(__name__)

DEFAULT = "profile-clkss.content:default"
DELTA = "profile-clkss.content.upgrades.v20261126001:upgrade_20261126001"
ITERATE = "profile-plone.app.iterate:default"

TYPES = (
    "AdoptionNote",
    "CaseStudy",
    "Commitment",
    "Exchange",
    "GlossaryTerm",
    "Partner",
    "Programme",
    "ProgrammeUpdate",
    "Resource",
    "Service",
)
"""Types that are new."""

PLONES = ("News Item", "Event")
"""Plone's types that come under the ladder."""

INDEXES = ("committed_places", "credits", "kinds", "points_to")

PROGRESS = 500
"""Items after which the log tells how far it is."""


def upgrade(setup):
    """Bring a site of the first release up to date.

    :param setup: ``portal_setup``.
    """
    site = setup.aq_parent
    states = {item: _state(item) for item in _items(site, PLONES)}
    setup.runAllImportStepsFromProfile(ITERATE)
    context = setup._getImportContext(DEFAULT)
    for name in TYPES:
        if name not in site.portal_types:
            site.portal_types._setObject(name, DexterityFTI(name))
    for name in (*TYPES, *PLONES, "GoodPractice"):
        _read(context, site.portal_types[name], f"types/{name.replace(' ', '_')}.xml")
    ladder = site.portal_workflow[workflow.WORKFLOW]
    _read(context, ladder, f"workflows/{workflow.WORKFLOW}/definition.xml")
    setup.runAllImportStepsFromProfile(DELTA)
    for item, state in states.items():
        _bring_under_the_ladder(item, state)
    _give_roles(site, ladder)
    site.portal_catalog.reindexIndex(INDEXES, None)
    recovery.rebuild(site)


def _read(context, obj, filename):
    importer = getMultiAdapter((obj, context), IBody)
    importer.body = context.readDataFile(filename)


def _items(site, types):
    brains = site.portal_catalog.unrestrictedSearchResults(portal_type=list(types))
    return [brain._unrestrictedGetObject() for brain in brains]


def _state(item):
    return api.content.get_state(item, default="")


def _bring_under_the_ladder(item, state):
    """Let what was public stay public, and what was not be a draft."""
    entry = {
        "action": None,
        "actor": "",
        "comments": "",
        "review_state": workflow.PUBLISHED if state == "published" else workflow.DRAFT,
        "time": DateTime(),
        "committee": "",
        "skipped": (),
    }
    history = dict(item.workflow_history or {})
    history[workflow.WORKFLOW] = (entry,)
    item.workflow_history = PersistentMapping(history)
    if not ownership.stored_owner(item):
        keep_owner(item, None)


def _give_roles(site, ladder):
    items = _items(site, ("GoodPractice", *PLONES))
    for number, item in enumerate(items, 1):
        ladder.updateRoleMappingsFor(item)
        item.reindexObject()
        if not number % PROGRESS or number == len(items):
            logger.info("Roles of %d of %d items", number, len(items))
