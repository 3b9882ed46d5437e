"""REST: the workflow of content, with the rules of the ladder."""

from clkss.content import _
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.workflow.transition import WorkflowTransition
from zExceptions import BadRequest
from zExceptions import Forbidden


DATES = frozenset({"effective", "expires", "effectiveDate", "expirationDate"})

NO_TEXT = _("rest_comment_no_text", default="comment: a text is expected")
NOT_DATES = _("rest_not_your_dates", default="You may not change the dates of this item.")


class Transition(WorkflowTransition):
    """``POST <item>/@workflow/<transition>`` for whoever may take this transition.

    The stock service sets publication dates, before it asks the workflow, for anybody who can see
    an item: a visitor could let a published practice expire. Here nothing is written unless the
    transition is offered, and dates only by those who may publish.
    """

    def reply(self):
        """Answer as the stock service does, after asking first.

        :raises BadRequest: when the transition is not offered to the caller.
        :raises Forbidden: when the caller names dates and may not publish.
        """
        data = json_body(self.request)
        if not isinstance(data.get("comment", ""), str):
            raise BadRequest(api.portal.translate(NO_TEXT))
        offered = {each["id"] for each in self.wftool.getTransitionsFor(self.context)}
        if self.transition is not None and self.transition not in offered:
            message = _(
                "rest_step_not_offered",
                default="Not offered to you in this state: ${step}",
                mapping={"step": self.transition},
            )
            raise BadRequest(api.portal.translate(message))
        if DATES & data.keys() and not api.user.has_permission(
            "clkss: Publish Knowledge", obj=self.context
        ):
            raise Forbidden(api.portal.translate(NOT_DATES))
        return super().reply()
