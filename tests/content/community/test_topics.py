"""Topics are opened, answered, quoted, reworded, answered for good, moved and split."""

from clkss.content.community.discussion import people as discussing
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import store
from clkss.content.community.discussion.posting import PostRefused
from clkss.content.community.discussion.subscribers import verify
from clkss.content.people import leaving
from clkss.content.people import store as people
from clkss.content.testing.documents import pdf
from clkss.content.testing.people import acting_as
from io import BytesIO
from plone.app.discussion.interfaces import IConversation
from plone.app.discussion.interfaces import IReplies
from zope.component import createObject
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def test_a_topic_is_opened_by_form_and_answered_by_form(site, browse):
    browser = browse("barangay.secretary")
    browser.open(f"{site.boards.public.absolute_url()}/@@new-topic")
    browser.getControl(name="title").value = "Night fishing"
    browser.getControl(name="text").value = "Who has moved classes?\n\n> said before"
    browser.getControl("Open a topic").click()
    assert "Night fishing" in browser.contents
    url = browser.url
    other = browse("municipal.secretary")
    other.open(url)
    other.getControl(name="text").value = "We did."
    other.getControl("Send").click()
    assert "We did." in other.contents
    visitor = browse()
    visitor.open(url)
    assert "We did." in visitor.contents
    assert "Demo" not in visitor.contents
    assert "A member" in visitor.contents
    for address in (site.boards.public.absolute_url(), site.boards.absolute_url()):
        visitor.open(address)
        assert "Night fishing" in visitor.contents


def test_threads_are_one_level_deep_and_keep_their_order(site, topic, say):
    made = topic()
    first = say(made, "municipal.secretary", "A")
    say(made, "barangay.secretary", "B")
    reply = say(made, "barangay.secretary", "A1", first.number)
    say(made, "municipal.secretary", "A2", reply.number)
    conversation = IConversation(made)
    threads = [(each["comment"].text, each["depth"]) for each in conversation.getThreads()]
    assert threads == [("Who knows?", 0), ("A", 0), ("A1", 1), ("A2", 1), ("B", 0)]
    texts = [post.text for post in conversation.getComments()]
    assert texts == ["Who knows?", "A", "B", "A1", "A2"]
    some = [each["comment"].text for each in conversation.getThreads(first.number, size=1)]
    assert some == ["A", "A1", "A2"]
    assert len(IReplies(conversation)) == 3
    assert [post.text for post in IReplies(conversation[first.number]).values()] == ["A1", "A2"]
    assert len(conversation) == conversation.shown() == 5
    comment = createObject("plone.Comment")
    comment.text = "By other code"
    kept = conversation.addComment(comment)
    transaction.commit()
    assert not verify(site)
    del conversation[kept]
    del conversation[first.number]
    transaction.commit()
    assert store.shown([made.UID()])[made.UID()].count == 2
    assert [post.text for post in conversation.getComments()] == ["Who knows?", "B"]


def test_a_post_changes_only_what_merges(site, topic):
    made = topic()
    transaction.begin()
    with acting_as(site, "municipal.secretary"):
        posting.add(made, "One more")
    changed = {type(each).__name__ for each in site._p_jar._registered_objects}
    assert changed <= {"LOBTree", "LOBucket", "LLTreeSet", "LLSet", "Length"}
    transaction.abort()


