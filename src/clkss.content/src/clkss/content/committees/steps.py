"""Steps of workflows that people take for a committee: taken, or refused in words."""

from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.i18n import translate


def take(item, step, reasons, too_late, comment=""):
    """Take a step.

    :param item: what goes through it.
    :param step: id of the transition.
    :param reasons: messages: all that speaks against it.
    :param too_late: says that it is not possible, or not any more.
    :param comment: what the person says.
    :raises Refused: with every reason.
    """
    clearances.assert_current(api.user.get_current().getId())
    if reasons:
        raise Refused(reasons)
    try:
        api.content.transition(item, step, comment=comment)
    except (api.exc.InvalidParameterError, WorkflowException):
        raise Refused([too_late]) from None


def actor():
    """Give the account that takes a step, its clearances as they stand; None for the site itself.

    For whatever has to hold whichever way a step is asked for.
    """
    user_id = api.user.get_current().getId()
    if user_id:
        clearances.assert_current(user_id)
    return user_id


def refuse(item, reasons):
    """Stop a step that is being taken, if anything speaks against it.

    :param item: what is about to go through it.
    :param reasons: messages.
    :raises WorkflowException: with every reason, in words.
    """
    if reasons:
        said = [translate(text, context=item.REQUEST) for text in reasons]
        raise WorkflowException(" ".join(said))
