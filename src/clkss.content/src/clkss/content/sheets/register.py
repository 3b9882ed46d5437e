"""The batches of a site, kept from upload to undo."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from clkss.content.sheets.errors import UnknownBatch
from clkss.content.sheets.rules import Problem
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from types import MappingProxyType
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

import secrets


ANNOTATION = "clkss.content.sheets"

CHECKED = "checked"
QUEUED = "queued"
STAGING = "staging"
STAGED = "staged"
APPLIED = "applied"
UNDONE = "undone"
FAILED = "failed"

STATES = (CHECKED, QUEUED, STAGING, STAGED, APPLIED, UNDONE, FAILED)

WORKING = (STAGING, STAGED)
"""States that a run leaves behind only when it was killed."""

APPLICABLE = (CHECKED, FAILED, UNDONE)
"""States from which a batch without problems may be applied."""

KEPT_PROBLEMS = 1000
"""Problems that are kept with a batch; beyond that only their number is."""


class Batch(Persistent):
    """One uploaded sheet and what came of it.

    :param batch_id: random.
    :param kind: name of the kind of sheet.
    """

    job = None
    worker = None
    heartbeat = None
    done = 0
    leftovers = False
    outcome: Mapping[str, int] = MappingProxyType({})

    def __init__(self, batch_id, kind):
        self.id = batch_id
        self.kind = kind
        self.state = CHECKED
        self.user = None
        self.created = datetime.now(UTC)
        self.finished = None
        self.filename = ""
        self.sha256 = ""
        self.size = 0
        self.file = Blob()
        self.rows = 0
        self.options = {}
        self.problems = ()
        self.problem_count = 0
        self.items = IOBTree()
        self.changes = IOBTree()
        self.staged = OOBTree()
        self.kept = ()

    @property
    def is_applicable(self):
        """Whether it may be applied now."""
        return self.state in APPLICABLE and not self.problem_count and self.rows > 0

    @property
    def is_undoable(self):
        """Whether it may be undone now."""
        return self.state == APPLIED

    def set_problems(self, problems, count=None):
        """Keep the problems that were found.

        :param problems: the first ones.
        :param count: how many there are in all.
        """
        self.problems = tuple(
            (each.row, each.column, each.reason, dict(each.detail))
            for each in problems[:KEPT_PROBLEMS]
        )
        self.problem_count = len(problems) if count is None else count

    def get_problems(self):
        """Return the problems that are kept."""
        return [Problem(*each) for each in self.problems]


class Register(Persistent):
    """All batches, and which codes they put into the site."""

    def __init__(self):
        self.batches = OOBTree()
        self.codes = OOBTree()
        self.reserved = OOBTree()

    def add(self, kind):
        """Make an empty batch.

        :param kind: name of the kind of sheet.
        """
        batch = Batch(secrets.token_hex(8), kind)
        self.batches[batch.id] = batch
        return batch

    def get(self, batch_id):
        """Return a batch.

        :param batch_id: its id.
        :raises UnknownBatch: when there is none.
        """
        try:
            return self.batches[batch_id]
        except (KeyError, TypeError):
            raise UnknownBatch(batch_id) from None

    def newest_first(self):
        """Return all batches, the newest first."""
        return sorted(self.batches.values(), key=lambda batch: batch.created, reverse=True)

    def uid_of(self, kind, code):
        """Return the uid of the item that a code was imported as, or ``None``.

        :param kind: name of the kind of sheet.
        :param code: the code, whatever its case.
        """
        return self.codes.get((kind, code.casefold()))

    def set_code(self, kind, code, uid):
        """Remember under which code an item was imported."""
        self.codes[(kind, code.casefold())] = uid

    def forget_code(self, kind, code, uid):
        """Forget a code, unless another item has taken it."""
        key = (kind, code.casefold())
        if self.codes.get(key) == uid:
            del self.codes[key]


def install(site):
    """Make the register; leave what is there.

    :param site: the Plone site.
    """
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Register()


def of(site):
    """Return the register of a site.

    :param site: the Plone site.
    """
    return IAnnotations(site)[ANNOTATION]
