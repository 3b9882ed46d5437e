"""Whoever sees identities shows a second factor; nobody gets by without it, by any way in."""

from clkss.content.committees import rules as committees
from clkss.content.signin.factor import rules
from clkss.content.signin.factor import store
from clkss.content.signin.factor.tables import secrets
from clkss.content.signin.throttle import rules as throttle
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


def token(answer):
    """Give what a program sends with its requests after signing in."""
    return f"Bearer {answer.json['token']}"


def groups_of(rest, authorization):
    """Ask in which groups a program finds itself."""
    return rest("GET", "@@standing", authorization=authorization).groups


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
        assert "password was not accepted" in dindo.text

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
                "basic": lambda name=name: groups_of(rest, f"Basic {name}:{PASSWORD}"),
                "token": lambda body=body: groups_of(rest, token(rest("POST", "@login", body))),
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
                if groups_of(rest, coded) != everything:
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
