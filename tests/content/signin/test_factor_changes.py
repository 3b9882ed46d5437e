"""A second factor where programs sign in, and where it is changed or taken away."""

from clkss.content.committees import clearances
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from plone import api
from plone.testing.zope import Browser
from tests.content.signin.test_factor import begin
from tests.content.signin.test_factor import CASEWORKER
from tests.content.signin.test_factor import codes_on
from tests.content.signin.test_factor import finish
from tests.content.signin.test_factor import groups_of
from tests.content.signin.test_factor import PANGLAO
from tests.content.signin.test_factor import PASSWORD
from tests.content.signin.test_factor import SECRETARY
from tests.content.signin.test_factor import token

import pytest
import re
import transaction


class TestPrograms:
    def test_a_name_and_a_password_on_each_request_are_never_enough(self, rest, enrol):
        basic = f"Basic dindo:{PASSWORD}"
        assert groups_of(rest, basic) == set()
        assert groups_of(rest, f"Basic clara:{PASSWORD}") == SECRETARY
        enrol("dindo")
        enrol("clara")
        assert groups_of(rest, basic) == set()
        assert groups_of(rest, f"Basic clara:{PASSWORD}") == set()

    def test_a_token_says_whether_the_code_was_shown(self, rest, enrol):
        app, codes = enrol("dindo")
        body = {"login": "dindo", "password": PASSWORD}
        assert groups_of(rest, token(rest("POST", "@login", body))) == set()
        shown = token(rest("POST", "@login", {**body, "code": app.code()}))
        assert groups_of(rest, shown) == CASEWORKER
        renewed = token(rest("POST", "@login-renew", authorization=shown))
        assert groups_of(rest, renewed) == CASEWORKER
        recovered = token(rest("POST", "@login", {**body, "code": codes[0]}))
        assert groups_of(rest, recovered) == CASEWORKER

    def test_a_code_is_noted_and_a_recovery_code_told_to_its_owner(
        self, rest, enrol, entries, mails_to
    ):
        app, codes = enrol("dindo")
        body = {"login": "dindo", "password": PASSWORD}
        for code in (app.code(), app.wrong(), codes[0], codes[0]):
            rest("POST", "@login", {**body, "code": code})
        assert [each["by"] for _action, each in entries("signin.confirmed")] == [
            "telephone",
            "recovery",
        ]
        assert mails_to("dindo") == ["signin.recovery-used"]

    def test_renewing_gains_nothing(self, rest, enrol):
        enrol("dindo")
        plain = token(rest("POST", "@login", {"login": "dindo", "password": PASSWORD}))
        assert groups_of(rest, token(rest("POST", "@login-renew", authorization=plain))) == set()

    def test_a_wrong_code_is_answered_like_a_wrong_password(self, rest, enrol):
        app, _codes = enrol("dindo")
        answers = [
            rest("POST", "@login", {"login": name, "password": password, "code": code})
            for name, password, code in (
                ("dindo", PASSWORD, app.wrong()),
                ("dindo", "not-his-password", app.code()),
                ("nodin", PASSWORD, app.code()),
                ("lito", PASSWORD, app.code()),
                ("dindo", PASSWORD, ["123456"]),
            )
        ]
        assert {(each.status, each.body) for each in answers} == {(401, answers[0].body)}

    def test_a_token_ends_with_the_sessions(self, rest, enrol, person, site):
        app, _codes = enrol("dindo")
        body = {"login": "dindo", "password": PASSWORD}
        for end in ("password", "sign out", "factor"):
            shift = {"password": 0, "sign out": 1, "factor": None}[end]
            if shift is None:
                held = token(rest("POST", "@login", body))
            else:
                held = token(rest("POST", "@login", {**body, "code": app.code(shift)}))
            assert rest("GET", "@users/dindo", authorization=held).status == 200
            if end == "password":
                site.acl_users.userSetPassword("dindo", PASSWORD)
                transaction.commit()
            elif end == "sign out":
                dindo = person().sign_in("dindo")
                dindo.post("logout")
            else:
                gloria = person().sign_in("gloria")
                gloria.post("second-factor-reset", person="dindo")
            assert rest("GET", "@users/dindo", authorization=held).status == 401

    def test_a_token_of_ones_own_making_is_none(self, rest, site):
        forged = site.acl_users.jwt_auth.create_token("dindo", data={"confirmed": True})
        transaction.commit()
        assert rest("GET", "@users/dindo", authorization=f"Bearer {forged}").status == 401


