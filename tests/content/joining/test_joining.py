"""From the form of a visitor to a clearance; nobody learns on the way who has an account."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.joining import background
from clkss.content.joining import keys
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining.tables import requests
from clkss.content.people import consent
from clkss.content.people import store as people
from clkss.policy.demo.people import DANAO
from plone import api
from secrets import token_hex
from sqlalchemy import select
from sqlalchemy import update
from urllib.parse import urlencode

import json
import pytest
import re
import time
import transaction


PANGLAO = DANAO.municipal
PASSWORD = "a long enough Password-1"


def rows():
    with relational.read() as connection:
        return connection.execute(select(requests).order_by(requests.c.at)).all()


def words(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def press(browser, text, **values):
    for name, value in values.items():
        browser.getControl(name=name).value = value
    browser.getControl(text).click()
    transaction.begin()
    return browser


class TestAsking:
    def test_a_visitor_becomes_a_plain_member_and_is_vouched_for(
        self, site, ask, work, confirm, browse, server, audited
    ):
        browser = ask(organisation="Town hall of Panglao", agency="DOLE")
        assert browser.url.endswith("/join/sent")
        assert "Ligaya" not in browser.contents
        assert "ligaya@" not in browser.contents
        browser = confirm()
        assert "/login" in browser.url
        (row,) = rows()
        person = row.person
        assert (row.state, row.name, row.mail, row.organisation) == ("waiting", "", "", "")
        user = site.acl_users.getUserById(person)
        assert set(user.getRoles()) == {"Member", "Authenticated"}
        assert not [group for group in user.getGroups() if ":" in group]
        assert "ligaya" not in person
        assert user.getUserName() == "ligaya@example.org"
        assert clearances.clearances(person) == []
        (agreed,) = consent.of_person(person)
        assert agreed.version == 1
        assert agreed.text.startswith("When you join")

        work()
        (mail,) = server.mails("municipal.secretary@example.org")
        assert "Panglao" in words(mail)
        assert "Ligaya" not in mail.as_string()
        assert server.mails("barangay.secretary@example.org") == []

        secretary = browse("municipal.secretary")
        secretary.open(f"{site.absolute_url()}/my-work")
        assert "Requests to join" in secretary.contents
        secretary.open(f"{site.absolute_url()}/join-requests")
        for said in ("Ligaya Reyes", "ligaya@example.org", "Town hall of Panglao", "Contributor"):
            assert said in secretary.contents
        (entry,) = audited("join.seen")
        assert entry.actor == "municipal.secretary"
        assert "Ligaya" not in entry.detail
        press(secretary, "Vouch for", function=["member"])
        assert "Ligaya Reyes serves now: Member." in secretary.contents
        (held,) = clearances.clearances(person)
        assert (held.committee, held.function, held.agency) == (PANGLAO, "member", "DOLE")
        assert (held.until - clearances.today()).days == 365
        assert held.granted_by == "municipal.secretary"
        work()
        told = server.mails("ligaya@example.org")[-1]
        assert "You were vouched for" in told["Subject"]
        member = browse("ligaya@example.org", PASSWORD)
        member.open(f"{site.absolute_url()}/join")
        assert "Vouched for" in member.contents

    def test_what_is_posted_in_changes_nothing(self, site, ask, confirm, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/join")
        said = {
            "clkss_token": browser.getControl(name="clkss_token", index=0).value,
            "consent": consent.notice("en").digest,
            "name": "Eve",
            "mail": "eve@example.org",
            "place": PANGLAO,
            "function": "member",
            "roles:list": "Manager",
            "groups:list": "Administrators",
            "state": "vouched",
            "person": "municipal.secretary",
            "turn": "PH",
            "aside": "",
        }
        browser.post(f"{site.absolute_url()}/join", urlencode(said))
        confirm("eve@example.org")
        (row,) = rows()
        assert (row.state, row.turn, row.aside) == ("waiting", PANGLAO, True)
        assert row.person != "municipal.secretary"
        user = site.acl_users.getUserById(row.person)
        assert set(user.getRoles()) == {"Member", "Authenticated"}
        assert clearances.clearances(row.person) == []

    def test_all_that_is_missing_is_said_at_once(self, site, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/join")
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(f"{site.absolute_url()}/join", urlencode({"clkss_token": token}))
        assert browser.headers["Status"].startswith("422")
        for said in ("Say how you", "no mail address", "Choose the place", "agree to it"):
            assert said in browser.contents
        assert rows() == []

    def test_a_forged_form_is_refused(self, site, browse):
        browser = browse()
        browser.post(f"{site.absolute_url()}/join", "name=Eve&mail=eve@example.org")
        assert browser.headers["Status"].startswith("403")
        transaction.begin()
        assert rows() == []

    def test_a_place_is_found_without_a_script(self, site, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/join")
        browser.getControl(name="place-text").value = "danao panglao"
        browser.getControl(name="name").value = "Ligaya"
        browser.getControl("Search place").click()
        assert "Danao, Panglao, Bohol" in browser.contents
        assert browser.getControl(name="name").value == "Ligaya"
        assert rows() == []

    def test_of_a_place_with_several_committees_one_is_chosen(self, site, ask):
        from clkss.content.committees import content

        with api.env.adopt_roles(["Manager"]):
            for token in (None, "knowledge"):
                content.create("PH", token, site=site)
        transaction.commit()
        browser = ask(place="PH")
        assert "Which committee there?" in browser.contents
        assert rows() == []
        browser.getControl(name="committee").value = ["PH-knowledge"]
        press(browser, "Ask to join")
        assert [row.committee for row in rows()] == ["PH-knowledge"]

    def test_a_browser_that_worked_is_told_from_one_that_did_not(self, site, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/join")
        token = browser.getControl(name="clkss_token", index=0).value
        nonce = next(
            str(number)
            for number in range(10**7)
            if rules.is_proof(token, "Eve@example.org", str(number))
        )
        said = {
            "clkss_token": token,
            "consent": consent.notice("en").digest,
            "name": "Eve",
            "mail": "Eve@example.org",
            "place": PANGLAO,
            "function": "member",
            "proof": nonce,
        }
        browser.post(f"{site.absolute_url()}/join", urlencode(said))
        transaction.begin()
        assert [(row.mail, row.aside) for row in rows()] == [("eve@example.org", False)]


class TestNobodyLearns:
    def test_the_answer_is_the_same_with_and_without_an_account(self, site, ask, work, server):
        pages = {}
        for mail in ("member@example.org", "nobody@example.org", "MEMBER@example.org"):
            browser = ask(mail=mail)
            pages[mail] = (browser.headers["Status"], browser.url, _bare(browser.contents))
        assert len(set(pages.values())) == 1
        work()
        (mail,) = server.mails("nobody@example.org")
        assert "/join/confirm/" in words(mail)
        for mail in server.mails("member@example.org"):
            assert "an account already" in mail["Subject"]
            assert "/join/confirm/" not in words(mail)

    def test_a_link_that_was_used_is_old_or_made_up_answers_alike(
        self, site, ask, confirm, link, browse, monkeypatch
    ):
        ask()
        confirm()
        used = link()
        answers = set()
        for url in (used, used[:-1] + ("0" if used[-1] != "0" else "1"), f"{used}0"):
            browser = browse()
            browser.open(url)
            answers.add((browser.headers["Status"], _bare(browser.contents)))
        assert len(answers) == 1
        assert next(iter(answers))[0].startswith("410")
        assert len(rows()) == 1

    def test_looking_at_the_link_makes_no_account(self, site, ask, work, link, browse):
        ask()
        work()
        before = set(site.acl_users.source_users.listUserIds())
        for _time in range(2):
            browse().open(link())
        transaction.begin()
        assert set(site.acl_users.source_users.listUserIds()) == before

    def test_two_requests_of_one_address_make_one_account(
        self, site, ask, confirm, work, browse, server
    ):
        ask()
        ask(function="member")
        work()
        urls = [
            re.search(r"https?://\S+/join/confirm/\S+", words(mail))[0]
            for mail in server.mails("ligaya@example.org")
        ]
        confirm()
        other = browse()
        for url in urls:
            other.open(url)
            if "password_again" in other.contents:
                other.getControl(name="password").value = PASSWORD
                other.getControl(name="password_again").value = PASSWORD
                other.getControl("Confirm and make my account").click()
            assert "was used already" in other.contents
        transaction.begin()
        # What else was asked with the address is forgotten.
        assert [row.state for row in rows()] == ["waiting"]

    def test_a_deleted_account_leaves_no_request_of_its_address(self, site, ask):
        ask(mail="member@example.org")
        ask()
        with api.env.adopt_roles(["Manager"]):
            site.portal_membership.deleteMembers(["member"], delete_localroles=0)
        transaction.commit()
        assert [row.mail for row in rows()] == ["ligaya@example.org"]

    @pytest.mark.parametrize("accept", ["text/html", "application/json"])
    def test_plones_own_ways_are_closed(self, site, browse, accept):
        before = set(site.acl_users.source_users.listUserIds())
        browser = browse()
        browser.open(f"{site.absolute_url()}/@@register")
        assert browser.url.endswith("/join")
        browser = browse()
        browser.addHeader("Accept", accept)
        body = {"username": "eve", "email": "eve@example.org", "password": PASSWORD}
        browser.post(
            f"{site.absolute_url()}/@users", json.dumps(body), content_type="application/json"
        )
        assert browser.headers["Status"][:3] in ("401", "403", "404")
        transaction.begin()
        assert set(site.acl_users.source_users.listUserIds()) == before


def _bare(html):
    return re.sub(r'(name="clkss_token" value=")[^"]*|confirm/[^"]*', "", html)


class TestTooMany:
    def test_what_comes_too_fast_gets_its_mail_later_and_is_not_lost(self, site, ask, work, server):
        for number in range(rules.MOST_OF_ONE_SOURCE + 2):
            ask(mail=f"person{number}@example.org")
        assert [row.mailed is None for row in rows()][-2:] == [True, True]
        assert len(store.held()) == 2
        work()
        transaction.begin()
        background.let_go(site, None)
        transaction.commit()
        work()
        assert {mail["To"] for mail in server.mails()} == {
            f"person{number}@example.org" for number in range(rules.MOST_OF_ONE_SOURCE + 2)
        }

    def test_a_trapped_one_waits_for_an_administrator(self, site, ask, work, browse, server):
        from plone.app.testing import SITE_OWNER_NAME
        from plone.app.testing import SITE_OWNER_PASSWORD

        ask(homepage="https://example.org")
        work()
        assert server.mails() == []
        browser = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        browser.open(f"{site.absolute_url()}/join-requests")
        assert "Probably a program." in browser.contents
        press(browser, "Send the mail")
        work()
        assert len(server.mails("ligaya@example.org")) == 1

    def test_nobody_is_thanked_for_what_was_not_kept(self, ask, monkeypatch):
        monkeypatch.setattr(rules, "MOST_UNCONFIRMED", 1)
        ask()
        browser = ask(mail="second@example.org")
        assert browser.headers["Status"].startswith("503")
        assert "Your request was not kept" in browser.contents
        assert len(rows()) == 1

    def test_one_address_gets_few_mails_a_day_also_of_those_that_waited(
        self, site, ask, work, server
    ):
        ask()
        put(*({"mail": "ligaya@example.org"} for _time in range(store.MOST + 1)))
        put({"mail": "ana@example.org", "trapped": True})
        put(*({"mail": "ana@example.org"} for _time in range(5)))
        put({"mail": "ben@example.org", "aside": True})
        for _hour in range(3):
            background.let_go(site, None)
            transaction.commit()
        work()
        mails = [str(mail["To"]) for mail in server.mails()]
        assert sorted(set(mails)) == ["ana@example.org", "ben@example.org", "ligaya@example.org"]
        assert mails.count("ligaya@example.org") == rules.MOST_TO_ONE_ADDRESS
        assert mails.count("ana@example.org") == rules.MOST_TO_ONE_ADDRESS
        with relational.write_now() as connection:
            past = {"mailed": requests.c.mailed - rules.DAY}
            connection.execute(update(requests).values(past))
        background.let_go(site, None)
        transaction.commit()
        assert sum(row.mailed is not None for row in rows()) == 2 * 3 + 1 + 3 + 2

    def test_one_network_closes_the_form_to_itself_alone(self, site, ask, monkeypatch):
        monkeypatch.setattr(rules, "MOST_OF_ONE_SOURCE_A_DAY", 1)
        ask()
        browser = ask(mail="second@example.org")
        assert browser.headers["Status"].startswith("429")
        assert "from your network today" in browser.contents
        monkeypatch.setattr(keys, "source", lambda address: "elsewhere")
        assert ask(mail="third@example.org").url.endswith("/join/sent")
        assert len(rows()) == 2


def put(*several):
    """Put requests that wait for their mail into the store."""
    base = {
        **store.EMPTY,
        "name": "Somebody",
        "committee": PANGLAO,
        "function": "member",
        "language": "en",
        "site_url": "http://nohost/plone",
        "state": rules.UNCONFIRMED,
        "turn": PANGLAO,
        "turn_since": 0,
        "mailed": None,
    }
    with relational.write_now() as connection:
        for values in several:
            row = {**base, "id": token_hex(16), "at": time.time(), **values}
            connection.execute(requests.insert().values(row))


def test_what_is_old_is_forgotten(site):
    now = time.time()
    put(
        {"mail": "waits@example.org"},
        {"mail": "mailed@example.org", "mailed": now, "aside": True},
        {"mail": "trap@example.org", "trapped": True},
        {"mail": "aside@example.org", "aside": True},
    )
    left = []
    for seconds in (rules.DOUBTFUL_KEPT, rules.LINK_HOLDS, rules.UNCONFIRMED_KEPT):
        for moment in (seconds - 60, seconds + 60):
            with relational.write_now() as connection:
                store.forget(connection, now + moment)
            left.append(len(rows()))
    assert left == [4, 2, 2, 1, 1, 0]
    assert people.of("nobody") is None
