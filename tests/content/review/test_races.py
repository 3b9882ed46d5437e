"""Who loses a clearance while acting does not get through with it."""

from clkss.content.committees import clearances
from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.testing.settling import settle
from plone import api
from threading import Thread
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    settle(functional_portal)
    return functional_portal


@pytest.fixture
def waiting(site):
    parts = (
        "description",
        "background",
        "action",
        "achievements",
        "sustainability",
        "lessons_learned",
        "necessary_conditions",
    )
    with acting_as(site, "barangay.contributor"):
        item = api.content.create(
            site.practices,
            "GoodPractice",
            title="Night classes",
            territories=[DANAO.barangay],
            themes=["education"],
            **dict.fromkeys(parts, "Something."),
        )
        ladder.act(item, "submit")
    transaction.commit()
    return item


def elsewhere(site, work):
    """Do something in another thread with a connection of its own, and commit."""
    failed = []

    def run():
        connection = site._p_jar.db().open()
        try:
            other = connection.root()["Application"].unrestrictedTraverse(site.getPhysicalPath())
            setSite(other)
            work(other)
            transaction.commit()
        except BaseException as error:
            failed.append(error)
        finally:
            setSite(None)
            transaction.abort()
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert failed == []


class TestRevokedMeanwhile:
    @pytest.mark.parametrize("action", ["endorse", "return"])
    def test_an_action_does_not_outlive_its_clearance(self, site, waiting, action):
        with acting_as(site, "barangay.secretary"):
            ladder.act(waiting, action, "Because.")
            elsewhere(
                site,
                lambda other: clearances.revoke("barangay.secretary", DANAO.barangay, site=other),
            )
            with pytest.raises(ConflictError):
                transaction.commit()
        transaction.abort()
        assert state_of(waiting) == "barangay_review"

    def test_the_clearance_of_somebody_else_does_not_matter(self, site, waiting):
        with acting_as(site, "barangay.secretary"):
            ladder.act(waiting, "endorse")
            elsewhere(
                site,
                lambda other: clearances.revoke(
                    "other.barangay.secretary", "1404404016", site=other
                ),
            )
            transaction.commit()
        assert state_of(waiting) == "municipal_review"
