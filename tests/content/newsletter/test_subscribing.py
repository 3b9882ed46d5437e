"""How one comes to get the newsletter, and to get it no more."""

from clkss.content import relational
from clkss.content.newsletter import rules
from clkss.content.newsletter import store
from clkss.content.newsletter.tables import subscribers as table
from clkss.content.testing.people import acting_as
from plone import api
from sqlalchemy import func
from sqlalchemy import select
from tests.content.newsletter.conftest import link
from tests.content.newsletter.conftest import words

import pytest
import time
import transaction


ANA = "ana@example.org"


def rows():
    with relational.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def addresses():
    return [row.address for row in store.confirmed()]


def press(browser):
    forms = [browser.getForm(index=number) for number in range(count_of_forms(browser))]
    next(form for form in forms if form.method.upper() == "POST").submit()
    transaction.begin()


def count_of_forms(browser):
    return browser.contents.count("<form")


class TestAVisitor:
    def test_asks_confirms_and_stops(self, site, server, ask, browse, work):
        browser = ask(ANA)
        assert browser.url.endswith("/newsletters/subscribed")
        assert addresses() == []
        work()
        (mail,) = server.mails(ANA)
        assert "Somebody entered this address" in words(mail)
        assert mail["List-Unsubscribe"] is None
        url = link(mail, "/newsletters/confirm/")
        browser = browse()
        browser.open(url)
        assert addresses() == [], "looking changes nothing"
        press(browser)
        assert "You get the newsletter from now on" in browser.contents
        assert addresses() == [ANA]
        browser.open(url)
        assert "You get the newsletter from now on" in browser.contents

    def test_the_mail_is_in_the_language_of_the_page(self, server, ask, work):
        ask(ANA, language="tl")
        work()
        assert server.mails(ANA)[0]["Content-Language"] == "fil"

    def test_the_answer_does_not_tell_whether_an_address_is_known(
        self, server, ask, subscribe, work
    ):
        subscribe(ANA)
        known, unknown = ask(ANA), ask("ben@example.org")
        assert known.url == unknown.url
        assert known.contents == unknown.contents
        work()
        (mail,) = server.mails(ANA)
        assert "You get it already" in words(mail)
        assert "/confirm/" not in words(mail)
        assert len(server.mails("ben@example.org")) == 1

    def test_nobody_is_flooded_by_somebody_else(self, server, ask, work):
        for spelled in (ANA, ANA.upper(), f" {ANA} "):
            ask(spelled)
        work()
        assert len(server.received) == 1
        assert rows() == 1

    @pytest.mark.parametrize(
        "address", ["", "ana", "ana@example", "a@b.ph,c@d.ph", "ana@b.ph\nBcc"]
    )
    def test_what_is_no_address_is_named_and_stays_in_the_form(self, ask, address):
        browser = ask(address)
        assert browser.headers["Status"].startswith("422")
        assert "Write one mail address" in browser.contents
        assert rows() == 0

    def test_without_consent_nothing_is_kept(self, ask):
        browser = ask(ANA, consent=False)
        assert "Tick that you want" in browser.contents
        assert browser.getControl(name="mail").value == ANA
        assert rows() == 0

    def test_a_program_is_answered_and_nothing_is_kept(self, ask, server, work):
        browser = ask(ANA, homepage="https://spam.example")
        assert browser.url.endswith("/subscribed")
        work()
        assert rows() == 0
        assert server.received == []

    def test_many_from_one_place_are_asked_to_wait(self, ask, monkeypatch):
        monkeypatch.setattr(rules, "MOST_OF_ONE_SOURCE", 2)
        for number in range(2):
            assert ask(f"a{number}@example.org").url.endswith("/subscribed")
        browser = ask(ANA)
        assert browser.headers["Status"].startswith("429")
        assert browser.getControl(name="mail").value == ANA
        assert rows() == 2

    def test_a_form_of_another_site_enters_nobody(self, site, browse):
        browser = browse()
        browser.post(f"{site.absolute_url()}/newsletters/subscribe", f"mail={ANA}&consent=yes")
        assert browser.headers["Status"].startswith("403")
        assert rows() == 0

    def test_a_link_that_is_too_old_confirms_nothing(self, server, ask, browse, work, monkeypatch):
        ask(ANA)
        work()
        url = link(server.mails(ANA)[0], "/newsletters/confirm/")
        monkeypatch.setattr(rules, "LINK_GOOD", -1)
        browser = browse()
        browser.open(url)
        assert "This link is too old" in browser.contents
        assert addresses() == []

    @pytest.mark.parametrize("token", ["x", "0" * 32, f"{'0' * 32}.5f.{'0' * 32}"])
    def test_a_link_that_the_site_did_not_make_leads_nowhere(self, site, browse, token):
        browser = browse()
        browser.open(f"{site.absolute_url()}/newsletters/confirm/{token}")
        assert browser.headers["Status"].startswith("404")

    def test_what_nobody_confirms_is_erased_after_seven_days(self, subscribe, ask):
        subscribe("ben@example.org")
        ask(ANA)
        assert rows() == 2
        with relational.write_now() as connection:
            store.forget(connection, time.time() + rules.LINK_GOOD - 60)
        assert rows() == 2
        with relational.write_now() as connection:
            store.forget(connection, time.time() + rules.LINK_GOOD + 60)
        assert addresses() == ["ben@example.org"]
        assert rows() == 1


