"""The ladder on an item's page: where it stands, and what you may do with it."""

from AccessControl import getSecurityManager
from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.frame.views import FormView
from clkss.content.review import access
from clkss.content.review import ladder
from clkss.content.review import rules
from clkss.content.review import words
from clkss.content.review import workflow
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from datetime import date
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.component import queryMultiAdapter


STRONG = frozenset({workflow.SUBMIT, workflow.ENDORSE, workflow.PUBLISH, workflow.TAKE_OVER})

CONCERNED = frozenset(
    {
        "Owner",
        "Contributor",
        "Committee Secretary",
        "Reviewer",
        "Knowledge Editor",
        "Manager",
        "Site Administrator",
    }
)
"""Roles on an item whose holders may read its history."""


def is_concerned(item):
    """Say whether the current user is more than a reader of an item.

    :param item: a reviewed item.
    """
    roles = getSecurityManager().getUser().getRolesInContext(item)
    return not CONCERNED.isdisjoint(roles)


class Actions(FormView):
    """A part of the item's page for those whom the item concerns; empty for everybody else."""

    def concerned(self):
        """Say whether there is anything to show."""
        return is_concerned(self.context)

    def state(self):
        """Return the state in words."""
        return words.STATES[state_of(self.context)]

    def turn(self):
        """Return whose turn it is, in words, or nothing."""
        state = state_of(self.context)
        key = rules.turn_in(state, access.chain_of(self.context))
        return words.committee(key) if key else None

    def owner(self):
        """Return the owner committee in words."""
        return words.committee(access.owner_of(self.context))

    def is_vacant(self):
        """Say whether the committee whose turn it is has nobody to review."""
        situation = ladder.situation(self.context)
        return situation.vacant and situation.state != workflow.NATIONAL_REVIEW

    def returned_because(self):
        """Return the comment with which a draft was returned, or nothing."""
        history = history_of(self.context)
        if state_of(self.context) == workflow.DRAFT and history:
            return history[-1]["comments"] if history[-1]["action"] == workflow.RETURN else ""
        return ""

    def ways(self):
        """Return the buttons to show."""
        return [
            {
                "id": action,
                "title": words.ACTIONS[action],
                "style": "btn btn-primary" if action in STRONG else "btn btn-outline-secondary",
            }
            for action in ladder.ways(self.context)
        ]

    def may_edit(self):
        """Say whether the current user may change the item."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    def may_score(self):
        """Say whether there are criteria and the current user may score them."""
        has_criteria = queryMultiAdapter((self.context, self.request), name="criteria") is not None
        return has_criteria and api.user.has_permission("Review portal content", obj=self.context)

    def may_set_due(self):
        """Say whether the current user may set the day of re-review."""
        return state_of(self.context) == workflow.PUBLISHED and api.user.has_permission(
            "clkss: Publish Knowledge", obj=self.context
        )


class Act(FormView):
    """Say what an action brings about, take a comment, act; all reasons at once if it cannot be.

    Looking at it (GET) changes nothing; the button on it (POST) acts.
    """

    template = ViewPageTemplateFile("templates/act.pt")
    reasons = ()
    missing = ()
    comment = ""

    def __call__(self):
        if not is_concerned(self.context):
            raise Unauthorized("This item is in nobody's hands but its committees'.")
        self.action = self.request.form.get("action", "")
        if self.action not in workflow.ACTIONS:
            return self.redirect_with_message(
                words.REFUSALS[rules.UNKNOWN_ACTION], self.back(), "error"
            )
        if self.is_post:
            self.check_token()
            comment = self.request.form.get("comment", "")
            self.comment = comment if isinstance(comment, str) else ""
            return self._act()
        return self._ask()

    def _act(self):
        revision = ladder.revision(self.context) if self.action == workflow.PUBLISH else None
        baseline = revision.baseline() if revision is not None else None
        try:
            ladder.act(self.context, self.action, self.comment)
        except Refused:
            self.request.response.setStatus(422)
            return self._ask(self.comment)
        if baseline is not None:
            return self.redirect_with_message(
                _("message_revised", default="The new text is public now."),
                f"{baseline.absolute_url()}/view",
            )
        url = self.back() if self.still_visible() else f"{api.portal.get().absolute_url()}/my-work"
        return self.redirect_with_message(self.done(), url)

    def _ask(self, comment=None):
        if self.action == workflow.SUBMIT:
            self.missing = ladder.missing(self.context)
        self.reasons = [
            words.REFUSALS[reason] for reason in ladder.refusals(self.context, self.action, comment)
        ]
        return self.template()

    def back(self):
        """Return the address of the item."""
        return f"{self.context.absolute_url()}/view"

    def still_visible(self):
        """Say whether the current user may see the item after the action."""
        return api.user.has_permission("View", obj=self.context)

    def title(self):
        """Return the action in words."""
        return words.ACTIONS[self.action]

    page_title = property(title)

    def effect(self):
        """Return what the action brings about, in words."""
        return words.EFFECTS[self.action]

    def comment_is_required(self):
        """Say whether the action needs a comment."""
        return self.action in rules.NEEDS_COMMENT

    def next_turn(self):
        """Return the committee that reads it next and the levels passed over, in words."""
        if self.action not in workflow.CLIMBING:
            return None
        try:
            turn = ladder.next_turn(self.context)
        except ValueError:
            return None
        return {
            "committee": words.committee(turn.key),
            "skipped": [words.skipped(skip.level, skip.reason) for skip in turn.skipped],
        }

    def edit_link(self, field):
        """Return the address of a field in the form.

        :param field: name of the field.
        """
        return f"{self.context.absolute_url()}/edit#field-{field}"

    def done(self):
        """Return the message after the action."""
        turn = rules.turn_in(state_of(self.context), access.chain_of(self.context))
        if turn:
            return _(
                "message_moved",
                default="${done}. Next to read it: ${committee}.",
                mapping={"done": words.DONE[self.action], "committee": words.committee(turn)},
            )
        return words.DONE[self.action]


class ReviewDue(FormView):
    """Set the day of re-review, and whether the item is shown on the front page."""

    template = ViewPageTemplateFile("templates/due.pt")
    reasons = ()
    page_title = _("title_review_due", default="When to look at it again")

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        try:
            ladder.set_review_due(self.context, self._day())
        except Refused as error:
            self.reasons = error.reasons
            self.request.response.setStatus(422)
            return self.template()
        self.context.featured = "featured" in self.request.form
        self.context.reindexObject(idxs=["featured"])
        return self.redirect_with_message(
            _("message_review_due", default="Saved."), f"{self.context.absolute_url()}/view"
        )

    def _day(self):
        try:
            return date.fromisoformat(self.request.form.get("day", ""))
        except (TypeError, ValueError):
            return None

    def day(self):
        """Return the day to show: what was entered, else what is set."""
        entered = self.request.form.get("day")
        if isinstance(entered, str):
            return entered
        return self.context.review_due.isoformat() if self.context.review_due else ""

    def today(self):
        """Return today, as the form's lower bound."""
        return clearances.today().isoformat()

    def is_featured(self):
        """Say whether the box is ticked."""
        return "featured" in self.request.form if self.is_post else bool(self.context.featured)
