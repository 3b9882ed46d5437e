"""Over HTTP: programmes, services, partners in every state, as everybody, read and changed."""

from clkss.content.review.workflow import STATES
from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone.testing.zope import Browser
from tests.content.repository import conftest as given
from tests.content.review import oracle

import base64
import json
import pytest
import transaction


CANARY = "canarytext"

EVERYBODY = (None, *(person.id for person in PEOPLE))

TYPES = ("Programme", "Service", "Partner")


@pytest.fixture(params=TYPES)
def portal_type(request):
    return request.param


@pytest.fixture
def items(functional_portal, portal_type):
    """An item of the barangay in each state; every other one speaks of the other territory."""
    enter(functional_portal, PEOPLE)
    made = {}
    for number, state in enumerate(STATES):
        about = (DANAO, BONTOC)[number % 2].municipal
        item = given.written(
            functional_portal, portal_type, title=f"{CANARY} {state}", territories=[about]
        )
        given.bring(item, state)
        made[state] = item
    transaction.commit()
    return made


@pytest.fixture
def ask(functional_portal, functional):
    """Send a request as somebody: status and text."""
    app = Browser(functional["app"]).testapp
    root = "/" + "/".join(functional_portal.getPhysicalPath()[1:])

    def ask(person, method, path, accept="application/json", **values):
        headers = {"Accept": accept}
        body = json.dumps(values).encode() if values else b""
        if body:
            headers["Content-Type"] = "application/json"
        if person:
            words = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
            headers["Authorization"] = f"Basic {words}"
        answer = app.request(
            f"{root}/{path}", method=method, headers=headers, body=body, expect_errors=True
        )
        app.reset()
        return answer.status_int, answer.text

    return ask


def differences(items, portal_type, got, expected):
    """List who got another answer than the oracle's."""
    place = given.PLACES[portal_type]
    everybody = sorted(EVERYBODY, key=lambda person: person == oracle.AUTHOR)
    return [
        (person, state)
        for person in everybody
        for state, item in items.items()
        if bool(got(person, state, f"{place}/{item.getId()}")) is not expected(person, state)
    ]


class TestEverybody:
    def test_reads_what_the_sentences_say(self, items, portal_type, ask):
        for accept, suffix in (("application/json", ""), ("text/html", "/view")):

            def reads(person, state, path, accept=accept, suffix=suffix):
                _status, text = ask(person, "GET", f"{path}{suffix}", accept)
                return f"{CANARY} {state}" in text

            assert differences(items, portal_type, reads, oracle.sees) == []

    def test_finds_what_they_read(self, items, portal_type, ask):
        wrong = []
        for person in EVERYBODY:
            _status, text = ask(person, "GET", f"@search?portal_type={portal_type}&b_size=50")
            wrong += [
                (person, state)
                for state in items
                if (f"{CANARY} {state}" in text) is not oracle.sees(person, state)
            ]
        assert wrong == []

    def test_changes_what_is_theirs(self, items, portal_type, ask):
        def changes(person, state, path):
            status, _text = ask(person, "PATCH", path, references="changed")
            return status == 204

        assert differences(items, portal_type, changes, oracle.edits) == []

    def test_opens_the_forms_that_are_theirs(self, items, portal_type, ask):
        def opens(person, state, path):
            _status, text = ask(person, "GET", f"{path}/edit", "text/html")
            return "form.widgets.description" in text

        assert differences(items, portal_type, opens, oracle.edits) == []

    def test_corrects_a_contact_only_where_that_is_due(self, items, portal_type, ask):
        def opens(person, state, path):
            _status, text = ask(person, "GET", f"{path}/@@correct-contact", "text/html")
            return 'name="phone"' in text

        says = oracle.corrects if portal_type != "Programme" else lambda person, state: False
        assert differences(items, portal_type, opens, says) == []

    def test_deletes_drafts_of_their_own(self, items, portal_type, ask):
        def deletes(person, state, path):
            status, _text = ask(person, "DELETE", path)
            return status == 204

        assert differences(items, portal_type, deletes, oracle.deletes) == []


class TestUpdates:
    """The service that adds to a programme is not the stock one; it opens no other door."""

    @pytest.fixture(params=["Programme"])
    def portal_type(self, request):
        return request.param

    def test_who_adds_them(self, items, portal_type, ask):
        def adds(person, state, path):
            values = {"@type": "ProgrammeUpdate", "title": "Told", "date": "2026"}
            status, _text = ask(person, "POST", path, **values)
            return status == 201

        assert differences(items, portal_type, adds, oracle.tells) == []

    def test_who_adds_files(self, items, portal_type, ask):
        def adds(person, state, path):
            file = {"data": "Notes", "encoding": "utf-8", "filename": "notes.txt"}
            values = {"@type": "File", "title": "Notes", "file": file}
            status, _text = ask(person, "POST", path, **values)
            return status == 201

        assert differences(items, portal_type, adds, oracle.edits) == []

    @pytest.mark.parametrize("other", ["Document", "GoodPractice"])
    def test_nothing_else_is_added(self, items, portal_type, ask, other):
        def adds(person, state, path):
            status, _text = ask(person, "POST", path, **{"@type": other, "title": "Else"})
            return status == 201

        assert differences(items, portal_type, adds, lambda person, state: False) == []

    def test_who_changes_and_takes_them_away(self, items, portal_type, ask):
        for state, item in items.items():
            given.tell(item, f"Told {state}")
        transaction.commit()
        names = {state: item.objectIds()[0] for state, item in items.items()}

        def changes(person, state, path):
            status, _text = ask(person, "PATCH", f"{path}/{names[state]}", title="Better")
            return status == 204

        assert differences(items, portal_type, changes, oracle.tells) == []

        def takes_away(person, state, path):
            status, _text = ask(person, "DELETE", f"{path}/{names[state]}")
            if status == 204:
                names[state] = given.tell(items[state], f"Told {state}").getId()
                transaction.commit()
            return status == 204

        assert differences(items, portal_type, takes_away, oracle.tells) == []
