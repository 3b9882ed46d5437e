"""At night periods are opened and people reminded; a link in the mail files without signing in."""

from clkss.content.committees import clearances
from clkss.content.relay.reporting import links
from clkss.content.relay.reporting import opening
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from tests.content.relay.conftest import BILISAN
from tests.content.relay.reports import post
from tests.content.relay.reports import SECRET
from tests.content.relay.reports import step
from tests.content.relay.reports import write
from types import SimpleNamespace

import pytest
import transaction


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

    def letter(self, site, period, language="tl", **changes):
        """What a mail to the barangay's secretary says."""
        arguments = {"period": period.getId(), "committee": DANAO.barangay, "what": telling.OWED}
        user = site.acl_users.getUserById("barangay.secretary")
        with acting_as(site, "barangay.secretary"):
            return telling.ReportLetter().compose(
                site,
                SimpleNamespace(user=user),
                language,
                "https://clkss.example",
                **{**arguments, **changes},
            )

    def test_the_mail_holds_it_and_nothing_that_was_reported(self, site, period, day):
        said = str(self.letter(site, period))
        assert "https://clkss.example/nothing-to-report/" in said
        assert "Mga bata sa bangka, 2026-Q3" in said
        assert self.letter(site, period, committee=BILISAN) is None
        report = write(site, period)
        assert self.letter(site, period) is None
        step(site, report, "municipal.secretary", rules.RETURN, SECRET)
        assert SECRET not in str(self.letter(site, period, what=rules.RETURN))

    def test_the_mail_says_when_it_is_late(self, site, period, day):
        due = period.due
        day(due.year, due.month, due.day)
        assert self.letter(site, period, "en").subject.startswith("Report due: ")
        after = due + timedelta(days=1)
        day(after.year, after.month, after.day)
        late = self.letter(site, period, "en")
        assert late.subject.startswith("Report late: ")
        assert f"It was due on {due.isoformat()}" in late.lead
        assert "https://clkss.example/nothing-to-report/" in str(late)
