"""Newcomers are read before others read them; what is hidden or removed is not to be had."""

from AccessControl.PermissionRole import rolesForPermissionOn
from clkss.content import audit
from clkss.content import relational
from clkss.content.audit.tables import audit as entries
from clkss.content.committees import clearances
from clkss.content.community.boards.subscribers import SEEING
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import reporting
from clkss.content.community.discussion.posting import PostRefused
from clkss.content.review import workflow
from clkss.content.testing.people import acting_as
from datetime import timedelta
from plone import api
from plone.app.discussion.interfaces import IConversation
from sqlalchemy import select

import pytest
import transaction


def actions():
    with relational.read("audit") as connection:
        return [row.action for row in connection.execute(select(entries))]


def press(browser, url, button, **fields):
    browser.open(url)
    for name, value in fields.items():
        browser.getControl(name=name).value = value
    browser.getControl(button).click()


def test_first_posts_of_a_newcomer_wait_and_are_published_by_a_moderator(site, topic, browse):
    made = topic("public")
    url = made.absolute_url()
    newcomer = browse("member")
    press(newcomer, url, "Send", text="My firstcanary post")
    assert "A moderator reads your first posts" in newcomer.contents
    assert "My firstcanary post" in newcomer.contents
    for person in (None, "barangay.secretary"):
        other = browse(person)
        other.open(url)
        assert "firstcanary" not in other.contents
    editor = browse("national.editor")
    editor.open(f"{site.absolute_url()}/discussion-queue")
    assert "firstcanary" in editor.contents
    editor.getLink("Boats").click()
    editor.getControl("Publish").click()
    visitor = browse()
    visitor.open(url)
    assert "firstcanary" in visitor.contents
    editor.open(f"{site.absolute_url()}/discussion-queue")
    assert "firstcanary" not in editor.contents


def test_words_that_a_newcomer_changes_wait_again(site, topic, browse):
    made = topic("public")
    newcomer = browse("member")
    press(newcomer, made.absolute_url(), "Send", text="Harmless")
    transaction.begin()
    number = list(IConversation(made))[-1]
    editor = browse("national.editor")
    press(editor, f"{made.absolute_url()}/@@moderate-post?post={number}", "Publish")
    press(newcomer, f"{made.absolute_url()}/@@edit-post?post={number}", "Save", text="Latecanary")
    visitor = browse()
    visitor.open(made.absolute_url())
    assert "Latecanary" not in visitor.contents


def test_many_reports_displace_no_other(site, topic, say):
    made = topic("public")
    post = say(made, "barangay.secretary", "Look here")
    for number in range(reporting.MOST + 5):
        reporting.report(made, post.number, "spam", "", f"reader {number}")
        transaction.commit()
    reporting.report(made, post.number, reporting.URGENT, "A name", "somebody")
    transaction.commit()
    assert len(reporting.about(made.UID(), post.number)) == reporting.MOST + 1
    rows = reporting.waiting(reporting.reported(), 10)
    assert [row.kind for row in rows] == [reporting.URGENT, "spam"]


def test_a_topic_of_a_newcomer_waits_as_a_whole(site, browse):
    newcomer = browse("member")
    url = site.boards.public.absolute_url()
    newcomer.open(f"{url}/@@new-topic")
    newcomer.getControl(name="title").value = "Titlecanary"
    newcomer.getControl(name="text").value = "Textcanary"
    newcomer.getControl("Open a topic").click()
    assert "A moderator reads your first posts" in newcomer.contents
    for person in (None, "member", "barangay.secretary"):
        other = browse(person)
        for address in (url, f"{site.absolute_url()}/boards", f"{url}/@@board.rss"):
            other.open(address)
            assert "canary" not in other.contents, (person, address)
    editor = browse("national.editor")
    editor.open(f"{site.absolute_url()}/discussion-queue")
    editor.getLink("Titlecanary").click()
    editor.getControl("Publish").click()
    visitor = browse()
    visitor.open(url)
    assert "Titlecanary" in visitor.contents


def test_newcomers_have_limits_and_are_told_all_of_them(site, topic, browse):
    made = topic("public")
    newcomer = browse("member")
    text = "https://a.example https://b.example " + "word " * 400
    press(newcomer, made.absolute_url(), "Send", text=text)
    assert "at most 300 words" in newcomer.contents
    assert "too many links" in newcomer.contents
    for number in range(4):
        press(newcomer, made.absolute_url(), "Send", text=f"post {number}")
    assert "Wait ten minutes" in newcomer.contents