def test_quoting_and_rewording(site, topic, say, browse):
    made = topic()
    post = say(made, "barangay.secretary", "First\n\nSecond")
    browser = browse("municipal.secretary")
    browser.open(made.absolute_url())
    browser.getLink("Quote", index=1).click()
    field = browser.getControl(name="text")
    assert field.value.replace("\r", "").rstrip() == "> First\n>\n> Second"
    field.value += "So do we."
    browser.getControl("Send").click()
    assert '<blockquote class="clkss-quote">' in browser.contents
    own = browse("barangay.secretary")
    own.open(f"{made.absolute_url()}/@@edit-post?post={post.number}")
    own.getControl(name="text").value = "Third"
    own.getControl("Save").click()
    assert "Third" in own.contents
    own.open(f"{made.absolute_url()}/@@post-history?post={post.number}")
    assert "Third" in own.contents
    assert "First" in own.contents
    browser.open(f"{made.absolute_url()}/@@post-history?post={post.number}")
    assert "Third" not in browser.contents
    browser.open(f"{made.absolute_url()}/@@edit-post?post={post.number}")
    assert 'name="text"' not in browser.contents
    visitor = browse()
    visitor.open(f"{made.absolute_url()}/@@post-history?post={post.number}")
    assert "First" not in visitor.contents


class Upload(BytesIO):
    """A file as a browser sends it."""

    def __init__(self, data, filename):
        super().__init__(data)
        self.filename = filename


def test_a_file_goes_with_its_post(site, topic, say, browse):
    made = topic("committee")
    files = [Upload(pdf("Papercanary"), "paper.pdf")]
    say(made, "municipal.secretary", "See the paper.", files=files)
    browser = browse("municipal.secretary")
    browser.open(made.absolute_url())
    link = browser.getLink("paper.pdf").url
    browser.open(link)
    assert browser.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in browser.headers["Content-Security-Policy"]
    other = browse("barangay.secretary")
    other.open(link)
    assert "%PDF" not in str(other.contents)
    for files in (
        [Upload(b"<script>1</script>", "page.html")],
        [Upload(b"<svg/>", "x.png")],
        [Upload(pdf("x"), "x.pdf") for _each in range(6)],
    ):
        with pytest.raises(PostRefused):
            say(made, "municipal.secretary", "And this.", files=files)
        transaction.abort()
    assert len(IConversation(made)) == 2


def test_an_answer_is_marked_by_who_asked(site, topic, say, browse):
    made = topic("public", "barangay.contributor")
    say(made, "barangay.secretary", "It is so.")
    asker = browse("barangay.contributor")
    asker.open(made.absolute_url())
    asker.getControl("This is the answer", index=1).click()
    assert "Answer" in asker.contents
    other = browse("barangay.secretary")
    other.open(site.boards.public.absolute_url())
    assert "answered" in other.contents
    other.open(made.absolute_url())
    assert "This is the answer" not in other.contents


def test_a_moderator_pins_closes_moves_and_splits(site, topic, say, browse):
    made = topic("public")
    aside = say(made, "barangay.secretary", "Something else")
    say(made, "municipal.secretary", "Indeed", aside.number)
    editor = browse("national.editor")
    url = f"{made.absolute_url()}/@@manage-topic"
    editor.open(url)
    editor.getControl("Keep it on top").click()
    assert "on top" in editor.contents
    editor.open(url)
    editor.getControl(name="title").value = "Apart"
    editor.getControl(name="threads").value = [str(aside.number)]
    editor.getControl("Split").click()
    assert "Apart" in editor.contents
    assert "Indeed" in editor.contents
    transaction.begin()
    assert len(IConversation(made)) == 1
    assert store.shown([made.UID()])[made.UID()].count == 1
    editor.open(url)
    editor.getControl(name="board").value = [site.boards.members.UID()]
    editor.getControl("Move").click()
    assert "/boards/members/" in editor.url
    visitor = browse()
    visitor.open(made.absolute_url().replace("/public/", "/members/"))
    assert "Who knows?" not in visitor.contents
    transaction.begin()
    moved = site.boards.members[made.getId()]
    editor.open(f"{moved.absolute_url()}/@@manage-topic")
    editor.getControl("Close it to new posts").click()
    other = browse("barangay.secretary")
    other.open(moved.absolute_url())
    assert "This discussion takes no posts now." in other.contents
    assert 'name="text"' not in other.contents
    assert not verify(site)


