"""Nobody learns who has an account, except who administers accounts."""

from clkss.content.committees import access
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.utils import createContentInContainer
from plone.testing.zope import Browser
from urllib.parse import quote
from urllib.parse import quote_plus

import json
import pytest
import transaction


NAMES = ("dindo", "Dindo", "dindo@example.org")
PLAIN = ("lito", "ana", "clara", None)
"""Who signed up, a contributor, a secretary, a visitor: none of them administers accounts."""

VOCABULARIES = tuple(f"plone.app.vocabularies.{name}" for name in ("Users", "Groups", "Principals"))


@pytest.fixture
def site(functional_portal, populate, act_as):
    """A site with people, and a draft that ana owns."""
    populate(functional_portal)
    with act_as(functional_portal, SITE_OWNER_NAME):
        draft = createContentInContainer(functional_portal, "Document", id="draft")
        draft.manage_setLocalRoles("ana", ["Owner", "Editor"])
        draft.reindexObjectSecurity()
    transaction.commit()
    access.forget(functional_portal.REQUEST)
    return functional_portal


@pytest.fixture
def ask(site, password):
    """Ask for an address as somebody; returns status and body."""

    def get(user_id, path, accept="application/json"):
        browser = Browser(site.aq_parent)
        browser.raiseHttpErrors = False
        browser.followRedirects = False
        browser.addHeader("Accept", accept)
        if user_id is not None:
            secret = SITE_OWNER_PASSWORD if user_id == SITE_OWNER_NAME else password
            browser.addHeader("Authorization", f"Basic {user_id}:{secret}")
        browser.open(f"{site.absolute_url()}/{path}")
        body = browser.contents
        text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
        return int(browser.headers["status"].split()[0]), text

    return get


def tells(body):
    """Whether an answer names dindo."""
    return any(name in body for name in NAMES)


PATHS = [
    "@users",
    "@users?query=dindo",
    "@users?search=dindo",
    "@users/dindo",
    "@groups",
    "@groups?query=committee",
    "@groups/committee:0701233000",
    "@groups/committee:0701233000:caseworker",
    "@principals?search=dindo",
    "@sharing?search=dindo",
    "draft/@sharing?search=dindo",
    "@querystring",
    *(f"@vocabularies/{name}" for name in VOCABULARIES),
    *(f"draft/@vocabularies/{name}" for name in VOCABULARIES),
    *(f"@@getVocabulary?name={name}" for name in VOCABULARIES),
    *(f"draft/@@getVocabulary?name={name}&field=creators" for name in VOCABULARIES),
    "draft/@@getVocabulary?name=plone.app.vocabularies.Users&field=contributors&query=dindo",
]

PAGES = [
    "@@author/dindo",
    "author/dindo",
    "@@member-search",
    "member_search_results?fullname=dindo",
    "@@usergroup-userprefs?searchstring=dindo&form.submitted=1",
    "@@usergroup-groupprefs",
    "draft/@@sharing?search_term=dindo",
    "@@pas_search",
    "@@pas_search/searchUsers?fullname=dindo",
    "portal_membership/listMembers",
    "portal_groups/listGroups",
    "portal_groups/getGroupMembers?group_id=committee:0701233000",
    "acl_users/searchUsers?id=dindo",
    "acl_users/clkss_committees/getGroupMembers?group_id=committee:0701233000",
    "acl_users/clkss_committees/enumerateGroups?id=committee:0701233000&exact_match=1",
]


