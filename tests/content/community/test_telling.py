"""Who watches or is mentioned is told: in the site, and by mail as often as wanted."""

from clkss.content import relational
from clkss.content.community.discussion import notes
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import store
from clkss.content.community.discussion.tables import marks
from clkss.content.notices import digests
from clkss.content.testing.people import acting_as
from plone.app.discussion.interfaces import IConversation
from sqlalchemy import select

import json
import re
import transaction


def digest(site, work, rhythm="daily", key="day"):
    """Let the morning come."""
    digests.start(site, rhythm, key)
    transaction.commit()
    work()


def choose(browse, site, person, rhythm):
    browser = browse(person)
    browser.open(f"{site.absolute_url()}/my-notices")
    browser.getControl(name="rhythm").value = [rhythm]
    browser.getControl("Save").click()
    return browser


def test_a_discussion_among_three_ends_in_one_digest(site, topic, say, work, browse, server):
    made = topic("public", title="Night classes")
    say(made, "barangay.secretary", "We have boats.")
    say(made, "barangay.contributor", "Ask @demo.municipal.secretary.panglao about it.")
    work()
    page = browse("municipal.secretary")
    page.open(site.absolute_url())
    assert "Notices (2 new)" in page.contents
    page.open(f"{site.absolute_url()}/my-notices")
    assert "mentions you" in page.contents
    assert "We have boats." in page.contents
    digest(site, work)
    (mail,) = server.mails("municipal.secretary@example.org")
    text = mail.get_body().get_content()
    assert "Night classes" in text
    assert "you were mentioned, new posts: 1" in text
    assert "boats" not in text
    assert "Demo" not in text
    assert re.search(r"/permalink/[0-9a-f]{32}", text)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (mail,) = server.mails("barangay.secretary@example.org")
    assert "new posts: 1" in mail.get_body().get_content()
    assert not server.mails("barangay.contributor@example.org")
    digest(site, work, key="next day")
    assert len(server.received) == 2
    # Reading the topic reads the notices.
    page.open(made.absolute_url())
    page.open(site.absolute_url())
    assert "new)" not in page.contents


def test_one_click_stops_the_mails_and_nothing_else(site, topic, say, work, browse, server):
    made = topic()
    say(made, "barangay.secretary", "One")
    work()
    digest(site, work)
    (mail,) = server.mails("municipal.secretary@example.org")
    link = mail["List-Unsubscribe"].strip("<>")
    browser = browse()
    browser.post(link, "List-Unsubscribe=One-Click")
    transaction.begin()
    assert notes.settings_of("municipal.secretary").rhythm == notes.NEVER
    say(made, "barangay.secretary", "Two")
    work()
    digest(site, work, key="next day")
    assert len(server.mails("municipal.secretary@example.org")) == 1
    assert notes.count_unread("municipal.secretary") == 2


def test_a_mail_names_nothing_that_is_not_public(site, topic, say, work, server):
    for board in ("members", "committee"):
        made = topic(board, title="Secretcanary", text="Textcanary")
        person = "deped.caseworker" if board == "committee" else "barangay.secretary"
        say(made, person, "Replycanary")
    work()
    digest(site, work)
    (mail,) = server.mails("municipal.secretary@example.org")
    assert "canary" not in mail.as_string()
    assert mail.get_body().get_content().count("/permalink/") == 2


def test_nobody_is_told_of_what_they_may_not_see(site, topic, say, work, server):
    made = topic("committee")
    say(made, "municipal.secretary", "Hello @demo.barangay.secretary.danao")
    with relational.write_now() as connection:
        store.write_mark(connection, "barangay.secretary", made.UID(), how="watch")
    say(made, "municipal.secretary", "More")
    work()
    assert notes.count_unread("barangay.secretary") == 0
    digest(site, work)
    assert not server.received


