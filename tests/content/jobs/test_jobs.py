"""Jobs on a site: asked for, done once, tried again, given up."""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.jobs import recovery
from clkss.content.jobs import recurring
from clkss.content.jobs import rules
from clkss.content.jobs import store
from clkss.content.jobs import waking
from clkss.content.jobs.interfaces import IJob
from clkss.content.jobs.interfaces import IRecurring
from clkss.content.jobs.rules import State
from clkss.content.jobs.worker import run_due
from clkss.content.jobs.worker import Worker
from clkss.content.relational import ledger
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from sqlalchemy import update
from transaction.interfaces import TransientError
from zExceptions import Unauthorized
from zope.component import getGlobalSiteManager

import pytest
import threading
import time
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def handlers():
    """Registers handlers for one test."""
    manager = getGlobalSiteManager()
    names = []

    def register(name, handler):
        manager.registerUtility(handler, IJob, name=name)
        names.append(name)

    yield register
    for name in names:
        manager.unregisterUtility(provided=IJob, name=name)


def retitle(site, job, title):
    site.practices.title = title
    return {"title": title}


def retitle_swept(site, job):
    site.practices.title = "Swept"


def make_due(id):
    with relational.write_now() as connection:
        connection.execute(update(store.jobs).where(store.jobs.c.id == id).values(due=0))


class TestAsking:
    def test_the_job_comes_with_the_commit(self, site):
        id = jobs.add("retitle", title="New")
        assert jobs.get(id) is None
        transaction.commit()
        job = jobs.get(id)
        assert (job.name, job.arguments, job.state) == ("retitle", {"title": "New"}, State.WAITING)
        assert job.actor == TEST_USER_ID

    def test_no_commit_no_job(self, site):
        id = jobs.add("retitle", title="New")
        transaction.abort()
        transaction.commit()
        assert jobs.get(id) is None

    def test_a_key_makes_it_the_only_one(self, site):
        first = jobs.schedule("digest", {"day": 1}, key="2026-11-21")
        transaction.commit()
        again = jobs.schedule("digest", {"day": 2}, key="2026-11-21")
        other = jobs.schedule("digest", {"day": 3}, key="2026-11-22")
        transaction.commit()
        assert first == again != other
        assert jobs.get(first).arguments == {"day": 1}

    def test_arguments_are_plain(self, site):
        with pytest.raises(ValueError, match="plain"):
            jobs.add("retitle", title=site)

    def test_any_name_of_an_argument_will_do(self, site):
        id = jobs.add("retitle", name="a", key="b", delay=3)
        transaction.commit()
        assert jobs.get(id).arguments == {"name": "a", "key": "b", "delay": 3}

    def test_the_worker_is_called(self, site):
        never = threading.Event()
        assert not waking.wait(0.05, never)
        jobs.add("retitle", title="New")
        assert not waking.wait(0.05, never)
        transaction.commit()
        assert waking.wait(2, never)


class TestDoing:
    def test_it_is_done_in_the_site(self, site, open_site, handlers):
        handlers("retitle", retitle)
        id = jobs.add("retitle", title="Found in the field")
        transaction.commit()
        assert run_due(open_site) == 1
        transaction.begin()
        assert site.practices.title == "Found in the field"
        job = jobs.get(id)
        assert (job.state, job.progress, job.result) == (
            State.DONE,
            100,
            {"title": "Found in the field"},
        )
        assert run_due(open_site) == 0

    def test_a_job_of_a_request_that_wrote_content(self, site, open_site, handlers):
        handlers("retitle", retitle)
        site.committees.title = "Changed in the same request"
        id = jobs.add("retitle", title="New")
        transaction.commit()
        assert run_due(open_site) == 1
        assert jobs.get(id).state == State.DONE

    def test_not_before_the_zodb_has_finished(self, site, open_site, handlers, monkeypatch):
        handlers("retitle", retitle)
        monkeypatch.setattr(ledger.finished, "add", lambda token, kinds: None)
        site.committees.title = "On its way"
        jobs.add("retitle", title="New")
        transaction.commit()
        assert run_due(open_site) == 0

    def test_not_before_its_time(self, site, open_site, handlers):
        handlers("retitle", retitle)
        id = jobs.schedule("retitle", {"title": "New"}, delay=3600)
        transaction.commit()
        assert run_due(open_site) == 0
        make_due(id)
        assert run_due(open_site) == 1

    def test_progress_shows_at_once(self, site, open_site, handlers):
        seen = []

        def slow(site, job):
            job.tell(40)
            seen.append(jobs.get(job.id).progress)

        handlers("slow", slow)
        jobs.add("slow")
        transaction.commit()
        run_due(open_site)
        assert seen == [40]

    def test_what_it_asks_for_comes_with_its_end(self, site, open_site, handlers):
        handlers("first", lambda site, job: jobs.add("retitle", title="Second"))
        handlers("retitle", retitle)
        jobs.add("first")
        transaction.commit()
        assert run_due(open_site) == 2
        transaction.begin()
        assert site.practices.title == "Second"


