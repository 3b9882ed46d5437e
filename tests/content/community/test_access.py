"""Who may see a board sees its topics and posts, everywhere; nobody else sees a trace of them."""

from Acquisition import aq_base
from clkss.content.committees import access as committee_access
from clkss.content.community.discussion import posting
from clkss.content.knowledge import copies
from clkss.content.review import workflow
from clkss.content.search.rules import KINDS
from clkss.content.testing.people import acting_as
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from zope.component import createObject

import json
import transaction


CANARY = "canarypost"

#: By board: who sees it, beside administrators; who of them moderates.
SEES = {
    "public": {None, "member", "barangay.secretary", "municipal.secretary", "national.editor"},
    "members": {"member", "barangay.secretary", "municipal.secretary", "national.editor"},
    "committee": {"municipal.secretary"},
    "level": {"barangay.secretary"},
}
MODERATES = {
    "public": {"national.editor"},
    "members": {"national.editor"},
    "committee": {"municipal.secretary"},
    "level": set(),
}
PEOPLE = (None, "member", "barangay.secretary", "municipal.secretary", "national.editor")

OPENED_BY = {"level": "barangay.secretary"}


def said(browser, url):
    """Give what a program is answered."""
    browser.open(url)
    contents = browser.contents
    return contents.decode() if isinstance(contents, bytes) else contents


def test_no_method_of_what_is_stored_is_a_page(site, topic, browse):
    made = topic("public", text=CANARY)
    conversation = IConversation(made)
    number = next(iter(conversation))
    methods = {
        f"{made.absolute_url()}/++conversation++default": dir(type(aq_base(conversation))),
        f"{made.absolute_url()}/++conversation++default/{number}": dir(
            type(aq_base(conversation[number]))
        ),
        made.absolute_url(): list(vars(type(aq_base(made)))),
    }
    for person in (None, "member"):
        browser = browse(person)
        for address, names in methods.items():
            for name in names:
                if name.startswith("_"):
                    continue
                browser.open(f"{address}/{name}?number:int={number}&targetMimetype=text/plain")
                assert CANARY not in browser.contents, (person, address, name)
    transaction.begin()
    assert [post.text for post in IConversation(made).getComments()] == [CANARY]


def test_every_board_by_every_door_for_everybody(site, topic, browse):
    topics = {
        name: topic(name, OPENED_BY.get(name, "municipal.secretary"), "Boats", CANARY)
        for name in SEES
    }
    for made in topics.values():
        # Only now: the address is no secret to whoever has it.
        made.title = f"Title {CANARY}"
        made.reindexObject()
    transaction.commit()
    for name, made in topics.items():
        number = next(iter(IConversation(made)))
        board = site.boards[name].absolute_url()
        url = made.absolute_url()
        doors = [
            board,
            url,
            f"{url}/@@discussion",
            f"{url}/@@report-post?post={number}",
            f"{url}/++conversation++default/{number}",
            f"{url}/++conversation++default/{number}/getText",
            f"{site.absolute_url()}/resolveuid/{made.UID()}",
            f"{site.absolute_url()}/permalink/{made.UID()}",
        ]
        data = [
            url,
            f"{url}/@comments",
            f"{url}/@comments/{number}",
            f"{board}/@search?portal_type=Topic",
        ]
        for person in PEOPLE:
            sees = person in SEES[name]
            browser = browse(person)
            for door in doors:
                browser.open(door)
                if not sees:
                    assert CANARY not in browser.contents, (name, person, door)
            browser.open(url)
            assert (CANARY in browser.contents) is sees, (name, person)
            client = browse(person)
            client.addHeader("Accept", "application/json")
            for door in data:
                answer = said(client, door)
                if not sees:
                    assert CANARY not in answer, (name, person, door)
            search = f"{site.absolute_url()}/@search?SearchableText={CANARY}"
            found = json.loads(said(client, f"{search}&path.query=/plone/boards/{name}"))
            assert bool(found["items_total"]) is sees, (name, person)
            writes = sees and person is not None
            for door in (f"{board}/@@new-topic", f"{url}/@@write-post"):
                browser.open(door)
                assert ('name="text"' in browser.contents) is writes, (name, person, door)
            browser.open(f"{url}/@@moderate-post?post={number}")
            moderates = person in MODERATES[name]
            assert ('name="reason"' in browser.contents) is moderates, (name, person)
            browser.open(f"{url}/@@manage-topic")
            assert ('value="lock"' in browser.contents) is moderates, (name, person)
            for feed in ("board.rss", "board.atom"):
                browser.open(f"{board}/@@{feed}")
                assert (CANARY in browser.contents) is (name == "public"), (name, person, feed)
            browser.open(f"{site.absolute_url()}/boards?q={CANARY}")
            assert (url in browser.contents) is sees, (name, person)
            browser.open(f"{board}?q={CANARY}")
            assert (f"{url}?post=" in browser.contents) is sees, (name, person)


