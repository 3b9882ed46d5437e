"""An issue is sent: once to everybody, and of its items only what a visitor may see."""

from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.jobs import store as jobs_store
from clkss.content.newsletter import mailing
from clkss.content.newsletter import store
from clkss.content.newsletter.content import state_of
from clkss.content.notices.tables import mails as mails_table
from clkss.content.testing.people import acting_as
from plone import api
from sqlalchemy import func
from sqlalchemy import select
from tests.content.given import RETIRE
from tests.content.newsletter.conftest import EDITOR
from tests.content.newsletter.conftest import link
from tests.content.newsletter.conftest import words
from transaction.interfaces import TransientError
from zExceptions import BadRequest

import pytest
import transaction


ANA = "ana@example.org"
BEN = "ben@example.org"


def press(site, browse, issue):
    browser = browse(EDITOR)
    browser.open(f"{issue.absolute_url()}/@@send-newsletter")
    shown = browser.contents
    browser.getControl("Send it now").click()
    transaction.begin()
    return shown


class TestTheMail:
    def test_goes_to_everybody_once_in_ones_language(
        self, site, server, browse, practice, issue, subscribe, work
    ):
        subscribe(ANA)
        subscribe(BEN, language="tl")
        store.follow("member", "en", site.absolute_url())
        first, second = practice(title="Night classes"), practice(title="A boat less")
        made = issue(items=[second, first], lines={first.UID(): "Read this."})
        shown = press(site, browse, made)
        assert "<dd>3</dd>" in shown
        assert "<dd>2</dd>" in shown
        for _time in range(2):
            work()
        assert sorted(to for to, _data in server.received) == [ANA, BEN, "member@example.org"]
        (mail,) = server.mails(ANA)
        said = words(mail)
        assert said.startswith("Three provinces wrote down what worked.\n\nRead on.\n\n")
        assert said.index("* A boat less") < said.index("* Night classes")
        assert "Good practice: Read this." in said
        assert f"{site.absolute_url()}/permalink/{first.UID()}" in said
        page = mail.get_body(("html",)).get_content()
        assert "<p>Read on.</p>" in page
        assert "Night classes</a>" in page
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        filipino = server.mails(BEN)[0]
        assert filipino["Content-Language"] == "fil"
        assert "Tatlong lalawigan" in words(filipino)
        assert made.sent_to == 3

    def test_names_nothing_that_was_taken_back_meanwhile(
        self, server, browse, practice, issue, subscribe, work, act, site
    ):
        subscribe(ANA)
        kept, gone = practice(title="Night classes"), practice(title="Taken back")
        draft = practice("draft", title="Not for you")
        made = issue(items=[gone, kept, draft], lines={gone.UID(): "About Ben."})
        act(gone, RETIRE)
        shown = press(site, browse, made)
        assert "These are not public now and will be left out" in shown
        assert "Taken back" in shown
        work()
        said = words(server.mails(ANA)[0])
        assert "Night classes" in said
        for hidden in ("Taken back", "About Ben", "Not for you", gone.UID(), draft.UID()):
            assert hidden not in said

    def test_is_left_to_the_last_moment(self, server, practice, issue, subscribe, work, act):
        subscribe(ANA)
        kept, gone = practice(title="Night classes"), practice(title="Taken back")
        issue("sent", items=[kept, gone])
        act(gone, RETIRE)
        work()
        assert "Taken back" not in words(server.mails(ANA)[0])

    def test_an_address_with_and_without_account_gets_one(
        self, site, server, practice, issue, subscribe, work
    ):
        subscribe("Member@example.org")
        store.follow("member", "en", site.absolute_url())
        transaction.commit()
        issue("sent", items=[practice()])
        work()
        assert len(server.received) == 1

    def test_whoever_is_not_confirmed_gets_none(self, site, server, practice, issue, work):
        store.ask(ANA, "en", site.absolute_url(), "here")
        transaction.commit()
        issue("sent", items=[practice()])
        work()
        assert server.received == []

    def test_one_click_stops_it_and_erases_the_address(
        self, server, browse, practice, issue, subscribe, work
    ):
        subscribe(ANA)
        item = practice()
        issue("sent", items=[item])
        work()
        url = link(server.mails(ANA)[0], "/unsubscribe/")
        browser = browse()
        browser.open(url)
        assert [row.address for row in store.confirmed()] == [ANA]
        browser.post(url, "List-Unsubscribe=One-Click")
        transaction.begin()
        assert store.confirmed() == []
        issue("sent", items=[item], title="Another")
        work()
        assert len(server.received) == 1

    def test_a_member_stops_it_by_the_same_link(self, site, server, browse, practice, issue, work):
        store.follow("member", "en", site.absolute_url())
        transaction.commit()
        issue("sent", items=[practice()])
        work()
        browse().post(link(server.mails()[0], "/unsubscribe/"), "List-Unsubscribe=One-Click")
        transaction.begin()
        assert not store.follows("member")


