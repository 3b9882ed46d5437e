"""Runs that died, and writers that are in each other's way."""

from clkss.content.conflicts import gate
from clkss.content.sheets import kinds
from clkss.content.sheets import register
from clkss.content.sheets.staging import Stage
from contextlib import nullcontext
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import partial
from itertools import islice
from plone.dexterity.content import ASSIGNABLE_CACHE_KEY
from ZODB.POSException import ConflictError
from zope.globalrequest import getRequest

import logging
import os
import socket
import time
import transaction


logger = logging.getLogger(__name__)

CHUNK = 200
"""Rows of one commit while staging or sweeping."""

SMALLEST = 1
"""Rows of one commit when other writers are in the way again and again."""

EASED = 20
"""Rows that are prepared at once."""

TRIES = 60
PATIENCE = 100
"""Tries at switching a whole batch on or off: that cannot be cut into smaller pieces."""

PAUSE = 0.01
"""Seconds before the second try; longer before each further one."""

LONGEST_PAUSE = 0.2

SILENT = timedelta(minutes=15)
"""A run on another machine that has not been heard of for so long is taken for dead."""

UNUSED = timedelta(days=30)
"""After this time a batch that was checked and never applied is thrown away."""


def clean(site):
    """Sweep away what runs that died have left, committing as it goes.

    :param site: the Plone site.
    :returns: ids of the batches that were cleaned.
    """
    cleaned = []
    for batch in list(register.of(site).batches.values()):
        if batch.state in register.WORKING and is_dead(batch):
            logger.warning("The run of batch %s died; nothing of it is visible.", batch.id)
            give_up(site, batch)
            cleaned.append(batch.id)
        if batch.state in register.WORKING:
            continue
        if batch.staged or batch.id in register.of(site).reserved:
            sweep(site, batch)
            cleaned.append(batch.id)
        elif batch.state == register.CHECKED and datetime.now(UTC) - batch.created > UNUSED:
            del register.of(site).batches[batch.id]
            transaction.commit()
            cleaned.append(batch.id)
    return cleaned


def give_up(site, batch, problems=()):
    """End a run that did not come to its end, and throw away what it staged.

    :param site: the Plone site.
    :param batch: a batch on which nobody works.
    :param problems: why, if the sheet is to blame.
    """
    if problems:
        batch.set_problems(problems)
    batch.state = register.FAILED
    batch.finished = datetime.now(UTC)
    transaction.commit()
    sweep(site, batch)
    batch.items.clear()
    batch.changes.clear()
    transaction.commit()


def leftovers(site):
    """Name what :func:`clean` would sweep away, without changing anything.

    :param site: the Plone site.
    :returns: ids of batches.
    """
    return [
        batch.id
        for batch in register.of(site).batches.values()
        if (batch.state in register.WORKING and is_dead(batch))
        or (batch.state not in register.WORKING and len(batch.staged))
    ]


def is_free(batch):
    """Say whether nobody but this process can be working on a batch.

    :param batch: a batch in one of :data:`register.WORKING`.
    """
    return is_dead(batch) or batch.worker == (socket.gethostname(), os.getpid())


def is_dead(batch):
    """Say whether the process that worked on a batch is gone.

    :param batch: a batch in one of :data:`register.WORKING`.
    """
    if batch.worker is None or batch.heartbeat is None:
        return True
    host, process = batch.worker
    if host == socket.gethostname() and process != os.getpid():
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
    return datetime.now(UTC) - batch.heartbeat > SILENT


def sweep(site, batch):
    """Throw away what a batch has staged, committing as it goes.

    :param site: the Plone site.
    :param batch: a batch on which nobody works.
    """
    kind = kinds.get(batch.kind)
    names = iter(list(batch.staged))
    in_chunks(site, names, lambda chunk: Stage(site, kind, batch).sweep(chunk))
    again(lambda: register.of(site).reserved.pop(batch.id, None))


def sweep_now(site, batch):
    """Throw away what a batch has staged, in the running transaction.

    :param site: the Plone site.
    :param batch: a batch on which nobody works.
    """
    if batch.staged:
        Stage(site, kinds.get(batch.kind), batch).sweep(list(batch.staged))
    register.of(site).reserved.pop(batch.id, None)


def forget(site):
    """Let go of what was just committed: a run over many rows needs no more memory than one chunk.

    :param site: the Plone site.
    """
    # Dexterity keeps every object it met until the request ends; a run has only one.
    vars(getRequest() or site).pop(ASSIGNABLE_CACHE_KEY, None)
    site._p_jar.cacheGC()


def in_chunks(site, rows, work, done=None, ease=None):
    """Do something with many rows, committing after each chunk.

    When another writer was faster, the chunk is done again in smaller pieces with the gate shut:
    requests that write wait for that moment.

    :param site: the Plone site.
    :param rows: an iterator.
    :param work: called with a list of rows.
    :param done: called after each commit.
    :param ease: called with rows when another writer was faster: prepares in a transaction of its
        own what can be prepared.
    :raises ConflictError: when even the smallest piece failed :data:`TRIES` times.
    """
    size, waiting, failed = CHUNK, [], 0
    while True:
        waiting.extend(islice(rows, max(size - len(waiting), 0)))
        if not waiting:
            return
        try:
            with gate.alone() if failed else nullcontext():
                if failed:
                    # What was committed until the gate shut has to be seen.
                    transaction.begin()
                work(waiting[:size])
                transaction.commit()
        except ConflictError as error:
            transaction.abort()
            logger.info("Another writer was faster, %s rows again: %s", size, error)
            failed += 1
            if failed == TRIES:
                raise
            size = max(size // 2, SMALLEST)
            _wait(failed)
            if ease is not None and failed == 1:
                for first in range(0, len(waiting), EASED):
                    again(partial(ease, waiting[first : first + EASED]))
            continue
        except BaseException:
            transaction.abort()
            raise
        del waiting[:size]
        size, failed = min(2 * size, CHUNK), 0
        forget(site)
        if done is not None:
            done()


def again(work, tries=TRIES):
    """Do something and commit it; do it again when another writer was faster.

    :param work: what to do; its result is returned.
    :param tries: how often.
    :raises ConflictError: when other writers were faster each time.
    """
    for attempt in range(1, tries + 1):
        try:
            with gate.alone() if attempt > 1 else nullcontext():
                if attempt > 1:
                    transaction.begin()
                result = work()
                transaction.commit()
        except ConflictError as error:
            transaction.abort()
            logger.info("Another writer was faster, once more: %s", error)
            if attempt == tries:
                raise
            _wait(attempt)
        except BaseException:
            transaction.abort()
            raise
        else:
            return result
    return None


def _wait(failed):
    time.sleep(min(PAUSE * failed, LONGEST_PAUSE))
