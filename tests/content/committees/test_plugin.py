"""Committees as groups of the user folder."""

from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import setup
from clkss.content.committees.plugin import PLUGIN_ID
from datetime import timedelta
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from zExceptions import BadRequest

import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BONTOC = "1404404000"

INTERFACES = (IGroupsPlugin, IGroupEnumerationPlugin, IGroupIntrospection, IUserFactoryPlugin)


def computed(user):
    """The groups of a user that come from clearances."""
    return {group for group in user.getGroups() if ":" in group}


class TestInstall:
    def test_it_serves_all_four_interfaces_and_makes_the_users(self, portal):
        plugins = portal.acl_users.plugins
        assert all(PLUGIN_ID in plugins.listPluginIds(each) for each in INTERFACES)
        assert plugins.listPluginIds(IUserFactoryPlugin)[0] == PLUGIN_ID

    def test_installing_again_changes_nothing(self, portal, people):
        before = clearances.generation()
        plugins = portal.acl_users.plugins
        listed = [plugins.listPluginIds(each) for each in INTERFACES]
        setup.install(portal)
        assert [plugins.listPluginIds(each) for each in INTERFACES] == listed
        assert clearances.generation() == before
        assert clearances.people(DANAO)

    def test_it_can_be_taken_out_and_put_back(self, portal, people):
        setup.uninstall(portal)
        assert PLUGIN_ID not in portal.acl_users
        assert not computed(portal.acl_users.getUserById("ana"))
        setup.uninstall(portal)
        setup.install(portal)
        assert computed(portal.acl_users.getUserById("ana"))


class TestGroups:
    def test_a_person_is_in_the_groups_of_the_clearance(self, portal, people):
        assert computed(portal.acl_users.getUserById("ana")) == {
            f"committee:{DANAO}",
            f"committee:{DANAO}:contributor",
            "function:contributor",
            "level:barangay",
        }

    def test_who_only_signed_up_is_in_none(self, portal, people):
        assert not computed(portal.acl_users.getUserById("lito"))

    def test_a_change_counts_at_once_within_the_same_request(self, portal, people):
        lito = portal.acl_users.getUserById("lito")
        assert not computed(lito)
        clearances.grant("lito", BONTOC, "monitor")
        assert f"committee:{BONTOC}:monitor" in computed(lito)
        clearances.revoke("lito", BONTOC)
        assert not computed(lito)

    def test_what_is_remembered_of_one_is_never_told_of_another(self, portal, people):
        users = portal.acl_users
        for _round in range(2):
            assert f"committee:{DANAO}" in computed(users.getUserById("ana"))
            assert f"committee:{DANAO}" not in computed(users.getUserById("isko"))
            assert not computed(users.getUserById("lito"))

    def test_a_term_that_ends_ends_within_a_long_request_too(self, portal, people, monkeypatch):
        today = clearances.today()
        clearances.grant("lito", BONTOC, "member", until=today)
        lito = portal.acl_users.getUserById("lito")
        assert computed(lito)
        monkeypatch.setattr(clearances, "today", lambda: today + timedelta(days=1))
        assert not computed(lito)

    def test_without_a_request_the_answer_is_the_same(self, portal, people, monkeypatch):
        monkeypatch.setattr("clkss.content.committees.plugin.getRequest", lambda: None)
        assert f"committee:{DANAO}" in computed(portal.acl_users.getUserById("ana"))

    def test_exact_ids_are_found_and_nothing_can_be_listed(self, portal, people):
        users = portal.acl_users
        group = f"committee:{DANAO}"
        assert [each["id"] for each in users.searchGroups(id=group, exact_match=True)] == [group]
        assert not [each for each in users.searchGroups(id="committee") if ":" in each["id"]]
        assert not [each for each in users.searchGroups() if ":" in each["id"]]
        assert not users.searchGroups(id="committee:0000000000", exact_match=True)
        assert not users.searchGroups(id="committee:nowhere", exact_match=True)
        assert not [each for each in users.getGroupIds() if ":" in each]

    def test_a_group_knows_its_members(self, portal, people):
        group = portal.portal_groups.getGroupById(f"committee:{DANAO}")
        assert sorted(group.getGroupMemberIds()) == ["ana", "berto"]
        secretaries = portal.portal_groups.getGroupById(f"committee:{DANAO}:secretary")
        assert secretaries.getGroupMemberIds() == ["berto"]

    def test_an_agency_has_its_people_in_a_territory(self, portal, people):
        clearances.grant("dindo", PANGLAO, "caseworker", agency="DSWD")
        group = portal.portal_groups.getGroupById(f"agency:DSWD:{PANGLAO}")
        assert group.getGroupMemberIds() == ["dindo"]

    def test_stored_groups_stay_as_they_were(self, portal, people):
        portal.portal_groups.addPrincipalToGroup("lito", "Reviewers")
        assert "Reviewers" in portal.acl_users.getUserById("lito").getGroups()


class TestReservedIds:
    @pytest.mark.parametrize(
        "group", [f"committee:{DANAO}x", "committee:x", "agency:DSWD:x", "function:king"]
    )
    def test_nobody_makes_a_group_with_a_reserved_prefix(self, portal, group):
        with pytest.raises(BadRequest, match="are reserved"):
            portal.portal_groups.addGroup(group)

    def test_nor_in_the_management_screens(self, portal):
        with pytest.raises(BadRequest, match="are reserved"):
            portal.acl_users.source_groups.manage_addGroup(f"committee:{DANAO}")

    def test_a_computed_group_takes_no_members_by_hand(self, portal, people):
        with pytest.raises(KeyError):
            portal.portal_groups.addPrincipalToGroup("lito", f"committee:{DANAO}")

    @pytest.mark.parametrize("nested", [False, True])
    def test_a_group_that_slipped_in_gives_its_members_nothing(
        self, portal, committees, acting, nested
    ):
        source = portal.acl_users.source_groups
        group = f"committee:{DANAO}:secretary"
        source._groups[group] = {"id": group, "title": "", "description": ""}
        source._group_principal_map[group] = set()
        source._principal_groups["Reviewers" if nested else "lito"] = (group,)
        if nested:
            portal.portal_groups.addPrincipalToGroup("lito", "Reviewers")
        with acting("lito"):
            user = portal.portal_membership.getAuthenticatedMember()
            assert group not in user.getGroups()
            assert group not in user.getUser().getGroups()
            roles = user.getRolesInContext(committees[DANAO])
            assert "Committee Secretary" not in roles
            assert f"user:{group}" not in portal.portal_catalog._listAllowedRolesAndUsers(
                user.getUser()
            )
            assert not portal.portal_membership.checkPermission(
                "clkss: Manage Committee Members", committees[DANAO]
            )

    def test_no_account_has_the_id_of_a_group(self, portal):
        with pytest.raises(BadRequest, match="are reserved"):
            portal.acl_users.userFolderAddUser(f"committee:{DANAO}", "secret-9-secret", [], [])

    def test_an_account_that_slipped_in_holds_nothing(self, portal, committees, acting):
        posing = f"committee:{DANAO}:secretary"
        portal.acl_users.source_users.addUser(posing, posing, "secret-9-secret")
        user = portal.acl_users.getUserById(posing)
        access.forget(portal.REQUEST)
        assert "Committee Secretary" not in user.getRolesInContext(committees[DANAO])
        assert not user.allowed(committees[DANAO], ("Committee Secretary",))
