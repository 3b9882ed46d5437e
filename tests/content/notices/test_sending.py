"""Mails leave once, after the commit, and say nothing that they should not."""

from clkss.content import jobs
from clkss.content import notices
from clkss.content import relational
from clkss.content.jobs.rules import State as JobState
from clkss.content.notices import recovery
from clkss.content.notices import rules
from clkss.content.notices import store
from clkss.content.notices.rules import State
from clkss.content.testing.people import acting_as
from plone import api
from transaction.interfaces import TransientError
from zope.i18n import translate

import pytest
import transaction


URL = "https://clkss.example"


class Note:
    """A letter with one entry."""

    can_be_stopped = True
    what_stops = "No more notes."

    def __init__(self):
        self.stopped = []
        self.said = True

    def compose(self, site, recipient, language, site_url, title="A title"):
        self.written_as = api.user.get_current().getId()
        if not self.said:
            return None
        word = translate("sort_newest", domain="clkss.content", target_language=language)
        entry = rules.Entry(title, f"{site_url}/permalink/1", word)
        section = rules.Section("Notes", site_url, [entry])
        return rules.Letter(f"Note: {title}", "Something is new.", [section])

    def stop(self, recipient_id, **arguments):
        self.stopped.append(recipient_id)


@pytest.fixture
def note(letters):
    return letters("note", Note())


def ask(to="member:member", **more):
    id = notices.send("note", to, {"title": "Night classes"}, site_url=URL, **more)
    transaction.commit()
    return id


class TestSending:
    def test_a_mail_leaves_after_the_commit(self, site, server, note, work):
        notices.send("note", "member:member", site_url=URL)
        transaction.abort()
        work()
        assert server.received == []
        id = ask()
        assert server.received == []
        work()
        (mail,) = server.mails("member@example.org")
        assert mail["Subject"] == "Note: Night classes"
        assert mail["From"] == "CLKSS Philippines <clkss@example.org>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert f"{URL}/unsubscribe/{id}." in mail["List-Unsubscribe"]
        assert store.find(id).state == State.SENT
        assert note.written_as == "member"

    def test_asked_for_twice_with_one_key_it_leaves_once(self, site, server, note, work):
        assert ask(key="monday") == ask(key="monday")
        work()
        work()
        assert len(server.received) == 1

    def test_one_mail_after_conflicts(self, site, server, note, work, handlers, monkeypatch):
        """The job's own transaction fails after the server took the mail, and is repeated."""
        end = jobs.store.end_with_transaction
        collisions = []

        def end_badly(job, result):
            end(job, result)
            if job.name == "notices.send" and len(collisions) < 3:
                collisions.append(job)
                raise TransientError("met another writer")

        monkeypatch.setattr("clkss.content.jobs.store.end_with_transaction", end_badly)
        id = ask()
        work()
        assert len(collisions) == 3
        assert len(server.received) == 1
        assert store.find(id).state == State.SENT

    def test_the_language_is_the_recipients(self, site, server, note, work):
        ask()
        ask(language="tl")
        ask(language="xx")
        api.user.get(userid="national.editor").setMemberProperties({"language": "tl"})
        ask("member:national.editor", language="en")
        work()
        spoken = [mail["Content-Language"] for mail in server.mails("member@example.org")]
        assert sorted(spoken) == ["en", "en", "fil"]
        (mail,) = server.mails("national.editor@example.org")
        assert mail["Content-Language"] == "fil"
        assert "Pinakabago muna" in mail.get_body(("plain",)).get_content()

    def test_nobody_gets_none(self, site, server, note, work):
        gone = ask("member:nobody")
        without_address = ask("member:barangay.secretary")
        unknown = ask("strangers:1")
        work()
        assert server.received == []
        for id in (gone, without_address, unknown):
            assert store.find(id).state == State.DROPPED

    def test_with_nothing_to_say_any_more_none_leaves(self, site, server, note, work):
        note.said = False
        id = ask()
        work()
        assert server.received == []
        assert store.find(id).state == State.DROPPED

    def test_a_member_who_is_removed_gets_none(self, site, server, note, work):
        id = ask()
        with acting_as(site, "admin"):
            api.user.delete(username="member")
        transaction.commit()
        assert store.find(id) is None
        work()
        assert server.received == []


