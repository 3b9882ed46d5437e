"""Ways around the form and the ladder that Plone and Zope leave open: all shut."""

from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from plone import api
from plone.protect import createToken
from urllib.parse import quote
from urllib.parse import urlencode

import json
import pytest
import transaction


COMPLETE = {
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening; children who fished came back.",
    "language": "en",
    "themes": ["education"],
    "territories": ["0701233003"],
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners first.",
    "necessary_conditions": "A teacher free in the evening.",
}

SECRET = "Ask the mayor before you name the boat owner."

SCORES = [{"criterion": "tried-and-shown-to-work", "score": 3, "reason": "School register."}]

PAGE = {"filename": "p.html", "data": "<script>alert(1)</script>", "content-type": "text/html"}


@pytest.fixture
def draft(functional_portal, rest):
    """A complete draft of the barangay's contributor."""
    with acting_as(functional_portal, "barangay.contributor"):
        item = api.content.create(functional_portal.practices, "GoodPractice", **COMPLETE)
    transaction.commit()
    return item


@pytest.fixture
def published(draft):
    """The same, returned once with a remark, then published, scored and shown up front."""
    for person, action, comment in (
        ("barangay.contributor", "submit", ""),
        ("barangay.secretary", "return", SECRET),
        ("barangay.contributor", "submit", ""),
        ("barangay.secretary", "endorse", ""),
        ("municipal.secretary", "endorse", ""),
        ("provincial.secretary", "endorse", ""),
        ("regional.secretary", "publish", ""),
    ):
        ladder.act(draft, action, comment, actor=person)
    draft.criteria = SCORES
    draft.featured = True
    draft.code = "ILO-1"
    draft.reindexObject()
    transaction.commit()
    return draft


@pytest.mark.parametrize("person", ["barangay.contributor", "municipal.secretary"])
@pytest.mark.parametrize(
    "body",
    [
        {"@type": "File", "title": "p", "file": PAGE},
        {"@type": "Image", "title": "p", "image": PAGE},
        {"@type": "Document", "title": "p"},
        {"@type": "Folder", "title": "p"},
        {"@type": "Link", "title": "p", "remoteUrl": "https://elsewhere.example"},
    ],
    ids=lambda body: body["@type"],
)
def test_who_may_write_practices_puts_nothing_else_among_them(
    functional_portal, rest, person, body
):
    answer = rest(person)("POST", "practices", body)
    assert answer.status in (400, 403)
    transaction.begin()
    assert list(functional_portal.practices.objectIds()) == []


def test_a_copy_takes_nothing_that_editors_gave(functional_portal, rest, published):
    source = f"{functional_portal.absolute_url()}/practices/{published.getId()}"
    answer = rest("other.barangay.contributor")("POST", "practices/@copy", {"source": source})
    assert answer.status == 200
    transaction.begin()
    (name,) = set(functional_portal.practices.objectIds()) - {published.getId()}
    copy = functional_portal.practices[name]
    assert copy.owner_committee == "1404404016"
    assert copy.criteria == []
    assert not copy.featured
    assert copy.code is None
    assert copy.review_due is None
    assert copy.listCreators() == ("other.barangay.contributor",)
    assert published.criteria == SCORES
    assert published.owner_committee == "0701233003"


@pytest.mark.parametrize(
    "method", ["manage_changeProperties", "manage_editProperties", "selectViewTemplate"]
)
def test_an_author_changes_nothing_published_through_zope(
    functional_portal, rest, published, method
):
    with acting_as(functional_portal, "barangay.contributor"):
        token = createToken()
    fields = {"title": "Mine", "templateId": "folder_listing", "_authenticator": token}
    rest("barangay.contributor")(
        "POST",
        f"practices/{published.getId()}/{method}",
        urlencode(fields).encode(),
        Accept="text/html",
        Content_Type="application/x-www-form-urlencoded",
    )
    transaction.begin()
    assert published.title == COMPLETE["title"]
    assert published.getLayout() == "view"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_visitor_does_not_read_what_reviewers_wrote(rest, published, accept):
    answer = rest(None)("GET", f"practices/{published.getId()}/workflow_history", Accept=accept)
    assert answer.status == 404
    assert SECRET not in answer.body


@pytest.mark.parametrize("view", ["resolveuid", "@@redirect-to-uuid", "permalink"])
@pytest.mark.parametrize("person", [None, "member", "other.barangay.contributor"])
def test_an_address_by_uid_does_not_tell_what_a_draft_is_called(rest, draft, view, person):
    answer = rest(person)("GET", f"{view}/{draft.UID()}", Accept="text/html")
    assert answer.status == 404
    assert draft.getId() not in answer.headers.get("Location", "")


