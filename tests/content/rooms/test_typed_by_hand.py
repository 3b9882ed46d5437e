"""Addresses and requests that no page of ours makes: refused, and no fault of the site."""

from clkss.content.committees import clearances
from clkss.content.community.rooms import rules
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from tests.rest.test_every_view import _reported
from tests.rest.test_every_view import _said
from urllib.parse import quote
from zExceptions import BadRequest
from zope.component import getMultiAdapter

import base64
import json
import pytest
import transaction


SECRETARY = "municipal.secretary"
PERSONS = (None, "member", "municipal.contributor", SECRETARY, "admin")
FORMS = ("File", "Link", "Document", "Discussion Item", "GoodPractice", "Topic")

ROOMS = ("RoomDocument", "Meeting", "Poll", "Consultation")

HERE = {
    ("admin", "Board", "Topic"),
    (SECRETARY, "Advisory", "File"),
    *(("admin", kind, "File") for kind in ("Consultation", "Meeting", "RoomDocument")),
}
"""Forms that are a way in; all others are refused."""


@pytest.fixture
def ask(site, functional):
    """Ask for an address as somebody: status and text."""
    app = Browser(functional["app"]).testapp

    def ask(person, path, accept="text/html", **values):
        headers = {"Accept": accept}
        if person:
            known = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
            known = known if person == "admin" else (person, PASSWORD)
            words = base64.b64encode(":".join(known).encode()).decode()
            headers["Authorization"] = f"Basic {words}"
        body = b""
        if values:
            headers.update({"Content-Type": "application/json"})
            body = json.dumps(values).encode()
        answer = app.request(
            f"/plone/{quote(path, safe='/?=&%:')}",
            method="POST" if values else "GET",
            headers=headers,
            body=body,
            expect_errors=True,
        )
        app.reset()
        return answer.status_int, answer.text

    return ask


@pytest.fixture
def things(site, request):
    """Whatever has a room, a board, reports and advisories."""
    found = [*_said(site), *_reported(site)]
    put = request.getfixturevalue("put")
    day = clearances.today().isoformat()
    public = {"share": rules.SHARE_PUBLIC}
    paper = put("RoomDocument", title="Boats", text="At night.", **public)
    with acting_as(site, SECRETARY):
        file = NamedBlobFile(data=b"At night.", filename="a.txt")
        createContentInContainer(paper, "File", checkConstraints=False, title="a", file=file)
    found += [
        put("Meeting", title="Boats", day="2030-01-15", **public),
        put(
            "Poll",
            title="Boats",
            options=[{"option": "Yes"}, {"option": "No"}],
            closes=day,
            **public,
        ),
        put("Consultation", title="Boats", text="At night.", closes=day, **public),
        paper,
        request.getfixturevalue("room"),
    ]
    transaction.commit()
    return found


def path_of(item, *more):
    return "/".join((*item.getPhysicalPath()[2:], *more))


def test_forms_are_where_what_they_make_may_lie(site, things, ask, functional):
    ways = set()
    last = functional["zodbDB"].lastTransaction()
    for thing in things:
        kind = thing.portal_type if thing.portal_type != "Folder" else thing.getId()
        for person in PERSONS:
            for name in FORMS:
                status, _text = ask(person, path_of(thing, f"++add++{name}"))
                assert status in (200, 302, 403, 404), (status, person, kind, name)
                if status == 200:
                    ways.add((person, kind, name))
        if kind in ROOMS:
            assert ask("admin", path_of(thing, "edit"))[0] == 200, kind
    assert ways == HERE
    assert functional["zodbDB"].lastTransaction() == last, "asking for a form writes nothing"


def test_what_lies_in_a_room_is_pasted_nowhere_else(site, things, ask):
    paper = next(each for each in things if each.portal_type == "RoomDocument")
    for person in (SECRETARY, "municipal.contributor", "admin", "member", None):
        for target in ("practices", "news", "boards", path_of(things[1])):
            for service in ("@copy", "@move"):
                status, text = ask(
                    person, f"{target}/{service}", "application/json", source=f"/{path_of(paper)}"
                )
                assert 400 <= status < 500, (status, person, target, service, text)
    copy = "practices/@copy"
    status, text = ask("admin", copy, "application/json", source=f"/{path_of(paper)}")
    assert status == 400
    assert "cannot be put here" in text
    for odd in (7, [7], {"a": 1}, "", [""]):
        assert ask("admin", copy, "application/json", source=odd)[0] == 400
    transaction.begin()
    assert paper.getId() not in site.practices


def test_plone_s_page_that_pastes_refuses_in_words(site, put):
    paper = put("RoomDocument", title="Boats", text="At night.", share=rules.SHARE_PUBLIC)
    request = site.REQUEST
    with acting_as(site, "admin"):
        request["__cp"] = paper.aq_parent.manage_copyObjects([paper.getId()])
        page = api.content.get_view("object_paste", site.practices, request)
        with pytest.raises(BadRequest, match="cannot be put here") as refused:
            page.do_action()
    request.environ["HTTP_ACCEPT"] = "text/html"
    shown = getMultiAdapter((refused.value, request), name="index.html")()
    assert "cannot be put here" in shown
    assert "Nothing was changed." in shown
    assert "mistake is ours" not in shown
    assert request.response.getStatus() == 400


def test_a_draft_of_a_room_is_refused_like_one_of_knowledge(site, put, ask):
    with acting_as(site, "barangay.contributor"):
        practice = createContentInContainer(
            site.practices, "GoodPractice", title="Zanzibar", checkConstraints=False
        )
    day = clearances.today().isoformat()
    drafts = [
        put("RoomDocument", title="Zanzibar", text="At night."),
        put("Meeting", title="Zanzibar", day="2030-01-15"),
        put("Poll", title="Zanzibar", closes=day),
        put("Consultation", title="Zanzibar", text="At night.", closes=day),
    ]
    with acting_as(site, SECRETARY):
        file = NamedBlobFile(data=b"At night.", filename="a.txt")
        drafts.append(
            createContentInContainer(
                drafts[0], "File", checkConstraints=False, title="Zanzibar", file=file
            )
        )
    transaction.commit()
    for person in (None, "member", "other.municipal.secretary"):
        for name in ("", "view", "edit", "nonsense", "@history", "@breadcrumbs", "@search"):
            for accept in ("text/html", "application/json"):
                wanted, _text = ask(person, path_of(practice, name), accept)
                for draft in drafts:
                    status, text = ask(person, path_of(draft, name), accept)
                    assert status == wanted, (person, name, draft.portal_type)
                    assert "Zanzibar" not in text, (person, name, draft.portal_type)


def test_questions_about_vocabularies_that_make_no_sense_are_mistakes(site, ask):
    catalog = "@@getVocabulary?name=plone.app.vocabularies.Catalog"
    for person in (None, "member", "admin"):
        for query in (
            "",
            "&query=",
            '&query={"a":1}',
            "&batch=[1]",
            '&batch={"page":"x","size":1}',
        ):
            status, text = ask(person, f"{catalog}{query}", "application/json")
            assert status < 500, (person, query, text)