class TestChanging:
    def confirmed(self, person, enrol, user_id="clara"):
        app, codes = enrol(user_id)
        return person().sign_in(user_id).confirm(app.code()), app, codes

    def test_another_telephone_takes_the_place_of_the_first(self, person, enrol, telephone):
        clara, app, codes = self.confirmed(person, enrol)
        secret, page = begin(clara)
        finish(clara, page, telephone(secret).code())
        assert person().sign_in("clara").confirm(app.code(1)).groups == set()
        assert person().sign_in("clara").confirm(codes[0]).groups == set()
        assert person().sign_in("clara").confirm(telephone(secret).code(1)).groups == SECRETARY

    def test_new_recovery_codes_end_the_old_ones(self, person, enrol):
        clara, _app, codes = self.confirmed(person, enrol)
        page = clara.post("second-factor", password=PASSWORD, codes="1")
        fresh = codes_on(page)
        assert person().sign_in("clara").confirm(codes[0]).groups == set()
        assert person().sign_in("clara").confirm(fresh[0]).groups == SECRETARY

    def test_who_has_one_by_choice_switches_it_off_and_is_told(self, person, enrol, mails_to):
        clara, _app, _codes = self.confirmed(person, enrol)
        other = person().sign_in("clara")
        clara.post("second-factor", password=PASSWORD, off="1")
        assert "is off" in clara.text
        assert clara.groups == SECRETARY
        assert not other.is_in
        assert mails_to("clara") == ["signin.factor-off"]

    def test_a_caseworker_keeps_it(self, person, enrol, site):
        dindo, _app, _codes = self.confirmed(person, enrol, "dindo")
        dindo.open("second-factor")
        assert not dindo.page.xpath("//button[@name='off']")
        dindo.post("second-factor", password=PASSWORD, off="1")
        assert dindo.status == 403
        assert "cannot be switched off" in dindo.text
        transaction.begin()
        assert store.find(site, "dindo") is not None

    def test_nothing_is_changed_by_the_password_alone(self, person, enrol, site):
        enrol("clara")
        clara = person().sign_in("clara")
        clara.open("second-factor")
        assert "/confirm-sign-in" in clara.browser.url
        clara.post("second-factor", password=PASSWORD, off="1")
        transaction.begin()
        assert store.find(site, "clara") is not None


OWN_PAGES = (
    "people/me",
    "people/me/edit",
    "people/me/address",
    "people/me/address/confirm",
    "people/me/photo",
    "people/me/data",
    "people/me/data.json",
    "people/me/notice",
    "people/me/delete",
    "join",
    "@@personal-information",
    "@@personal-preferences",
    "@@change-password",
)


class TestOnesOwnPages:
    def test_ask_for_the_code_of_whoever_has_one(self, person, enrol, rest, site):
        app, _codes = enrol("clara")
        clara = person().sign_in("clara")
        for path in OWN_PAGES:
            clara.open(path)
            assert clara.browser.url.startswith(f"{clara.url}/confirm-sign-in?came_from="), path
            answer = rest("GET", path, authorization=f"Basic clara:{PASSWORD}")
            assert answer.status in (302, 403, 404), path
            assert "example.org" not in answer.body
        clara.post("people/me/delete", password=PASSWORD)
        secretary = f"{PANGLAO}:secretary"
        clara.post("join", leave=secretary)
        transaction.begin()
        assert site.acl_users.getUserById("clara") is not None
        assert clearances.held("clara")
        clara.post("confirm-sign-in", code=app.code(), came_from=f"{clara.url}/people/me/data")
        assert clara.browser.url.endswith("/people/me/data")
        assert "clara@example.org" in clara.text

    def test_a_program_changes_no_account_by_the_password_alone(
        self, site, enrol, rest, functional
    ):
        app, _codes = enrol("clara")
        change = {"old_password": PASSWORD, "new_password": "seven quiet carabaos"}
        path = "@users/clara/reset-password"
        refused = rest("POST", path, change, f"Basic clara:{PASSWORD}")
        assert refused.status == 403
        assert "sign in with its code first" in refused.json["message"]
        stolen = {"fullname": "Not Clara"}
        program = Browser(functional["app"])
        for name, status in (("clara", 403), ("lito", 204)):
            headers = {"Accept": "application/json", "Authorization": f"Basic {name}:{PASSWORD}"}
            answer = program.testapp.patch_json(
                f"{site.absolute_url()}/@users/{name}",
                params=stolen,
                headers=headers,
                expect_errors=True,
            )
            assert answer.status_int == status
        transaction.begin()
        clara = site.portal_membership.getMemberById("clara")
        assert clara.getProperty("fullname") != "Not Clara"
        body = {"login": "clara", "password": PASSWORD, "code": app.code()}
        shown = token(rest("POST", "@login", body))
        assert rest("POST", path, change, shown).status == 200
        # Who has none is asked for none.
        answer = rest("POST", "@users/lito/reset-password", change, f"Basic lito:{PASSWORD}")
        assert answer.status == 200

    def test_ask_nobody_else(self, person):
        clara = person().sign_in("clara")
        for path in ("people/me", "people/me/data", "people/me/address", "join"):
            clara.open(path)
            assert clara.browser.url.endswith(path)


