"""Reports over REST: what is asked, filing, steps, the ladder; the documentation's examples."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.relay.reporting import opening
from clkss.content.relay.reporting import store
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from dataclasses import replace
from datetime import date
from tests.content.relay.conftest import BILISAN
from tests.content.relay.conftest import LONG_AGO
from tests.content.relay.conftest import QUESTIONS
from tests.rest.test_kinds import steady

import pytest
import re
import transaction


TEMPLATE = {
    "@type": "ReportTemplate",
    "title": "Children at work on boats",
    "title_tl": "Mga bata sa bangka",
    "levels": ["barangay", "municipal"],
    "period_kind": "quarterly",
    "days_due": 15,
    "days_grace": 10,
    "questions": QUESTIONS,
}

BELOW = f"@reports?committee={DANAO.municipal}"

PEOPLE = (
    *(None, "member", "barangay.contributor", "barangay.secretary", "other.barangay.secretary"),
    *("municipal.secretary", "municipal.caseworker", "provincial.monitor", "national.editor"),
)


def always_alike(exchange):
    def clean(text):
        return re.sub(
            r"children-at-work-on-boats-[2-9a-z]{4}", "children-at-work-on-boats-x7k2", text
        )

    exchange = steady(exchange)
    headers = {name: clean(value) for name, value in exchange.headers.items()}
    return replace(
        exchange, request=clean(exchange.request), body=clean(exchange.body), headers=headers
    )


@pytest.fixture
def period(functional_portal, rest, monkeypatch):
    """Ask for a report over REST, and open the third quarter of 2026."""
    site = functional_portal
    monkeypatch.setattr(clearances, "today", lambda: date(2026, 10, 20))
    writer = rest("national.secretary")
    assert rest("municipal.secretary")("POST", "report-templates", TEMPLATE).status in (401, 403)
    made = writer("POST", "report-templates", TEMPLATE)
    assert made.status == 201, made.body
    always_alike(made).save("report-template-add")
    for field, value in (
        ("levels", []),
        ("levels", ["planet"]),
        ("period_kind", "weekly"),
        ("questions", [{"label": " ", "label_tl": "", "kind": "figure", "needed": "yes"}]),
        ("questions", [{**QUESTIONS[0], "kind": "song"}]),
    ):
        assert writer("POST", "report-templates", {**TEMPLATE, field: value}).status == 400, field
    answer = writer("POST", "report-templates", {**TEMPLATE, "levels": ["planet"]}).json["message"]
    assert "levels: “planet” is not one of the tokens that can be chosen." in answer
    assert "/@vocabularies/clkss.committee_levels lists them" in answer
    wrong = {**TEMPLATE, "period_kind": "weekly"}
    answer = writer("POST", "report-templates", wrong).json["message"]
    assert "period_kind: “weekly” is not one of the tokens" in answer
    assert "monthly, quarterly, yearly" in answer
    transaction.begin()
    with acting_as(site, "admin"):
        for key in (DANAO.barangay, BILISAN, DANAO.municipal, BONTOC.barangay):
            committees.create(key, creation_date=LONG_AGO)
        (template,) = site["report-templates"].objectValues()
        found = opening.open_period(site, template, "2026-Q3")
    transaction.commit()
    return f"periodic-reports/{found.getId()}"


def test_a_program_files_and_another_reads_the_ladder(functional_portal, rest, period):
    village, town = rest("barangay.secretary"), rest("municipal.secretary")
    asked = always_alike(village("GET", period)).save("report-period-get").json
    assert [each["kind"] for each in asked["questions"]] == ["figure", "yes-no", "text"]
    assert asked["levels"] == ["barangay", "municipal"]
    owed = always_alike(village("GET", "@reports")).save("reports-owed").json
    (mine,) = owed["items"][0]["committees"]
    assert (mine["committee"], mine["status"], mine["late"]) == (DANAO.barangay, "late", 5)

    report = {"committee": DANAO.barangay, "answers": [9, True, "Night classes."]}
    for person in PEOPLE:
        if person != "barangay.secretary":
            answer = rest(person)("POST", f"{period}/@reports", report)
            assert answer.status in (401, 403), person
    wrong = {**report, "answers": ["many", True]}
    answer = always_alike(village("POST", f"{period}/@reports", wrong)).save("report-file-wrong")
    assert answer.status == 400
    assert "Children found: Write a whole number in digits" in answer.body
    for answers in (None, "9", [9, True, "", "more"], [9.5], [{}]):
        body = {**report, "answers": answers}
        assert village("POST", f"{period}/@reports", body).status == 400, answers
    for key in ("PH-knowledge", "0", 7, None):
        body = {**report, "committee": key}
        assert village("POST", f"{period}/@reports", body).status == 400, key
    kept = village("POST", f"{period}/@reports", {**report, "answers": [None], "submit": False})
    assert kept.json["review_state"] == "draft", kept.body
    filed = always_alike(village("POST", f"{period}/@reports", report)).save("report-file")
    assert (filed.status, filed.json["review_state"]) == (200, "submitted")
    assert filed.json["answers"] == ["9", "yes", "Night classes."]
    again = village("POST", f"{period}/@reports", report)
    assert (again.status, "somebody else did something" in again.body) == (400, True)
    nothing = {"committee": DANAO.municipal, "nothing": True}
    assert town("POST", f"{period}/@reports", nothing).json["is_nil"] is True

    ladder = always_alike(town("GET", f"{period}/{BELOW}")).save("reports-ladder").json
    assert ladder["coverage"] == {
        "total": 2,
        "reported": 1,
        "excused": 0,
        "missing": 1,
        "percent": 50,
    }
    assert [each["sum"] for each in ladder["sums"]] == [9, 1]
    assert [(each["committee"], each["status"]) for each in ladder["items"]] == [
        (BILISAN, "late"),
        (DANAO.barangay, "submitted"),
    ]
    paged = town("GET", f"{period}/{BELOW}&b_size=1&b_start=1").json
    assert [each["committee"] for each in paged["items"]] == [DANAO.barangay]
    assert (paged["items_total"], "prev" in paged["batching"]) == (2, True)
    for odd in ("b_size=0", "b_start=-5", "b_size=-1", "b_start=99", "show=all&level=planet"):
        assert town("GET", f"{period}/{BELOW}&{odd}").status == 200, odd
    shown = town("GET", f"{period}/{BELOW}&show=submitted").json
    assert [each["committee"] for each in shown["items"]] == [DANAO.barangay]
    for person in PEOPLE:
        status = rest(person)("GET", f"{period}/{BELOW}").status
        assert (status == 200) is (person in ("municipal.secretary", "provincial.monitor")), person

    address = f"{period}/{DANAO.barangay}"
    returned = town("POST", f"{address}/@workflow/return", {"comment": "Count the night boats."})
    always_alike(returned).save("report-return")
    assert returned.status == 200, returned.body
    assert town("GET", address).status in (401, 403)
    row = town("GET", f"{period}/{BELOW}&show=returned").json["items"][0]
    assert (row["reason"], row["report"]) == ("Count the night boats.", None)
    assert always_alike(village("GET", address)).save("report-get").json["answers"][0] == "9"
    assert village("POST", f"{period}/@reports", report).status == 200
    assert village("POST", f"{address}/@workflow/accept", {}).status in (400, 401, 403)
    assert town("POST", f"{address}/@workflow/accept", {}).status == 200

    excuse = {"committee": BILISAN, "excuse": "A typhoon took the road."}
    assert village("POST", f"{period}/@reports", excuse).status in (401, 403)
    assert town("POST", f"{period}/@reports", {**excuse, "excuse": " "}).status == 400
    assert town("POST", f"{period}/@reports", excuse).status == 204
    signed = town("POST", f"{period}/{DANAO.municipal}/@workflow/sign", {})
    assert signed.json["review_state"] == "signed", signed.body
    kept = town("GET", f"{period}/{DANAO.municipal}").json["signed"]
    assert (kept["figures"], kept["excused"], kept["missing"]) == ([9, 1], 1, [])
    locked = town("POST", f"{address}/@workflow/return", {"comment": "Why."})
    assert (locked.status, "has signed its report" in locked.body) == (400, True)
    transaction.begin()
    assert store.one(period.partition("/")[2], BILISAN).state == "excused"


def test_who_serves_nowhere_learns_nothing(rest, period):
    for person in (None, "member"):
        for path in ("@reports", period, f"{period}/@reports", f"{period}/{DANAO.barangay}"):
            answer = rest(person)("GET", path)
            assert answer.status in (401, 403, 404), (person, path)
            assert "boats" not in answer.body.replace(period, ""), (person, path)
