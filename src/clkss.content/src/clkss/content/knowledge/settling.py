"""Putting a working copy in the place of what it revises."""

from Acquisition import aq_base
from clkss.content import audit
from clkss.content.knowledge import copies
from clkss.content.knowledge import withdrawn
from clkss.content.review.content import IReviewed
from clkss.content.review.interfaces import IRevision
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from zope.component import adapter
from zope.interface import implementer


@implementer(IRevision)
@adapter(IReviewed)
def revision(item):
    """Adapt a working copy; other items are none.

    :param item: an item of knowledge.
    """
    return Revision(item) if copies.baseline_of(item) is not None else None


@implementer(IRevision)
class Revision:
    """A working copy that can take the place of what it revises.

    :param copy: the copy.
    """

    def __init__(self, copy):
        self.copy = copy

    def baseline(self):
        """Return the published item."""
        return copies.baseline_of(self.copy)

    def settle(self, entries):
        """Put the copy in the place of the published item.

        A field that the copy left as it was keeps what the published item says by now.

        :param entries: what is added to the history of the published item.
        :returns: the published item.
        """
        baseline = self.baseline()
        begun = getattr(aq_base(self.copy), copies.BEGUN_WITH, {})
        history = dict(baseline.workflow_history)
        dates = {name: getattr(aq_base(baseline), name) for name in copies.DATES}
        for name, value in copies.values_of(baseline).items():
            if name in copies.KEPT or copies.stored(self.copy).get(name) == begun.get(name):
                setattr(self.copy, name, value)
        self._take_files_away(baseline)
        with api.env.adopt_roles(["Manager"]):
            ICheckinCheckoutPolicy(self.copy).checkin("")
        for name, date in dates.items():
            setattr(baseline, name, date)
        name = next(iter(history))
        history[name] = (*history[name], *entries)
        baseline.workflow_history = PersistentMapping(history)
        baseline.reindexObject()
        return baseline

    def files(self):
        """Return what files are called: those of the published item, and those to come."""
        files = (withdrawn.published(self.copy), withdrawn.remaining(self.copy))
        return tuple([file.title for file in each] for each in files)

    def _take_files_away(self, baseline):
        for file in withdrawn.files_of(baseline):
            if withdrawn.is_withdrawn(self.copy, file):
                audit.record("practice.file-removed", baseline)
                baseline._delObject(file.getId())