class TestTakingAway:
    @pytest.mark.parametrize(
        ("actor", "done"),
        [("elena", True), ("gloria", True), ("clara", False), ("lito", False), ("dindo", False)],
    )
    def test_the_committee_above_does_it_and_nobody_else(
        self, person, enrol, site, actor, done, mails_to, entries
    ):
        enrol("dindo")
        somebody = person().sign_in(actor)
        somebody.post("second-factor-reset", person="dindo")
        transaction.begin()
        assert (store.find(site, "dindo") is None) is done
        assert mails_to("dindo") == (["signin.factor-reset"] if done else [])
        assert entries("signin.factor-reset") == (
            [("signin.factor-reset", {"user": "dindo"})] if done else []
        )
        if actor in ("lito", "dindo"):
            assert somebody.status in (403, 404)

    def test_an_administrator_does_it(self, site, enrol, functional, person):
        enrol("gloria")
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Site Administrator", "lito")
        transaction.commit()
        lito = person().sign_in("lito")
        lito.post("second-factor-reset", person="gloria@example.org")
        transaction.begin()
        assert store.find(site, "gloria") is None

    def test_an_administrator_does_not_do_it_to_one_who_may_do_more(self, site, enrol, person):
        enrol("gloria")
        assign = site.acl_users.portal_role_manager.assignRoleToPrincipal
        assign("Site Administrator", "lito")
        assign("Manager", "gloria")
        assign("Manager", "clara")
        transaction.commit()
        for name, done in (("lito", False), ("clara", True)):
            administrator = person().sign_in(name)
            administrator.post("second-factor-reset", person="gloria")
            assert ("Nobody was found" in administrator.text) is not done
            transaction.begin()
            assert (store.find(site, "gloria") is None) is done

    def test_a_secretary_does_not_do_it_to_an_administrator(self, site, enrol, person):
        enrol("dindo")
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Site Administrator", "dindo")
        transaction.commit()
        elena = person().sign_in("elena")
        elena.post("second-factor-reset", person="dindo")
        assert "Nobody was found" in elena.text
        transaction.begin()
        assert store.find(site, "dindo") is not None

    def test_afterwards_the_password_opens_what_needs_none_and_sessions_are_over(
        self, person, enrol
    ):
        app, _codes = enrol("dindo")
        dindo = person().sign_in("dindo").confirm(app.code())
        assert dindo.groups == CASEWORKER
        person().sign_in("elena").post("second-factor-reset", person="dindo")
        assert not dindo.is_in
        assert person().sign_in("dindo").groups == set()

    def test_nobody_does_it_for_themselves(self, person, enrol, site):
        app, _codes = enrol("gloria")
        gloria = person().sign_in("gloria").confirm(app.code())
        gloria.post("second-factor-reset", person="gloria")
        transaction.begin()
        assert store.find(site, "gloria") is not None

    def test_who_may_not_learns_not_even_whether_there_is_an_account(self, person, enrol):
        enrol("gloria")
        elena = person().sign_in("elena")
        said = []
        for name in ("gloria", "nodin"):
            elena.post("second-factor-reset", person=name)
            said.append(re.sub(r"[0-9a-f.]{40,}", "", elena.browser.contents))
        assert said[0] == said[1].replace("nodin", "gloria")

    def test_an_account_that_is_deleted_leaves_nothing_to_the_next_of_its_name(self, site, enrol):
        enrol("lito")
        with api.env.adopt_roles(["Manager"]):
            api.user.delete("lito")
        assert store.find(site, "lito") is None


class TestAdministrators:
    @pytest.fixture
    def lito(self, site, person):
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Site Administrator", "lito")
        transaction.commit()
        return lambda: person().sign_in("lito")

    def test_need_none_until_the_site_asks_for_it(self, lito):
        assert "Site Administrator" in lito().standing()["roles"]

    def test_administer_nothing_without_it_once_the_site_asks(self, lito, enrol):
        api.portal.set_registry_record(standing.SETTING, True)
        transaction.commit()
        administrator = lito()
        assert "/second-factor" in administrator.browser.url
        assert "Site Administrator" not in administrator.standing()["roles"]
        app, _codes = enrol("lito")
        administrator = lito().confirm(app.code())
        assert "Site Administrator" in administrator.standing()["roles"]

    def test_who_has_one_administers_nothing_by_the_password_alone(self, lito, enrol, rest):
        enrol("lito")
        assert "Site Administrator" not in lito().standing()["roles"]
        answer = rest("GET", "@users", authorization=f"Basic lito:{PASSWORD}")
        assert answer.status in (401, 403)
