"""Whoever sees identities shows a second factor; nobody gets by without it, by any way in."""

from clkss.content.committees import rules as committees
from clkss.content.signin.factor import rules
from clkss.content.signin.factor import standing
from clkss.content.signin.factor import store
from clkss.content.signin.factor.tables import secrets
from clkss.content.signin.throttle import rules as throttle
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from sqlalchemy import select
from urllib.parse import urlencode
from ZODB.POSException import ConflictError

import clkss.content.relational as relational
import json
import pytest
import re
import transaction


PASSWORD = "a-long-password-9"
PANGLAO = "0701233000"
CASEWORKER = {
    f"committee:{PANGLAO}",
    f"committee:{PANGLAO}:caseworker",
    "function:caseworker",
}
SECRETARY = {f"committee:{PANGLAO}", f"committee:{PANGLAO}:secretary", "function:secretary"}


def begin(person):
    """Go to the page and begin; returns the secret."""
    page = person.post("second-factor", password=PASSWORD, begin="1")
    return re.sub(r"\s", "", page.xpath("//section//code")[0].text), page


def finish(person, page, code):
    fields = {
        field.get("name"): field.get("value")
        for field in page.xpath("//input[@type='hidden']")
        if field.get("name") in ("clkss_token", "setup", "came_from")
    }
    data = urlencode({**fields, "code": code, "confirm": "1"})
    person.browser.open(f"{person.url}/second-factor", data=data)
    return person.page


def codes_on(page):
    return [each.text for each in page.xpath("//section[@aria-labelledby='codes']//code")]


class TestSettingUp:
    def test_dindo_signs_in_is_led_to_it_sets_it_up_and_may_work(
        self, person, telephone, mails_to, entries
    ):
        other = person().sign_in("dindo")
        dindo = person().sign_in("dindo")
        assert "/second-factor" in dindo.browser.url
        assert "needs a second factor" in dindo.text
        assert dindo.groups == set()
        secret, page = begin(dindo)
        assert page.xpath("//div[@class='clkss-qr']")
        page = finish(dindo, page, telephone(secret).code())
        codes = codes_on(page)
        assert len(set(codes)) == rules.RECOVERY_CODES
        assert dindo.groups == CASEWORKER
        assert not other.is_in
        assert mails_to("dindo") == ["signin.factor-on"]
        assert ("signin.factor-on", {"user": "dindo"}) in entries()
        assert secret not in str(entries())
        assert codes[0] not in str(entries())

    def test_a_wrong_code_changes_nothing_and_the_same_secret_can_be_tried_again(
        self, person, site, telephone
    ):
        dindo = person().sign_in("dindo")
        secret, page = begin(dindo)
        app = telephone(secret)
        again = finish(dindo, page, app.wrong())
        transaction.begin()
        assert store.find(site, "dindo") is None
        assert re.sub(r"\s", "", again.xpath("//section//code")[0].text) == secret
        assert codes_on(finish(dindo, again, app.code()))

    def test_the_password_is_asked_for_once_more(self, person, site):
        dindo = person().sign_in("dindo")
        page = dindo.post("second-factor", password="not-his-password", begin="1")
        assert not page.xpath("//div[@class='clkss-qr']")
        assert "not your password" in dindo.text

    def test_what_was_begun_by_one_is_finished_by_nobody_else(self, person, telephone, site):
        dindo, lito = person().sign_in("dindo"), person().sign_in("lito")
        secret, page = begin(dindo)
        setup = page.xpath("//input[@name='setup']/@value")[0]
        lito.post("second-factor", setup=setup, code=telephone(secret).code(), confirm="1")
        transaction.begin()
        assert store.find(site, "lito") is None

    def test_what_was_begun_has_to_be_finished_soon(self, person, telephone, later, site):
        dindo = person().sign_in("dindo")
        secret, page = begin(dindo)
        later(rules.SETUP_LIFETIME + 1)
        finish(dindo, page, telephone(secret).code())
        assert "took too long" in dindo.text
        transaction.begin()
        assert store.find(site, "dindo") is None

    def test_the_secret_is_in_no_other_answer(self, person, telephone, rest):
        dindo = person().sign_in("dindo")
        secret, page = begin(dindo)
        codes = codes_on(finish(dindo, page, telephone(secret).code()))
        for path in ("", "second-factor", "my-searches", "@@standing", "confirm-sign-in", "audit"):
            dindo.open(path)
            said = re.sub(r"\s", "", str(dindo.browser.contents))
            assert secret not in said
            assert "otpauth" not in said
            assert not [code for code in codes if code in said]
        assert dindo.browser.headers.get("Cache-Control", "").startswith("private, no-store")
        owner = f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}"
        for path in ("@users/dindo", "@registry", "@actions"):
            assert secret not in rest("GET", path, authorization=owner).body

    def test_neither_secret_nor_codes_are_readable_where_they_are_kept(self, site, enrol):
        app, codes = enrol("dindo")
        with relational.read() as connection:
            rows = str(connection.execute(select(secrets)).all())
        assert app.secret not in rows
        assert "dindo" not in rows
        record = store.find(site, "dindo").__dict__
        assert app.secret not in str(record)
        assert not [code for code in codes if code in str(record)]

    def test_a_row_moved_to_another_record_opens_nothing(self, site, enrol, person):
        app, _codes = enrol("dindo")
        enrol("clara")
        store.find(site, "clara").handle = store.find(site, "dindo").handle
        transaction.commit()
        clara = person().sign_in("clara").confirm(app.code())
        assert clara.groups == set()


