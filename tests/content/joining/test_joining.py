"""From the form of a visitor to a clearance; nobody learns on the way who has an account."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining.tables import requests
from clkss.content.people import consent
from clkss.content.people import store as people
from clkss.policy.demo.people import DANAO
from sqlalchemy import select
from urllib.parse import urlencode

import json
import pytest
import re
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
        from plone import api

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
        assert len([row for row in rows() if row.person]) == 1

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
        from clkss.content.joining import background

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

    def test_one_address_gets_few_mails(self, ask, work, server):
        for function in ("member", "contributor", "secretary", "monitor"):
            ask(function=function)
        work()
        assert len(server.mails("ligaya@example.org")) <= rules.MOST_TO_ONE_ADDRESS


class TestDeciding:
    @pytest.fixture
    def asked(self, ask, confirm):
        ask()
        confirm()
        (row,) = rows()
        return row

    def test_a_refusal_says_why_on_the_page_and_not_in_the_mail(
        self, site, asked, browse, work, server
    ):
        secretary = browse("municipal.secretary")
        secretary.open(f"{site.absolute_url()}/join-requests")
        press(secretary, "Refuse", reason="Nobody here knows you.")
        work()
        mail = server.mails("ligaya@example.org")[-1]
        assert "not granted" in mail["Subject"]
        assert "knows you" not in words(mail)
        member = browse("ligaya@example.org", PASSWORD)
        member.open(f"{site.absolute_url()}/join")
        assert "Nobody here knows you." in member.contents
        assert clearances.clearances(asked.person) == []

    def test_passing_on_gives_it_to_the_other_committee(self, site, asked, browse, work, server):
        secretary = browse("municipal.secretary")
        secretary.open(f"{site.absolute_url()}/join-requests")
        secretary.getLink("Pass on to another committee").click()
        secretary.getControl(name="place-text").value = "0701233003"
        secretary.getControl("Search place").click()
        secretary.getControl(name="place").value = [DANAO.barangay]
        press(secretary, "Pass on")
        work()
        assert "passed on" in server.mails("ligaya@example.org")[-1]["Subject"]
        assert len(server.mails("barangay.secretary@example.org")) == 1
        other = browse("barangay.secretary")
        other.open(f"{site.absolute_url()}/join-requests")
        assert "Ligaya Reyes" in other.contents
        press(other, "Vouch for")
        assert clearances.clearances(asked.person)[0].committee == DANAO.barangay

    def test_who_sees_and_decides(self, site, asked, browse):
        from clkss.policy.demo.people import PEOPLE

        seeing = set()
        for person in PEOPLE:
            browser = browse(person.id)
            browser.open(f"{site.absolute_url()}/join-requests")
            if "Ligaya Reyes" in browser.contents:
                seeing.add(person.id)
        assert seeing == {"municipal.secretary"}
        browser = browse()
        browser.open(f"{site.absolute_url()}/join-requests")
        assert "Ligaya" not in browser.contents
        for person in ("other.municipal.secretary", "barangay.secretary", "municipal.contributor"):
            browser = browse(person)
            browser.open(f"{site.absolute_url()}/join")
            said = {
                "clkss_token": browser.getControl(name="clkss_token", index=0).value,
                "request": asked.id,
                "vouch": "1",
                "function": "contributor",
                "until": "2099-01-01",
            }
            browser.post(f"{site.absolute_url()}/join-requests", urlencode(said))
            transaction.begin()
            assert clearances.clearances(asked.person) == [], person

    def test_the_level_above_decides_on_the_committees_page(self, site, asked, browse):
        from clkss.content.committees import content
        from plone import api

        with api.env.adopt_roles(["Manager"]):
            content.create(PANGLAO, site=site)
        transaction.commit()
        url = f"{site.absolute_url()}/committees/{PANGLAO}/@@requests"
        for person in ("municipal.contributor", "other.provincial.secretary", None):
            browser = browse(person)
            browser.open(url)
            assert "Ligaya" not in browser.contents
        browser = browse("provincial.secretary")
        browser.open(url)
        press(browser, "Vouch for")
        assert clearances.clearances(asked.person)[0].granted_by == "provincial.secretary"

    def test_more_than_was_asked_for_is_not_given(self, site, asked, browse):
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/join-requests")
        said = {
            "clkss_token": browser.getControl(name="clkss_token", index=0).value,
            "request": asked.id,
            "vouch": "1",
            "function": "secretary",
            "until": "2099-01-01",
        }
        browser.post(f"{site.absolute_url()}/join-requests", urlencode(said))
        transaction.begin()
        assert clearances.clearances(asked.person) == []

    def test_nobody_vouches_for_themselves(self, site, browse):
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/join?place={PANGLAO}")
        browser.getControl(name="function").value = ["caseworker"]
        press(browser, "Ask to join")
        (row,) = rows()
        assert (row.person, row.state) == ("municipal.secretary", "waiting")
        browser.open(f"{site.absolute_url()}/join-requests")
        assert "Nobody waits." in browser.contents
        said = {
            "clkss_token": browser.getControl(name="clkss_token", index=0).value,
            "request": row.id,
            "vouch": "1",
            "function": "caseworker",
            "until": "2099-01-01",
        }
        browser.post(f"{site.absolute_url()}/join-requests", urlencode(said))
        transaction.begin()
        assert len(clearances.clearances("municipal.secretary")) == 1
        above = browse("provincial.secretary")
        above.open(f"{site.absolute_url()}/join-requests")
        assert "Demo Municipal Secretary" in above.contents

    def test_where_there_is_no_secretary_the_level_above_is_asked(
        self, site, ask, confirm, work, server
    ):
        clearances.revoke("municipal.secretary", PANGLAO)
        transaction.commit()
        ask()
        confirm()
        work()
        assert len(server.mails("provincial.secretary@example.org")) == 1

    def test_what_nobody_decides_moves_up_and_the_person_is_told(
        self, site, asked, work, server, browse
    ):
        from clkss.content.joining import background
        from sqlalchemy import update

        background.move_up(site, None)
        transaction.commit()
        assert rows()[0].turn == PANGLAO
        with relational.write_now() as connection:
            connection.execute(update(requests).values(turn_since=0))
        background.move_up(site, None)
        transaction.commit()
        work()
        assert rows()[0].turn == DANAO.provincial
        assert "one level up" in server.mails("ligaya@example.org")[-1]["Subject"]
        browser = browse("provincial.secretary")
        browser.open(f"{site.absolute_url()}/join-requests")
        press(browser, "Vouch for")
        assert clearances.clearances(asked.person)[0].committee == PANGLAO


class TestGoingOn:
    @pytest.fixture
    def ends(self, site):
        """Let the contributor of the town serve for so many days more."""
        from datetime import timedelta

        def ends(days, person="municipal.contributor", function="contributor"):
            until = clearances.today() + timedelta(days=days)
            clearances.grant(person, PANGLAO, function, until=until, site=site)
            transaction.commit()
            return until

        return ends

    def remind(self, site):
        from clkss.content.joining import background

        background.remind(site, None)
        transaction.commit()

    @pytest.mark.parametrize(("days", "mails"), [(31, 0), (30, 1), (8, 1), (7, 1), (0, 1)])
    def test_both_are_reminded(self, site, ends, work, server, days, mails):
        store.note_address("municipal.secretary", site.absolute_url(), "en")
        ends(days)
        for _night in range(2):
            self.remind(site)
        work()
        assert len(server.mails("municipal.contributor@example.org")) == mails
        assert len(server.mails("municipal.secretary@example.org")) == mails

    def test_one_asks_and_the_secretary_renews(self, site, ends, browse, work, server):
        until = ends(10)
        person = browse("municipal.contributor")
        person.open(f"{site.absolute_url()}/join")
        press(person, "Ask for renewal")
        assert "You asked for renewal." in person.contents
        work()
        assert "asks for renewal" in server.mails("municipal.secretary@example.org")[-1]["Subject"]
        secretary = browse("municipal.secretary")
        secretary.open(f"{site.absolute_url()}/renewals")
        assert "asks for renewal" in secretary.contents
        press(secretary, "Renew for a term")
        (held,) = clearances.clearances("municipal.contributor")
        assert (held.until - until).days == 365
        work()
        assert "renewed" in server.mails("municipal.contributor@example.org")[-1]["Subject"]
        secretary.open(f"{site.absolute_url()}/renewals")
        assert "No term ends soon." in secretary.contents

    def test_nobody_renews_their_own_term(self, site, ends, browse):
        until = ends(10, "municipal.secretary", "secretary")
        browser = browse("municipal.secretary")
        browser.open(f"{site.absolute_url()}/renewals")
        assert "No term ends soon." in browser.contents
        said = {
            "clkss_token": browser.getControl(name="clkss_token", index=0).value,
            "term:list": f"municipal.secretary:{PANGLAO}:secretary",
        }
        browser.post(f"{site.absolute_url()}/renewals", urlencode(said))
        transaction.begin()
        assert clearances.clearances("municipal.secretary")[0].until == until
        above = browse("provincial.secretary")
        above.open(f"{site.absolute_url()}/renewals")
        press(above, "Renew for a term")
        assert clearances.clearances("municipal.secretary")[0].until > until

    def test_a_term_that_is_over_is_renewed_from_today(self, site, ends, browse):
        from datetime import timedelta

        ends(1)
        over = clearances.today() - timedelta(days=3)
        book = clearances.register(site)
        held = [clearances._read(row) for row in book.rows("municipal.contributor")]
        from dataclasses import replace

        book.put("municipal.contributor", [replace(each, until=over) for each in held])
        from clkss.content.people import mirror

        mirror.reflect(site, "municipal.contributor")
        transaction.commit()
        assert clearances.clearances("municipal.contributor") == []
        secretary = browse("municipal.secretary")
        secretary.open(f"{site.absolute_url()}/renewals")
        press(secretary, "Renew for a term")
        (held,) = clearances.clearances("municipal.contributor")
        assert (held.until - clearances.today()).days == 365

    def test_one_leaves_by_oneself_at_once(self, site, browse):
        browser = browse("municipal.contributor")
        browser.open(f"{site.absolute_url()}/join")
        press(browser, "Leave")
        assert clearances.clearances("municipal.contributor") == []
        browser.open(f"{site.absolute_url()}/people")
        assert "The directory is for people who serve" in browser.contents

    def test_people_of_other_committees_see_no_terms(self, site, ends, browse):
        ends(10)
        for person in ("other.municipal.secretary", "barangay.secretary", "member", None):
            browser = browse(person)
            browser.open(f"{site.absolute_url()}/renewals")
            assert "Demo Municipal Contributor" not in browser.contents


def test_what_is_old_is_forgotten(site, ask):
    import time

    ask()
    with relational.write_now() as connection:
        store.forget(connection, time.time() + rules.UNCONFIRMED_KEPT - 60)
    assert len(rows()) == 1
    with relational.write_now() as connection:
        store.forget(connection, time.time() + rules.UNCONFIRMED_KEPT + 60)
    assert rows() == []
    assert people.of("nobody") is None
