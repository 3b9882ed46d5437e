"""Large sheets: queued by the page, done by the worker."""

from clkss.content import jobs
from clkss.content.jobs.worker import run_due
from clkss.content.sheets import recovery
from clkss.content.sheets import register
from clkss.content.sheets import work
from clkss.content.testing.people import acting_as
from datetime import datetime
from datetime import UTC
from tests.content.sheets.conftest import row
from tests.content.sheets.conftest import sheet

import os
import pytest
import socket
import transaction


ROWS = 230


@pytest.fixture
def do_jobs(open_site):
    def do_jobs():
        done = run_due(open_site)
        transaction.begin()
        return done

    return do_jobs


def many(**values):
    return sheet(*(row(number, code=f"many-{number}", **values) for number in range(ROWS)))


@pytest.fixture
def upload(site):
    def upload(stream, apply=True, **options):
        with acting_as(site, "national.editor"):
            batch = work.upload(
                site, "practices", stream, "many.csv", "national.editor", apply=apply, **options
            )
            transaction.commit()
        return batch

    return upload


def found(site):
    return site.portal_catalog.unrestrictedSearchResults(portal_type="GoodPractice")


def test_many_rows_wait_for_the_worker_and_are_then_there_together(site, upload, do_jobs):
    batch = upload(many(), state="published")
    assert (batch.state, len(found(site))) == ("queued", 0)
    assert do_jobs() == 1
    assert (batch.state, batch.done, len(found(site))) == ("applied", ROWS, ROWS)
    assert len(site.practices) == ROWS
    assert jobs.get(batch.job).result == "applied"
    with acting_as(site, None):
        assert len(site.portal_catalog(portal_type="GoodPractice")) == ROWS


def test_many_rows_are_taken_back_by_the_worker(site, upload, do_jobs):
    batch = upload(many())
    do_jobs()
    with acting_as(site, "national.editor"):
        work.take_back(site, batch)
        transaction.commit()
    assert batch.state == "applied"
    do_jobs()
    assert (batch.state, len(found(site)), len(site.practices)) == ("undone", 0, 0)
    assert len(batch.staged) == 0
    assert dict(register.of(site).reserved) == {}


def test_a_large_file_is_checked_by_the_worker(site, upload, do_jobs, monkeypatch):
    monkeypatch.setattr(work, "BYTES_AT_ONCE", 100)
    batch = upload(sheet(row(1), row(2, themes="eductaion")))
    assert batch.state == "queued"
    do_jobs()
    assert (batch.state, batch.rows, batch.problem_count) == ("checked", 2, 1)
    assert len(site.practices) == 0


def test_a_large_file_without_problems_goes_on_to_be_applied(site, upload, do_jobs, monkeypatch):
    monkeypatch.setattr(work, "BYTES_AT_ONCE", 100)
    batch = upload(sheet(row(1), row(2)))
    do_jobs()
    assert (batch.state, len(site.practices)) == ("applied", 2)


def test_a_run_that_died_is_begun_again_by_the_job(site, upload, do_jobs):
    batch = upload(many())
    batch.state = register.STAGING
    batch.worker = (socket.gethostname(), os.getpid())
    batch.heartbeat = datetime.now(UTC)
    transaction.commit()
    do_jobs()
    assert (batch.state, len(found(site))) == ("applied", ROWS)


def test_a_code_that_came_meanwhile_ends_the_run_with_its_row_and_leaves_nothing(
    site, upload, do_jobs
):
    batch = upload(many())
    other = upload(sheet(row(code="many-229")))
    assert other.state == "applied"
    do_jobs()
    assert batch.state == "failed"
    assert [(p.row, p.reason) for p in batch.get_problems()] == [(231, "code_exists")]
    assert len(site.practices) == 1
    assert len(found(site)) == 1
    assert len(batch.staged) == 0


def test_an_editor_whose_clearance_ended_while_it_waited_has_nothing_applied(site, upload, do_jobs):
    from clkss.content.committees import clearances

    batch = upload(many())
    clearances.revoke("national.editor", "PH-knowledge", "member", site=site)
    transaction.commit()
    do_jobs()
    assert (batch.state == "applied", len(site.practices)) == (False, 0)


def test_the_next_import_sweeps_what_a_dead_run_left(site, upload, do_jobs, monkeypatch):
    from clkss.content.sheets import batch as batches

    batch = upload(many(), apply=False)

    def die(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(batches, "switch_on", die)
        patch.setattr(batches, "give_up", die)
        with pytest.raises(KeyboardInterrupt):
            batches.apply(site, batch, chunked=True)
    transaction.abort()
    assert len(batch.staged) == ROWS
    assert len(site.practices) == 0
    batch.worker = (socket.gethostname(), 2**22 + 1)
    transaction.commit()
    assert recovery.leftovers(site) == [batch.id]
    assert recovery.clean(site) == [batch.id]
    assert (batch.state, len(batch.staged), len(found(site))) == ("failed", 0, 0)
    assert recovery.leftovers(site) == []
