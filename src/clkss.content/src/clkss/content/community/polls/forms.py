"""Writing a poll."""

from clkss.content import _
from clkss.content.community.polls import store
from clkss.content.community.polls import subscribers
from clkss.content.community.polls.content import POLL
from clkss.content.community.rooms.forms import AddForm
from clkss.content.community.rooms.forms import EditForm
from clkss.content.knowledge.forms import Step
from functools import cached_property


WHAT = _("step_poll_what", default="What is asked")
HOW = _("step_poll_how", default="How to vote")

STEPS = (
    Step("what", WHAT, ("title", "text", "options")),
    Step("how", HOW, ("votes", "several", "ballot", "closes")),
)

STEPS_AFTER = (
    Step("what", WHAT, ("text",)),
    Step("how", HOW, ("closes",)),
)
"""What may still change once somebody has voted."""


class PollForm:
    """What the forms of polls have in common."""

    form_steps = STEPS
    rows = {"text": 6}
    grouped = frozenset({"options", "several"})
    selects = ("ballot",)


class AddPoll(PollForm, AddForm):
    """Prepare a poll."""

    portal_type = POLL
    page_title = _("title_add_poll", default="Ask for votes")


class EditPoll(PollForm, EditForm):
    """Change a poll."""

    page_title = _("title_change_poll", default="Change the poll")

    def __call__(self):
        """Show the form, or take it; there is none once the poll is over.

        :raises Unauthorized: for whoever does not write in the room.
        """
        if subscribers.is_over(self.context) and not self.is_post:
            return self.redirect_with_message(
                subscribers.OVER, self.context.absolute_url(), "warning"
            )
        return super().__call__()

    @cached_property
    def form_steps(self):
        """The steps: those of the terms only while nobody has voted."""
        return STEPS_AFTER if store.count(self.context.UID()) else STEPS
