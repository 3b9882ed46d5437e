"""A member follows a search, and hears of what is new in it: once, and of nothing hidden."""

from argparse import Namespace
from clkss.content import relational
from clkss.content.following import rules
from clkss.content.following import store
from clkss.content.following import subscribers
from clkss.content.following.tables import appeared
from clkss.content.following.tables import told
from clkss.content.jobs import store as jobs_store
from clkss.content.notices import digests
from clkss.content.notices import rules as notices_rules
from clkss.content.testing.people import acting_as
from clkss.policy.command import gathering
from clkss.policy.command import opening
from clkss.policy.command.failure import CommandFailed
from contextlib import nullcontext
from plone import api
from sqlalchemy import select
from transaction.interfaces import TransientError

import pytest
import time
import transaction


def words(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def start(site, rhythm):
    digests.start(site, rhythm, f"{rhythm} {time.monotonic()}")
    transaction.commit()


class TestAtOnce:
    def test_what_is_published_is_told_within_a_round(self, site, server, follow, practice, work):
        follow("member", "theme=education", name="School")
        item = practice()
        work()
        (mail,) = server.mails("member@example.org")
        said = words(mail)
        assert "School\n======" in said
        assert "* Night classes for fishing children\n" in said
        assert f"{site.absolute_url()}/permalink/{item.UID()}" in said
        assert f"{site.absolute_url()}/my-searches" in said
        assert len(server.received) == 1

    def test_it_is_told_once(self, site, server, follow, practice, work):
        follow("member")
        practice()
        work()
        for _time in range(3):
            start(site, "instant")
            work()
        assert len(server.received) == 1
        practice(title="A second one")
        start(site, "instant")
        work()
        assert len(server.received) == 2
        assert "Night classes" not in words(server.mails()[1])

    def test_several_within_one_round_make_one_mail(self, site, server, follow, practice, work):
        follow("member")
        titles = ["One", "Two", "Three"]
        for title in titles:
            practice(title=title)
        work()
        (mail,) = server.mails()
        assert all(f"* {title}\n" in words(mail) for title in titles)

    def test_what_was_there_before_is_not_news(self, site, server, follow, practice, work):
        practice(title="Old")
        follow("member")
        work()
        assert server.received == []

    def test_other_subjects_are_not_told(self, site, server, follow, practice, work):
        follow("member", "theme=livelihood")
        practice()
        work()
        assert server.received == []

    def test_what_fits_two_searches_is_named_once(self, site, server, follow, practice, work):
        follow("member", "theme=education")
        follow("member", "SearchableText=fishing")
        practice()
        work()
        (mail,) = server.mails()
        assert words(mail).count("* Night classes") == 1

    def test_after_conflicts_it_is_told_once(
        self, site, server, follow, practice, work, monkeypatch
    ):
        end = jobs_store.end_with_transaction
        collisions = []

        def end_badly(job, result):
            end(job, result)
            if job.name in ("notices.gather", "notices.send") and len(collisions) < 4:
                collisions.append(job.name)
                raise TransientError("met another writer")

        monkeypatch.setattr("clkss.content.jobs.store.end_with_transaction", end_badly)
        follow("member")
        practice()
        work()
        assert len(collisions) == 4
        assert len(server.received) == 1

    def test_while_the_site_cannot_send_nothing_is_lost(self, site, server, follow, practice, work):
        site.portal_registry["plone.email_from_address"] = None
        follow("member")
        practice()
        work()
        site.portal_registry["plone.email_from_address"] = "clkss@example.org"
        transaction.commit()
        start(site, "instant")
        work()
        assert len(server.received) == 1


class TestWhatIsHidden:
    @pytest.mark.parametrize("state", ["draft", "national_review"])
    @pytest.mark.parametrize("person", ["member", "national.editor"])
    def test_a_draft_is_told_to_nobody(self, site, server, follow, practice, work, state, person):
        follow(person)
        item = practice(state, title="Hidden away")
        store.note_appeared([item.UID()])
        transaction.commit()
        start(site, "instant")
        work()
        assert server.received == []

    def test_what_is_retired_before_the_mail_leaves_is_left_out(
        self, site, server, follow, practice, work, open_site, act
    ):
        follow("member")
        item = practice(title="Taken back")
        start(site, "instant")
        with open_site() as opened:
            transaction.begin()
            job = jobs_store.claim("test")
            while job.name != "notices.gather":
                job = jobs_store.claim("test")
            digests.gather(opened, job, **job.arguments)
            transaction.commit()
        transaction.begin()
        act(item, ("national.editor", "retire"))
        work()
        assert server.received == []

    def test_a_member_who_is_removed_gets_nothing(self, site, server, follow, practice, work):
        follow("member")
        follow("member", rhythm="daily", query="theme=education")
        with acting_as(site, "admin"):
            api.user.delete(username="member")
        transaction.commit()
        practice()
        start(site, "daily")
        work()
        assert server.received == []
        assert store.of_member("member") == []


class TestDigest:
    def test_the_week_comes_in_one_mail(self, site, server, follow, practice, work):
        follow("member", "theme=education", rhythm="weekly", name="School")
        follow("member", "SearchableText=kasambahay", rhythm="weekly", name="Homes")
        practice(title="Night classes")
        practice(title="Kasambahay go to school", themes=["livelihood"])
        work()
        assert server.received == []
        start(site, "daily")
        work()
        assert server.received == []
        start(site, "weekly")
        work()
        (mail,) = server.mails("member@example.org")
        said = words(mail)
        assert said.index("Homes\n=====") < said.index("School\n======")
        assert "* Night classes\n" in said
        assert "* Kasambahay go to school\n" in said
        assert mail["Subject"].endswith("This week in what you follow")
        start(site, "weekly")
        work()
        assert len(server.received) == 1

    def test_a_day_without_news_brings_no_mail(self, site, server, follow, practice, work):
        follow("member", rhythm="daily")
        start(site, "daily")
        work()
        assert server.received == []

    def test_it_speaks_the_language_in_which_the_search_was_saved(
        self, site, server, follow, practice, work
    ):
        browser = follow("member", rhythm="daily", language="tl")
        assert 'lang="fil"' in browser.contents
        assert store.of_member("member")[0].language == "tl"
        practice()
        start(site, "daily")
        work()
        (mail,) = server.mails()
        assert mail["Content-Language"] == "fil"

    def test_many_are_cut_and_counted(self, site, server, follow, practice, work, monkeypatch):
        monkeypatch.setattr(rules, "MOST_NAMED", 1)
        follow("member", rhythm="daily")
        practice(title="One")
        practice(title="Two")
        start(site, "daily")
        work()
        said = words(server.mails()[0])
        assert said.count("\n* ") == 1
        assert f"1 more: {site.absolute_url()}/repository" in said
        start(site, "daily")
        work()
        assert len(server.received) == 1


class TestStopping:
    def test_the_link_pauses_what_was_told_without_an_account(
        self, site, server, follow, practice, work, browse
    ):
        follow("member", "theme=education")
        follow("member", "theme=livelihood")
        practice()
        work()
        link = server.mails()[0]["List-Unsubscribe"].strip("<>")
        browse().post(link, "List-Unsubscribe=One-Click")
        transaction.begin()
        paused = {row.query: row.paused for row in store.of_member("member")}
        assert paused == {"theme=education": True, "theme=livelihood": False}
        practice(title="A second one")
        start(site, "instant")
        work()
        assert len(server.received) == 1

    def test_what_came_during_a_pause_is_old(self, site, server, follow, practice, work, browse):
        follow("member")
        browser = browse("member")
        browser.open(f"{site.absolute_url()}/my-searches")
        browser.getControl("Pause").click()
        practice(title="Meanwhile")
        work()
        browser.getControl("Go on").click()
        practice(title="Afterwards")
        start(site, "instant")
        work()
        (mail,) = server.mails()
        assert "Afterwards" in words(mail)
        assert "Meanwhile" not in words(mail)


class TestThePage:
    def test_a_visitor_is_offered_feeds_only(self, site, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/repository")
        assert "Follow by mail" not in browser.contents
        assert "repository.atom" in browser.contents
        assert "Set-Cookie" not in browser.headers

    def test_a_visitor_is_asked_to_sign_in(self, site, browse):
        browser = browse()
        browser.open(f"{site.absolute_url()}/my-searches")
        assert "My searches</h1>" not in browser.contents

    def test_it_shows_ones_own_with_feed_and_way_to_the_results(self, site, follow):
        browser = follow("member", "theme=education&b_start=20", name="School")
        assert "You follow this search now." in browser.contents
        url = site.absolute_url()
        assert f"{url}/repository.rss?theme=education" in browser.contents
        assert f"{url}/repository.atom?theme=education" in browser.contents
        assert f'"{url}/repository?theme=education"' in browser.contents
        browser.open(f"{url}/repository?theme=education")
        assert "You follow this search." in browser.contents
        browser.open(f"{url}/my-work")
        assert "School" in browser.contents

    def test_nobody_sees_or_touches_anothers(self, site, follow, browse):
        follow("member", name="My own affair")
        (row,) = store.of_member("member")
        browser = follow("national.editor", "theme=livelihood")
        assert "My own affair" not in browser.contents
        token = browser.getControl(name="clkss_token", index=0).value
        for action in ("delete", "pause", "change", "go-on"):
            form = f"clkss_token={token}&search={row.id}&action={action}&rhythm=daily&name=x"
            browser.post(f"{site.absolute_url()}/my-searches", form)
            transaction.begin()
        assert store.of_member("member") == [row]

    @pytest.mark.parametrize("action", ["save", "change", "pause", "go-on", "delete"])
    def test_without_a_token_nothing_happens(self, site, follow, browse, action):
        follow("member")
        (row,) = store.of_member("member")
        browser = browse("member")
        form = f"search={row.id}&action={action}&rhythm=daily&name=x&query=theme%3Dlivelihood"
        browser.post(f"{site.absolute_url()}/my-searches", form)
        transaction.begin()
        assert store.of_member("member") == [row]

    def test_name_and_rhythm_can_be_changed_and_all_deleted(self, site, follow, practice, work):
        browser = follow("member", name="Old name")
        browser.getControl(name="name").value = "New name"
        browser.getControl(name="rhythm").value = ["daily"]
        browser.getControl("Save", index=0).click()
        transaction.begin()
        (row,) = store.of_member("member")
        assert (row.name, row.rhythm) == ("New name", "daily")
        browser.getControl("Delete").click()
        transaction.begin()
        assert store.of_member("member") == []
        with relational.read() as connection:
            assert connection.execute(select(told)).all() == []

    def test_saving_again_changes_and_does_not_double(self, site, follow, browse):
        follow("member", "theme=education", name="One")
        browser = browse("member")
        browser.open(f"{site.absolute_url()}/my-searches")
        token = browser.getControl(name="clkss_token", index=0).value
        form = f"clkss_token={token}&action=save&query=theme%3Deducation&rhythm=weekly&name=Two"
        browser.post(f"{site.absolute_url()}/my-searches", form)
        transaction.begin()
        (row,) = store.of_member("member")
        assert (row.name, row.rhythm) == ("Two", "weekly")

    @pytest.mark.parametrize(
        ("query", "rhythm", "why"),
        [
            ("theme=nonsense", "daily", "A part of this search is not known"),
            ("theme=education", "hourly", "Choose how often"),
        ],
    )
    def test_what_cannot_be_followed_is_refused(self, site, browse, follow, query, rhythm, why):
        browser = follow("member")
        token = browser.getControl(name="clkss_token", index=0).value
        form = f"clkss_token={token}&action=save&query={query.replace('=', '%3D')}&rhythm={rhythm}"
        browser.post(f"{site.absolute_url()}/my-searches", form)
        transaction.begin()
        assert why in browser.contents
        assert len(store.of_member("member")) == 1

    def test_there_is_a_limit(self, site, follow, monkeypatch):
        monkeypatch.setattr(rules, "MOST", 1)
        follow("member", "theme=education")
        browser = follow("member", "theme=livelihood")
        transaction.begin()
        assert "as many searches as one can" in browser.contents
        assert len(store.of_member("member")) == 1

    def test_who_has_no_address_and_a_site_without_one_are_told_so(self, site, follow):
        site.portal_registry["plone.email_from_address"] = None
        transaction.commit()
        browser = follow("barangay.secretary")
        assert "We do not know your mail address" in browser.contents
        assert "cannot send mail yet" in browser.contents


class TestTheCommand:
    @pytest.fixture
    def digest(self, site, monkeypatch):
        """Run ``bin/clkss digest``."""
        monkeypatch.setattr(opening, "site", lambda args: nullcontext(site))
        return lambda rhythm: gathering.run(Namespace(site="plone", rhythm=rhythm))

    def test_it_tells_now(self, digest, server, follow, practice, work, capsys):
        follow("member", rhythm="weekly")
        practice()
        assert digest("weekly") == 0
        assert "is anything new: 1." in capsys.readouterr().out
        work()
        digest("weekly")
        work()
        assert len(server.received) == 1

    def test_a_site_that_cannot_send_says_so(self, site, digest):
        site.portal_registry["plone.email_from_address"] = None
        with pytest.raises(CommandFailed, match="Site setup, Mail"):
            digest("daily")


def test_what_is_published_again_is_no_news(site, practice, act):
    item = practice()
    with relational.read() as connection:
        before = connection.execute(select(appeared)).all()
    assert [row.item for row in before] == [item.UID()]
    store.note_appeared([item.UID()])
    transaction.commit()
    with relational.read() as connection:
        assert connection.execute(select(appeared)).all() == before


def test_what_a_sheet_brings_is_noted(site, practice):
    item = practice()
    draft = practice("draft", title="Draft")

    class Batch:
        kind = "practices"
        items = {n: (n, i.UID(), i.getId()) for n, i in enumerate((item, draft))}

    class Event:
        batch = Batch

    with relational.write_now() as connection:
        connection.execute(appeared.delete())
    subscribers.switched_on(Event)
    transaction.commit()
    assert set(store.appeared_since(0)) == {item.UID()}


def test_old_news_is_forgotten(site, practice):
    practice()
    now = time.time()
    with relational.write_now() as connection:
        store.forget(connection, now + rules.WINDOW)
    assert store.appeared_since(0)
    with relational.write_now() as connection:
        store.forget(connection, now + rules.WINDOW + 2 * rules.DAY)
    assert not store.appeared_since(0)


def test_rhythms_have_their_hours():
    """Six in the morning in the Philippines, weekly on a Monday."""
    monday = 1_795_989_600
    assert time.strftime("%a %H", time.gmtime(monday + 8 * 3600)) == "Mon 06"
    for recurring in (digests.EVERY_DAY, digests.EVERY_WEEK):
        assert (monday - recurring.offset) % recurring.every == 0
    assert notices_rules.RHYTHMS == ("instant", "daily", "weekly")
