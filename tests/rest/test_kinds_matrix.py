"""Over HTTP: programmes, services, partners in every state, as everybody, read and changed."""

from clkss.content.review.workflow import STATES
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from clkss.policy.testing.settling import settle
from tests.content.repository import conftest as given
from tests.content.review import oracle

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
    settle(functional_portal)
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


def test_everybody_gets_what_the_sentences_say(items, portal_type, ask):
    def reads(person, state, path):
        return f"{CANARY} {state}" in ask(person, "GET", path)[1]

    def sees_the_page(person, state, path):
        return f"{CANARY} {state}" in ask(person, "GET", f"{path}/view", "text/html")[1]

    way = f"@search?portal_type={portal_type}&b_size=50"
    texts = {person: ask(person, "GET", way)[1] for person in EVERYBODY}

    def finds(person, state, path):
        return f"{CANARY} {state}" in texts[person]

    def opens_the_form(person, state, path):
        _status, text = ask(person, "GET", f"{path}/edit", "text/html")
        return "form.widgets.description" in text

    def opens_the_correction(person, state, path):
        _status, text = ask(person, "GET", f"{path}/@@correct-contact", "text/html")
        return 'name="phone"' in text

    def changes(person, state, path):
        return ask(person, "PATCH", path, references="changed")[0] == 204

    def deletes(person, state, path):
        return ask(person, "DELETE", path)[0] == 204

    corrects = oracle.corrects if portal_type != "Programme" else lambda person, state: False
    wrong = {
        ask_for.__name__: differences(items, portal_type, ask_for, expected)
        for ask_for, expected in (
            (reads, oracle.sees),
            (sees_the_page, oracle.sees),
            (finds, oracle.sees),
            (changes, oracle.edits),
            (opens_the_form, oracle.edits),
            (opens_the_correction, corrects),
            (deletes, oracle.deletes),
        )
    }
    assert {way: people for way, people in wrong.items() if people} == {}


class TestUpdates:
    """The service that adds to a programme is not the stock one; it opens no other door."""

    @pytest.fixture(params=["Programme"])
    def portal_type(self, request):
        return request.param

    def test_who_adds_what(self, items, portal_type, ask):
        def adds(person, path, kind, **values):
            return ask(person, "POST", path, **{"@type": kind, **values})[0] == 201

        def an_update(person, state, path):
            return adds(person, path, "ProgrammeUpdate", title="Told", date="2026")

        def a_file(person, state, path):
            file = {"data": "Notes", "encoding": "utf-8", "filename": "notes.txt"}
            return adds(person, path, "File", title="Notes", file=file)

        def a_document(person, state, path):
            return adds(person, path, "Document", title="Else")

        def a_practice(person, state, path):
            return adds(person, path, "GoodPractice", title="Else")

        wrong = {
            kind.__name__: differences(items, portal_type, kind, expected)
            for kind, expected in (
                (an_update, oracle.tells),
                (a_file, oracle.edits),
                (a_document, lambda person, state: False),
                (a_practice, lambda person, state: False),
            )
        }
        assert {kind: people for kind, people in wrong.items() if people} == {}

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
