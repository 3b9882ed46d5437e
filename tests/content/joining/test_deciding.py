"""Who vouches, refuses and passes on; terms that end, and whoever leaves."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.committees.rules import FUNCTIONS
from clkss.content.joining import rules
from clkss.content.joining import store
from clkss.content.joining.tables import requests
from clkss.policy.demo.people import DANAO
from datetime import date
from datetime import timedelta
from tests.content.joining.test_joining import PANGLAO
from tests.content.joining.test_joining import PASSWORD
from tests.content.joining.test_joining import press
from tests.content.joining.test_joining import rows
from tests.content.joining.test_joining import words
from urllib.parse import urlencode

import pytest
import transaction


def token_of(browser, site):
    browser.open(f"{site.absolute_url()}/join")
    return {"clkss_token": browser.getControl(name="clkss_token", index=0).value}


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

    def test_a_term_has_an_end_that_is_not_far_away(self, site, asked, browse):
        browser = browse("municipal.secretary")
        url = f"{site.absolute_url()}/join-requests"
        browser.open(url)
        latest = browser.getControl(name="until").value
        assert f'max="{latest}"' in browser.contents
        day = date.fromisoformat(latest)
        for until, said in (
            ("9999-12-31", "too far away"),
            ((day + timedelta(days=1)).isoformat(), "too far away"),
            ("2020-01-01", "This day is past."),
            ("soon", "year-month-day"),
        ):
            press(browser, "Vouch for", until=until, function=["member"])
            assert said in browser.contents
            assert browser.headers["Status"].startswith("422")
            assert browser.getControl(name="until").value == until
            assert browser.getControl(name="function").value == ["member"]
            assert clearances.clearances(asked.person) == []
        press(browser, "Vouch for", until=latest)
        assert clearances.clearances(asked.person)[0].until == day
        browser.post(url, urlencode({**token_of(browser, site), "request": asked.id}))
        assert "waits no longer" in browser.contents

    def test_asking_and_withdrawing_again_and_again_ends(self, site, browse, work, server):
        browser = browse("member")
        for number in range(rules.MOST_OF_ONE_PERSON_A_DAY + 2):
            place = (PANGLAO, DANAO.provincial)[number // 5]
            browser.open(f"{site.absolute_url()}/join?place={place}")
            browser.getControl(name="function").value = [FUNCTIONS[number % 5]]
            press(browser, "Ask to join")
            if number < rules.MOST_OF_ONE_PERSON_A_DAY:
                press(browser, "Withdraw")
        assert browser.headers["Status"].startswith("422")
        assert "often enough today" in browser.contents
        work()
        assert len(server.mails()) == rules.MOST_OF_ONE_PERSON_A_DAY
        browser.post(
            f"{site.absolute_url()}/join",
            urlencode({**token_of(browser, site), "withdraw": rows()[0].id}),
        )
        assert "waits no longer" in browser.contents

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
