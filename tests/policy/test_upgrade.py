"""A site of the first release becomes what a new site is."""

from AccessControl.PermissionRole import rolesForPermissionOn
from clkss.content.review import workflow
from clkss.content.review.states import state_of
from clkss.content.search import excerpts
from clkss.content.signin.plugin import PLUGIN_ID
from clkss.content.signin.setup import folders
from clkss.content.upgrades import v20261126002 as second
from clkss.content.upgrades import v20261126003 as third
from clkss.content.upgrades.v20261126001 import INDEXES
from clkss.content.upgrades.v20261126001 import PLONES
from clkss.content.upgrades.v20261126001 import TYPES
from clkss.policy import structure
from plone import api
from plone.app.testing import logout
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin

import pytest


OLD = "20261121001"
PROFILES = ("clkss.content:default", "clkss.policy:default")
NEW_RECORDS = ("clkss.joining.", "clkss.people.")
PLONES_BEHAVIOURS = ("plone.dublincore", "plone.richtext", "plone.versioning", "plone.locking")
WATCHED = (
    "Allow sendto",
    "Mail forgotten",
    "Reply",
    "Review c",
    "clkss:",
    "iterate",
    "plone.app.contenttypes: Add",
)
COMMENTS = "clkss_comment_workflow"


def likeness(site):
    """Say of a site what an upgrade has to bring about."""
    types = site.portal_types
    chains = site.portal_workflow
    permissions = {
        name: (sorted(site.rolesOfPermission(name), key=lambda role: role["name"]))
        for name in site.possible_permissions()
        if name.startswith(WATCHED)
    }
    return {
        "types": {
            name: tuple(types[name].behaviors)
            for name in (*TYPES, *second.TYPES, *third.TYPES, *PLONES, "GoodPractice")
        },
        "chains": {
            name: chains.getChainFor(name)
            for name in (*TYPES, *second.TYPES, *third.TYPES, *PLONES, "GoodPractice")
        },
        "indexes": sorted(site.portal_catalog.indexes()),
        "columns": sorted(site.portal_catalog.schema()),
        "permissions": permissions,
        "roles": sorted(site.valid_roles()),
        "states": workflow_of(chains, COMMENTS),
        "managed": sorted(chains[workflow.WORKFLOW].permissions),
        "workflows": {
            name: workflow_of(chains, name) for name in (*second.WORKFLOWS, *third.WORKFLOWS)
        },
        "places": {place.id: place.id in site for place in structure.PLACES},
        "records": sorted(
            name for name in api.portal.get_tool("portal_registry").records if "clkss" in name
        ),
        "robots": api.portal.get_registry_record("plone.robots_txt"),
        "doors": [
            (name, plugins.listPluginIds(interface))
            for plugins in (folder.plugins for folder in folders(site))
            for name, interface in (("in", IAuthenticationPlugin), ("new", IValidationPlugin))
        ],
        "actions": sorted(site.portal_actions.object_buttons.objectIds()),
    }


def workflow_of(tool, name):
    found = tool.get(name)
    return found and {state: found.states[state].permission_roles for state in found.states}