class TestACrash:
    def test_while_mails_are_asked_for_gives_nobody_two(
        self, server, practice, issue, subscribe, work, open_site, monkeypatch
    ):
        monkeypatch.setattr(mailing, "BATCH", 2)
        everybody = [f"p{number}@example.org" for number in range(5)]
        for address in everybody:
            subscribe(address)
        made = issue("sent", items=[practice()])
        with open_site() as opened:
            transaction.begin()
            job = jobs_store.claim("test")
            while job.name != "newsletter.send":
                job = jobs_store.claim("test")
            mailing.send(opened, job, **job.arguments)
            transaction.abort()
        with relational.read() as connection:
            count = select(func.count()).select_from(mails_table)
            assert connection.execute(count).scalar_one() == 0
        with open_site() as opened:
            # The first two are asked for, but the job's end is lost.
            transaction.begin()
            mailing.send(opened, None, made.UID())
            transaction.commit()
        with open_site() as opened:
            transaction.begin()
            mailing.send(opened, None, made.UID())
            transaction.commit()
        work()
        assert sorted(to for to, _data in server.received) == everybody

    def test_after_a_mail_left_gives_nobody_two(
        self, server, practice, issue, subscribe, work, monkeypatch
    ):
        end = jobs_store.end_with_transaction
        fallen = []

        def fall(job, result):
            end(job, result)
            if job.name in ("newsletter.send", "notices.send") and len(fallen) < 4:
                fallen.append(job.name)
                raise TransientError("the process fell")

        monkeypatch.setattr("clkss.content.jobs.store.end_with_transaction", fall)
        for address in (ANA, BEN):
            subscribe(address)
        issue("sent", items=[practice()])
        work()
        assert len(fallen) == 4
        assert sorted(to for to, _data in server.received) == [ANA, BEN]


class TestWhatCannotBeSent:
    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"introduction": " "}, "Write the introduction in English first."),
            ({"entries": []}, "Choose at least one item that is public now."),
        ],
    )
    def test_is_told_before_and_refused_whoever_asks(
        self, site, browse, practice, issue, values, words
    ):
        made = issue(items=[practice()], **values)
        browser = browse(EDITOR)
        browser.open(f"{made.absolute_url()}/@@send-newsletter")
        assert words in browser.contents
        assert "Send it now" not in browser.contents
        with acting_as(site, EDITOR), pytest.raises(BadRequest):
            made.portal_workflow.doActionFor(made, "send")
        assert state_of(made) == "draft"

    def test_without_a_mail_server_it_goes_to_nobody(self, site, practice, issue, subscribe):
        site.portal_registry["plone.smtp_host"] = None
        with_nobody = issue("sent", items=[practice()])
        assert state_of(with_nobody) == "sent"
        subscribe(ANA)
        with pytest.raises(BadRequest):
            issue("sent", items=[practice()])


class TestATrial:
    def test_goes_to_whoever_asks_alone(self, server, browse, practice, issue, subscribe, work):
        subscribe(ANA)
        made = issue(items=[practice()])
        browser = browse(EDITOR)
        for language in ("tl", "en"):
            browser.open(f"{made.absolute_url()}/@@mail-preview?language={language}")
            assert "Good practice" in browser.contents or language == "tl"
            browser.getControl("Send me a trial").click()
        work()
        mails = server.mails(f"{EDITOR}@example.org")
        assert len(mails) == len(server.received) == 2
        assert {mail["Content-Language"] for mail in mails} == {"en", "fil"}
        assert all(mail["List-Unsubscribe"] is None for mail in mails)
        assert state_of(made) == "draft"

    def test_says_nothing_to_who_may_no_longer_see_the_draft(
        self, site, server, browse, practice, issue, work
    ):
        made = issue(items=[practice()])
        browser = browse(EDITOR)
        browser.open(f"{made.absolute_url()}/@@mail-preview")
        browser.getControl("Send me a trial").click()
        transaction.begin()
        with acting_as(site, "admin"):
            for each in clearances.clearances(EDITOR):
                clearances.revoke(EDITOR, each.committee, each.function)
        transaction.commit()
        work()
        assert server.received == []


def test_a_copy_was_never_sent(site, practice, issue):
    made = issue("sent", items=[practice()])
    made.sent_to = 7
    with acting_as(site, EDITOR):
        copy = api.content.copy(made, target=site.newsletters)
    assert copy.sent_to == 0
    assert state_of(copy) == "draft"
