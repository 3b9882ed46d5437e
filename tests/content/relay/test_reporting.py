"""A quarter of Bohol: asked, filed, nothing to report, returned; and its rows."""

from clkss.content.exceptions import Refused
from clkss.content.relational import write_now
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import data
from clkss.content.relay.reporting import recovery
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import tables
from clkss.content.relay.reporting import telling
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from tests.content.relay.conftest import BILISAN
from tests.content.relay.reports import ABOVE
from tests.content.relay.reports import ABOVE_SECRETARIES
from tests.content.relay.reports import post
from tests.content.relay.reports import SECRET
from tests.content.relay.reports import step
from tests.content.relay.reports import write
from types import SimpleNamespace

import pytest
import transaction


OWN = {"barangay.secretary", "barangay.contributor"}
SERVING = {each.id for each in PEOPLE if each.services}

CASEWORKERS = {
    each.id for each in PEOPLE if any(work.function == "caseworker" for work in each.services)
}

EVERYBODY = (None, *(each.id for each in PEOPLE), "admin")


def test_who_sees_a_report_in_each_state(site, period, day):
    def readers(item):
        found = set()
        for person in EVERYBODY:
            with acting_as(site, person):
                sees = api.user.has_permission("View", obj=item)
                assert sees == api.user.has_permission("Access contents information", obj=item)
                if sees:
                    found.add(person)
        return found

    with acting_as(site, "barangay.secretary"):
        report = acting.write(period, DANAO.barangay, ["9", "", SECRET])
    transaction.commit()
    assert readers(report) == {"barangay.secretary"}
    step(site, report, "barangay.secretary", rules.SUBMIT)
    assert readers(report) == OWN | ABOVE
    step(site, report, "provincial.secretary", rules.RETURN, "Count again.")
    assert readers(report) == {"barangay.secretary"}
    step(site, report, "provincial.secretary", rules.EXCUSE, "The pier is closed.")
    assert readers(report) == {"barangay.secretary"}
    assert readers(period) == SERVING | {"admin"}
    writers = {"national.secretary", "other.national.secretary", "admin"}
    assert readers(site["report-templates"].objectValues()[0]) == writers
    assert not site.portal_catalog.unrestrictedSearchResults(
        portal_type=["PeriodicReport", "ReportPeriod", "ReportTemplate"]
    )


def test_who_may_take_which_step_and_use_which_page(site, period, day, browse):
    """Each step from its state, tried by everybody, by the tool and by the page alike."""
    report = write(site, period)
    ways = {
        (rules.ACCEPT, ""): ABOVE_SECRETARIES,
        (rules.RETURN, "Count again."): ABOVE_SECRETARIES,
        (rules.TAKE_BACK, ""): {"barangay.secretary"},
        (rules.SIGN, ""): {"barangay.secretary"},
    }
    for (name, reason), may in ways.items():
        for person in EVERYBODY:
            saved = transaction.savepoint()
            with acting_as(site, person):
                try:
                    api.content.transition(report, name, comment=reason)
                except Exception:
                    assert person not in may, (name, person)
                else:
                    assert person in may, (name, person)
            saved.rollback()
    url = period.absolute_url()
    for person in EVERYBODY[:-1]:
        browser = browse(person)
        browser.open(f"{url}/{DANAO.barangay}")
        assert (SECRET in browser.contents) == (person in OWN | ABOVE), person
        browser.open(f"{url}?committee={DANAO.municipal}")
        looks = person in ABOVE
        assert ("Who has reported</h1>" in browser.contents) == looks, person
        assert ("Danao" in browser.contents and "Submitted" in browser.contents) == looks, person
        browser.open(f"{url}/@@excuse?committee={BILISAN}")
        assert ('name="reason"' in browser.contents) == (person in ABOVE_SECRETARIES), person
        browser.open(f"{url}/@@file?committee={DANAO.municipal}")
        assert ('name="answer-0"' in browser.contents) == (person == "municipal.secretary"), person
        browser.open(f"{url}/{DANAO.barangay}/@@sign")
        assert ("Sign the report</h1>" in browser.contents) == (person == "barangay.secretary"), (
            person
        )
        browser.open(f"{site.absolute_url()}/report-templates/++add++ReportTemplate")
        assert ("form.buttons.save" in browser.contents) == (
            person in ("national.secretary", "other.national.secretary")
        ), person
        browser.open(f"{site.absolute_url()}/reporting")
        # Who may come to see identities needs a second factor first.
        serves = person in SERVING - CASEWORKERS
        assert ("<h1>Reports</h1>" in browser.contents) == serves, person


def test_a_barangay_reports_on_its_page(site, period, day, browse):
    browser = browse("barangay.secretary")
    browser.open(f"{site.absolute_url()}/my-work")
    assert "Children at work on boats, 2026-Q3" in browser.contents
    browser.open(f"{period.absolute_url()}/@@file?committee={DANAO.barangay}")
    browser.getControl(name="answer-0").value = "many"
    browser.getControl(name="answer-2").value = SECRET
    browser.getControl(name="save").click()
    assert "Write a whole number in digits" in browser.contents
    assert SECRET in browser.contents
    browser.getControl(name="answer-0").value = ""
    browser.getControl(name="save").click()
    assert "Saved. It is not submitted yet." in browser.contents
    browser.getControl(name="submit").click()
    assert "This must be answered." in browser.contents
    browser.getControl(name="answer-0").value = "9"
    browser.getControl(name="submit").click()
    assert "Submitted. Thank you." in browser.contents
    assert browser.title.startswith("Barangay committee of Danao")
    transaction.begin()
    row = store.one(period.getId(), DANAO.barangay)
    assert (row.state, row.is_nil, row.f1, row.f2) == (rules.SUBMITTED, False, 9, 0)
    browser.open(f"{site.absolute_url()}/my-work")
    assert "Children at work on boats" not in browser.contents