def test_an_address_by_uid_leads_its_author_there(rest, draft):
    answer = rest("barangay.contributor")("GET", f"resolveuid/{draft.UID()}", Accept="text/html")
    assert answer.headers["Location"].endswith(f"/practices/{draft.getId()}")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reset_token": "guessed", "new_password": "A-long-secret-9"},
        {"old_password": "guessed", "new_password": "A-long-secret-9"},
        {"reset_token": "guessed"},
    ],
    ids=lambda body: " ".join(body) or "mail",
)
@pytest.mark.parametrize("asks", [None, "member"])
def test_asking_for_a_new_password_does_not_tell_who_has_an_account(rest, asks, body):
    known = rest(asks)("POST", "@users/barangay.contributor/reset-password", body)
    unknown = rest(asks)("POST", "@users/nobody.at.all/reset-password", body)
    assert unknown.status == known.status < 500
    assert unknown.body.replace("nobody.at.all", "barangay.contributor") == known.body


@pytest.mark.parametrize("asks", [None, "member"])
def test_a_list_does_not_name_the_account_of_an_author(rest, published, asks):
    answer = rest(asks)("GET", "@search?portal_type=GoodPractice&metadata_fields=_all")
    assert answer.json["items_total"] == 1
    assert "barangay.contributor" not in answer.body


@pytest.mark.parametrize("asks", [None, "member"])
def test_a_file_does_not_name_the_account_of_who_attached_it(
    functional_portal, rest, published, asks
):
    note = {"filename": "n.txt", "data": "Figures.", "content-type": "text/plain"}
    body = {"@type": "File", "title": "Figures", "file": note}
    attached = rest("national.editor")("POST", f"practices/{published.getId()}", body)
    path = attached.json["@id"].removeprefix(f"{functional_portal.absolute_url()}/")
    assert attached.json["creators"] == ["national.editor"]
    answer = rest(asks)("GET", path)
    assert answer.status == 200
    assert "national.editor" not in answer.body


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("before", ["@@", "", "++view++", "++api++/@@"])
def test_a_link_calls_no_service_that_changes_anything(
    functional_portal, rest, draft, accept, before
):
    author = rest("barangay.contributor")
    where = f"practices/{draft.getId()}"
    for service in ("DELETE_application_json_", "PATCH_application_json_"):
        answer = author("GET", f"{where}/{before}{service}", Accept=accept)
        assert answer.status == 404
    assert author("GET", f"{where}/@@GET_application_json_", Accept="text/html").status == 404
    transaction.begin()
    assert draft.getId() in functional_portal.practices
    assert author("DELETE", where).status == 204


def test_nobody_counts_what_somebody_else_wrote(rest, published):
    author = "barangay.contributor"
    any_of = "plone.app.querystring.operation.selection.any"
    criterion = {"i": "Creator", "o": any_of, "v": [author]}
    body = {"query": [criterion]}
    widget = quote(json.dumps({"criteria": [criterion]}))
    ways = (
        ("GET", f"@search?Creator={author}", None),
        ("GET", f"@search?Creator.query={author}", None),
        ("GET", f"@search?Creator.not={author}", None),
        ("GET", f"@search?Creator.query:record={author}", None),
        ("GET", "@search?sort_on=Creator", None),
        ("GET", f"@querystring-search?query={quote(json.dumps(body))}", None),
        ("POST", "@querystring-search", body),
        ("POST", f"practices/{published.getId()}/@querystring-search", body),
        ("POST", "@querystring-search", {**body, "query": [], "sort_on": "Creator"}),
        ("GET", f"@@getVocabulary?name=plone.app.vocabularies.Catalog&query={widget}", None),
    )
    for person in (None, "member", "national.editor"):
        for method, way, sent in ways:
            accept = "text/html" if "@@" in way else "application/json"
            answer = rest(person)(method, way, sent, Accept=accept)
            assert answer.status in (400, 404), (person, way)
    own = rest(author)("GET", f"@search?Creator={author}")
    assert own.json["items_total"] == 1


def test_a_link_calls_no_tool(rest, draft):
    ways = (
        "portal_membership/logoutUser",
        "portal_membership/isAnonymousUser",
        "portal_membership/getHomeUrl",
        "portal_workflow/getInfoFor?name=comments",
        "acl_users/logout",
        "acl_users/searchPrincipals",
        f"practices/{draft.getId()}/portal_membership/logoutUser",
        f"practices/{draft.getId()}/acl_users/logout",
    )
    for person in (None, "barangay.contributor", "national.editor"):
        for way in ways:
            answer = rest(person)("GET", way, Accept="text/html")
            assert answer.status in (302, 403, 404), (person, way)
            assert "logged_out" not in answer.headers.get("Location", ""), (person, way)
            assert "__ac" not in answer.headers.get("Set-Cookie", ""), (person, way)


def test_a_member_without_a_committee_may_ask_what_a_kind_holds(rest):
    for portal_type in ("GoodPractice", "News%20Item"):
        assert rest("member")("GET", f"@types/{portal_type}").status == 200
