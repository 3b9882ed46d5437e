"""What is to be done after meetings, in "My work"."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import store
from clkss.content.community.meetings import words
from clkss.content.review import words as names
from clkss.content.review.sections import WorkSection
from functools import cached_property
from plone import api
from zope.i18n import translate


class ActionsWaiting(WorkSection):
    """What one has to do for the committees on which one serves, done in one tap."""

    order = 7
    title = _("my_work_actions", default="What you have to do after meetings")
    empty = _("my_work_actions_none", default="You have nothing to do after meetings.")

    @cached_property
    def held(self):
        """The clearances that count just now."""
        return clearances.clearances(self.user_id) if self.user_id else []

    @cached_property
    def rows(self):
        """The rows of the actions."""
        return store.open_of(self.user_id, {each.committee for each in self.held})

    @property
    def shown(self):
        """Whether the list concerns the user."""
        return bool(self.rows)

    @cached_property
    def entries(self):
        """The actions of meetings that one sees, those that are due first."""
        brains = api.content.find(UID=sorted({row.meeting for row in self.rows}))
        found = {brain.UID: brain.getObject() for brain in brains}
        pairs = [(row, found.get(row.meeting)) for row in self.rows]
        entries = [self._entry(row, meeting) for row, meeting in pairs if meeting is not None]
        return [entry for entry in entries if entry is not None]

    def _entry(self, row, meeting):
        action = next((each for each in meeting.actions if each["id"] == row.action), None)
        if action is None:
            return None
        url = meeting.absolute_url()
        due = [_("text_action_by", default="by ${day}", mapping={"day": row.due})]
        return {
            "url": f"{url}#actions",
            "title": action["what"],
            "facts": [*self._who(row), meeting.title, *(due if row.due else ())],
            "urgent": rules.is_overdue(row.due, row.done, clearances.today()),
            "button": self._button(url, action),
        }

    def _who(self, row):
        return [names.committee(row.committee)]

    def _button(self, url, action):
        word = _("button_action_done", default="Done")
        said = translate(word, context=self.request)
        return {
            "url": url,
            "name": "done",
            "value": action["id"],
            "word": word,
            "label": f"{said}: {action['what']}",
        }


class ActionsOfNobody(ActionsWaiting):
    """What nobody does any more: its owner left the committee of which one is the secretary."""

    order = 8
    title = _("my_work_actions_nobody", default="Actions that nobody does any more")
    empty = _("my_work_actions_nobody_none", default="Each action has somebody who does it.")

    @cached_property
    def rows(self):
        """The rows of open actions whose owner does not serve on their committee."""
        keys = {each.committee for each in self.held if each.function == committees.SECRETARY}
        serving = {key: {each.user_id for each in clearances.people(key)} for key in sorted(keys)}
        return [row for row in store.open_in(keys) if row.owner not in serving[row.committee]]

    def _who(self, row):
        return [names.committee(row.committee), words.NOBODY]

    def _button(self, url, action):
        return None
