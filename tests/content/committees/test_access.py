"""The catalog, a live check and the rules never disagree."""

from AccessControl import getSecurityManager
from borg.localrole.interfaces import ILocalRoleProvider
from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import rules
from clkss.content.committees.interfaces import IAccessFacts
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from plone.app.testing import SITE_OWNER_NAME
from plone.dexterity.utils import createContentInContainer
from zope.component import adapter
from zope.component import getAdapter
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides
from zope.interface import Interface

import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
BONTOC = "1404404000"

OWNERS = (DANAO, PANGLAO, BOHOL, BONTOC, "1430300000", "PH", "PH-knowledge", f"{BONTOC}-twg")
ROLES = (
    *rules.LEVEL_ROLES.values(),
    rules.CONTRIBUTOR_ROLE,
    rules.SECRETARY_ROLE,
    rules.REVIEWER_ROLE,
    rules.EDITOR_ROLE,
    "Manager",
)
SEEING = ("View", "Access contents information")


class IWithFacts(Interface):
    """A page that says of itself what a test wants."""


@adapter(IWithFacts)
def facts_of_page(page):
    """The facts that a test put on a page."""
    return page.facts


@pytest.fixture(autouse=True)
def with_facts():
    """Pages may have facts."""
    registry = getGlobalSiteManager()
    registry.registerAdapter(facts_of_page, provided=IAccessFacts)
    yield
    registry.unregisterAdapter(facts_of_page, provided=IAccessFacts)


@pytest.fixture
def pages(portal, people, act_as):
    """Four pages among the good practices, which belong to nobody yet."""
    with act_as(portal, SITE_OWNER_NAME):
        made = []
        for name in "abcd":
            page = createContentInContainer(
                portal.practices, "Document", checkConstraints=False, id=name
            )
            page.manage_delLocalRoles([SITE_OWNER_NAME, "admin"])
            page.facts = rules.Facts()
            alsoProvides(page, IWithFacts)
            made.append(page)
    return made


def change(page, facts, roles):
    """Give a page facts and let roles see it; index what follows."""
    page.facts = facts
    for permission in SEEING:
        page.manage_permission(permission, list(roles), 0)
    page.reindexObjectSecurity()


owners = st.none() | st.sampled_from(OWNERS)


@st.composite
def facts(draw):
    """What a reviewed item may say of itself."""
    owner = draw(owners)
    chain = access.chain(owner) if owner else ()
    turn = draw(st.none() | st.sampled_from([link.key for link in chain])) if chain else None
    grants = draw(st.sampled_from([(), ((f"agency:DSWD:{PANGLAO}", "Reviewer"),)]))
    return rules.Facts(owner, chain, turn, False, draw(st.booleans()), grants)


seeing = st.frozensets(st.sampled_from(ROLES), max_size=4)
terms = st.lists(
    st.tuples(
        st.sampled_from(["lito", "ana"]),
        st.sampled_from(OWNERS),
        st.sampled_from(rules.FUNCTIONS),
        st.none() | st.just("DSWD"),
    ),
    max_size=3,
)


class TestTheSameAnswerEverywhere:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.tuples(facts(), seeing), min_size=4, max_size=4), terms)
    def test_the_catalog_finds_what_a_person_may_see(
        self, portal, people, pages, acting, told, terms
    ):
        for page, (said, roles) in zip(pages, told, strict=True):
            change(page, said, roles)
        for user_id, key, function, agency in terms:
            clearances.grant(user_id, key, function, agency=agency)
        for user_id in [*people, "lito", None]:
            with acting(user_id):
                found = {
                    brain.getId
                    for brain in portal.portal_catalog(
                        path="/".join(portal.practices.getPhysicalPath()), portal_type="Document"
                    )
                }
                manager = getSecurityManager()
                seen = {
                    page.getId()
                    for page in pages
                    if all(manager.checkPermission(each, page) for each in SEEING)
                }
            assert found == seen, user_id
        for user_id, key, function, _agency in terms:
            if people.get(user_id) != (key, function):
                clearances.revoke(user_id, key, function)

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(facts())
    def test_one_by_one_and_all_at_once_are_the_same_roles(self, portal, pages, said):
        page = pages[0]
        page.facts = said
        provider = getAdapter(page, ILocalRoleProvider, name="clkss")
        everything = dict(provider.getAllRoles())
        assert everything == rules.roles_for(said)
        asked = [*everything, "committee:0000000000", "ana", "Administrators", None]
        assert {each: provider.getRoles(each) for each in asked if provider.getRoles(each)} == (
            everything
        )

    def test_no_role_is_ever_stored(self, portal, committees):
        for committee in committees.objectValues():
            stored = {role for _user, held in committee.get_local_roles() for role in held}
            assert stored <= {"Owner"}