def test_words_of_posts_are_found_a_little_later(site, topic, say, work, browse):
    made = topic("public")
    say(made, "barangay.secretary", "Something about bangkas")
    work()
    visitor = browse()
    visitor.open(f"{site.boards.public.absolute_url()}?q=bangka")
    assert made.absolute_url() in visitor.contents
    visitor.open(f"{site.boards.public.absolute_url()}?q=trucks")
    assert made.absolute_url() not in visitor.contents


def test_a_board_says_for_whom_it_is_whenever_that_changes(site, topic, browse):
    made = topic("public")
    visitor = browse()
    visitor.open(made.absolute_url())
    assert "Who knows?" in visitor.contents
    admin = site.boards.public
    admin.audience = "members"

    notify(ObjectModifiedEvent(admin))
    transaction.commit()
    visitor.open(made.absolute_url())
    assert "Who knows?" not in visitor.contents
    visitor.open(f"{site.absolute_url()}/boards?q=knows")
    assert made.absolute_url() not in visitor.contents


def test_people_who_serve_go_on_from_a_name_to_its_profile(site, topic, say, browse, monkeypatch):
    made = topic("public")
    say(made, "barangay.secretary", "We did.")
    say(made, "member", "So did we.")
    say(made, "municipal.contributor", "Not here.")
    leaving.delete(site, "municipal.contributor")
    transaction.commit()
    pages = {
        person: f"{site.absolute_url()}/people/{people.of(person).public}"
        for person in ("municipal.secretary", "barangay.secretary")
    }
    for person, linked in (
        (None, set()),
        ("member", set()),
        ("barangay.secretary", set(pages)),
        ("national.editor", set(pages)),
    ):
        browser = browse(person)
        browser.open(made.absolute_url())
        found = {each for each, page in pages.items() if f'href="{page}"' in browser.contents}
        assert found == linked, person
        if linked:
            own = browser.contents.count("/people/me")
            assert browser.contents.count("/people/") == len(linked) + own
            assert "Former member" in browser.contents
    browser.open(pages["barangay.secretary"])
    assert "Danao" in browser.contents
    asked = []
    monkeypatch.setattr(people, "publics", lambda members: asked.append(members) or {})
    with acting_as(site, "barangay.secretary"):
        discussing.profiles_of(site, ["member", "", "municipal.secretary", "barangay.secretary"])
    assert asked == [["barangay.secretary", "municipal.secretary"]]


def test_boards_are_found_by_theme(site, topic, browse):
    with acting_as(site, "admin"):
        for name, themes in (
            ("public", ["education"]),
            ("committee", ["education", "health-and-safety"]),
        ):
            site.boards[name].themes = themes
            notify(ObjectModifiedEvent(site.boards[name]))
            site.boards[name].reindexObject()
    topic("public", title="Boats")
    topic("members", title="Boats of all members")
    url = site.boards.absolute_url()
    visitor = browse()
    visitor.open(url)
    assert f"{url}?theme=education" in visitor.contents
    assert "theme=health" not in visitor.contents, "the board is not the visitor's"
    visitor.open(f"{url}?theme=education")
    assert "Board public" in visitor.contents
    assert "Only boards about" in " ".join(visitor.contents.split())
    assert "Board committee" not in visitor.contents
    member = browse("municipal.secretary")
    member.open(f"{url}?theme=education&q=boats")
    assert "Board committee" in member.contents
    assert "Board members" not in member.contents
    assert "Boats of all members" not in member.contents
    assert "Boats" in member.contents
    member.open(site.boards.committee.absolute_url())
    assert f"{url}?theme=health" in member.contents
    for person, sees in ((None, False), ("municipal.secretary", True)):
        reader = browse(person)
        reader.open(f"{site.absolute_url()}/themes/education")
        assert f'href="{url}/public"' in reader.contents
        assert (f'href="{url}/committee"' in reader.contents) is sees
    visitor.open(f"{url}?theme=no-such-theme")
    assert "Board public" in visitor.contents
