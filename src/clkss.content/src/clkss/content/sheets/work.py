"""What a person asks for, done at once when it is small and in the background otherwise."""

from clkss.content import jobs
from clkss.content.sheets import batch as batches
from clkss.content.sheets import register
from clkss.content.sheets.errors import BatchProblems


BYTES_AT_ONCE = 1024 * 1024
"""Size up to which a file is checked within the request that brings it."""

ROWS_AT_ONCE = batches.AT_ONCE


def upload(site, kind, stream, filename, user, state=None, update=False, apply=False):
    """Take a file in, check it and, if wanted, apply it.

    :param site: the Plone site.
    :param kind: name of the kind of sheet.
    :param stream: the file, opened for reading bytes, which can seek.
    :param filename: how its owner calls it.
    :param user: who imports.
    :param state: state in which the items are to be made; the kind's first one by default.
    :param update: whether rows may change items that are there.
    :param apply: whether to go on when there is no problem.
    :returns: the batch; where it is queued its state says so.
    """
    batch = batches.receive(site, kind, stream, filename, user, state, update)
    if batch.size > BYTES_AT_ONCE:
        batch.state = register.QUEUED
        batch.job = jobs.add("sheets.check", batch=batch.id, go_on=bool(apply))
        return batch
    batches.examine(site, batch)
    if apply and batch.is_applicable:
        switch_on(site, batch)
    return batch


def switch_on(site, batch):
    """Apply a batch, now or in the background.

    :param site: the Plone site.
    :param batch: a batch without problems; when the site changed since its check so that it has
        problems now, they are kept with it and nothing is applied.
    :raises BatchBusy: when another process works on it.
    :raises BatchProblems: when its sheet has problems.
    :raises BatchState: when it cannot be applied as it is.
    :raises NotAllowed: when who checked it may no longer import in its state.
    """
    batches.check_applicable(batch)
    if batch.rows <= ROWS_AT_ONCE:
        try:
            batches.apply(site, batch)
        except BatchProblems as error:
            batch.set_problems(error.problems)
            batch.state = register.FAILED
            batches.discard(site, batch)
        return
    batch.state = register.QUEUED
    batch.job = jobs.add("sheets.apply", batch=batch.id)


def take_back(site, batch, keep_changed=False):
    """Undo a batch, now or in the background.

    :param site: the Plone site.
    :param batch: an applied batch.
    :param keep_changed: leave what was changed since.
    :raises BatchState: when it is not applied.
    :raises BatchChanged: when something was changed since and is not to be left.
    """
    batches.check_undo(site, batch, keep_changed)
    if batch.rows <= ROWS_AT_ONCE:
        batches.undo(site, batch, keep_changed)
    else:
        batch.job = jobs.add("sheets.undo", batch=batch.id, keep_changed=bool(keep_changed))
