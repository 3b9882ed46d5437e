"""Two at once: who loses a clearance acts no more, who gains one waits for nobody."""

from AccessControl.SecurityManagement import noSecurityManager
from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import rules
from plone.app.testing import SITE_OWNER_NAME
from random import Random
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import threading
import time
import transaction


PANGLAO = "0701233000"
ROUNDS = 60
WRITERS = 8
EACH = 6


@pytest.fixture
def database(functional, functional_portal, populate, act_as):
    """The database of a site with people, and the path of the site."""
    populate(functional_portal)
    for number in range(WRITERS * EACH):
        functional_portal.acl_users.userFolderAddUser(
            f"person{number}", "a-long-password-9", ["Member"], []
        )
    with act_as(functional_portal, SITE_OWNER_NAME):
        content.create(PANGLAO)
    transaction.commit()
    return functional["zodbDB"], functional_portal.getPhysicalPath()[1:]


def in_thread(database, work, failures):
    """Run work(site) in a thread with a connection of its own, again after conflicts."""
    db, path = database

    def run():
        try:
            for _attempt in range(50):
                transaction.begin()
                connection = db.open()
                try:
                    site = connection.root()["Application"]
                    for name in path:
                        site = site[name]
                    setSite(site)
                    work(site)
                    transaction.commit()
                    return
                except ConflictError:
                    transaction.abort()
                    time.sleep(0.002)
                finally:
                    transaction.abort()
                    setSite(None)
                    noSecurityManager()
                    connection.close()
            failures.append("gave up")
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


class TestRevokeAgainstAct:
    def test_who_acts_on_a_clearance_that_ends_meanwhile_is_stopped(
        self, database, functional_portal
    ):
        transaction.begin()
        held = clearances.assert_current("clara", site=functional_portal)
        assert held
        functional_portal.committees[PANGLAO].contact = "Approved"
        failures = []
        in_thread(
            database, lambda site: clearances.revoke("clara", PANGLAO, site=site), failures
        ).join()
        assert not failures
        with pytest.raises(ConflictError):
            transaction.commit()
        transaction.abort()
        assert functional_portal.committees[PANGLAO].contact != "Approved"
        assert clearances.assert_current("clara", site=functional_portal) == []

    def test_it_stops_also_who_writes_nothing_but_rows(self, database, functional_portal):
        transaction.begin()
        assert clearances.assert_current("clara", site=functional_portal)
        written = []
        relational.queue(written.append)
        failures = []
        in_thread(
            database, lambda site: clearances.revoke("clara", PANGLAO, site=site), failures
        ).join()
        assert not failures
        with pytest.raises(ConflictError):
            transaction.commit()
        transaction.abort()
        assert not written

    def test_a_change_to_somebody_else_stops_nobody(self, database, functional_portal):
        transaction.begin()
        clearances.assert_current("clara", site=functional_portal)
        functional_portal.committees[PANGLAO].contact = "Approved"
        failures = []
        in_thread(
            database, lambda site: clearances.revoke("dindo", PANGLAO, site=site), failures
        ).join()
        transaction.commit()
        assert not failures
        assert functional_portal.committees[PANGLAO].contact == "Approved"

    def test_after_a_revocation_nothing_is_approved(self, database, functional_portal):
        """Serials tell the order of commits: an approval is older than the revocation."""
        random = Random(7)
        approved = 0
        for number in range(ROUNDS):
            clearances.grant("clara", PANGLAO, "secretary", site=functional_portal)
            committee = functional_portal.committees[PANGLAO]
            committee.contact = ""
            transaction.commit()
            pauses = random.random() / 100, random.random() / 100

            def approve(site, pause=pauses[0], number=number):
                held = clearances.assert_current("clara", site=site)
                if any(each.function == rules.SECRETARY for each in held):
                    time.sleep(pause)
                    site.committees[PANGLAO].contact = f"Approved {number}"

            def revoke(site, pause=pauses[1]):
                time.sleep(pause)
                clearances.revoke("clara", PANGLAO, site=site)

            failures = []
            threads = [in_thread(database, work, failures) for work in (approve, revoke)]
            for thread in threads:
                thread.join()
            transaction.begin()
            assert not failures
            record = clearances.register(functional_portal).records["clara"]
            record._p_activate()
            if committee.contact:
                approved += 1
                committee._p_activate()
                assert committee._p_serial < record._p_serial
            assert clearances.clearances("clara", site=functional_portal) == []
        assert 0 < approved < ROUNDS


class TestManyAtOnce:
    def test_nobody_is_lost_when_many_let_people_serve_on_one_committee(
        self, database, functional_portal
    ):
        before = clearances.generation(functional_portal)

        def let_serve(numbers):
            def work(site):
                for number in numbers:
                    clearances.grant(f"person{number}", PANGLAO, "member", site=site)

            return work

        failures = []
        threads = [
            in_thread(database, let_serve([first * EACH + step]), failures)
            for step in range(EACH)
            for first in range(WRITERS)
        ]
        for thread in threads:
            thread.join()
        transaction.begin()
        assert not failures
        serving = clearances.people(PANGLAO, "member", site=functional_portal)
        assert len(serving) == WRITERS * EACH
        assert clearances.generation(functional_portal) == before + WRITERS * EACH
