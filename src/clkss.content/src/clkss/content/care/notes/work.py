"""Notes in "My work"."""

from clkss.content import _
from clkss.content.care.notes import store
from clkss.content.committees import clearances
from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import SECRETARY
from clkss.content.review import ownership
from clkss.content.review.sections import WorkSection
from functools import cached_property
from plone import api


MOST = 100


class NotesWaiting(WorkSection):
    """What readers say is wrong with items that one looks after; no object is woken."""

    order = 15
    title = _("my_work_notes", default="Readers say that something is wrong")
    empty = _("my_work_notes_none", default="No reader says that anything is wrong.")

    @cached_property
    def _held(self):
        held = clearances.clearances(self.user_id) if self.user_id else []
        return {(each.committee, each.function) for each in held}

    @cached_property
    def _sees_all(self):
        return ownership.is_administrator() or any(
            committee == KNOWLEDGE_KEY for committee, _function in self._held
        )

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return self._sees_all or bool(ownership.choices(self.user_id))

    def _is_mine(self, brain):
        if self._sees_all or (brain.owner_committee, SECRETARY) in self._held:
            return True
        writes_for = ownership.choices(self.user_id)
        return brain.Creator == self.user_id and brain.owner_committee in writes_for

    @cached_property
    def entries(self):
        """The items, where a child is named first."""
        waiting = store.waiting()
        if not waiting:
            return []
        found = api.content.find(UID=[each.item for each in waiting])
        brains = {brain.UID: brain for brain in found if self._is_mine(brain)}
        return [
            {
                "url": f"{brains[each.item].getURL()}/@@notes",
                "title": brains[each.item].Title,
                "facts": facts(each),
                "urgent": bool(each.urgent),
            }
            for each in waiting
            if each.item in brains
        ][:MOST]


def facts(waiting):
    """Say how many notes wait, and whether a child is named.

    :param waiting: a :class:`clkss.content.care.notes.store.Waiting`.
    """
    said = []
    if waiting.urgent:
        said.append(_("text_note_urgent", default="Somebody says that a child can be recognised."))
    if waiting.count:
        said.append(_("notes_count", default="${number} open", mapping={"number": waiting.count}))
    if waiting.aside:
        said.append(_("notes_aside", default="${number} aside", mapping={"number": waiting.aside}))
    return said
