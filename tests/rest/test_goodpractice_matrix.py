"""Over HTTP: every state, every person, the ways in which a practice could be read or changed."""

from clkss.content.review import ladder
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from clkss.policy.testing.settling import settle
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from tests.content.review import oracle

import pytest
import transaction


CANARY = "canarytext"

EVERYBODY = (None, *(person.id for person in PEOPLE))

PARTS = (
    "description",
    "background",
    "action",
    "achievements",
    "sustainability",
    "lessons_learned",
    "necessary_conditions",
)

CLIMB = (
    ("barangay.contributor", "submit"),
    ("barangay.secretary", "endorse"),
    ("municipal.secretary", "endorse"),
    ("provincial.secretary", "endorse"),
    ("regional.secretary", "endorse"),
    ("national.editor", "publish"),
    ("national.editor", "retire"),
)


@pytest.fixture
def practices(functional_portal):
    """A practice of the barangay in each state."""
    settle(functional_portal)
    made = {}
    for number, state in enumerate(STATES):
        with acting_as(functional_portal, "barangay.contributor"):
            item = api.content.create(
                functional_portal.practices,
                "GoodPractice",
                title=f"{CANARY} {state}",
                territories=[DANAO.barangay],
                themes=["education"],
                **dict.fromkeys(PARTS, CANARY),
            )
            createContentInContainer(
                item,
                "File",
                checkConstraints=False,
                id="notes.txt",
                title=f"{CANARY} {state}",
                file=NamedBlobFile(data=f"{CANARY} {state}".encode(), filename="notes.txt"),
            )
        for person, action in CLIMB[:number]:
            ladder.act(item, action, actor=person)
        made[state] = item
    transaction.commit()
    return made


WAYS_TO_READ = (
    ("application/json", "practices/{id}"),
    ("text/html", "practices/{id}/view"),
    ("text/plain", "practices/{id}/notes.txt/@@download/file"),
    ("application/json", "practices/{id}/notes.txt"),
)

WAYS_TO_FIND = (
    f"@search?SearchableText={CANARY}&metadata_fields=_all&b_size=50",
    "@search?portal_type=File&metadata_fields=_all&b_size=50",
)


def differences(practices, got, expected):
    """List who got another answer than the oracle's; the author comes last, who may delete."""
    everybody = sorted(EVERYBODY, key=lambda person: person == oracle.AUTHOR)
    return [
        (person, state)
        for person in everybody
        for state, item in practices.items()
        if got(person, state, f"practices/{item.getId()}") is not expected(person, state)
    ]


def test_who_reads(practices, ask):
    wrong = {}
    for accept, way in WAYS_TO_READ:

        def reads(person, state, path, accept=accept, way=way):
            url = way.format(id=practices[state].getId())
            return f"{CANARY} {state}" in ask(person, "GET", url, accept)[1]

        wrong[accept, way] = differences(practices, reads, oracle.sees)
    for way in WAYS_TO_FIND:
        texts = {person: ask(person, "GET", way)[1] for person in EVERYBODY}

        def finds(person, state, path, texts=texts):
            return f"{CANARY} {state}" in texts[person]

        wrong[way] = differences(practices, finds, oracle.sees)
    assert {way: people for way, people in wrong.items() if people} == {}


def test_who_changes(practices, ask):
    def opens(person, state, path):
        return "form.widgets.background" in ask(person, "GET", f"{path}/edit", "text/html")[1]

    def changes(person, state, path):
        return ask(person, "PATCH", path, references="changed")[0] == 204

    def deletes(person, state, path):
        return ask(person, "DELETE", path)[0] == 204

    wrong = {
        "change": differences(practices, changes, oracle.edits),
        "form": differences(practices, opens, oracle.edits),
        "delete": differences(practices, deletes, oracle.deletes),
    }
    assert {way: people for way, people in wrong.items() if people} == {}