@pytest.fixture
def old(functional_portal):
    """A site as the first release made it, with news that Plone published and news it did not."""
    site = functional_portal
    site.fresh = likeness(site)
    with api.env.adopt_roles(["Manager"]):
        kept = {"practices", "committees"}
        site.manage_delObjects(
            [p.id for p in structure.PLACES if p.id not in kept and p.id in site]
        )
        site.portal_types.manage_delObjects([*TYPES, *second.TYPES, *third.TYPES])
        site.portal_workflow.manage_delObjects([*second.WORKFLOWS, *third.WORKFLOWS])
        site.portal_workflow[COMMENTS].states.deleteStates(["pending", "hidden", "removed"])
        site.portal_catalog.delColumn("topic_marks")
        site.portal_catalog.delColumn("room_facts")
        for name in PLONES:
            site.portal_types[name].behaviors = PLONES_BEHAVIOURS
        site.portal_workflow.setChainForPortalTypes(PLONES, ("simple_publication_workflow",))
        behaviours = site.portal_types["GoodPractice"].behaviors
        site.portal_types["GoodPractice"].behaviors = tuple(
            name for name in behaviours if name != "plone.relateditems"
        )
        ladder = site.portal_workflow[workflow.WORKFLOW]
        for name in ("clkss: Correct Contact", "clkss: Add Programme Update"):
            ladder.delManagedPermissions([name])
        for name in INDEXES:
            site.portal_catalog.delIndex(name)
        for folder in folders(site):
            folder.plugins.removePluginById(PLUGIN_ID)
            folder._delObject(PLUGIN_ID)
        site.acl_users.plugins.activatePlugin(IValidationPlugin, "password_policy")
        site.manage_permission("Mail forgotten password", ["Anonymous", "Manager"], acquire=1)
        registry = api.portal.get_tool("portal_registry")
        for name in [each for each in registry.records if each.startswith(NEW_RECORDS)]:
            del registry.records[name]
        for title, step in (("Public news", "publish"), ("News of nobody", None)):
            item = createContentInContainer(site, "News Item", title=title, checkConstraints=False)
            if step:
                site.portal_workflow.doActionFor(item, step)
        for profile in PROFILES:
            site.portal_setup.setLastVersionForProfile(profile, OLD)
    return site


def upgrade(site):
    with api.env.adopt_roles(["Manager"]):
        for profile in PROFILES:
            site.portal_setup.upgradeProfile(profile)


def test_an_upgraded_site_is_like_a_new_one(old):
    upgrade(old)
    assert likeness(old) == old.fresh


def public(site):
    """Name what a visitor may see, by the roles themselves and by the catalog."""
    found = set()
    for brain in site.portal_catalog.unrestrictedSearchResults():
        roles = rolesForPermissionOn("View", brain._unrestrictedGetObject())
        if "Anonymous" in roles:
            found.add(brain.getPath())
    seen = site.portal_catalog.unrestrictedSearchResults(allowedRolesAndUsers=["Anonymous"])
    return found | {brain.getPath() for brain in seen}


def test_what_was_public_stays_public_and_the_rest_is_a_draft(old):
    with api.env.adopt_roles(["Manager"]):
        for portal_type, place in (
            ("Document", old),
            ("Event", old),
            ("GoodPractice", old.practices),
        ):
            item = createContentInContainer(place, portal_type, title="Unseen", language="en")
        file = NamedBlobFile(b"Unseen", filename="unseen.txt")
        createContentInContainer(item, "File", title="Unseen", file=file)
    before = public(old)
    assert not any("unseen" in path for path in before)
    upgrade(old)
    places = {f"/plone/{place.id}" for place in structure.PLACES}
    assert public(old) - before <= places
    states = {brain.Title: state_of(brain._unrestrictedGetObject()) for brain in news(old)}
    assert states == {"Public news": workflow.PUBLISHED, "News of nobody": workflow.DRAFT}
    logout()
    assert [brain.Title for brain in api.content.find(portal_type="News Item")] == ["Public news"]


def test_what_lists_need_is_kept_of_what_was_there(old):
    catalog = old.portal_catalog._catalog
    vars(catalog).pop(excerpts.NAME, None)
    catalog._p_changed = True
    upgrade(old)
    assert all(excerpts.of(catalog, brain.getRID()) for brain in news(old))


def news(site):
    return site.portal_catalog.unrestrictedSearchResults(portal_type="News Item")


def test_upgrading_twice_changes_nothing(old):
    upgrade(old)
    for profile in PROFILES:
        old.portal_setup.setLastVersionForProfile(profile, OLD)
    upgrade(old)
    assert likeness(old) == old.fresh


def test_no_step_is_left_over(functional_portal):
    for profile in PROFILES:
        assert functional_portal.portal_setup.listUpgrades(profile) == []
