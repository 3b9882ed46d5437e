"""Topics are opened and answered by those who may."""

from plone.app.discussion.interfaces import IConversation


def test_a_topic_is_opened_by_form_and_answered_by_form(site, browse):
    browser = browse("barangay.secretary")
    browser.open(f"{site.boards.public.absolute_url()}/@@new-topic")
    browser.getControl(name="title").value = "Night fishing"
    browser.getControl(name="text").value = "Who has moved classes?\n\n> said before"
    browser.getForm(index=2).submit() if False else browser.getControl("Open a topic").click()
    assert "Night fishing" in browser.contents, browser.contents
    url = browser.url
    other = browse("municipal.secretary")
    other.open(url)
    assert "Who has moved classes?" in other.contents
    other.getControl(name="text").value = "We did."
    other.getControl("Send").click()
    assert "We did." in other.contents
    visitor = browse()
    visitor.open(url)
    assert "We did." in visitor.contents
    assert "Demo" not in visitor.contents
    assert "A member" in visitor.contents
    visitor.open(site.boards.public.absolute_url())
    assert "Night fishing" in visitor.contents
    visitor.open(site.boards.absolute_url())
    assert "Night fishing" in visitor.contents


def test_posts_keep_their_order(site, topic, say):
    made = topic()
    for number in range(5):
        say(made, "municipal.secretary", f"post {number}")
    texts = [post.text for post in IConversation(made).getComments()]
    assert texts == ["Who knows?", *(f"post {number}" for number in range(5))]