def test_nothing_to_report_is_one_tap_and_can_be_taken_back(site, period, day, browse):
    browser = browse("barangay.secretary")
    url = f"{site.absolute_url()}/reporting"
    browser.open(url)
    browser.getControl("Nothing to report").click()
    assert "Filed: nothing to report." in browser.contents
    transaction.begin()
    assert store.one(period.getId(), DANAO.barangay).is_nil
    other = browse("other.barangay.secretary")
    post(other, url, period=period.getId(), committee=DANAO.barangay)
    assert "403" in other.headers["Status"]
    post(other, url, period="none", committee=BONTOC.barangay)
    assert "403" in other.headers["Status"]
    browser.open(f"{period.absolute_url()}/{DANAO.barangay}")
    browser.getControl("Take back").click()
    assert "Taken back." in browser.contents


def test_what_is_written_again_is_its_committees_own(site, period, day, browse):
    """Answers and files: those above go on from the list, by page, by mail and by search."""
    report = write(site, period)
    with acting_as(site, "barangay.secretary"):
        stored = NamedBlobFile(data=b"Minutes of the meeting", filename="minutes.txt")
        file = createContentInContainer(
            report, "File", checkConstraints=False, title=SECRET, file=stored
        )
    transaction.commit()

    def found_by(person):
        with acting_as(site, person):
            return [each.UID for each in api.content.find(portal_type="File")] == [file.UID()]

    assert all(found_by(person) for person in OWN | ABOVE)
    assert not found_by("other.barangay.secretary")
    browser = browse("municipal.secretary")
    browser.open(report.absolute_url())
    browser.getControl("Reason").value = "Count the night boats, too."
    browser.getControl("Return with this reason").click()
    assert "Who has reported</h1>" in browser.contents
    assert "Count the night boats, too." in browser.contents
    assert report.absolute_url() not in browser.contents
    for url in (report.absolute_url(), f"{file.absolute_url()}/@@download/file"):
        browser.open(url)
        assert SECRET not in browser.contents
        assert "Minutes of the meeting" not in browser.contents
    transaction.begin()
    assert {person for person in OWN | ABOVE if found_by(person)} == {"barangay.secretary"}
    user = site.acl_users.getUserById("municipal.secretary")
    arguments = {"period": period.getId(), "committee": DANAO.barangay, "what": rules.REOPEN}
    with acting_as(site, "municipal.secretary"):
        letter = telling.ReportLetter().compose(
            site, SimpleNamespace(user=user), "en", "https://clkss.example", **arguments
        )
    place = f"https://clkss.example/periodic-reports/{period.getId()}"
    assert f"{place}?committee={DANAO.municipal}" in str(letter)
    assert f"{place}/{DANAO.barangay}" not in str(letter)


def test_everybody_gets_what_they_did_with_reports(site, period, day):
    report = write(site, period)
    step(site, report, "municipal.secretary", rules.RETURN, "Count the night boats, too.")
    people = ("barangay.secretary", "municipal.secretary", "provincial.secretary")
    known = {
        person: [
            (each["report"], each["step"], each["reason"])
            for each in data.Reports().known(site, person)
        ]
        for person in people
    }
    url = report.absolute_url()
    assert known == {
        "barangay.secretary": [(url, "submit", "")],
        "municipal.secretary": [(url, "return", "Count the night boats, too.")],
        "provincial.secretary": [],
    }
    asked = data.Reports().known(site, "national.secretary")
    assert [each["asked for"] for each in asked] == ["Children at work on boats"]


def test_answers_are_not_lost_to_one_tap(site, period, day):
    with acting_as(site, "barangay.secretary"):
        report = acting.write(period, DANAO.barangay, ["9", "", SECRET])
        with pytest.raises(Refused):
            acting.nothing(period, DANAO.barangay)
    assert report.answers == ["9", "", SECRET]


class TestTheRows:
    def test_they_agree_with_the_site_and_can_be_made_anew(self, site, period, day):
        write(site, period)
        assert list(recovery.verify(site)) == []
        with write_now() as connection:
            connection.execute(tables.reports.delete())
            connection.execute(tables.committees.delete())
        assert len(list(recovery.verify(site))) == 2
        assert recovery.rebuild(site) == 1
        transaction.commit()
        assert list(recovery.verify(site)) == []

    def test_those_of_a_lost_transaction_are_written_again(self, site, period, day):
        write(site, period)
        token = store.one(period.getId(), DANAO.barangay).written_by
        with write_now() as connection:
            recovery.put_right(connection, "facts", [token])
        assert store.one(period.getId(), DANAO.barangay) is None
        assert recovery.mend(site, None, [[period.getId(), DANAO.barangay]]) == 1
        transaction.commit()
        assert store.one(period.getId(), DANAO.barangay).state == rules.SUBMITTED

    def test_a_period_that_is_deleted_leaves_none(self, site, period, day):
        write(site, period)
        with acting_as(site, "admin"):
            site["periodic-reports"].manage_delObjects([period.getId()])
        transaction.commit()
        assert store.one(period.getId(), DANAO.barangay) is None
        assert list(recovery.verify(site)) == []
