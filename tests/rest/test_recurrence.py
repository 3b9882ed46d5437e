"""No event keeps the server busy for ever."""

from clkss.content.testing.people import PASSWORD
from clkss.policy.testing.settling import settle
from tests.rest import recorder

import pytest
import transaction


EVENT = {
    "@type": "Event",
    "title": "Meeting",
    "start": "2026-12-01T09:00:00",
    "end": "2026-12-01T10:00:00",
}
ENDLESS = "RRULE:FREQ=DAILY;INTERVAL=0"


@pytest.fixture
def contributor(functional_portal, functional):
    """Somebody who may write events."""
    settle(functional_portal)
    known = ("barangay.contributor", PASSWORD)
    return recorder.Recorder(functional["app"], functional_portal, known)


def test_an_endless_rule_is_refused(functional_portal, contributor):
    answer = contributor("POST", "events", {**EVENT, "recurrence": ENDLESS})
    assert answer.status == 400
    transaction.begin()
    assert list(functional_portal.events.objectIds()) == []


def test_it_is_refused_in_a_change_too(functional_portal, contributor):
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    answer = contributor("POST", "events", {**EVENT, "recurrence": rule})
    assert answer.status == 201
    name = answer.json["id"]
    assert contributor("PATCH", f"events/{name}", {"recurrence": ENDLESS}).status == 400
    transaction.begin()
    assert functional_portal.events[name].recurrence == rule


PREVIEW = "@@json_recurrence?year=2026&month=12&day=1&format=dd/mm/yyyy&rrule="


@pytest.mark.parametrize(
    "asked",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=5&start=999999999",
        "FREQ=DAILY;COUNT=5&batch_size=0",
        "FREQ=DAILY;UNTIL=99991231",
    ],
)
def test_the_preview_works_out_no_endless_rule(contributor, asked):
    assert contributor("GET", PREVIEW + asked).status == 400


def test_the_preview_is_for_members(functional_portal, contributor, visitor_rest):
    assert contributor("GET", f"{PREVIEW}FREQ=DAILY;COUNT=5").status == 200
    assert visitor_rest("GET", f"{PREVIEW}FREQ=DAILY;COUNT=5").status == 401