def set_state(item, state):
    """Put an item into a state of the ladder without walking there."""
    history = dict(item.workflow_history or {})
    entry = {"action": None, "actor": "", "comments": "", "time": DateTime()}
    entry |= {"committee": "", "skipped": (), "review_state": state}
    history[workflow.WORKFLOW] = (entry,)
    item.workflow_history = PersistentMapping(history)
    api.portal.get_tool("portal_workflow")[workflow.WORKFLOW].updateRoleMappingsFor(item)
    item.reindexObject()


def test_a_post_is_seen_with_what_it_is_about_in_every_kind_and_state(site, browse):
    """The leak of stock plone.app.discussion: comments of private things in anonymous search."""
    items = {}
    with acting_as(site, "admin"):
        for kind in KINDS:
            holder = next(
                folder
                for folder in site.objectValues()
                if kind in getattr(folder, "locally_allowed_types", ())
            )
            item = api.content.create(holder, kind, title=f"About {kind}", safe_id=True)
            comment = createObject("plone.Comment")
            comment.text = CANARY
            conversation = IConversation(item)
            conversation.addComment(comment)
            items[kind] = item
    rest = browse()
    rest.addHeader("Accept", "application/json")
    for state in (workflow.DRAFT, workflow.NATIONAL_REVIEW, workflow.PUBLISHED, workflow.RETIRED):
        for item in items.values():
            with acting_as(site, "admin"):
                set_state(item, state)
        transaction.commit()
        committee_access.forget()
        for kind, item in items.items():
            (post,) = IConversation(item).getComments()
            with acting_as(site, None):
                sees = bool(api.user.has_permission("View", obj=item))
                assert sees is (state == workflow.PUBLISHED)
                for permission in ("View", "Access contents information"):
                    assert bool(api.user.has_permission(permission, obj=post)) is sees
                assert not api.content.find(SearchableText=CANARY)
                assert not api.content.find(portal_type="Discussion Item")
            answer = said(rest, f"{item.absolute_url()}/@comments")
            assert (CANARY in answer) is sees, (kind, state)
        found = said(rest, f"{site.absolute_url()}/@repository?SearchableText={CANARY}")
        assert json.loads(found)["items_total"] == 0


def test_drafts_take_no_posts_and_what_is_published_does(site, browse):
    with acting_as(site, "barangay.contributor"):
        practice = api.content.create(site.practices, "GoodPractice", title="Boats")
    for state, takes in ((workflow.DRAFT, False), (workflow.PUBLISHED, True)):
        with acting_as(site, "admin"):
            set_state(practice, state)
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{practice.absolute_url()}/@@write-post")
        assert ('name="text"' in browser.contents) is takes
        with acting_as(site, "barangay.contributor"):
            if takes:
                posting.add(practice, "Well done.")
            else:
                try:
                    posting.add(practice, "Well done.")
                except posting.PostRefused:
                    pass
                else:
                    raise AssertionError("a draft took a post")
        transaction.commit()
    visitor = browse()
    visitor.open(practice.absolute_url())
    assert "Well done." in visitor.contents
    assert 'name="text"' not in visitor.contents
    assert "barangay.contributor" not in visitor.contents
    assert "Demo Barangay" not in visitor.contents


def test_a_working_copy_neither_takes_nor_loses_the_posts_of_what_it_revises(site):
    with acting_as(site, "barangay.contributor"):
        practice = api.content.create(site.practices, "GoodPractice", title="Boats")
    with acting_as(site, "admin"):
        set_state(practice, workflow.PUBLISHED)
    with acting_as(site, "barangay.secretary"):
        posting.add(practice, "Well done.")
    with acting_as(site, "national.editor"):
        copy = copies.begin(practice)
        assert not IConversation(copy)
        copies.discard(copy)
        assert [post.text for post in IConversation(practice).getComments()] == ["Well done."]
        copy = copies.begin(practice)
        copy.title = "Boats at night"
        ICheckinCheckoutPolicy(copy).checkin("")
    assert practice.title == "Boats at night"
    assert [post.text for post in IConversation(practice).getComments()] == ["Well done."]


def test_accounts_are_named_to_nobody(site, topic, say, browse):
    made = topic("public")
    say(made, "barangay.secretary", "Ask me.")
    for person in (None, "member", "national.editor"):
        client = browse(person)
        client.addHeader("Accept", "application/json")
        for address in (f"{made.absolute_url()}/@comments", made.absolute_url()):
            answer = said(client, address)
            assert "barangay.secretary" not in answer
            assert "municipal.secretary" not in answer
        answer = said(client, f"{made.absolute_url()}/@comments")
        names = [item["author_name"] for item in json.loads(answer)["items"]]
        assert ("A member" in names) is (person is None)
        browser = browse(person)
        browser.open(made.absolute_url())
        assert "barangay.secretary" not in browser.contents