def test_watching_a_board_and_muting_a_topic(site, topic, say, work, browse):
    for person in ("member", "barangay.contributor"):
        browser = browse(person)
        browser.open(site.boards.public.absolute_url())
        browser.getControl("Tell me of what is new").click()
        assert "You are told of what is new here." in browser.contents
    made = topic("public")
    browser = browse("barangay.contributor")
    browser.open(made.absolute_url())
    browser.getControl("Tell me nothing of it").click()
    transaction.begin()
    say(made, "barangay.secretary", "Now, @demo.barangay.contributor.danao")
    work()
    assert notes.count_unread("member") == 2
    assert notes.count_unread("barangay.contributor") == 0
    with relational.read() as connection:
        hows = connection.execute(select(marks.c.how).where(marks.c.thing == made.UID())).scalars()
        assert "mute" in set(hows)


def test_who_answers_is_told_of_what_follows_unless_it_was_muted(site, topic, say, work, browse):
    made = topic()
    readers = ("barangay.secretary", "barangay.contributor")
    for person in readers:
        browser = browse(person)
        browser.open(made.absolute_url())
        if person == "barangay.contributor":
            browser.getControl("Tell me nothing of it").click()
    transaction.begin()
    for person in readers:
        say(made, person, "I do.")
    say(made, "municipal.secretary", "Thank you.")
    work()
    assert notes.count_unread("barangay.secretary") == 2
    assert notes.count_unread("barangay.contributor") == 0


def test_at_once_is_told_at_once(site, topic, say, work, browse, server):
    made = topic()
    choose(browse, site, "municipal.secretary", "instant")
    say(made, "barangay.secretary", "One")
    work()
    assert len(server.mails("municipal.secretary@example.org")) == 1
    digest(site, work)
    assert len(server.received) == 1


def test_unread_marks_and_the_way_to_the_first_unread(site, topic, browse):
    made = topic()
    browser = browse("barangay.secretary")
    board = site.boards.public.absolute_url()
    browser.open(board)
    assert ">new<" in browser.contents.replace("\n", "")
    browser.open(made.absolute_url())
    browser.open(board)
    assert ">new<" not in browser.contents
    posts = [posting.put(made, f"Post {each}", "municipal.secretary") for each in range(30)]
    first = posts[0]
    transaction.commit()
    browser.open(made.absolute_url())
    assert f"?post={first.number}#post-{first.number}" in browser.contents
    browser.getLink("To the first post that you have not read").click()
    assert "Post 0" in browser.contents
    browser.open(f"{made.absolute_url()}?last=1")
    assert "Post 29" in browser.contents
    browser.open(made.absolute_url())
    assert "To the first post" not in browser.contents


def test_people_are_offered_to_those_who_may_know_them(site, topic, browse):
    made = topic()
    address = f"{made.absolute_url()}/@@discussion-mentions?q="

    def offered(person, begun):
        browser = browse(person)
        browser.open(address + begun)
        said = browser.contents
        return json.loads(said.decode() if isinstance(said, bytes) else said)["items"]

    assert offered("barangay.contributor", "demo.reg")[0]["handle"].startswith("demo.regional")
    assert not offered("member", "demo.reg")
    # Who writes here is seen by all who read here.
    assert [each["name"] for each in offered("member", "municipal")] == [
        "Demo Municipal Secretary (Panglao)"
    ]
    visitor = browse()
    visitor.open(address + "demo")
    assert "handle" not in str(visitor.contents)


def test_who_is_removed_is_forgotten_and_the_posts_stay(site, topic, say, work, browse):
    made = topic()
    say(made, "barangay.secretary", "Mine")
    say(made, "municipal.secretary", "Yours")
    work()
    with acting_as(site, "admin"):
        site.acl_users.userFolderDelUsers(["barangay.secretary"])
    transaction.commit()
    work()
    with relational.read() as connection:
        members = set(connection.execute(select(marks.c.member)).scalars())
    assert "barangay.secretary" not in members
    (post,) = [each for each in IConversation(made).getComments() if each.text == "Mine"]
    assert post.author_username is None
    browser = browse("municipal.secretary")
    browser.open(made.absolute_url())
    assert "Former member" in browser.contents
