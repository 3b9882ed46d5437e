"""Sheets over REST: checked, applied, looked at and taken back."""

from clkss.content.sheets import kinds
from clkss.content.sheets import register
from clkss.content.testing.people import PASSWORD
from datetime import datetime
from datetime import UTC

import base64
import json
import pytest
import transaction


HEADING = "code,title,territories,themes\n"
GOOD = HEADING + "bohol-01,Night classes for fishing children,0701233003,education\n"
BAD = HEADING + "bohol-01,,0799999999,eductaion\n"

BATCH = "5f2e6c0a9b1d4e77"


class Clock:
    """A clock that stands, so that examples stay as they are."""

    @staticmethod
    def now(zone):
        return datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def rest(rest, monkeypatch):
    """Clients by person, of a site whose batches have the same names and times at every run."""
    numbers = iter([BATCH, *(f"{number:016x}" for number in range(1, 99))])
    monkeypatch.setattr(register.secrets, "token_hex", lambda length: next(numbers))
    monkeypatch.setattr(register, "datetime", Clock)
    return rest


@pytest.fixture
def editor(rest):
    return rest("national.editor")


def body(text, **values):
    return {
        "kind": "practices",
        "file": {
            "data": base64.b64encode(text.encode()).decode(),
            "encoding": "base64",
            "filename": "practices.csv",
        },
        **values,
    }


def practices(site):
    transaction.begin()
    return list(site.practices.objectIds())


class TestChecking:
    def test_a_dry_run_names_every_problem_by_row_and_column(self, editor, functional_portal):
        answer = editor("POST", "@imports", body(BAD, dry_run=True)).save("imports-problems")
        assert answer.status == 201
        found = answer.json
        assert (found["id"], found["state"], found["rows"]) == (BATCH, "checked", 1)
        assert [(each["row"], each["column"]) for each in found["problems"]] == [
            (2, "title"),
            (2, "territories"),
            (2, "themes"),
        ]
        assert found["problems"][2]["message"] == (
            "“eductaion” is not in the list. Did you mean “education”?"
        )
        assert practices(functional_portal) == []

    def test_a_sheet_with_problems_is_never_applied(self, editor, functional_portal):
        answer = editor("POST", "@imports", body(BAD))
        assert (answer.status, answer.json["state"]) == (201, "checked")
        assert practices(functional_portal) == []
        answer = editor("POST", f"@imports/{BATCH}").save("imports-refused")
        assert answer.status == 409

    def test_a_file_in_a_form_does_as_well(self, editor):
        boundary = "xxBOUNDARYxx"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\npractices\r\n',
            f'--{boundary}\r\nContent-Disposition: form-data; name="dry_run"\r\n\r\ntrue\r\n',
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{GOOD}\r\n--{boundary}--\r\n",
        ]
        answer = editor(
            "POST",
            "@imports",
            "".join(parts).encode(),
            Content_Type=f"multipart/form-data; boundary={boundary}",
        )
        assert (answer.status, answer.json["problems"]) == (201, [])
        assert answer.json["filename"] == "a.csv"


class TestApplying:
    def test_a_checked_sheet_is_applied_when_asked(self, editor, functional_portal):
        first = editor("POST", "@imports", body(GOOD, dry_run=True)).save("imports-check")
        assert (first.status, first.json["state"]) == (201, "checked")
        assert practices(functional_portal) == []
        answer = editor("POST", f"@imports/{BATCH}").save("imports-apply")
        assert (answer.status, answer.json["state"]) == (200, "applied")
        assert len(practices(functional_portal)) == 1

    def test_without_dry_run_it_is_applied_at_once(self, editor, functional_portal):
        answer = editor("POST", "@imports", body(GOOD, state="published"))
        assert (answer.status, answer.json["state"]) == (201, "applied")
        assert len(practices(functional_portal)) == 1

    def test_it_can_be_looked_at_later(self, editor):
        editor("POST", "@imports", body(GOOD))
        answer = editor("GET", f"@imports/{BATCH}").save("imports-get")
        assert (answer.status, answer.json["state"], answer.json["rows"]) == (200, "applied", 1)
        listed = editor("GET", "@imports").save("imports-list").json
        assert [each["id"] for each in listed["items"]] == [BATCH]
        assert listed["kinds"] == sorted(set(kinds.names()) - {"committees"})


