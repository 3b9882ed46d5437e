"""The ladder as a workflow definition: DCWorkflow asks the rules, whoever comes through it."""

from Acquisition import aq_base
from clkss.content.review import ladder
from clkss.content.review.workflow import CLIMBING
from clkss.content.review.workflow import PUBLISH
from copy import copy
from Products.CMFCore.interfaces import IWorkflowDefinition
from Products.CMFCore.WorkflowCore import ObjectMoved
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from zope.interface import implementer


@implementer(IWorkflowDefinition)
class LadderDefinition(DCWorkflowDefinition):
    """A workflow whose climbing transitions lead to the next level of which somebody reviews.

    The XML says which permission a transition needs; this class adds what depends on people: whose
    turn it is, who has a secretary, who still holds a clearance. It stands below the item's page,
    Plone's status form, REST and code alike, so none of them can go around it. A working copy is
    never public itself: to publish it is to put it in the place of what it revises.
    """

    meta_type = "CLKSS ladder"
    title = "Review ladder"

    def _checkTransitionGuard(self, t, ob, **kw):
        if not super()._checkTransitionGuard(t, ob, **kw):
            return 0
        return int(not ladder.refusals(ob, t.getId()))

    def _changeStateOf(self, ob, tdef=None, kwargs=None):
        if tdef is not None and tdef.getId() == PUBLISH and ladder.revision(ob) is not None:
            move = ladder.prepare(ob, PUBLISH, (kwargs or {}).get("comment", ""))
            raise ObjectMoved(ladder.settle(ob, move))
        return super()._changeStateOf(ob, tdef, kwargs)

    def _executeTransition(self, ob, tdef=None, kwargs=None):
        if tdef is None:
            return super()._executeTransition(ob, tdef, kwargs)
        action = tdef.getId()
        move = ladder.prepare(ob, action, (kwargs or {}).get("comment", ""))
        if action in CLIMBING:
            resolved = copy(aq_base(tdef))
            resolved.new_state_id = move.state
            tdef = resolved.__of__(self.transitions)
        said = {"comment": move.comment, "committee": move.committee, "skipped": move.skipped}
        state = super()._executeTransition(ob, tdef, {**(kwargs or {}), **said})
        ladder.finish(ob, action, move)
        return state
