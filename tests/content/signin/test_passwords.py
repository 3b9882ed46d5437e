"""Bad passwords are refused by every way; who forgot one gets a link, and nobody learns more."""

from clkss.content.jobs.interfaces import IJob
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.signin.passwords import policy
from clkss.content.signin.passwords import rules
from clkss.content.signin.throttle import checking
from clkss.content.signin.throttle import rules as throttle
from clkss.content.signin.throttle import store
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from zope.component import getUtility

import pytest
import transaction


PASSWORD = "a-long-password-9"
GOOD = "seven quiet carabaos"
BAD = {
    rules.TOO_SHORT: "short-1-Aa",
    rules.COMMON: "password-2026",
    rules.MONOTONOUS: "abcabcabcabc",
    rules.PERSONAL: "clara-12-34-56",
}
OWNER = f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}"


def can_use(site, name, password):
    transaction.begin()
    return site.acl_users.source_users.authenticateCredentials(
        {"login": name, "password": password}
    )


def token_of(site, user_id):
    begun = site.portal_password_reset.requestReset(user_id)["randomstring"]
    transaction.commit()
    return begun


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_password_is_refused_by_every_way_and_the_answer_says_what_to_do(
    site, person, rest, reason
):
    bad = BAD[reason]
    mine = f"Basic clara:{PASSWORD}"
    told = str(policy.MESSAGES[reason].default).split("${")[0].split(".")[0]
    # One's own password, on the page and over REST.
    browser = person().sign_in("clara")
    browser.open("@@change-password")
    form = browser.browser
    form.getControl(name="form.widgets.current_password").value = PASSWORD
    form.getControl(name="form.widgets.new_password").value = bad
    form.getControl(name="form.widgets.new_password_ctl").value = bad
    form.getControl(name="form.buttons.reset_passwd").click()
    assert told in browser.text
    change = {"old_password": PASSWORD, "new_password": bad}
    assert rest("POST", "@users/clara/reset-password", change, mine).status == 400
    # With a link, on the page and over REST, and by the address of Plone's tool.
    token = token_of(site, "clara")
    page = person()
    fields = {"userid": "clara", "password": bad, "password2": bad}
    page.post(f"passwordreset/{token}", **fields)
    assert told in page.text
    answer = rest(
        "POST", "@users/clara/reset-password", {"reset_token": token, "new_password": bad}
    )
    assert answer.status == 400
    page.open(
        f"portal_password_reset/resetPassword?userid=clara&randomstring={token}&password={bad}"
    )
    assert page.status >= 400
    # By an administrator, for somebody new.
    new = {"username": "clara.two", "email": "c@example.org", "password": bad}
    assert rest("POST", "@users", new, OWNER).status == 400
    assert not can_use(site, "clara", bad)
    assert can_use(site, "clara", PASSWORD)


def test_an_administrator_sets_no_bad_password_over_rest(site, functional):
    from plone.testing.zope import Browser

    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "application/json")
    browser.addHeader("Authorization", OWNER)
    browser.addHeader("X-HTTP-Method-Override", "PATCH")
    browser.testapp.patch(
        f"{site.absolute_url()}/@users/clara",
        '{"password": "password-2026"}',
        {"Accept": "application/json", "Content-Type": "application/json", "Authorization": OWNER},
        expect_errors=True,
    )
    assert can_use(site, "clara", PASSWORD)


def test_a_good_password_is_taken_and_ends_sessions(site, person, rest, mails_to, entries):
    telephone = person().sign_in("clara")
    assert telephone.is_in
    token = token_of(site, "clara")
    page = person()
    page.post(f"passwordreset/{token}", userid="clara", password=GOOD, password2=GOOD)
    assert can_use(site, "clara", GOOD)
    assert not telephone.is_in
    assert mails_to("clara") == ["signin.password-changed"]
    assert entries("password.changed") == [("password.changed", {"user": "clara"})]
    assert GOOD not in str(entries())


def test_code_may_set_what_it_likes(site):
    with api.env.adopt_roles(["Manager"]):
        site.acl_users.userSetPassword("clara", "demo-demo-demo")
    transaction.commit()
    assert can_use(site, "clara", "demo-demo-demo")


def test_a_new_password_ends_the_wait(site, person, rest):
    for _time in range(6):
        person().sign_in("clara", "wrong-wrong-word-1")
    assert store.count_of(checking.name_digest("clara")) == throttle.NAME.free
    page = person()
    page.post(
        f"passwordreset/{token_of(site, 'clara')}", userid="clara", password=GOOD, password2=GOOD
    )
    assert person().sign_in("clara", GOOD).is_in


def test_plones_own_policy_is_out_of_use(site):
    assert site.acl_users.plugins.listPluginIds(IValidationPlugin) == ("clkss_door",)


def ask(person, text):
    page = person()
    page.post("login-help", account=text)
    return page