class TestWhatFollowsFromServing:
    @pytest.mark.parametrize(
        ("user_id", "key", "expected"),
        [
            ("berto", DANAO, True),
            ("clara", DANAO, True),
            ("gloria", DANAO, True),
            ("gloria", "PH-knowledge", True),
            ("clara", PANGLAO, True),
            ("clara", BOHOL, False),
            ("clara", BONTOC, False),
            ("isko", BONTOC, True),
            ("isko", PANGLAO, False),
            ("dindo", PANGLAO, False),
            ("hilda", PANGLAO, False),
            ("lito", PANGLAO, False),
            (None, PANGLAO, False),
        ],
    )
    def test_who_manages_a_committee(self, committees, acting, user_id, key, expected):
        with acting(user_id):
            allowed = getSecurityManager().checkPermission(
                "clkss: Manage Committee Members", committees[key]
            )
            groups = clearances.groups(user_id) if user_id else ()
        assert bool(allowed) is expected
        assert rules.may_manage(groups, committees[key].chain) is expected

    def test_contributors_of_every_committee_add_where_knowledge_is_added(self, portal, acting):
        assert "Contributor" not in access.computed_roles(portal.practices).getRoles("ana")
        roles = access.computed_roles(portal.practices)
        assert "Contributor" in roles.getRoles("function:contributor")
        assert "Contributor" in roles.getRoles("function:secretary")
        assert not roles.getRoles("function:member")

    def test_what_says_nothing_of_itself_gives_nobody_anything(self, portal):
        assert access.computed_roles(portal) is None

    def test_a_request_that_serves_two_people_does_not_mix_them(self, portal, committees, acting):
        answers = []
        for user_id in ("clara", "isko", "clara", "lito", "isko"):
            with acting(user_id):
                answers.append(
                    bool(
                        getSecurityManager().checkPermission(
                            "clkss: Manage Committee Members", committees[PANGLAO]
                        )
                    )
                )
        assert answers == [True, False, True, False, False]


class TestStaffChangesReindexNothing:
    def count(self, portal):
        """Changes of the catalog so far, after all that waits was indexed."""
        portal.portal_catalog.searchResults()
        return portal.portal_catalog.getCounter()

    def sees(self, portal, acting, user_id):
        """Pages that the catalog shows to somebody."""
        with acting(user_id):
            return sorted(brain.getId for brain in portal.portal_catalog(portal_type="Document"))

    def test_adding_and_removing_a_person(self, portal, pages, acting):
        said = rules.Facts(PANGLAO, access.chain(PANGLAO))
        change(pages[0], said, ["Municipal Committee"])
        before = self.count(portal)
        assert self.sees(portal, acting, "lito") == []
        clearances.grant("lito", PANGLAO, "member")
        assert self.sees(portal, acting, "lito") == ["a"]
        clearances.revoke("lito", PANGLAO)
        assert self.sees(portal, acting, "lito") == []
        assert self.count(portal) == before

    def test_founding_a_committee_indexes_only_the_committee(self, portal, pages, acting, act_as):
        from clkss.content.committees import content

        said = rules.Facts(PANGLAO, access.chain(PANGLAO))
        change(pages[0], said, ["Provincial Committee"])
        clearances.grant("lito", BOHOL, "member")
        assert self.sees(portal, acting, "lito") == ["a"]
        data = portal.portal_catalog._catalog.paths
        before = set(data.values())
        with act_as(portal, SITE_OWNER_NAME):
            content.create(BOHOL)
        self.count(portal)
        assert set(data.values()) - before == {f"/plone/committees/{BOHOL}"}
        assert self.sees(portal, acting, "lito") == ["a"]
