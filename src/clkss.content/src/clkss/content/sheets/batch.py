"""What can be done with a sheet: check it, apply it as one batch or not at all, undo it.

Many rows are written in chunks that nobody sees and switched on in one small transaction. A run
that is killed leaves nothing visible; what it left is swept away by the next run (:func:`clean`).
"""

from BTrees.OOBTree import OOTreeSet
from clkss.content import audit
from clkss.content.sheets import checking
from clkss.content.sheets import kinds
from clkss.content.sheets import register
from clkss.content.sheets.errors import BatchBusy
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from clkss.content.sheets.indexing import learn
from clkss.content.sheets.interfaces import IBatchApplied
from clkss.content.sheets.interfaces import IBatchUndone
from clkss.content.sheets.recovery import again
from clkss.content.sheets.recovery import CHUNK
from clkss.content.sheets.recovery import clean
from clkss.content.sheets.recovery import give_up
from clkss.content.sheets.recovery import in_chunks
from clkss.content.sheets.recovery import PATIENCE
from clkss.content.sheets.recovery import sweep
from clkss.content.sheets.recovery import sweep_now
from clkss.content.sheets.rules import MAX_BYTES
from clkss.content.sheets.staging import fingerprint
from clkss.content.sheets.staging import Stage
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from itertools import islice
from plone.app.uuid.utils import uuidToObject
from typing import Any
from zope.event import notify
from zope.interface import implementer

import hashlib
import os
import shutil
import socket
import transaction


AT_ONCE = 200
"""Rows up to which a batch is applied within the request that asks for it."""


@implementer(IBatchApplied)
@dataclass(frozen=True)
class BatchApplied:
    """A batch was switched on, in the running transaction."""

    batch: Any


@implementer(IBatchUndone)
@dataclass(frozen=True)
class BatchUndone:
    """A batch was undone, in the running transaction."""

    batch: Any


def check(site, kind_name, stream, filename="", user=None, state=None, update=False):
    """Read and check a sheet; nothing but the record of the batch is written.

    :param site: the Plone site.
    :param kind_name: name of the kind of sheet.
    :param stream: the file, opened for reading bytes, which can seek.
    :param filename: how its owner calls it.
    :param user: who imports; ``None`` for the operator of the command line.
    :param state: state in which the items are to be made; the kind's first one by default.
    :param update: whether rows may change items that are there.
    :returns: the batch; its problems say what is wrong.
    :raises UnknownKind: when there is no such kind.
    :raises NotAllowed: when the person may not import in this state.
    """
    batch = receive(site, kind_name, stream, filename, user, state, update)
    examine(site, batch)
    return batch


def receive(site, kind_name, stream, filename="", user=None, state=None, update=False):
    """Take a file in without looking into it; see :func:`check`.

    :returns: the batch; it cannot be applied before :func:`examine`.
    """
    kind = kinds.get(kind_name)
    if not state or len(kind.states) == 1:
        state = kind.states[0]
    if state not in kind.states or not kind.may(user, state):
        raise NotAllowed(state)
    batch = register.of(site).add(kind_name)
    batch.user = user
    batch.filename = os.path.basename(filename.replace("\\", "/"))[:250]
    batch.options = {"state": state, "update": bool(update)}
    _keep(batch, stream)
    return batch


def examine(site, batch):
    """Check the file of a batch.

    :param site: the Plone site.
    :param batch: a batch that nothing was made of yet.
    """
    kind = kinds.get(batch.kind)
    if batch.size > MAX_BYTES:
        findings = checking.too_large()
    else:
        with batch.file.open("r") as stream:
            findings = checking.examine(
                kind,
                stream,
                lambda code: occupant(site, batch.kind, code),
                update=batch.options["update"],
                may_change=lambda item: kind.may_change(batch.user, item),
                may_make=lambda code: kind.may_make(batch.user, code),
            )
    batch.rows = findings.rows
    batch.outcome = findings.outcome
    batch.set_problems(findings.problems, findings.count)
    batch.state = register.CHECKED
    audit.record("sheet.checked", None, batch=batch.id, kind=batch.kind, problems=findings.count)


def _keep(batch, stream):
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(1 << 16):
        digest.update(block)
    batch.sha256 = digest.hexdigest()
    batch.size = stream.tell()
    if batch.size <= MAX_BYTES:
        stream.seek(0)
        with batch.file.open("w") as target:
            shutil.copyfileobj(stream, target)
    stream.seek(0)


def occupant(site, kind_name, code):
    """Return the item that is in the site under a code, or ``None``.

    :param site: the Plone site.
    :param kind_name: name of the kind of sheet.
    :param code: the code.
    """
    item = kinds.get(kind_name).at(site, code)
    uid = register.of(site).uid_of(kind_name, code) if item is None else None
    return uuidToObject(uid, unrestricted=True) if uid else item