class TestUndoing:
    def test_it_is_taken_back(self, editor, functional_portal):
        editor("POST", "@imports", body(GOOD))
        answer = editor("DELETE", f"@imports/{BATCH}").save("imports-undo")
        assert (answer.status, answer.json["state"]) == (200, "undone")
        assert practices(functional_portal) == []

    def test_twice_is_a_conflict(self, editor):
        editor("POST", "@imports", body(GOOD))
        editor("DELETE", f"@imports/{BATCH}")
        assert editor("DELETE", f"@imports/{BATCH}").status == 409

    def test_what_was_changed_since_is_named(self, editor, functional_portal):
        editor("POST", "@imports", body(GOOD))
        (name,) = practices(functional_portal)
        changed = editor("PATCH", f"practices/{name}", {"title": "Corrected"})
        assert changed.status == 204, changed.body
        answer = editor("DELETE", f"@imports/{BATCH}").save("imports-undo-changed")
        assert answer.status == 409
        assert answer.json["items"][0]["title"] == "Corrected (bohol-01)"
        assert len(practices(functional_portal)) == 1
        answer = editor("DELETE", f"@imports/{BATCH}?keep_changed=1")
        assert (answer.status, answer.json["kept"][0]["title"]) == (200, "Corrected (bohol-01)")
        assert len(practices(functional_portal)) == 1


class TestRefusing:
    @pytest.mark.parametrize(
        ("user", "status"),
        [
            (None, 401),
            ("member", 401),
            ("barangay.contributor", 401),
            ("dswd.caseworker", 401),
        ],
    )
    def test_whoever_is_no_knowledge_editor(self, rest, functional_portal, user, status):
        client = rest(user)
        assert client("POST", "@imports", body(GOOD)).status == status
        assert client("GET", "@imports").status == status
        assert client("GET", f"@imports/{BATCH}").status in (401, 404)
        assert client("DELETE", f"@imports/{BATCH}").status in (401, 404)
        assert practices(functional_portal) == []

    def test_a_secretary_imports_committees_and_nothing_else(self, rest, functional_portal):
        client = rest("national.secretary")
        assert client("GET", "@imports").json["kinds"] == ["committees"]
        assert client("POST", "@imports", body(GOOD)).status == 403
        assert practices(functional_portal) == []
        assert client("GET", f"@imports/{BATCH}").status == 404
        assert client("DELETE", f"@imports/{BATCH}").status == 404

    @pytest.mark.parametrize(
        "wrong",
        [
            {"kind": "cases"},
            {"kind": None},
            {"file": None},
            {"file": "text"},
            {"file": {"data": "!!!", "encoding": "base64"}},
        ],
    )
    def test_what_cannot_be_meant(self, editor, wrong):
        assert editor("POST", "@imports", body(GOOD, **wrong)).status == 400

    def test_an_unknown_batch(self, editor):
        assert editor("GET", "@imports/nothing").status == 404
        assert editor("GET", "@imports/a/b").status == 404
        assert editor("DELETE", "@imports").status == 404

    def test_an_unknown_state(self, editor):
        assert editor("POST", "@imports", body(GOOD, state="retired")).status == 403

    def test_a_cookie_without_a_token(self, functional_portal, functional, rest):
        from plone.testing.zope import Browser

        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.open(f"{functional_portal.absolute_url()}/login")
        browser.getControl(name="__ac_name").value = "national.editor"
        browser.getControl(name="__ac_password").value = PASSWORD
        browser.getControl(name="buttons.login").click()
        assert "national.editor" in browser.cookies.get("__ac", "") or browser.cookies.get("__ac")
        answer = browser.testapp.request(
            "/plone/@imports",
            method="POST",
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            body=json.dumps(body(GOOD)).encode(),
            expect_errors=True,
        )
        assert answer.status_int in (401, 403)
        assert practices(functional_portal) == []
