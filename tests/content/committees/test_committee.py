"""The committee as content: its key, its place, what it is called."""

from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import naming
from clkss.content.committees import rules
from clkss.content.committees.content import ICommittee
from clkss.content.territories.table import UnknownTerritory
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.interfaces import IDexterityFTI
from plone.testing.zope import Browser
from zExceptions import BadRequest
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
BAGUIO = "1430300000"


@pytest.fixture
def administrator(portal, act_as):
    """Act as the administrator."""
    with act_as(portal, SITE_OWNER_NAME):
        yield


class TestType:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("add_permission", "clkss.content.AddCommittee"),
            ("klass", "clkss.content.committees.content.Committee"),
            ("schema", "clkss.content.committees.content.ICommittee"),
            ("default_view", "view"),
            ("filter_content_types", True),
        ],
    )
    def test_it_says(self, portal, name, expected):
        fti = getUtility(IDexterityFTI, name="Committee")
        assert fti.getProperty(name) == expected

    def test_it_keeps_no_versions(self, portal):
        fti = getUtility(IDexterityFTI, name="Committee")
        assert "plone.versioning" not in fti.behaviors


@pytest.mark.usefixtures("administrator")
class TestFounding:
    def test_its_id_is_its_key_and_its_level_that_of_the_territory(self, portal):
        committee = content.create(DANAO)
        assert committee.getId() == DANAO
        assert committee.getPhysicalPath()[-2:] == ("committees", DANAO)
        assert (committee.level, committee.parent) == ("barangay", PANGLAO)

    def test_a_city_without_province_reports_to_the_region(self, portal):
        assert content.create(BAGUIO).parent == "1400000000"

    def test_the_national_committee_reports_to_nobody(self, portal):
        committee = content.create("PH")
        assert committee.parent is None
        assert committee.title == "National Council Against Child Labor"
        assert "NCLC" in committee.other_names

    def test_a_sub_committee_reports_to_the_committee_of_its_territory(self, portal):
        committee = content.create("PH", "knowledge")
        assert committee.getId() == rules.KNOWLEDGE_KEY
        assert (committee.level, committee.parent) == ("national", "PH")
        assert committee.kind == naming.SUBCOMMITTEE

    def test_its_own_name_is_kept(self, portal):
        committee = content.create(PANGLAO, title="Panglao Council for Children")
        assert committee.Title() == "Panglao Council for Children"

    def test_it_is_found_by_its_old_name(self, portal):
        content.create("PH")
        (found,) = portal.portal_catalog(SearchableText="NCLC", portal_type="Committee")
        assert found.getId == "PH"

    def test_there_is_one_for_a_territory(self, portal):
        content.create(PANGLAO)
        with pytest.raises(KeyError):
            content.create(PANGLAO)

    @pytest.mark.parametrize(
        ("territory", "token", "error"),
        [
            ("0000000000", None, UnknownTerritory),
            ("nowhere", None, ValueError),
            (PANGLAO, "Bad Token", ValueError),
        ],
    )
    def test_of_what_there_is_not(self, portal, territory, token, error):
        with pytest.raises(error):
            content.create(territory, token)


@pytest.mark.usefixtures("administrator")
class TestStaying:
    def test_it_cannot_stand_elsewhere(self, portal):
        committee = content.create(PANGLAO)
        cut = portal.committees.manage_cutObjects([PANGLAO])
        transaction.savepoint()
        with pytest.raises((BadRequest, ValueError), match=r"[Cc]ommittee"):
            portal.practices.manage_pasteObjects(cut)
        assert committee.getId() == PANGLAO

    def test_it_cannot_be_renamed(self, portal):
        content.create(PANGLAO)
        transaction.savepoint()
        with pytest.raises(BadRequest, match="committee"):
            portal.committees.manage_renameObject(PANGLAO, "panglao")

    def test_its_territory_cannot_be_changed(self, portal):
        committee = content.create(PANGLAO)
        committee.territory = BAGUIO
        with pytest.raises(BadRequest, match="committee"):
            notify(ObjectModifiedEvent(committee))

    def test_it_cannot_be_deleted_while_people_serve(self, portal, people):
        content.create(PANGLAO)
        with pytest.raises(BadRequest, match="still serve"):
            portal.committees.manage_delObjects([PANGLAO])
        for each in clearances.people(PANGLAO):
            clearances.revoke(each.user_id, PANGLAO)
        portal.committees.manage_delObjects([PANGLAO])
        assert PANGLAO not in portal.committees