def test_a_reported_post_is_hidden_shown_again_and_removed(site, topic, say, browse):
    made = topic("public")
    post = say(made, "barangay.secretary", "Badcanary words")
    url = made.absolute_url()
    visitor = browse()
    visitor.open(f"{url}/@@report-post?post={post.number}")
    visitor.getControl(name="kind").value = ["identity"]
    visitor.getControl(name="text").value = "It names a girl."
    visitor.getControl("Report").click()
    editor = browse("national.editor")
    editor.open(f"{site.absolute_url()}/discussion-queue")
    assert "Urgent" in editor.contents
    page = f"{url}/@@moderate-post?post={post.number}"
    editor.open(page)
    assert "It names a girl." in editor.contents
    editor.getControl("Hide").click()
    assert "Say why." in editor.contents
    for button, sees in (("Hide", False), ("Show again", True), ("Remove for good", False)):
        press(editor, page, button, reason="Names a child.")
        for person in (None, "barangay.secretary"):
            reader = browse(person)
            for address in (url, f"{url}/@comments", f"{url}/@@post-history?post={post.number}"):
                reader.open(address)
                if address == url:
                    assert ("Badcanary" in reader.contents) is sees
                elif not sees:
                    assert "Badcanary" not in reader.contents
    transaction.begin()
    kept = IConversation(made)[post.number]
    assert (kept.text, kept.earlier, kept.files) == ("", (), ())
    visitor.open(url)
    assert "A post that stood here was removed." in visitor.contents
    editor.open(f"{site.absolute_url()}/discussion-queue")
    assert "Boats" not in editor.contents
    assert actions().count("post.moderated") == 3
    assert "post.reported" in actions()
    assert not audit.verify_chain()


def test_no_role_alone_shows_what_is_not_to_be_read(site, topic, say):
    """On a closed board neither who edits knowledge, nor who is above, nor an administrator."""
    made = topic("committee")
    post = say(made, "municipal.secretary", "Badcanary words")
    tool = api.portal.get_tool("portal_workflow")[workflow.COMMENT_WORKFLOW]

    def roles():
        return {tuple(rolesForPermissionOn(name, post)) for name in SEEING}

    for move, state in (("hide", "hidden"), ("restore", "published"), ("remove", "removed")):
        with acting_as(site, "municipal.secretary"):
            posting.moderate(post, move, "Names a child.")
        assert post.state == state
        assert (roles() == {()}) is (state != "published"), (state, roles())
    post.manage_permission("View", ["Knowledge Editor"], acquire=1)
    transaction.commit()
    posting.protect(site)
    assert roles() == {()}
    assert tool.states["pending"].permission_roles["View"] == ()


def test_who_is_banned_reads_and_writes_again_when_the_ban_has_ended(
    site, topic, say, browse, monkeypatch
):
    made = topic("public")
    post = say(made, "barangay.secretary", "Words")
    editor = browse("national.editor")
    page = f"{made.absolute_url()}/@@moderate-post?post={post.number}"
    today = clearances.today()
    press(editor, page, "Ban until then", reason="Rude.", until=today.isoformat())
    assert "writes no more until that day" in editor.contents
    banned = browse("barangay.secretary")
    banned.open(made.absolute_url())
    assert "You cannot write in discussions for some time" in banned.contents
    assert "Who knows?" in banned.contents
    with pytest.raises(PostRefused, match="post_banned"):
        say(made, "barangay.secretary", "More")
    transaction.abort()
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr(clearances, "today", lambda: today + timedelta(1))
        say(made, "barangay.secretary", "Later")
    editor.open(f"{site.absolute_url()}/boards/@@discussion-bans")
    assert "Rude." in editor.contents
    editor.getControl("Lift").click()
    assert "Nobody is banned." in editor.contents
    other = browse("municipal.secretary")
    other.open(f"{site.absolute_url()}/boards/@@discussion-bans")
    assert "Nobody is banned." not in other.contents
    assert {"member.banned", "member.ban-lifted"} <= set(actions())


def test_forms_without_a_token_change_nothing(site, topic, browse):
    made = topic("public")
    number = next(iter(IConversation(made)))
    doors = {
        "write-post": "text=x",
        "edit-post": f"post={number}&text=x",
        "report-post": f"post={number}&kind=spam",
        "moderate-post": f"post={number}&move=hide&reason=x",
        "mark-answer": f"post={number}",
        "manage-topic": "action=lock",
        "watch-discussion": "how=watch",
    }
    browser = browse("national.editor")
    for name, body in doors.items():
        browser.post(f"{made.absolute_url()}/@@{name}", body)
        assert browser.headers["status"].startswith("403"), name
    browser.post(f"{site.boards.public.absolute_url()}/@@new-topic", "title=x&text=x")
    assert browser.headers["status"].startswith("403")
    browser.post(f"{site.absolute_url()}/my-notices", "action=read")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert len(IConversation(made)) == 1
    assert not made.locked
