"""The history of an item: who, when, why, which levels were passed over."""

from clkss.content import _
from clkss.content.committees import directory
from clkss.content.frame import moments
from clkss.content.review import words
from clkss.content.review.changes import changes_of
from clkss.content.review.changes import words_of
from clkss.content.review.states import history_of
from clkss.content.review.views import is_concerned
from plone import api
from plone.dexterity.utils import iterSchemata
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.schema import getFieldsInOrder


class History(BrowserView):
    """The history, the newest entry first, for those whom the item concerns."""

    page_title = _("title_review_history", default="History")

    def __call__(self):
        if not is_concerned(self.context):
            raise Unauthorized("The history is for those whom the item concerns.")
        return self.index()

    def entries(self):
        """Return what was done and what was changed, in words."""
        done = [(entry["time"], self._entry(entry)) for entry in history_of(self.context)]
        done += [(change["time"], self._change(change)) for change in changes_of(self.context)]
        return [entry for _time, entry in sorted(done, key=lambda pair: pair[0], reverse=True)]

    def _change(self, change):
        titles = {
            name: field.title
            for schema in iterSchemata(self.context)
            for name, field in getFieldsInOrder(schema)
        }
        return {
            **self._who_and_when(change),
            "done": _("done_changed", default="Changed"),
            "state": None,
            "ground": "",
            "why": "",
            "skipped": [],
            "before": [
                {"field": titles.get(name, name), "text": words_of(value)}
                for name, value in change["before"].items()
            ],
        }

    def _who_and_when(self, entry):
        return {
            "who": full_name(entry["actor"]),
            "when": moments.said(entry["time"], long_format=True),
            "machine_time": entry["time"].ISO8601(),
        }

    def _entry(self, entry):
        return {
            **self._who_and_when(entry),
            "done": words.DONE.get(entry["action"] or None, entry["action"]),
            "state": words.STATES[entry["review_state"]],
            "ground": words.ground(entry.get("committee") or ""),
            "why": entry["comments"],
            "before": [],
            "skipped": [
                words.skipped(skip["level"], skip["reason"]) for skip in entry.get("skipped") or ()
            ],
        }


def full_name(user_id):
    """Give the name of a person, for those who work with them.

    :param user_id: the account.
    """
    if not user_id:
        return _("somebody_unknown", default="unknown")
    return directory.full_name(api.portal.get(), user_id)
