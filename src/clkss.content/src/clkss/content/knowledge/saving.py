"""Saving a form: made once, changed only where nobody else did meanwhile."""

from clkss.content import _
from clkss.content.knowledge import filing
from clkss.content.knowledge.naming import name_for
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

import re
import secrets


CHANGED_MEANWHILE = _(
    "error_changed_meanwhile",
    default="This was not saved: somebody changed it while you wrote. What you wrote is still "
    "here. Compare it with what is stored, then save again.",
)

_SUBMISSION = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)


class Making:
    """Makes an item once, however often its form is sent; before Dexterity's own form."""

    is_draft = True
    titled_by = "title"
    seen = None

    @property
    def submission(self):
        """Return what tells one writing from another, so that a double click writes once."""
        given = self.request.form.get("submission")
        if isinstance(given, str) and _SUBMISSION.fullmatch(given):
            return given
        if not hasattr(self, "_made"):
            self._made = secrets.token_urlsafe(18)
        return self._made

    def make(self, data):
        """Make the item, or give the one that the same writing made before.

        :param data: what was read.
        """
        earlier = self._made_before(data[self.titled_by])
        if earlier is not None:
            return earlier
        item = self.create(data)
        item.submission = self.submission
        notify(ObjectCreatedEvent(item))
        self.add(item)
        self._finishedAdd = True
        item = self.context[item.getId()]
        filing.attach(item, self.uploads)
        return item

    def _made_before(self, title):
        item = self.context.get(name_for(title, self.submission))
        if item is None or item.portal_type != self.portal_type or not self.is_mine(item):
            return None
        return item if item.__dict__.get("submission") == self.submission else None

    def is_mine(self, item):
        """Say whether whoever writes may have made an item before.

        :param item: an item of the same type.
        """
        return True

    def nextURL(self):
        """The handlers redirect themselves."""
        return self.request.response.getHeader("Location")


class Changing:
    """Changes an item and its files, unless somebody else did meanwhile."""

    submission = None

    @property
    def seen(self):
        """Return what tells whether somebody changed the item meanwhile."""
        return f"{self.context.modified().timeTime():.6f}"

    def read_unless_changed(self):
        """Read the form; what somebody else changed meanwhile is a problem.

        :returns: the values, or ``None`` when something must be put right first.
        """
        data = self.read()
        if data is not None and self.request.form.get("seen") not in (None, self.seen):
            self.problems = [{"field": "title", "text": CHANGED_MEANWHILE}]
            return None
        return data

    def change(self, data):
        """Change the item.

        :param data: what was read.
        """
        filing.take_away(self.context, filing.ticked(self.request.form))
        self.applyChanges(data)
        filing.attach(self.context, self.uploads)

    def lacking(self):
        """Return what is missing, as pairs of the name of a field and a message."""
        return ()

    def missing(self):
        """Return what is missing, when it was asked for."""
        if self.is_post or "missing" not in self.request.form:
            return ()
        return [{"field": field, "text": text} for field, text in self.lacking()]

    def attached(self):
        """Return the files that are attached already."""
        return filing.listing(self.context, self.request.form if self.is_post else None)