class TestFailing:
    def test_it_is_tried_again(self, site, server, note, work):
        server.answers += ["451 later", "451 later"]
        id = ask()
        work()
        assert len(server.received) == 1
        assert store.find(id).state == State.SENT

    def test_an_unknown_address_is_final_and_noted_without_the_address(
        self, site, server, note, work
    ):
        server.answers += ["550 no member@example.org here"]
        id = ask()
        work()
        row = store.find(id)
        assert (row.state, row.reason) == (State.FAILED, "SMTPRecipientsRefused 550")
        assert server.received == []
        assert any("1 mails" in problem for problem in recovery.verify(site))

    def test_after_the_last_try_it_is_noted(self, site, server, note, work):
        server.answers += ["451 no member@example.org here"] * rules.ATTEMPTS
        id = ask()
        work()
        row = store.find(id)
        assert (row.state, row.reason) == (State.FAILED, "SMTPRecipientsRefused 451")
        with relational.read() as connection:
            query = jobs.store.select(jobs.store.jobs).where(
                jobs.store.jobs.c.name == "notices.send"
            )
            (job,) = connection.execute(query).all()
        assert job.state == JobState.FAILED
        assert "example.org" not in job.reason

    def test_a_site_without_a_sender_sends_nothing(self, site, server, note, work):
        site.portal_registry["plone.email_from_address"] = None
        id = ask()
        work()
        assert server.received == []
        assert store.find(id).state == State.WAITING

    def test_mails_of_a_lost_transaction_are_forgotten(self, site, note):
        id = ask()
        row = store.find(id)
        with relational.write_now() as connection:
            recovery.put_right(connection, "facts", [row.added_by])
        assert store.find(id) is None


class TestStopping:
    @pytest.fixture
    def link(self, site, server, note, work):
        ask()
        work()
        (mail,) = server.mails()
        link = mail["List-Unsubscribe"].strip("<>")
        return link.replace(URL, site.absolute_url())

    def test_looking_stops_nothing_the_button_does(self, link, note, browse):
        browser = browse()
        browser.open(link)
        assert "No more notes." in browser.contents
        assert note.stopped == []
        browser.getControl("Stop these mails").click()
        assert note.stopped == ["member"]
        assert "These mails are stopped" in browser.contents

    def test_mail_programs_stop_with_one_post_and_no_session(self, link, note, browse):
        browser = browse()
        browser.post(link, "List-Unsubscribe=One-Click")
        assert browser.headers["Status"].startswith("200")
        assert note.stopped == ["member"]
        assert "Set-Cookie" not in browser.headers

    def test_a_link_works_once(self, link, note, browse):
        for _time in range(3):
            browse().post(link, "List-Unsubscribe=One-Click")
        assert note.stopped == ["member"]
        browser = browse()
        browser.open(link)
        assert "These mails are stopped" in browser.contents

    def test_it_says_nothing_of_who_gets_them(self, link, browse):
        browser = browse()
        browser.open(link)
        assert "member@example.org" not in browser.contents
        assert browser.headers["Cache-Control"] == "private, no-store"
        assert browser.headers["Referrer-Policy"] == "same-origin"

    @pytest.mark.parametrize("token", ["", "/x", "/" + "0" * 32 + "." + "0" * 32])
    def test_no_link_can_be_made_up(self, site, note, browse, token):
        for send in ("open", "post"):
            browser = browse()
            url = f"{site.absolute_url()}/unsubscribe{token}"
            browser.open(url) if send == "open" else browser.post(url, "a=b")
            assert browser.headers["Status"].startswith("404")
        assert note.stopped == []

    def test_a_page_of_another_site_presses_no_button(self, link, note, browse):
        browser = browse()
        browser.addHeader("Sec-Fetch-Site", "cross-site")
        browser.post(link, "List-Unsubscribe=One-Click")
        assert note.stopped == []

    def test_mails_that_cannot_be_stopped_have_no_link(self, site, server, note, work):
        note.can_be_stopped = False
        ask()
        work()
        (mail,) = server.mails()
        assert mail["List-Unsubscribe"] is None


def test_old_mails_are_forgotten(site, note):
    id = ask()
    with relational.write_now() as connection:
        store.forget(connection, store.find(id).added + (rules.KEPT - 1) * store.DAY)
    assert store.find(id)
    with relational.write_now() as connection:
        store.forget(connection, store.find(id).added + (rules.KEPT + 1) * store.DAY)
    assert store.find(id) is None