def apply(site, batch, chunked=False, progress=None):
    """Stage a batch and switch it on.

    :param site: the Plone site.
    :param batch: a batch without problems.
    :param chunked: commit after each chunk and at the end; otherwise all happens in the running
        transaction.
    :param progress: called with the rows done and the rows in all.
    :raises BatchBusy: when another process works on it.
    :raises BatchState: when it cannot be applied as it is.
    :raises BatchProblems: when the site changed since the check, so that it has problems now.
    :raises NotAllowed: when who checked it may no longer import in its state.
    """
    if chunked:
        clean(site)
    _begin(site, batch)
    try:
        if chunked:
            transaction.commit()
        stage(site, batch, chunked, progress)
        if chunked:
            again(lambda: switch_on(site, batch), PATIENCE)
        else:
            switch_on(site, batch)
    except Exception as error:
        if chunked:
            transaction.abort()
            give_up(site, batch, getattr(error, "problems", ()))
        raise


def check_applicable(batch):
    """Say whether a batch can be applied.

    :param batch: any batch.
    :raises BatchBusy: when another process works on it.
    :raises BatchProblems: when its sheet has problems.
    :raises BatchState: when it cannot be applied as it is.
    """
    if batch.state in (register.QUEUED, *register.WORKING):
        raise BatchBusy(batch.id)
    if batch.problem_count:
        raise BatchProblems(batch.get_problems())
    if not batch.is_applicable:
        raise BatchState(batch.state)


def _begin(site, batch):
    check_applicable(batch)
    kind = kinds.get(batch.kind)
    _check_right(kind, batch)
    sweep_now(site, batch)
    batch.state = register.STAGING
    batch.worker = (socket.gethostname(), os.getpid())
    batch.heartbeat = datetime.now(UTC)
    batch.done = 0
    batch.items.clear()
    batch.changes.clear()


def _check_right(kind, batch):
    if not kind.may(batch.user, batch.options["state"]):
        raise NotAllowed(batch.options["state"])


def discard(site, batch):
    """Throw away what a batch has staged, in the running transaction.

    :param site: the Plone site.
    :param batch: a batch that could not be applied.
    """
    sweep_now(site, batch)
    batch.items.clear()
    batch.changes.clear()
    batch.finished = datetime.now(UTC)


def stage(site, batch, chunked=False, progress=None):
    """Make all items of a batch where nobody sees them.

    :param site: the Plone site.
    :param batch: a batch that was begun.
    :param chunked: commit after each chunk.
    :param progress: called with the rows done and the rows in all.
    :raises BatchProblems: when the site changed since the check.
    """
    kind = kinds.get(batch.kind)
    with batch.file.open("r") as stream:
        rows = _rows(kind, stream)

        def work(chunk):
            _stage_chunk(site, kind, batch, chunk)

        def ease(chunk):
            learn(kind.container(site), (text for _row, values in chunk for text in _texts(values)))

        def done():
            if progress is not None:
                progress(batch.done, batch.rows)

        if chunked:
            in_chunks(site, rows, work, done, ease)
        else:
            while chunk := list(islice(rows, CHUNK)):
                work(chunk)
    batch.state = register.STAGED
    if chunked:
        transaction.commit()


def _texts(values):
    return [value for value in values.values() if isinstance(value, str)]


def _rows(kind, stream):
    for number, values, problems in checking.values_of(kind, stream):
        if problems:
            raise BatchProblems(problems)
        if values is not None:
            yield number, values


def _stage_chunk(site, kind, batch, chunk):
    batches = register.of(site)
    reserved = [names for owner, names in batches.reserved.items() if owner != batch.id]
    place = Stage(site, kind, batch, reserved)
    own = batches.reserved.setdefault(batch.id, OOTreeSet())
    for row, values in chunk:
        code = kind.code(values)
        item = occupant(site, batch.kind, code)
        if item is None and kind.may_make(batch.user, code):
            place.add(row, code, values)
            own.insert(batch.items[row][2])
        elif item is None:
            raise BatchProblems([checking.about(kind, row, code, "make_forbidden")])
        elif batch.options["update"] and kind.may_change(batch.user, item):
            if kind.differs(item, values):
                batch.changes[row] = (code, item.UID(), values)
        else:
            problem = checking.about(kind, row, code, "code_exists")
            raise BatchProblems([problem])
    batch.done += len(chunk)
    batch.heartbeat = datetime.now(UTC)


