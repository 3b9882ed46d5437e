"""The history of an item: who, when, why, which levels were passed over."""

from clkss.content import _
from clkss.content.review import words
from clkss.content.review.states import history_of
from clkss.content.review.views import is_concerned
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized


class History(BrowserView):
    """The history, the newest entry first, for those whom the item concerns."""

    page_title = _("title_review_history", default="History")

    def __call__(self):
        if not is_concerned(self.context):
            raise Unauthorized("The history is for those whom the item concerns.")
        return self.index()

    def entries(self):
        """Return the entries in words."""
        return [self._entry(entry) for entry in reversed(history_of(self.context))]

    def _entry(self, entry):
        actor = entry["actor"]
        return {
            "done": words.DONE.get(entry["action"] or None, entry["action"]),
            "state": words.STATES[entry["review_state"]],
            "who": full_name(actor),
            "ground": words.ground(entry.get("committee") or ""),
            "when": api.portal.get_localized_time(entry["time"], long_format=True),
            "machine_time": entry["time"].ISO8601(),
            "why": entry["comments"],
            "skipped": [
                words.skipped(skip["level"], skip["reason"]) for skip in entry.get("skipped") or ()
            ],
        }


def full_name(user_id):
    """Give the name of a person, for those who work with them.

    :param user_id: the account.
    """
    person = api.user.get(userid=user_id) if user_id else None
    name = person.getProperty("fullname", "") if person is not None else ""
    return name or user_id or _("somebody_unknown", default="unknown")