class TestNobodyLearns:
    @pytest.mark.parametrize("user_id", PLAIN)
    def test_over_rest(self, ask, user_id):
        telling = []
        for path in PATHS:
            _status, body = ask(user_id, path)
            body = body.replace(path, "").replace(path.partition("?")[0], "")
            if tells(body) or "committee:0701233000" in body:
                telling.append(path)
        assert not telling

    @pytest.mark.parametrize("user_id", PLAIN)
    def test_by_a_page(self, ask, user_id):
        telling = []
        for path in PAGES:
            _status, body = ask(user_id, path, accept="text/html")
            for asked in (path, path.replace("&", "&amp;"), quote_plus(path), quote(path)):
                body = body.replace(asked, "").replace(asked.partition("?")[0], "")
            if tells(body):
                telling.append(path)
        assert not telling

    @pytest.mark.parametrize("user_id", PLAIN)
    def test_an_account_that_exists_and_one_that_does_not_answer_alike(self, ask, user_id):
        for path in ("@users/{}", "@portrait/{}", "@groups/{}", "author/{}"):
            known = ask(user_id, path.format("dindo"))
            unknown = ask(user_id, path.format("nodin"))
            assert known[0] == unknown[0]
            assert known[1].replace("dindo", "nodin") == unknown[1]

    def test_but_everybody_learns_about_themselves(self, ask):
        status, body = ask("ana", "@users/ana")
        assert status == 200
        assert json.loads(body)["email"] == "ana@example.org"


class TestTheAdministrator:
    def test_sees_accounts_with_their_committees(self, ask):
        status, body = ask(SITE_OWNER_NAME, "@users/dindo")
        assert status == 200
        groups = {each["id"] for each in json.loads(body)["groups"]["items"]}
        assert {
            "committee:0701233000",
            "committee:0701233000:caseworker",
            "function:caseworker",
        } <= groups

    def test_lists_accounts(self, ask):
        status, body = ask(SITE_OWNER_NAME, "@users")
        assert status == 200
        assert {"ana", "dindo"} <= {each["id"] for each in json.loads(body)["items"]}

    def test_sees_the_members_of_a_computed_group(self, ask):
        status, body = ask(SITE_OWNER_NAME, "@groups/committee:0701233000")
        assert status == 200
        assert json.loads(body)["members"]["items"] == ["clara", "dindo"]

    def test_lists_stored_groups_only(self, ask):
        status, body = ask(SITE_OWNER_NAME, "@groups")
        ids = {each["id"] for each in json.loads(body)}
        assert status == 200
        assert "Reviewers" in ids
        assert not [each for each in ids if ":" in each]

    @pytest.mark.parametrize("name", VOCABULARIES)
    def test_uses_the_vocabularies(self, ask, name):
        status, _body = ask(SITE_OWNER_NAME, f"@vocabularies/{name}")
        assert status == 200

    def test_cannot_make_a_group_that_poses_as_a_committee(self, site):
        browser = Browser(site.aq_parent)
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "application/json")
        browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        browser.post(
            f"{site.absolute_url()}/@groups",
            json.dumps({"groupname": "committee:0701233000:secretaries", "users": ["lito"]}),
            "application/json",
        )
        assert browser.headers["status"].startswith("400")


class TestPermissions:
    @pytest.mark.parametrize(
        "permission",
        [
            "List portal members",
            "List undoable changes",
            "Sharing page: Delegate roles",
            "View Groups",
        ],
    )
    def test_belong_to_the_administrators(self, portal, permission):
        holders = {
            each["name"] for each in portal.rolesOfPermission(permission) if each["selected"]
        }
        assert holders == {"Manager", "Site Administrator"}
        assert not portal.permission_settings(permission)[0]["acquire"]


@pytest.mark.parametrize(("user_id", "statuses"), [(None, (302, 401)), ("lito", (401, 403))])
def test_nobody_mails_the_administrator_through_a_service(site, password, user_id, statuses):
    browser = Browser(site.aq_parent)
    browser.raiseHttpErrors = False
    browser.followRedirects = False
    browser.addHeader("Accept", "application/json")
    if user_id is not None:
        browser.addHeader("Authorization", f"Basic {user_id}:{password}")
    said = json.dumps({"from": "x@example.org", "message": "Buy this"})
    browser.post(f"{site.absolute_url()}/@email-notification", said, "application/json")
    assert int(browser.headers["status"].split()[0]) in statuses
