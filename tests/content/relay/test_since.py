"""Who owes a report: whoever was on record on the due day; who was founded later is not missing."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.relational import schema
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import recovery
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.views import owed
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review import words as names
from clkss.content.territories import table
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from DateTime import DateTime
from io import BytesIO
from openpyxl import load_workbook
from tests.content.relay.conftest import BILISAN
from tests.content.relay.conftest import LONG_AGO
from tests.content.relay.reports import step
from tests.content.relay.reports import write
from tests.content.relay.since import make_old
from tests.content.relay.since import rows_and_rule_agree
from zope.i18n import translate

import pytest
import transaction


IN_TIME, TOO_LATE, NEVER = [
    code for code in table.children(DANAO.municipal) if code not in (DANAO.barangay, BILISAN)
][:3]
"""More barangays of Panglao: two were founded when the quarter was over, one not at all."""

NEWCOMER = "member"
"""Secretary of the one that was founded the day after the due day."""


@pytest.fixture
def village(site, period, day):
    """Panglao months later: one barangay was founded on the due day, one on the day after."""
    with acting_as(site, "admin"):
        # The days are those of the Philippines, eight hours before Greenwich.
        committees.create(IN_TIME, creation_date=DateTime("2026-10-15T15:59:00+00:00"))
        committees.create(TOO_LATE, creation_date=DateTime("2026-10-15T16:01:00+00:00"))
        clearances.grant(NEWCOMER, TOO_LATE, "secretary")
    transaction.commit()
    day(2027, 3, 1)


def named(key):
    return translate(names.committee(key))


def test_a_barangay_founded_after_the_due_day_is_asked_by_nobody(site, period, village, browse):
    asked = store.asked(period)
    assert set(store.not_in(asked, DANAO.municipal)) == {DANAO.barangay, BILISAN, IN_TIME}
    assert store.owes(asked, IN_TIME)
    assert not store.owes(asked, TOO_LATE)
    browser = browse("municipal.secretary")
    browser.open(f"{period.absolute_url()}?committee={DANAO.municipal}")
    assert "Committees below: 3. Reported: 0," in " ".join(browser.contents.split())
    assert named(IN_TIME) in browser.contents
    assert named(TOO_LATE) not in browser.contents
    browser.open(f"{period.absolute_url()}?committee={DANAO.municipal}&format=xlsx")
    sheet = load_workbook(BytesIO(browser._response.body)).active
    codes = {row[1].value for row in sheet.iter_rows(min_row=3)}
    assert codes == {DANAO.barangay, BILISAN, IN_TIME}

    # Who wrote for the others gets a mail; the newcomer gets none.
    assert telling.tell(site, None, period.getId(), "late", site.absolute_url(), "") == 3
    newcomer = browse(NEWCOMER)
    newcomer.open(f"{site.absolute_url()}/reporting")
    assert "Nothing is asked for now." in newcomer.contents
    newcomer.open(f"{site.absolute_url()}/my-work")
    assert "Your committee owes no report." in newcomer.contents
    newcomer.open(site["committees"][TOO_LATE].absolute_url())
    assert "Children at work on boats" not in newcomer.contents
    browser.open(site["committees"][IN_TIME].absolute_url())
    assert "Children at work on boats" in browser.contents


def test_what_it_files_all_the_same_counts(site, period, village, browse):
    def below():
        asked = store.asked(period)
        found, states = store.coverage(asked, DANAO.municipal)
        rows, total = store.ladder(asked, DANAO.municipal)
        assert total == found.total == sum(states.values())
        assert found.missing == len(store.not_in(asked, DANAO.municipal))
        return {row.key: row.state for row in rows}.get(TOO_LATE), found

    newcomer = browse(NEWCOMER)
    form = f"{period.absolute_url()}/@@file?committee={TOO_LATE}"
    newcomer.open(form)
    newcomer.getControl(name="answer-0").value = "2"
    newcomer.getControl(name="save").click()
    transaction.begin()
    # Nobody waits for what was only begun, but who began it finds it again.
    assert below() == (None, rules.Coverage(3, 0, 0))
    newcomer.open(f"{site.absolute_url()}/reporting")
    assert "Draft</span>" in newcomer.contents
    assert "days late" not in newcomer.contents
    newcomer.open(f"{site.absolute_url()}/my-work")
    assert "Children at work on boats" not in newcomer.contents
    newcomer.open(form)
    newcomer.getControl(name="submit").click()
    transaction.begin()
    assert below() == (rules.SUBMITTED, rules.Coverage(4, 1, 0))
    assert store.totals(period.getId(), DANAO.municipal)[0] == 2
    report = period[TOO_LATE]
    step(site, report, "municipal.secretary", rules.RETURN, "Count again.")
    assert below() == (rules.RETURNED, rules.Coverage(4, 0, 0))
    newcomer.open(f"{site.absolute_url()}/my-work")
    assert "Children at work on boats" in newcomer.contents
    step(site, report, "municipal.secretary", rules.EXCUSE, "It began in October.")
    assert below() == (rules.EXCUSED, rules.Coverage(4, 0, 1))
    step(site, report, NEWCOMER, rules.SUBMIT)
    step(site, report, NEWCOMER, rules.TAKE_BACK)
    assert below() == (None, rules.Coverage(3, 0, 0))


def test_a_town_signs_without_those_that_came_later(site, period, village, day):
    town = write(site, period, "municipal.secretary", DANAO.municipal, "4")
    day(2026, 10, 20)
    write(site, period)
    with acting_as(site, "municipal.secretary"):
        acting.excuse(period, BILISAN, "A typhoon took the road.")
        # One that is asked is not in, and the days of grace are not over.
        assert acting.against(town, rules.SIGN)
        acting.excuse(period, IN_TIME, "It has no secretary yet.")
    transaction.commit()
    step(site, town, "municipal.secretary", rules.SIGN)
    kept = town.snapshot
    assert (kept["total"], kept["reported"], kept["excused"], kept["missing"]) == (3, 1, 2, [])


def test_a_committee_that_is_founded_again_owes_what_is_due_from_then_on(site, period, day):
    write(site, period)
    with acting_as(site, "admin"):
        for key in (DANAO.barangay, BILISAN):
            for each in clearances.people(key):
                clearances.revoke(each.user_id, key)
            site["committees"].manage_delObjects([key])
            committees.create(key, creation_date=DateTime("2027-01-05"))
    transaction.commit()
    rows, _total = store.ladder(store.asked(period), DANAO.municipal)
    assert [(row.key, row.state) for row in rows] == [(DANAO.barangay, rules.SUBMITTED)]


def test_the_pages_of_a_person_follow_the_same_rule(site, period, village):
    """What the page, "My work" and ``@reports`` list comes from one place."""

    def asked_of(person):
        with acting_as(site, person):
            view = ReportingView(site, site.REQUEST)
            return [
                (each["key"], each["status"])
                for found in owed(view)
                for each in found["committees"]
                if each["asked"]
            ]

    assert asked_of("barangay.secretary") == [(DANAO.barangay, rules.LATE)]
    assert asked_of(NEWCOMER) == []
    # Whose committee is not on record is not asked, either.
    clearances.grant(NEWCOMER, NEVER, "secretary")
    assert asked_of(NEWCOMER) == []
    clearances.grant(NEWCOMER, IN_TIME, "secretary")
    assert asked_of(NEWCOMER) == [(IN_TIME, rules.LATE)]


def test_the_rows_decide_as_the_rule_does():
    rows_and_rule_agree()


def test_an_old_store_learns_since_when_each_is_on_record(site, period, village, work):
    write(site, period)
    make_old()
    assert schema.problems("facts") == ["facts: tables of relay.reporting are version 1, not 2"]
    asked = store.asked(period)
    # Until the worker has looked, everybody owes what they owed.
    assert TOO_LATE in store.not_in(asked, DANAO.municipal)
    assert schema.problems("facts") == []
    assert set(record.sinces().values()) == {""}
    assert "committees differ" in recovery.verify(site)[0]
    with acting_as(site, "admin"):
        clearances.revoke(NEWCOMER, TOO_LATE)
        site["committees"].manage_delObjects([TOO_LATE])
        committees.create(TOO_LATE, creation_date=DateTime("2026-12-01"))
    transaction.commit()
    work()
    days = {DANAO.barangay: LONG_AGO, IN_TIME: DateTime("2026-10-15")}
    expected = {key: moment.strftime("%Y-%m-%d") for key, moment in days.items()}
    assert record.sinces([*days, TOO_LATE]) == {**expected, TOO_LATE: "2026-12-01"}
    assert set(store.not_in(asked, DANAO.municipal)) == {BILISAN, IN_TIME}
    assert recovery.verify(site) == []


def test_who_left_the_record_while_the_days_were_looked_up_does_not_come_back():
    record.enter({DANAO.barangay: "", BILISAN: "2026-02-02"})
    transaction.commit()
    record.date({DANAO.barangay: "2026-01-05", BILISAN: "2026-01-05", IN_TIME: "2026-01-05"})
    transaction.commit()
    assert record.sinces() == {DANAO.barangay: "2026-01-05", BILISAN: "2026-02-02"}
