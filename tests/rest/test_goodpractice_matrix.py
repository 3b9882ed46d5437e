"""Over HTTP: every state, every person, the ways in which a practice could be read or changed."""

from clkss.content.review import ladder
from clkss.content.review.workflow import STATES
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import enter
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from pathlib import Path
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser

import base64
import importlib.util
import pytest
import transaction


HERE = Path(__file__).parent
CANARY = "canarytext"


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem + "_for_rest", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


oracle = module(HERE.parent / "content" / "review" / "oracle.py")

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
    enter(functional_portal, PEOPLE)
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


@pytest.fixture
def ask(functional_portal, functional):
    """Send a request as somebody: status and text."""
    app = Browser(functional["app"]).testapp
    root = "/" + "/".join(functional_portal.getPhysicalPath()[1:])

    def ask(person, method, path, accept, body=b""):
        headers = {"Accept": accept}
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


WAYS_TO_READ = (
    ("application/json", "practices/{id}"),
    ("text/html", "practices/{id}/view"),
    ("application/json", "@search?SearchableText={canary}&metadata_fields=_all"),
    ("text/plain", "practices/{id}/notes.txt/@@download/file"),
    ("application/json", "practices/{id}/notes.txt"),
    ("application/json", "@search?portal_type=File&metadata_fields=_all"),
)


class TestReading:
    @pytest.mark.parametrize(("accept", "path"), WAYS_TO_READ)
    def test_who_reads(self, practices, ask, accept, path):
        wrong = []
        for person in EVERYBODY:
            for state, item in practices.items():
                url = path.format(id=item.getId(), canary=f"{CANARY}+{state}")
                _status, text = ask(person, "GET", url, accept)
                if (f"{CANARY} {state}" in text) is not oracle.sees(person, state):
                    wrong.append((person, state))
        assert wrong == []


class TestChanging:
    def test_who_opens_the_form(self, practices, ask):
        wrong = []
        for person in EVERYBODY:
            for state, item in practices.items():
                _status, text = ask(person, "GET", f"practices/{item.getId()}/edit", "text/html")
                if ("form.widgets.background" in text) is not oracle.edits(person, state):
                    wrong.append((person, state))
        assert wrong == []

    def test_who_changes_over_rest(self, practices, ask):
        wrong = []
        for person in EVERYBODY:
            for state, item in practices.items():
                path = f"practices/{item.getId()}"
                body = b'{"references": "changed"}'
                status, _text = ask(person, "PATCH", path, "application/json", body)
                if (status == 204) is not oracle.edits(person, state):
                    wrong.append((person, state, status))
        assert wrong == []

    def test_who_deletes_over_rest(self, practices, ask):
        wrong = []
        everybody = sorted(EVERYBODY, key=lambda person: person == oracle.AUTHOR)
        for person in everybody:
            for state, item in practices.items():
                path = f"practices/{item.getId()}"
                status, _text = ask(person, "DELETE", path, "application/json")
                if (status == 204) is not oracle.deletes(person, state):
                    wrong.append((person, state, status))
        assert wrong == []
