"""Two act on reports at the same moment: who comes second sees what the first has done.

Each race is run with two connections to one database, first in one order, then in the other.
"""

from clkss.content.exceptions import Refused
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from tests.content.relay.conftest import BILISAN
from threading import Thread
from transaction.interfaces import TransientError
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import pytest
import transaction


TOWN = "municipal.secretary"
VILLAGE = "barangay.secretary"


@pytest.fixture
def elsewhere(site, period):
    """Do something as somebody in another thread, with a connection of its own, and commit."""
    request = getRequest()

    def elsewhere(person, work):
        failed = []

        def run():
            connection = site._p_jar.db().open()
            try:
                app = connection.root()["Application"].__of__(site.aq_parent.aq_parent)
                other = app.unrestrictedTraverse(site.getPhysicalPath())
                setSite(other)
                setRequest(request)
                with acting_as(other, person):
                    work(other["periodic-reports"][period.getId()])
                transaction.commit()
            except BaseException as error:
                failed.append(error)
            finally:
                setRequest(None)
                setSite(None)
                transaction.abort()
                connection.close()

        thread = Thread(target=run)
        thread.start()
        thread.join()
        assert failed == []

    return elsewhere


def file(period, key=DANAO.barangay, figure="9"):
    report = acting.write(period, key, [figure, "yes", ""])
    acting.act(report, rules.SUBMIT)


def sign(period):
    acting.act(period[DANAO.municipal], rules.SIGN)


def meets(work):
    """Do something whose commit fails because of what happened meanwhile."""
    work()
    with pytest.raises(TransientError):
        transaction.commit()
    transaction.abort()


@pytest.fixture
def others(site, period, day):
    """Another village is in, so that reports are there already."""
    with acting_as(site, TOWN):
        acting.excuse(period, BILISAN, "A typhoon took the road.")
    transaction.commit()


@pytest.fixture
def town(site, period, day):
    """The town has submitted its own report, and the days of grace are over."""
    with acting_as(site, TOWN):
        file(period, DANAO.municipal, "4")
    transaction.commit()
    day(2026, 10, 26)


def test_one_of_two_who_sign_at_once_signs(site, period, town, elsewhere):
    with acting_as(site, TOWN):

        def both():
            sign(period)
            elsewhere(TOWN, sign)

        meets(both)
        with pytest.raises(Refused):
            sign(period)
    report = period[DANAO.municipal]
    assert state_of(report) == rules.SIGNED
    assert [entry["action"] for entry in report.workflow_history["clkss_report_workflow"]] == [
        *(None, "submit", "sign")
    ]


def test_what_is_signed_holds_what_came_while_it_was_being_signed(site, period, town, elsewhere):
    """The village files after the town has looked, and before the town has signed."""
    with acting_as(site, TOWN):

        def both():
            sign(period)
            assert period[DANAO.municipal].snapshot["missing"] == [BILISAN, DANAO.barangay]
            elsewhere(VILLAGE, file)

        meets(both)
        sign(period)
        transaction.commit()
    kept = period[DANAO.municipal].snapshot
    assert (kept["missing"], kept["figures"]) == ([BILISAN], [13, 2])


def test_what_is_signed_meanwhile_can_no_longer_be_filed_below(site, period, town, elsewhere):
    with acting_as(site, VILLAGE):

        def both():
            file(period)
            elsewhere(TOWN, sign)

        meets(both)
        with pytest.raises(Refused):
            file(period)
    assert store.one(period.getId(), DANAO.barangay) is None


def test_nor_when_all_of_it_happened_since_one_began(site, period, day, others, elsewhere):
    """The town's report was not there at all when the village began."""
    day(2026, 10, 26)
    transaction.begin()
    with acting_as(site, VILLAGE):

        def both():
            assert DANAO.municipal not in period
            file(period)
            elsewhere(TOWN, lambda other: file(other, DANAO.municipal, "4"))
            elsewhere(TOWN, sign)

        meets(both)
        with pytest.raises(Refused):
            file(period)


def test_a_report_that_was_accepted_meanwhile_is_not_taken_back(site, period, day, elsewhere):
    with acting_as(site, VILLAGE):
        file(period)
    transaction.commit()
    with acting_as(site, VILLAGE):

        def both():
            acting.act(period[DANAO.barangay], rules.TAKE_BACK)
            elsewhere(TOWN, lambda other: acting.act(other[DANAO.barangay], rules.ACCEPT))

        meets(both)
        with pytest.raises(Refused):
            acting.act(period[DANAO.barangay], rules.TAKE_BACK)
    assert store.one(period.getId(), DANAO.barangay).state == rules.ACCEPTED


def test_committees_file_at_once_without_meeting(site, period, day, others, elsewhere):
    """A village and its town: neither waits for the other."""
    with acting_as(site, VILLAGE):
        file(period)
        elsewhere(TOWN, lambda other: file(other, DANAO.municipal, "4"))
        transaction.commit()
    assert store.totals(period.getId(), DANAO.municipal)[:2] == [13, 2]