class TestFailing:
    def test_nothing_of_it_stays_and_it_is_tried_again(self, site, open_site, handlers):
        tried = []

        def fails_once(site, job):
            site.practices.title = f"Try {job.attempt}"
            tried.append(job.attempt)
            if len(tried) == 1:
                raise RuntimeError("the mail server does not answer")

        handlers("fails", fails_once)
        before = site.practices.title
        id = jobs.add("fails")
        transaction.commit()
        run_due(open_site)
        transaction.begin()
        job = jobs.get(id)
        assert site.practices.title == before
        assert job.state == State.WAITING
        assert job.reason == "RuntimeError: the mail server does not answer"
        assert job.due > time.time() + 5
        make_due(id)
        run_due(open_site)
        transaction.begin()
        assert site.practices.title == "Try 2"
        assert (jobs.get(id).state, jobs.get(id).reason) == (State.DONE, "")

    def test_it_is_given_up_in_the_end(self, site, open_site, handlers):
        handlers("fails", lambda site, job: 1 / 0)
        id = jobs.schedule("fails", attempts=2)
        transaction.commit()
        run_due(open_site)
        make_due(id)
        run_due(open_site)
        job = jobs.get(id)
        assert (job.state, job.reason) == (State.FAILED, "ZeroDivisionError: division by zero")
        make_due(id)
        assert run_due(open_site) == 0

    def test_without_a_handler_it_fails_at_once(self, site, open_site):
        id = jobs.add("unheard-of")
        transaction.commit()
        run_due(open_site)
        assert jobs.get(id).reason == "no handler for unheard-of"
        assert jobs.get(id).state == State.FAILED

    def test_meeting_another_writer_is_no_failure(self, site, open_site, handlers):
        tried = []

        def collides(site, job):
            tried.append(1)
            if len(tried) < 4:
                raise TransientError("conflict")

        handlers("collides", collides)
        id = jobs.add("collides")
        transaction.commit()
        run_due(open_site)
        assert (jobs.get(id).state, jobs.get(id).attempt) == (State.DONE, 1)


class TestLease:
    def test_another_worker_waits_for_its_end(self, site, open_site):
        jobs.add("any")
        transaction.commit()
        job = store.claim("first")
        assert store.claim("second") is None
        later = time.time() + rules.LEASE + 1
        taken = store.claim("second", now=later)
        assert (taken.id, taken.attempt) == (job.id, 2)

    def test_who_was_taken_over_leaves_nothing(self, site, open_site, handlers):
        def slow(site, job, title):
            site.practices.title = title
            with relational.write_now() as connection:
                connection.execute(update(store.jobs).values(lease=0))
            assert store.claim("second").id == job.id

        handlers("slow", slow)
        before = site.practices.title
        id = jobs.add("slow", title="Too late")
        transaction.commit()
        run_due(open_site)
        transaction.begin()
        assert site.practices.title == before
        assert (jobs.get(id).state, jobs.get(id).worker) == (State.RUNNING, "second")

    def test_a_job_that_kills_its_workers_is_given_up(self, site, open_site, handlers):
        handlers("kills", retitle)
        id = jobs.schedule("kills", {"title": "New"}, attempts=2)
        transaction.commit()
        for worker in ("first", "second"):
            assert store.claim(worker)
            with relational.write_now() as connection:
                connection.execute(update(store.jobs).values(lease=0))
        run_due(open_site)
        assert jobs.get(id).state == State.FAILED
        assert "died" in jobs.get(id).reason