class TestWhoMayWhat:
    @pytest.mark.parametrize(
        ("permission", "user_id", "allowed"),
        [
            ("View", None, True),
            ("Access contents information", None, True),
            ("Modify portal content", "clara", True),
            ("Modify portal content", "elena", True),
            ("Modify portal content", "isko", False),
            ("Modify portal content", "dindo", False),
            ("Modify portal content", "lito", False),
            ("Delete objects", "clara", False),
            ("Add portal content", "dindo", False),
            ("clkss: Add Committee", "clara", False),
        ],
    )
    def test_on_the_committee_of_panglao(
        self, portal, committees, acting, permission, user_id, allowed
    ):
        with acting(user_id):
            held = portal.portal_membership.checkPermission(permission, committees[PANGLAO])
        assert bool(held) is allowed


@pytest.fixture
def site(functional_portal, populate):
    """A site with people."""
    populate(functional_portal)
    transaction.commit()
    return functional_portal


@pytest.fixture
def browser(site):
    """The administrator's browser."""
    browser = Browser(site.aq_parent)
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


class TestForms:
    def found(self, site):
        """Keys of the committees on record."""
        transaction.begin()
        return sorted(site.committees.objectIds())

    def add(self, browser, site, territory, token=""):
        """Fill in Plone's form for adding a committee."""
        browser.open(f"{site.absolute_url()}/committees/++add++Committee")
        browser.getControl(name="form.widgets.territory").value = territory
        browser.getControl(name="form.widgets.token").value = token
        browser.getControl(name="form.buttons.save").click()
        return browser

    def test_a_committee_is_added(self, browser, site):
        self.add(browser, site, PANGLAO)
        self.add(browser, site, "PH", "knowledge")
        assert self.found(site) == [PANGLAO, "PH-knowledge"]
        committee = site.committees[PANGLAO]
        assert committee.title == "Municipal Committee of Panglao, Bohol, Central Visayas"

    @pytest.mark.parametrize(
        ("territory", "token", "message"),
        [
            ("0000000000", "", "No territory has this code."),
            (PANGLAO, "Bad Token", "Use small letters and digits"),
        ],
    )
    def test_a_mistake_is_told_and_nothing_is_lost(self, browser, site, territory, token, message):
        self.add(browser, site, territory, token)
        assert message in browser.contents
        assert browser.getControl(name="form.widgets.territory").value == territory
        assert browser.getControl(name="form.widgets.token").value == token
        assert self.found(site) == []

    def test_a_second_one_is_refused(self, browser, site):
        self.add(browser, site, PANGLAO)
        self.add(browser, site, PANGLAO)
        assert "This committee is on record already." in browser.contents
        assert self.found(site) == [PANGLAO]

    def test_editing_changes_the_contact_and_offers_no_territory(self, browser, site):
        self.add(browser, site, PANGLAO)
        browser.open(f"{site.absolute_url()}/committees/{PANGLAO}/edit")
        assert 'name="form.widgets.territory"' not in browser.contents
        browser.getControl(name="form.widgets.contact").value = "Municipal Hall"
        browser.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert site.committees[PANGLAO].contact == "Municipal Hall"

    def rest(self, browser, method, url, body):
        """Send JSON as the administrator."""
        browser.testapp.authorization = ("Basic", (SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
        send = getattr(browser.testapp, f"{method}_json")
        response = send(url, body, headers={"Accept": "application/json"}, expect_errors=True)
        transaction.begin()
        return response

    def test_over_rest(self, browser, site):
        url = f"{site.absolute_url()}/committees"
        body = {"@type": "Committee", "territory": PANGLAO}
        added = self.rest(browser, "post", url, body)
        assert added.status_int == 201
        assert added.json["@id"].endswith(f"/committees/{PANGLAO}")
        assert added.json["level"]["token"] == "municipal"
        assert added.json["parent"] == BOHOL
        assert self.rest(browser, "post", url, body).status_int == 400
        moved = self.rest(browser, "patch", f"{url}/{PANGLAO}", {"territory": BAGUIO})
        assert moved.status_int == 400
        assert site.committees[PANGLAO].territory == PANGLAO

    def test_every_field_has_words(self):
        for name in ICommittee.names():
            field = ICommittee[name]
            if hasattr(field, "title"):
                assert field.title.default
