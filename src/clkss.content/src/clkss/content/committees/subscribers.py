"""What must hold whenever committees, groups or accounts change."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import rules
from clkss.content.committees.interfaces import ICommitteeContainer
from clkss.content.committees.plugin import REFUSED
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import BadRequest
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.i18n import translate


def refuse_reserved_group(event):
    """Keep the ids of computed groups free, whoever creates a group by whichever way.

    :param event: a group was created.
    :raises BadRequest: when its id could be taken for a computed one.
    """
    _refuse_reserved(event.principal)


def refuse_reserved_account(event):
    """Keep the ids of computed groups free of accounts.

    :param event: an account was created.
    :raises BadRequest: when its id could be taken for that of a computed group.
    """
    _refuse_reserved(event.principal.getId().removeprefix(REFUSED))


def begin_without_service(event):
    """Let nobody inherit what an earlier account of the same id was cleared for.

    :param event: an account was created.
    """
    _end_service(event.principal.getId())


def end_service_of_deleted(event):
    """End every clearance of an account that is deleted: its id may be given again.

    :param event: an account was deleted.
    """
    _end_service(event.principal)


def keep_in_place(committee, event):
    """Let a committee stand only in its place and under its key.

    :param committee: the committee.
    :param event: it will be added, moved or renamed.
    :raises BadRequest: when it would stand elsewhere.
    """
    if event.object is not committee or event.newParent is None:
        return
    if not ICommitteeContainer.providedBy(event.newParent) or event.newName != committee.key:
        raise refusal(
            _(
                "error_committee_misplaced",
                default="A committee stands among the committees, under its own code.",
            )
        )
    if event.oldParent is None:
        content.describe(committee)


def keep_key(committee, event):
    """Keep the territory of a committee as it is; its people hold clearances for its key.

    :param committee: the committee.
    :param event: it was changed.
    :raises BadRequest: when its key no longer is its id.
    """
    if committee.key != committee.getId():
        raise refusal(
            _(
                "error_committee_moved",
                default="The territory of a committee cannot be changed. Add another committee.",
            )
        )


def keep_staffed(committee, event):
    """Keep a committee while people serve on it.

    :param committee: the committee.
    :param event: it will be removed.
    :raises BadRequest: when somebody serves on it.
    """
    if event.object is committee and clearances.people(committee.getId()):
        raise refusal(
            _(
                "error_committee_staffed",
                default="People still serve on this committee. End their service first.",
            )
        )


def refusal(message):
    """Make the error that Plone's pages and REST both answer with 400, in the reader's language.

    :param message: a message id.
    """
    return BadRequest(translate(message, context=getRequest()))


def _end_service(user_id):
    site = queryUtility(ISiteRoot)
    if site is not None:
        clearances.revoke_all(user_id, site=site)


def _refuse_reserved(principal_id):
    if rules.is_reserved(principal_id):
        raise refusal(
            _(
                "error_reserved_group",
                default="Names beginning with committee:, agency: or function: are reserved.",
            )
        )
