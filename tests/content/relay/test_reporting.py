"""A quarter of Bohol: asked, filed, nothing to report, returned, excused, added up, signed."""

from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.relational import write_now
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import data
from clkss.content.relay.reporting import links
from clkss.content.relay.reporting import opening
from clkss.content.relay.reporting import recovery
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import tables
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from DateTime import DateTime
from datetime import date
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from tests.content.relay.conftest import BILISAN
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
import transaction


SECRET = "Nine children on the boats of Panglao"

OWN = {"barangay.secretary", "barangay.contributor"}
ABOVE = {
    *("municipal.secretary", "provincial.secretary", "provincial.monitor"),
    *("regional.secretary", "regional.monitor", "national.secretary", "national.monitor"),
    *("other.national.secretary", "other.national.monitor"),
}

ABOVE_SECRETARIES = {each for each in ABOVE if each.endswith("secretary")}

SERVING = {each.id for each in PEOPLE if each.services}

CASEWORKERS = {
    each.id for each in PEOPLE if any(work.function == "caseworker" for work in each.services)
}

EVERYBODY = (None, *(each.id for each in PEOPLE), "admin")


def write(site, period, person="barangay.secretary", key=DANAO.barangay, figure="9"):
    with acting_as(site, person):
        report = acting.write(period, key, [figure, "yes", SECRET])
        acting.act(report, rules.SUBMIT)
    transaction.commit()
    return report


def step(site, report, person, name, reason=""):
    with acting_as(site, person):
        acting.act(report, name, reason)
    transaction.commit()


def post(browser, url, **fields):
    """Post a form of ours with the token of whoever looks at the page."""
    browser.open(url)
    token = browser.contents.partition('name="clkss_token" value="')[2].partition('"')[0]
    parts = {"clkss_token": token, **fields}
    browser.post(url.partition("?")[0], urlencode(parts))


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


def test_the_ladder_shows_each_committee_and_what_it_adds_up_to(site, period, day, browse):
    report = write(site, period)
    write(site, period, "municipal.secretary", DANAO.municipal, "4")
    step(site, report, "municipal.secretary", rules.RETURN, "Count the night boats, too.")
    day(2026, 10, 18)
    browser = browse("provincial.secretary")
    browser.open(f"{period.absolute_url()}?committee={DANAO.provincial}")
    text = browser.contents
    assert "Count the night boats, too." in text
    assert "3 days late" in " ".join(text.split())
    assert "1 of 3 committees below have reported, 0 are excused, 2 are missing" in " ".join(
        text.split()
    )
    assert "Bontoc" not in text
    browser.open(f"{period.absolute_url()}?committee={DANAO.provincial}&show=missing")
    assert "Bil-isan" in browser.contents
    assert "Count the night boats" not in browser.contents
    browser.open(f"{period.absolute_url()}/@@excuse?committee={BILISAN}")
    browser.getControl("Excuse").click()
    assert "Say why." in browser.contents
    browser.getControl("Reason").value = "A typhoon took the road."
    browser.getControl("Excuse").click()
    assert "A typhoon took the road." in browser.contents
    step(site, report, "barangay.secretary", rules.SUBMIT)
    assert store.totals(period.getId(), DANAO.municipal)[:2] == [13, 2]
    assert store.totals(period.getId(), DANAO.barangay)[:2] == [9, 1]
    assert store.totals(period.getId(), "PH")[:2] == [13, 2]
    assert store.totals(period.getId(), BONTOC.provincial)[:2] == [0, 0]
    browser.open(f"{period.absolute_url()}?committee={DANAO.provincial}&format=xlsx")
    sheet = load_workbook(BytesIO(browser._response.body)).active
    rows = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert rows[None][6:] == [13, 2]
    assert rows[DANAO.barangay][6:] == [9, 1]
    assert rows[BILISAN][2] == "Excused"


class TestSigning:
    @pytest.fixture
    def town(self, site, period, day):
        return write(site, period, "municipal.secretary", DANAO.municipal, "4")

    def test_it_waits_for_those_below_until_the_grace_is_over(self, site, period, town, day):
        write(site, period)
        with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
            acting.act(town, rules.SIGN)
        day(2026, 10, 26)
        step(site, town, "municipal.secretary", rules.SIGN)
        kept = town.snapshot
        assert kept["figures"] == [13, 2]
        assert (kept["total"], kept["reported"], kept["missing"]) == (2, 1, [BILISAN])

    def test_it_need_not_wait_for_who_is_excused(self, site, period, town):
        write(site, period)
        with acting_as(site, "municipal.secretary"):
            acting.excuse(period, BILISAN, "A typhoon took the road.")
        transaction.commit()
        step(site, town, "municipal.secretary", rules.SIGN)
        assert state_of(town) == rules.SIGNED

    def test_what_is_signed_is_locked_with_all_below(self, site, period, town, day, browse):
        report = write(site, period)
        day(2026, 10, 26)
        browser = browse("municipal.secretary")
        browser.open(f"{town.absolute_url()}/@@sign")
        assert "Bil-isan" in browser.contents
        browser.getControl(name="step").click()
        assert "This report is locked now." in browser.contents
        transaction.begin()
        for person, name in (
            ("barangay.secretary", rules.TAKE_BACK),
            ("municipal.secretary", rules.RETURN),
        ):
            with acting_as(site, person):
                assert acting.ways(report, acting.held_by(person)) == []
                with pytest.raises(Refused):
                    acting.act(report, name, "why")
        with acting_as(site, "barangay.secretary"), pytest.raises(Refused):
            acting.nothing(period, BILISAN)
        assert period.get(BILISAN) is None
        transaction.abort()
        browser = browse("provincial.secretary")
        browser.open(f"{period.absolute_url()}/@@excuse?committee={BILISAN}")
        browser.getControl("Reason").value = "A typhoon took the road."
        browser.getControl("Excuse").click()
        assert browser.headers["Status"].startswith("422")
        assert "A committee above has signed its report" in browser.contents

    def test_nobody_signs_what_changes_at_the_same_moment(self, site, period, town):
        report = write(site, period)
        with acting_as(site, "barangay.secretary"):
            acting.act(report, rules.TAKE_BACK)
            # Whoever signs the town's report before this commits makes this be tried again.
            assert town._p_oid in town._p_jar._readCurrent
        transaction.abort()

    def test_opening_it_again_says_why_and_tells_those_above(
        self, site, period, town, day, monkeypatch
    ):
        report = write(site, period)
        day(2026, 10, 26)
        step(site, town, "municipal.secretary", rules.SIGN)
        with acting_as(site, "municipal.secretary"), pytest.raises(Refused):
            acting.act(town, rules.REOPEN)
        told = []
        monkeypatch.setattr(
            telling.notices, "send", lambda letter, to, arguments, **more: told.append(to)
        )
        step(site, town, "municipal.secretary", rules.REOPEN, "A boat was counted twice.")
        assert set(told) == {
            f"member:{person}" for person in ABOVE_SECRETARIES - {"municipal.secretary"}
        }
        assert town.snapshot is None
        step(site, report, "barangay.secretary", rules.TAKE_BACK)


