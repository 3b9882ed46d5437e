"""The page of a poll: vote, change it, see what came of it."""

from clkss.content import _
from clkss.content.community.polls import store
from clkss.content.community.polls import voting
from clkss.content.community.polls.content import BALLOTS
from clkss.content.community.polls.content import is_running
from clkss.content.community.polls.content import texts
from clkss.content.community.polls.content import voter_name
from clkss.content.community.polls.result import Result
from clkss.content.community.rooms.views import RoomView
from clkss.content.exceptions import Refused
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden


class PollView(RoomView):
    """A poll as those see it who vote, who look after it, and who only read."""

    template = ViewPageTemplateFile("templates/poll.pt")
    kicker = _("type_poll", default="Poll")
    entered = None
    typed = None
    statement_begun = ""

    def answer(self):
        """Take a vote, or close, or announce."""
        form = self.request.form
        try:
            if "vote" in form:
                return self._vote()
            if "close" in form and self.may_share:
                voting.close(self.context)
                return self.redirect_with_message(
                    _("message_poll_closed", default="Closed. No more votes are taken.")
                )
            if "announce" in form and self.may_share:
                statement = form.get("statement", "")
                self.statement_begun = statement if isinstance(statement, str) else ""
                voting.announce(self.context, self.statement_begun)
                return self.redirect_with_message(
                    _(
                        "message_poll_announced",
                        default="Announced. Whoever sees this poll sees its result.",
                    )
                )
        except Refused as refused:
            return self.refuse(refused.reasons)
        raise Forbidden("There is nothing to do here.")

    def _vote(self):
        self.entered = self._read()
        voting.vote(self.context, api.user.get_current().getId(), self.entered)
        return self.redirect_with_message(
            _(
                "message_voted",
                default="Your vote is stored. You can change it until the poll is closed.",
            )
        )

    def _read(self):
        form = self.request.form
        if self.context.several:
            numbers = range(len(texts(self.context)))
            self.typed = {number: self.trimmed(f"votes-{number}") for number in numbers}
            return {number: _number(text) if text else 0 for number, text in self.typed.items()}
        given = form.get("option", [])
        numbers = given if isinstance(given, list) else [given]
        return {_number(each): 1 for each in numbers if isinstance(each, str)}

    @cached_property
    def result(self):
        """What it came to."""
        return Result(self.context)

    @property
    def may_close(self):
        """Whether there is a button to close it."""
        return self.result.is_open and self.may_share

    @property
    def may_announce(self):
        """Whether there is a form to announce the result."""
        return (
            self.may_share
            and not self.is_draft
            and not self.context.announced
            and not is_running(self.context)
            and not self.result.is_kept_back
        )

    @cached_property
    def may_vote(self):
        """Whether one votes here now."""
        return self.result.is_open and self.result.serves and self.result.member in self.result.may

    @cached_property
    def mine(self):
        """What one has voted, or None."""
        name = voter_name(self.context, self.result.member) if self.may_vote else None
        return store.of(self.context.UID(), name) if name else None

    @property
    def ballot(self):
        """The way to vote, in words."""
        return BALLOTS[self.context.ballot]

    @property
    def kind(self):
        """Which inputs take the votes."""
        if self.context.several:
            return "number"
        return "radio" if self.context.votes == 1 else "checkbox"

    def choices(self):
        """Give the options, each with what was entered or voted before."""
        chosen = self.entered
        if chosen is None:
            chosen = dict(enumerate(self.mine or ()))
        typed = self.typed or {number: str(votes or "") for number, votes in chosen.items()}
        return [
            {
                "number": number,
                "text": text,
                "votes": chosen.get(number, 0),
                "typed": typed.get(number, ""),
            }
            for number, text in enumerate(texts(self.context))
        ]

    def turnout(self):
        """Say how many have voted; nothing where that is not shown."""
        if not self.result.shows_turnout:
            return None
        return _(
            "poll_turnout",
            default="${voted} have voted. ${all} may vote now.",
            mapping={"voted": str(self.result.voted), "all": str(len(self.result.may))},
        )

    @property
    def is_over(self):
        """Whether it is shared and takes no votes any more."""
        return not self.is_draft and not self.result.is_open


def _number(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