class TestAMember:
    def test_gets_it_by_a_button_and_stops_it_by_another(self, site, browse):
        browser = browse("member")
        browser.open(f"{site.absolute_url()}/newsletters/subscribe")
        assert "You do not get it yet" in browser.contents
        browser.getControl("Send it to me").click()
        transaction.begin()
        assert store.follows("member")
        browser.getControl("Do not send it to me any more").click()
        transaction.begin()
        assert not store.follows("member")

    def test_without_an_address_is_told_so(self, site, browse):
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/newsletters/subscribe")
        assert "We do not know your mail address" in browser.contents

    def test_who_is_removed_gets_nothing_more(self, site):
        store.follow("member", "en", site.absolute_url())
        transaction.commit()
        with acting_as(site, "admin"):
            api.user.delete(username="member")
        transaction.commit()
        assert store.following() == []


class TestTheAdministrator:
    def test_alone_sees_who_gets_it_and_erases(self, site, browse, subscribe):
        subscribe(ANA)
        subscribe("ben@example.org")
        url = f"{site.absolute_url()}/newsletters/@@subscribers"
        for person in (None, "member", "national.editor", "national.secretary"):
            browser = browse(person)
            browser.open(url)
            assert ANA not in browser.contents
        api.user.grant_roles(username="regional.monitor", roles=["Manager"])
        transaction.commit()
        browser = browse("regional.monitor")
        browser.open(url)
        assert ANA in browser.contents
        browser.getControl("Erase", index=0).click()
        transaction.begin()
        assert addresses() == ["ben@example.org"]

    def test_no_address_is_told_by_search_or_rest(self, site, browse, subscribe):
        subscribe(ANA)
        browser = browse("national.editor")
        for path in ("newsletters", "newsletters/subscribe", "@@search?SearchableText=ana"):
            browser.open(f"{site.absolute_url()}/{path}")
            assert ANA not in browser.contents


def test_an_address_in_two_spellings_is_one(site):
    first = store.ask("Ana@Example.org", "en", site.absolute_url(), "here")
    transaction.commit()
    assert store.ask(ANA, "en", site.absolute_url(), "here") == first


def test_two_who_enter_the_same_address_at_once_make_one_row(site):
    store.ask(ANA, "en", site.absolute_url(), "here")
    store.ask(ANA, "en", site.absolute_url(), "there")
    transaction.commit()
    assert rows() == 1