class TestAfterACrash:
    def test_a_job_nobody_asked_for_is_cancelled(self, site):
        id = jobs.add("any")
        token = relational.token()
        transaction.commit()
        with relational.write_now() as connection:
            recovery.put_right(connection, "facts", [token])
        assert jobs.get(id).state == State.CANCELLED

    def test_an_end_that_was_not_saved_is_taken_back(self, site, open_site, handlers):
        handlers("retitle", retitle)
        id = jobs.schedule("retitle", {"title": "New"}, attempts=1)
        transaction.commit()
        run_due(open_site)
        with relational.write_now() as connection:
            token = connection.execute(
                store.select(store.jobs.c.ended_by).where(store.jobs.c.id == id)
            ).scalar_one()
            recovery.put_right(connection, "facts", [token])
        assert jobs.get(id).state == State.WAITING
        run_due(open_site)
        assert jobs.get(id).state == State.DONE

    def test_jobs_that_nobody_does_are_a_problem(self, site):
        jobs.add("any")
        jobs.add("other")
        transaction.commit()
        assert recovery.verify(site) == []
        store.claim("dead")
        with relational.write_now() as connection:
            connection.execute(update(store.jobs).values(due=0, lease=0))
        assert len(recovery.verify(site)) == 2


class TestStopping:
    def test_the_job_at_hand_is_finished(self, site, open_site, handlers):
        worker = Worker(open_site)

        def stops(site, job):
            worker.stop()
            site.practices.title = "Finished"

        handlers("stops", stops)
        first, second = jobs.add("stops"), jobs.add("stops")
        transaction.commit()
        worker.run()
        transaction.begin()
        assert site.practices.title == "Finished"
        states = sorted(jobs.get(id).state for id in (first, second))
        assert states == [State.DONE, State.WAITING]


class TestPage:
    def test_a_manager_sees_what_became_of_them(self, site, open_site):
        jobs.add("unheard-of")
        transaction.commit()
        run_due(open_site)
        transaction.begin()
        page = site.restrictedTraverse("@@jobs")()
        assert "no handler for unheard-of" in page
        site.REQUEST.form["state"] = "waiting"
        assert "no handler for" not in site.restrictedTraverse("@@jobs")()

    def test_nobody_else_does(self, site):
        setRoles(site, TEST_USER_ID, ["Site Administrator", "Knowledge Editor"])
        with pytest.raises(Unauthorized):
            site.restrictedTraverse("@@jobs")


class TestRecurring:
    @pytest.fixture
    def nightly(self, handlers):
        manager = getGlobalSiteManager()
        manager.registerUtility(recurring.NIGHTLY, IRecurring, name="sweep")
        yield "sweep"
        manager.unregisterUtility(provided=IRecurring, name="sweep")

    def waiting(self):
        with relational.read() as connection:
            rows = connection.execute(store.jobs.select().where(store.jobs.c.name == "sweep"))
            return [store.read(row) for row in rows]

    def test_one_job_a_night_however_many_workers_there_are(self, site, nightly):
        evening = 1_800_000_000.0
        assert nightly in recurring.ensure(evening)
        assert nightly not in recurring.ensure(evening + 60)
        assert len(self.waiting()) == 1
        assert nightly in recurring.ensure(evening + 24 * 3600)
        assert len(self.waiting()) == 2

    def test_the_worker_does_it(self, site, nightly, handlers, open_site):
        handlers("sweep", retitle_swept)
        recurring.ensure()
        run_due(open_site)
        transaction.begin()
        assert site.practices.title == "Swept"
        assert [job.state for job in self.waiting()] == [State.DONE]

    def test_old_ones_are_forgotten(self, site, nightly):
        now = time.time()
        recurring.ensure(now - 40 * 24 * 3600)
        with relational.write_now() as connection:
            ended = now - 40 * 24 * 3600
            connection.execute(update(store.jobs).values(state=State.DONE, ended=ended))
        recurring.ensure(now)
        assert [job.state for job in self.waiting()] == [State.WAITING]
