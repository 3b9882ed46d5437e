"""The page of a meeting, with small forms for attendance and actions."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.community.meetings import people
from clkss.content.community.meetings import rules
from clkss.content.community.meetings import words
from clkss.content.community.rooms.views import RoomView
from clkss.content.exceptions import Refused
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


SPARE = 3
"""Empty rows in the form of actions."""


class MeetingView(RoomView):
    """The page of a meeting."""

    template = ViewPageTemplateFile("templates/meeting.pt")
    kicker = _("kicker_meeting", default="Meeting")
    entered_attendance = None
    entered_actions = None

    @property
    def life(self):
        """What becomes of it, in words; nothing while it is planned."""
        life = self.context.life
        return words.LIVES.get(life) if life != rules.PLANNED else None

    @property
    def times(self):
        """Day and time."""
        context = self.context
        return words.times({"day": context.day, "begins": context.begins, "ends": context.ends})

    @cached_property
    def may_know(self):
        """Whether one may see who was there and who is to do what."""
        return people.may_know(self.context, self.request)

    @cached_property
    def roster(self):
        """The names of those who serve on the committee, by account."""
        return {who: people.name(who) for who in people.roster(self.context)}

    def _name(self, who):
        return self.roster[who] if who in self.roster else people.name(who)

    def attendance(self):
        """Give pairs of how people attended, in words, and their names."""
        by_how = {}
        for who, how in people.attended(self.context).items():
            by_how.setdefault(how, []).append(self._name(who))
        return [
            (words.ATTENDANCE[how], ", ".join(sorted(by_how[how])))
            for how in rules.ATTENDANCE
            if how in by_how
        ]

    def attending(self):
        """Return the rows of the form of attendance: everybody of the committee."""
        said = people.attended(self.context)
        if self.entered_attendance is not None:
            said |= self.entered_attendance[0]
        return [
            {
                "who": who,
                "name": self._name(who),
                "choices": [
                    {"value": value, "title": title, "chosen": said.get(who) == value}
                    for value, title in words.ATTENDANCE.items()
                ],
            }
            for who in dict.fromkeys([*self.roster, *said])
            if not who.startswith(people.FORMER)
        ]

    def guests(self):
        """Return the guests, as they were entered."""
        return self.entered_attendance[1] if self.entered_attendance else self.context.guests

    def actions(self):
        """Return what is to be done, ready to be shown."""
        today = clearances.today()
        return [
            {
                **each,
                "owner": self._owner(each),
                "late": rules.is_overdue(each["due"], each["done"], today),
                "may_finish": people.may_finish(self.context, each),
            }
            for each in rules.sorted_actions(self.context.actions)
        ]

    def _owner(self, action):
        owner = action["owner"]
        if owner in self.roster or (owner and action["done"]):
            return self._name(owner)
        return words.NOBODY

    def acting(self):
        """Return the rows of the form of actions, with some empty ones."""
        written = self.entered_actions
        if written is None:
            written = list(rules.sorted_actions(self.context.actions))
        room = rules.MOST_ACTIONS - len(written)
        empty = {"id": "", "what": "", "owner": "", "due": ""}
        known = {each["id"]: each["owner"] for each in self.context.actions}
        return [
            {
                **each,
                "number": number,
                "owners": [
                    {"value": who, "title": self._name(who), "chosen": who == each["owner"]}
                    for who in dict.fromkeys([*self.roster, *filter(None, [known.get(each["id"])])])
                ],
            }
            for number, each in enumerate([*written, *[empty] * min(SPARE, room)], 1)
        ]

    def finish_word(self, action):
        """Say what the button of an action does.

        :param action: one of :meth:`actions`.
        """
        if action["done"]:
            return _("button_action_open", default="Not done yet")
        return _("button_action_done", default="Done")

    def finish_label(self, action):
        """Say it for those who hear the page, with the action.

        :param action: one of :meth:`actions`.
        """
        word = translate(self.finish_word(action), context=self.request)
        return f"{word}: {action['what']}"

    def answer(self):
        """Take the forms of attendance and actions, and the tap that says "done"."""
        form = self.request.form
        try:
            if "attendance" in form:
                return self._attendance()
            if "actions" in form:
                return self._actions()
            if "done" in form or "undone" in form:
                return self._finish()
        except Refused as refused:
            return self.refuse(refused.reasons)
        return super().answer()

    def _attendance(self):
        said = {}
        for number in range(len(self.attending()) + SPARE):
            who = self.trimmed(f"who-{number}")
            if who:
                said[who] = self.trimmed(f"how-{number}")
        self.entered_attendance = (said, self.trimmed("guests"))
        people.note_attendance(self.context, said, self.trimmed("guests"))
        return self._saved("attendance")

    def _actions(self):
        rows = [
            {name: self.trimmed(f"{name}-{number}") for name in ("id", "what", "owner", "due")}
            for number in range(1, rules.MOST_ACTIONS + SPARE + 1)
        ]
        rows = [row for row in rows if any(row.values())]
        self.entered_actions = rows
        people.note_actions(self.context, rows)
        return self._saved("actions")

    def _finish(self):
        done = "done" in self.request.form
        people.finish(self.context, self.trimmed("done" if done else "undone"), done)
        message = (
            _("message_action_done", default="Done. Thank you.")
            if done
            else _("message_action_open", default="It is open again.")
        )
        if self.trimmed("back") == "my-work":
            url = f"{api.portal.get().absolute_url()}/my-work"
            return self.redirect_with_message(message, url)
        return self.redirect_with_message(message, f"{self.context.absolute_url()}#actions")

    def _saved(self, where):
        return self.redirect_with_message(
            _("message_saved", default="Saved."), f"{self.context.absolute_url()}#{where}"
        )