def switch_on(site, batch):
    """Show all items of a staged batch.

    :param site: the Plone site.
    :param batch: a staged batch.
    :raises BatchState: when it is not staged.
    :raises BatchProblems: when another batch brought one of its codes meanwhile.
    :raises NotAllowed: when who checked it may no longer import in its state.
    """
    if batch.state != register.STAGED:
        raise BatchState(batch.state)
    kind = kinds.get(batch.kind)
    _check_right(kind, batch)
    batches = register.of(site)
    taken = [
        checking.about(kind, row, entry[0], "code_exists")
        for row, entry in batch.items.items()
        if occupant(site, batch.kind, entry[0]) is not None
    ]
    taken += [
        checking.about(kind, row, entry[0], "make_forbidden")
        for row, entry in batch.items.items()
        if not kind.may_make(batch.user, entry[0])
    ]
    if taken:
        raise BatchProblems(taken)
    Stage(site, kind, batch).show()
    for code, uid, *_rest in batch.items.values():
        batches.set_code(batch.kind, code, uid)
    for row, (code, uid, values) in list(batch.changes.items()):
        item = uuidToObject(uid, unrestricted=True)
        if item is None or not kind.may_change(batch.user, item):
            raise BatchProblems([checking.about(kind, row, code, "update_forbidden")])
        before = kind.change(item, values, batch)
        batch.changes[row] = (code, uid, before, *fingerprint(item))
    batches.reserved.pop(batch.id, None)
    batch.state = register.APPLIED
    batch.worker = None
    batch.kept = ()
    batch.finished = datetime.now(UTC)
    audit.record(
        "sheet.applied",
        None,
        batch=batch.id,
        kind=batch.kind,
        made=len(batch.items),
        changed=len(batch.changes),
    )
    notify(BatchApplied(batch))


def undo(site, batch, keep_changed=False, chunked=False):
    """Take back what a batch did.

    :param site: the Plone site.
    :param batch: an applied batch.
    :param keep_changed: leave what was changed since; otherwise nothing is undone then.
    :param chunked: commit, and sweep what was taken back in chunks; otherwise all happens in the
        running transaction.
    :returns: titles and paths of what was left.
    :raises BatchState: when it is not applied.
    :raises BatchChanged: when something was changed since and is not to be left.
    """
    changed = check_undo(site, batch, keep_changed)
    kind = kinds.get(batch.kind)
    left = {uid for uid, _title, _path in changed}
    if chunked:
        again(lambda: _switch_off(site, kind, batch, left, changed), PATIENCE)
        sweep(site, batch)
    else:
        _switch_off(site, kind, batch, left, changed)
        if len(batch.staged) <= AT_ONCE:
            sweep_now(site, batch)
    return batch.kept


def check_undo(site, batch, keep_changed=False):
    """Say whether a batch can be undone.

    :param site: the Plone site.
    :param batch: an applied batch.
    :param keep_changed: leave what was changed since.
    :returns: what was changed since, as triples of uid, title and path.
    :raises BatchState: when it is not applied.
    :raises BatchChanged: when something was changed since and is not to be left.
    """
    if not batch.is_undoable:
        raise BatchState(batch.state)
    changed = _changed(site, kinds.get(batch.kind), batch)
    if changed and not keep_changed:
        raise BatchChanged((title, path) for _uid, title, path in changed)
    return changed


def _changed(site, kind, batch):
    """Find what was changed since, as triples of uid, title and path."""
    container = kind.container(site)
    found = []
    for code, uid, name, *before in batch.items.values():
        item = container.get(name)
        if item is None or item.UID() != uid:
            item = uuidToObject(uid, unrestricted=True)
            if item is not None:
                found.append(_named(uid, item, code))
        elif list(fingerprint(item)) != before or kind.is_used(item):
            found.append(_named(uid, item, code))
    for code, uid, _before, *after in batch.changes.values():
        item = uuidToObject(uid, unrestricted=True)
        if item is not None and list(fingerprint(item)) != after:
            found.append(_named(uid, item, code))
    return found


def _named(uid, item, code):
    return uid, f"{item.title} ({code})", "/".join(item.getPhysicalPath())


def _switch_off(site, kind, batch, left, changed):
    batches = register.of(site)
    place = Stage(site, kind, batch)
    names = OOTreeSet()
    for code, uid, name, *_before in batch.items.values():
        if uid in left:
            continue
        item = place.container.get(name)
        if item is not None and item.UID() == uid:
            place.hide(name)
            names.insert(name)
        batches.forget_code(batch.kind, code, uid)
    for _code, uid, before, *_after in batch.changes.values():
        item = uuidToObject(uid, unrestricted=True)
        if item is not None and uid not in left:
            kind.restore(item, before)
    if names:
        batches.reserved[batch.id] = names
    batch.kept = tuple((title, path) for _uid, title, path in changed)
    batch.state = register.UNDONE
    batch.finished = datetime.now(UTC)
    audit.record("sheet.undone", None, batch=batch.id, kind=batch.kind, left=len(batch.kept))
    notify(BatchUndone(batch))
