"""Large sheets in the background.

These handlers commit, unlike others: a large batch is written in many transactions by design. Each
of them may be called again at any time: a batch that was being staged is swept and staged anew,
and one that is applied or undone already is left as it is.
"""

from clkss.content.sheets import batch as batches
from clkss.content.sheets import recovery
from clkss.content.sheets import register
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from contextlib import suppress


def check(site, job, batch, go_on=False):
    """Check a large file; apply it when that was asked for and there is no problem.

    :param site: the Plone site.
    :param job: the job.
    :param batch: id of the batch.
    :param go_on: whether to apply it.
    :returns: the number of problems.
    """
    found = register.of(site).get(batch)
    if found.state != register.QUEUED:
        return found.problem_count
    batches.examine(site, found)
    if go_on and found.is_applicable:
        return apply(site, job, batch)
    return found.problem_count


def apply(site, job, batch):
    """Apply a large batch.

    :param site: the Plone site.
    :param job: the job.
    :param batch: id of the batch.
    :returns: the state it is in afterwards.
    """
    found = register.of(site).get(batch)
    if found.state in register.WORKING and recovery.is_free(found):
        recovery.give_up(site, found)
    if found.state == register.APPLIED:
        return found.state
    if found.state == register.QUEUED:
        found.state = register.CHECKED

    def progress(done, rows):
        job.tell(100 * done // max(rows, 1))

    try:
        batches.apply(site, found, chunked=True, progress=progress)
    except (BatchProblems, BatchState, NotAllowed):
        return register.of(site).get(batch).state
    return found.state


def undo(site, job, batch, keep_changed=False):
    """Undo a large batch.

    :param site: the Plone site.
    :param job: the job.
    :param batch: id of the batch.
    :param keep_changed: leave what was changed since.
    :returns: the state it is in afterwards.
    """
    found = register.of(site).get(batch)
    with suppress(BatchChanged, BatchState):
        batches.undo(site, found, keep_changed, chunked=True)
    return found.state


def verify(site):
    """Tell of batches whose run died.

    :param site: the Plone site.
    :returns: a sentence for each.
    """
    return [
        f"import {batch}: its run died; nothing of it is visible, the next import sweeps it away"
        for batch in recovery.leftovers(site)
    ]
