"""A new mail address of an account counts once its owner opened the link that went there."""

from clkss.content.people import newmail
from clkss.content.signin.throttle import rules as throttle
from clkss.content.testing.people import PASSWORD
from plone import api

import base64
import json
import pytest
import re
import transaction


OLD = "municipal.contributor@example.org"
NEW = "new.address@example.org"
ME = "municipal.contributor"


@pytest.fixture
def post(site, server, work):
    """A mail server that the site sends to; gives the mails that came to an address."""
    server.use_for(site)
    api.portal.set_registry_record("plone.email_from_address", "clkss@example.org")
    transaction.commit()

    def post(address):
        work()
        return server.mails(address)

    return post


@pytest.fixture
def mail_of(site):
    """Tell the address of an account."""

    def mail_of(person):
        transaction.begin()
        return api.user.get(userid=person).getProperty("email")

    return mail_of


@pytest.fixture
def enter_mail(site, browse):
    """Have somebody enter a new address."""

    def enter_mail(person, mail, password=PASSWORD):
        browser = browse(person)
        browser.open(f"{site.absolute_url()}/people/me/address")
        browser.getControl(name="mail").value = mail
        browser.getControl(name="password").value = password
        browser.getControl("Save").click()
        return browser

    return enter_mail


def link_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"\S+/people/me/address/confirm\S+", text)[0]


class TestNewAddress:
    def test_it_counts_once_it_is_confirmed_by_whom_it_is_for(
        self, browse, post, enter_mail, mail_of, audited
    ):
        browser = enter_mail(ME, NEW.upper())
        assert "A mail goes to the new address" in browser.contents
        assert NEW in browser.contents
        assert mail_of(ME) == OLD
        browser.open(browser.url.replace("/address", "/data"))
        assert NEW in browser.contents
        (told,) = post(OLD)
        assert NEW not in str(told)
        (mail,) = post(NEW)
        link = link_in(mail)
        assert ME not in link
        other = browse("barangay.contributor")
        other.open(link)
        assert other.headers["status"].startswith("410")
        assert NEW not in other.contents
        browser.open(link)
        assert mail_of(ME) == OLD
        browser.getControl("Use this address").click()
        assert "Mails go to your new address" in browser.contents
        assert mail_of(ME) == NEW
        assert len(audited("account.mail-changed")) == 1
        browser.open(link)
        assert browser.headers["status"].startswith("410")

    def test_the_password_is_asked_for_and_what_was_entered_stays(
        self, enter_mail, mail_of, audited
    ):
        browser = enter_mail(ME, NEW, "a wrong guess")
        assert browser.headers["status"].startswith("422")
        assert browser.getControl(name="mail").value == NEW
        assert newmail.of(ME) is None
        assert len(audited("account.mail-refused")) == 1
        browser.getControl(name="mail").value = "no address"
        browser.getControl(name="password").value = PASSWORD
        browser.getControl("Save").click()
        assert "such as name@example.org" in browser.contents
        assert mail_of(ME) == OLD

    def test_too_many_are_refused_in_words(self, enter_mail, work):
        for number in range(throttle.MAIL.free):
            assert "A mail goes" in enter_mail(ME, f"address-{number}@example.org").contents
        browser = enter_mail(ME, NEW)
        assert "try again in an hour" in browser.contents
        assert browser.getControl(name="mail").value == NEW
        transaction.begin()
        assert newmail.of(ME) != NEW

    def test_that_another_account_has_it_is_told_to_its_reader_only(
        self, post, enter_mail, mail_of
    ):
        taken = "barangay.secretary@example.org"
        browser = enter_mail(ME, taken)
        assert "A mail goes to the new address" in browser.contents
        (mail,) = post(taken)
        assert "belongs to an account already" in mail["Subject"]
        assert "/confirm" not in mail.get_body(("plain",)).get_content()
        assert mail_of(ME) == OLD

    def test_whoever_signs_in_by_mail_does_so_by_the_new_one(
        self, site, browse, post, enter_mail, mail_of
    ):
        site.acl_users.updateLoginName(ME, OLD)
        transaction.commit()
        enter_mail(OLD, NEW)
        browser = browse(OLD)
        browser.open(link_in(post(NEW)[0]))
        browser.getControl("Use this address").click()
        assert mail_of(ME) == NEW
        assert site.acl_users.getUserById(ME).getUserName() == NEW

    def test_the_language_needs_no_password(self, site, browse, mail_of):
        browser = browse(ME)
        browser.open(f"{site.absolute_url()}/people/me/address")
        browser.getControl(name="language").value = ["tl"]
        browser.getControl("Save").click()
        assert mail_of(ME) == OLD
        assert api.user.get(userid=ME).getProperty("language") == "tl"

    def test_an_address_that_waits_goes_with_the_account(self, site, enter_mail):
        enter_mail(ME, NEW)
        transaction.begin()
        assert newmail.of(ME) == NEW
        with api.env.adopt_roles(["Manager"]):
            site.portal_membership.deleteMembers([ME], delete_localroles=0)
        transaction.commit()
        assert newmail.of(ME) is None


class TestOtherWays:
    def test_forms_of_plone_lead_to_ours(self, site, browse):
        for name in ("@@personal-information", "@@personal-preferences"):
            browser = browse(ME)
            browser.open(f"{site.absolute_url()}/{name}")
            assert browser.url.endswith("/people/me/address")

    def test_no_program_gives_somebody_an_address_or_a_photo(self, site, browse, mail_of):
        program = browse(ME).testapp
        known = base64.b64encode(f"{ME}:{PASSWORD}".encode()).decode()
        headers = {
            "Accept": "application/json",
            "Authorization": f"Basic {known}",
            "Content-Type": "application/json",
        }
        for change, status in (
            ({"email": NEW}, 403),
            ({"portrait": {"data": "x"}}, 403),
            ({"fullname": "Another Name"}, 204),
        ):
            answer = program.patch(
                f"{site.absolute_url()}/@users/{ME}",
                params=json.dumps(change),
                headers=headers,
                expect_errors=True,
            )
            assert answer.status_int == status
            if status == 403:
                assert "has to be confirmed" in answer.json["error"]["message"]
        assert mail_of(ME) == OLD
