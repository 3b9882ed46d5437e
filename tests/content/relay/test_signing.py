"""What a quarter of Bohol adds up to, who is excused, and signing it."""

from clkss.content.exceptions import Refused
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from io import BytesIO
from openpyxl import load_workbook
from tests.content.relay.conftest import BILISAN
from tests.content.relay.reports import ABOVE_SECRETARIES
from tests.content.relay.reports import step
from tests.content.relay.reports import write

import pytest
import transaction


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
    assert "Committees below: 3. Reported: 1, excused: 0, missing: 2." in " ".join(text.split())
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