class TestSigningIn:
    def test_the_password_alone_opens_nothing_that_the_factor_guards(self, person, enrol):
        app, _codes = enrol("dindo")
        dindo = person().sign_in("dindo")
        assert "/confirm-sign-in" in dindo.browser.url
        assert dindo.groups == set()
        dindo.confirm(app.wrong())
        assert "not accepted" in dindo.text
        assert dindo.groups == set()
        dindo.confirm(app.code())
        assert dindo.groups == CASEWORKER

    def test_whoever_has_one_by_choice_gets_nothing_by_the_password_either(self, person, enrol):
        assert person().sign_in("clara").groups == SECRETARY
        app, _codes = enrol("clara")
        clara = person().sign_in("clara")
        assert clara.groups == set()
        assert clara.confirm(app.code()).groups == SECRETARY

    def test_a_code_works_once(self, person, enrol):
        app, _codes = enrol("dindo")
        code = app.code()
        assert person().sign_in("dindo").confirm(code).groups == CASEWORKER
        assert person().sign_in("dindo").confirm(code).groups == set()
        assert person().sign_in("dindo").confirm(app.code(-1)).groups == set()
        assert person().sign_in("dindo").confirm(app.code(1)).groups == CASEWORKER

    @pytest.mark.parametrize(
        ("shift", "accepted"), [(-2, False), (-1, True), (1, True), (2, False)]
    )
    def test_the_clock_may_be_half_a_minute_off(self, person, enrol, shift, accepted):
        app, _codes = enrol("dindo")
        dindo = person().sign_in("dindo").confirm(app.code(shift))
        assert bool(dindo.groups) is accepted

    def test_codes_are_not_guessed(self, person, enrol, later):
        app, codes = enrol("dindo")
        for _time in range(throttle.CODE.free):
            person().sign_in("dindo").confirm(app.wrong())
        assert person().sign_in("dindo").confirm(app.code()).groups == set()
        assert person().sign_in("dindo").confirm(codes[0]).groups == set()
        later(throttle.CODE.first + 1)
        assert person().sign_in("dindo").confirm(app.code()).groups == CASEWORKER

    def test_a_recovery_code_works_once_and_its_owner_is_told(
        self, person, enrol, mails_to, entries
    ):
        _app, codes = enrol("dindo")
        spoken = codes[3].lower().replace("-", " ")
        assert person().sign_in("dindo").confirm(spoken).groups == CASEWORKER
        assert person().sign_in("dindo").confirm(codes[3]).groups == set()
        assert person().sign_in("dindo").confirm(codes[4]).groups == CASEWORKER
        assert mails_to("dindo") == ["signin.recovery-used"] * 2
        assert entries("signin.confirmed")[0][1] == {"by": "recovery", "user": "dindo"}
        assert not [code for code in codes if code in str(entries())]

    def test_afterwards_one_is_where_one_came_from_and_nowhere_else(self, person, enrol):
        app, _codes = enrol("dindo")
        dindo = person()
        here = f"{dindo.url}/my-searches"
        dindo.sign_in("dindo", came_from=here).confirm(app.code(), came_from=here)
        assert dindo.browser.url == here
        other = person().sign_in("dindo")
        other.browser.followRedirects = False
        other.confirm(app.code(1), came_from="https://evil.example.org/")
        assert other.browser.headers["Location"] == other.url

    def test_a_visitor_is_sent_to_sign_in(self, person):
        for path in ("confirm-sign-in", "second-factor", "second-factor-reset"):
            visitor = person()
            visitor.open(path)
            assert visitor.browser.url.endswith("/login")

    def test_forms_are_checked(self, person, enrol):
        app, _codes = enrol("dindo")
        dindo = person().sign_in("dindo")
        dindo.browser.open(f"{dindo.url}/confirm-sign-in", data=f"code={app.code()}")
        assert dindo.status == 403
        dindo.browser.open(f"{dindo.url}/second-factor", data=f"password={PASSWORD}&begin=1")
        assert "clkss-qr" not in dindo.browser.contents

    def test_a_session_stays_confirmed_while_one_reads_and_ends_with_the_password(
        self, person, enrol, later, site
    ):
        app, _codes = enrol("dindo")
        dindo = person().sign_in("dindo").confirm(app.code())
        later(6 * 60)
        dindo.open()
        later(26 * 60)
        assert dindo.groups == CASEWORKER
        site.acl_users.userSetPassword("dindo", "seven quiet carabaos")
        transaction.commit()
        assert not dindo.is_in