@pytest.mark.parametrize("text", ["clara", "clara@example.org", "Clara@Example.org"])
def test_whoever_forgot_gets_a_link_that_sets_a_new_password(site, person, mails_to, text):
    ask(person, text)
    assert mails_to("clara") == ["signin.forgotten"]
    member = members.Members().find(site, "clara")
    letter = getUtility(ILetter, name="signin.forgotten").compose(
        site, member, "en", "http://nohost/plone"
    )
    transaction.commit()
    assert "clara" in letter.lead
    path = letter.foot_url.removeprefix("http://nohost/plone/")
    person().post(path, userid="clara", password=GOOD, password2=GOOD)
    assert can_use(site, "clara", GOOD)


def test_asking_tells_nobody_who_has_an_account(person, rest):
    known, unknown = (ask(person, text) for text in ("clara", "nodin"))
    assert known.status == unknown.status == 200
    assert known.text == unknown.text
    known, unknown = (
        rest("POST", f"@users/{name}/reset-password", {}) for name in ("clara", "nodin")
    )
    assert (known.status, known.body) == (unknown.status, unknown.body)


def test_no_answer_tells_whose_name_is_in_a_password(site, person, rest):
    site.portal_membership.getMemberById("clara").setMemberProperties(
        {"fullname": "Clarissa Dimagiba", "email": "c@example.org"}
    )
    transaction.commit()
    named = "dimagiba-12-34"
    said = []
    for name in ("clara", "nodin"):
        body = {"reset_token": "made-up", "new_password": named}
        answer = rest("POST", f"@users/{name}/reset-password", body)
        said.append((answer.status, answer.body))
    assert said[0] == said[1]
    for path in ("passwordreset/made-up", "join/confirm/made-up"):
        said = []
        for name in ("clara", "nodin"):
            fields = {"password": named, "password2": named, "password_again": named}
            page = person()
            page.post(path, userid=name, username=name, **fields)
            said.append((page.status, page.text.replace("nodin", "clara")))
        assert said[0] == said[1]
        assert "your name" not in said[0][1]
    # With the link of the mail it is known whose password it is.
    page = person()
    path = f"passwordreset/{token_of(site, 'clara')}"
    page.post(path, userid="clara", password=named, password2=named)
    assert "little more than your name" in page.text
    assert can_use(site, "clara", PASSWORD)
    assert page.browser.headers["Cache-Control"] == "private, no-store"


def test_links_that_are_made_up_are_counted_and_whoever_tries_many_waits(
    site, person, rest, later, monkeypatch
):
    few = throttle.Limit(free=4, first=30, longest=60, forgotten=throttle.HOUR)
    monkeypatch.setattr(throttle, "LINK", few)
    body = {"reset_token": "made-up", "new_password": GOOD}
    for _time in range(2):
        assert person().open("passwordreset/made-up") is not None
        assert rest("POST", "@users/clara/reset-password", body).status == 403
    link = f"passwordreset/{token_of(site, 'clara')}"
    page = person()
    page.open(link)
    assert page.status == 429
    assert "Too many links" in page.text
    assert rest("POST", "@users/clara/reset-password", body).status == 429
    later(few.first + 1)
    page.post(link, userid="clara", password=GOOD, password2=GOOD)
    assert can_use(site, "clara", GOOD)


def test_asking_does_the_same_work_for_an_account_that_is_not_there(person, site):
    from clkss.content.jobs.tables import jobs
    from clkss.content.notices.tables import mails
    from sqlalchemy import select

    import clkss.content.relational as relational

    for text in ("clara", "nodin"):
        ask(person, text)
    with relational.read() as connection:
        rows = connection.execute(select(mails.c.recipient, mails.c.letter)).all()
        tasks = connection.execute(select(jobs.c.name)).scalars().all()
    assert [row.letter for row in rows] == ["signin.forgotten"] * 2
    assert tasks.count("notices.send") == 2
    assert "nodin" not in str(rows)


def test_mails_are_asked_for_so_many_times_only(person, mails_to):
    for _time in range(throttle.MAIL.free + 3):
        ask(person, "clara")
    assert len(mails_to("clara")) == throttle.MAIL.free


def test_plones_older_ways_to_ask_send_nothing(person, mails_to, site):
    assert person().open("mail_password_form") is not None
    page = person()
    page.open("mail_password_form")
    assert page.browser.url.endswith("/login-help")
    for path in ("mail_password?userid=clara", "portal_registration/mailPassword?login=clara"):
        known = person()
        known.open(path)
        unknown = person()
        unknown.open(path.replace("clara", "nodin"))
        assert known.status == unknown.status
        assert known.browser.url.replace("clara", "nodin") == unknown.browser.url
    assert mails_to("clara") == []
    assert not site.MailHost.messages if hasattr(site.MailHost, "messages") else True


def test_the_form_is_checked(person):
    page = person()
    page.browser.open(f"{page.url}/login-help", data="account=clara")
    assert page.status == 403


def test_the_old_failures_are_forgotten_each_night():
    assert getUtility(IJob, name="signin.forget") is store.forget