class TestTheNight:
    def test_it_opens_what_has_ended_once_and_reminds_on_the_due_day(self, site, period, day):
        template = site["report-templates"].objectValues()[0]
        assert template.getId().startswith("children-at-work-on-boats-")
        template.creation_date = DateTime("2026-11-01")
        day(2027, 1, 1)
        assert opening.nightly(site, None) == 1
        assert opening.nightly(site, None) == 0
        opened = site["periodic-reports"][f"{template.getId()}.2026-Q4"]
        assert (opened.due, opened.grace_ends) == (date(2027, 1, 15), date(2027, 1, 25))
        template.questions = []
        assert len(opened.questions) == 3
        template.active = False
        day(2027, 4, 1)
        assert opening.nightly(site, None) == 0

    def test_nothing_is_asked_of_a_time_before_the_template(self, site, period, day):
        site["report-templates"].objectValues()[0].creation_date = DateTime("2027-01-01")
        day(2027, 1, 2)
        assert opening.nightly(site, None) == 0

    def test_who_has_filed_is_not_told(self, site, period, day):
        def tell(under=""):
            return telling.tell(site, None, period.getId(), "first", site.absolute_url(), under)

        assert tell() == 3
        assert tell(DANAO.municipal) == 1
        write(site, period)
        assert tell() == 2

    def test_only_secretaries_above_remind(self, site, period, day, browse):
        url = f"{period.absolute_url()}?committee={DANAO.municipal}"
        browser = browse("provincial.secretary")
        browser.open(url)
        browser.getControl("Remind the missing").click()
        assert "get a mail" in browser.contents
        monitor = browse("provincial.monitor")
        post(monitor, url, committee=DANAO.municipal)
        assert "403" in monitor.headers["Status"]


class TestTheLink:
    def link(self, site, period, person="barangay.secretary"):
        return links.nil_url(site.absolute_url(), period.getId(), DANAO.barangay, person)

    def test_it_files_without_signing_in_once_and_kindly(self, site, period, day, browse):
        browser = browse()
        browser.open(self.link(site, period))
        assert store.one(period.getId(), DANAO.barangay) is None
        browser.getControl("Yes, there is nothing to report").click()
        assert "Filed: nothing to report." in browser.contents
        transaction.begin()
        report = period[DANAO.barangay]
        assert state_of(report) == rules.SUBMITTED
        assert report.workflow_history["clkss_report_workflow"][-1]["actor"] == (
            "barangay.secretary"
        )
        browser.post(self.link(site, period), "")
        assert "is in already" in browser.contents

    @pytest.mark.parametrize("person", ["barangay.contributor", "municipal.secretary", "admin"])
    def test_it_is_worth_nothing_to_whoever_does_not_file(self, site, period, browse, person):
        browser = browse()
        browser.open(self.link(site, period, person))
        assert "404" in browser.headers["Status"]

    def test_it_ends_with_the_service(self, site, period, browse):
        url = self.link(site, period)
        clearances.revoke("barangay.secretary", DANAO.barangay)
        transaction.commit()
        browser = browse()
        browser.post(url, "")
        assert "404" in browser.headers["Status"]
        browser.open(f"{site.absolute_url()}/nothing-to-report/a/b/c/d")
        assert "404" in browser.headers["Status"]

    def test_the_mail_holds_it_and_nothing_that_was_reported(self, site, period, day):
        user = site.acl_users.getUserById("barangay.secretary")
        arguments = {"period": period.getId(), "committee": DANAO.barangay, "what": telling.OWED}

        def letter(**changes):
            with acting_as(site, "barangay.secretary"):
                return telling.ReportLetter().compose(
                    site,
                    SimpleNamespace(user=user),
                    "tl",
                    "https://clkss.example",
                    **{**arguments, **changes},
                )

        said = str(letter())
        assert "https://clkss.example/nothing-to-report/" in said
        assert "Mga bata sa bangka, 2026-Q3" in said
        assert letter(committee=BILISAN) is None
        report = write(site, period)
        assert letter() is None
        step(site, report, "municipal.secretary", rules.RETURN, SECRET)
        assert SECRET not in str(letter(what=rules.RETURN))


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