def token(answer):
    return f"Bearer {answer.json['token']}"


class TestPrograms:
    def ask(self, rest, authorization):
        return rest("GET", "@@standing", authorization=authorization).groups

    def test_a_name_and_a_password_on_each_request_are_never_enough(self, rest, enrol):
        basic = f"Basic dindo:{PASSWORD}"
        assert self.ask(rest, basic) == set()
        assert self.ask(rest, f"Basic clara:{PASSWORD}") == SECRETARY
        enrol("dindo")
        enrol("clara")
        assert self.ask(rest, basic) == set()
        assert self.ask(rest, f"Basic clara:{PASSWORD}") == set()

    def test_a_token_says_whether_the_code_was_shown(self, rest, enrol):
        app, codes = enrol("dindo")
        body = {"login": "dindo", "password": PASSWORD}
        assert self.ask(rest, token(rest("POST", "@login", body))) == set()
        shown = token(rest("POST", "@login", {**body, "code": app.code()}))
        assert self.ask(rest, shown) == CASEWORKER
        renewed = token(rest("POST", "@login-renew", authorization=shown))
        assert self.ask(rest, renewed) == CASEWORKER
        recovered = token(rest("POST", "@login", {**body, "code": codes[0]}))
        assert self.ask(rest, recovered) == CASEWORKER

    def test_renewing_gains_nothing(self, rest, enrol):
        enrol("dindo")
        plain = token(rest("POST", "@login", {"login": "dindo", "password": PASSWORD}))
        assert self.ask(rest, token(rest("POST", "@login-renew", authorization=plain))) == set()

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


def test_the_whole_matrix(site, person, rest, enrol):
    """Way in, enrolled by confirmed by function: what counts is what the rules say."""
    people = {"dindo": CASEWORKER, "clara": SECRETARY}
    wrong = []
    for name, everything in people.items():
        for enrolled in (False, True):
            app = enrol(name)[0] if enrolled else None
            body = {"login": name, "password": PASSWORD}
            ways = {
                "form": lambda body=body: person().sign_in(body["login"]).groups,
                "basic": lambda name=name: TestPrograms().ask(rest, f"Basic {name}:{PASSWORD}"),
                "token": lambda body=body: TestPrograms().ask(
                    rest, token(rest("POST", "@login", body))
                ),
            }
            function = committees.CASEWORKER if name == "dindo" else committees.SECRETARY
            for way, come_in in ways.items():
                withheld = function in rules.withheld(False, enrolled)
                if come_in() != (set() if withheld else everything):
                    wrong.append((name, enrolled, way))
            if enrolled:
                if person().sign_in(name).confirm(app.code()).groups != everything:
                    wrong.append((name, "form with code"))
                coded = token(rest("POST", "@login", {**body, "code": app.code(1)}))
                if TestPrograms().ask(rest, coded) != everything:
                    wrong.append((name, "token with code"))
    assert not wrong


def test_what_others_see_of_a_caseworker_does_not_depend_on_the_request(rest):
    owner = f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}"
    answer = rest("GET", "@users/dindo", authorization=owner)
    assert {each["id"] for each in answer.json["groups"]["items"]} >= CASEWORKER


def test_secrets_of_nobody_are_forgotten(site, enrol, later):
    enrol("dindo")
    enrol("dindo")
    later(throttle.DAY + 1)
    store.forget(site, None)
    transaction.commit()
    with relational.read() as connection:
        handles = connection.execute(select(secrets.c.handle)).scalars().all()
    assert handles == [store.find(site, "dindo").handle]
    assert json.dumps(handles)


def test_two_requests_with_the_same_code_at_one_moment_are_not_both_let_in(site, enrol):
    app, _codes = enrol("dindo")
    code = app.code()
    managers = [transaction.TransactionManager() for _request in range(2)]
    records = []
    for manager in managers:
        connection = site._p_jar.db().open(manager)
        there = connection.root()["Application"][site.getId()]
        records.append((manager, connection, store.find(there, "dindo")))
    for _manager, _connection, record in records:
        assert store._use(record, "dindo", code) == store.TELEPHONE
    records[0][0].commit()
    with pytest.raises(ConflictError):
        records[1][0].commit()
    records[1][0].abort()
    assert store._use(records[1][2], "dindo", code) is None
    for manager, connection, _record in records:
        manager.abort()
        connection.close()
