"""What must hold whenever a consultation changes, and what follows when somebody comments."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.committees import rules as committees
from clkss.content.community.consultations import store
from clkss.content.community.consultations.content import has_comments
from clkss.content.community.consultations.content import IConsultation
from clkss.content.community.discussion import access
from clkss.content.community.discussion.conversation import conversation_of
from clkss.content.community.discussion.conversation import keep
from clkss.content.community.discussion.subscribers import drop_posts
from clkss.content.community.rooms.changes import changed_fields
from clkss.content.conflicts.current import hold
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate


KEEPERS = ("Manager", "Site Administrator")

FIXED = _("consultation_fixed", default="Somebody has commented: the draft stays as it is.")


def added(consultation, event):
    """Let those comment who serve on any committee, and its secretary moderate.

    :param consultation: the consultation.
    :param event: it was added.
    """
    writers = [*KEEPERS, committees.NETWORK_READER_ROLE]
    consultation.manage_permission(access.WRITE, writers, acquire=0)
    moderators = [*KEEPERS, committees.ROOM_EDITOR_ROLE]
    consultation.manage_permission(access.MODERATE, moderators, acquire=0)
    # So that the first who comment at the same moment do not meet.
    keep(consultation, conversation_of(consultation))


def changed(consultation, event):
    """Keep the draft as it is once somebody has commented.

    :param consultation: the consultation.
    :param event: it was changed.
    :raises BadRequest: in words, for Plone's own forms and for REST.
    """
    names = changed_fields(event, {"text"})
    if "text" not in names:
        return
    if has_comments(consultation):
        raise BadRequest(translate(FIXED, context=getRequest()))
    store.refuse_if_any(consultation.UID())


def commented(event):
    """Note on which paragraph a comment is, and see that the draft does not change meanwhile.

    :param event: a post was written.
    """
    thing = event.thing
    if not IConsultation.providedBy(thing):
        return
    hold(aq_base(thing))
    if event.post.about:
        store.note(thing.UID(), event.post.number, event.post.about)


def removed(consultation, event):
    """Drop the comments with the consultation.

    :param consultation: the consultation.
    :param event: it will be removed.
    """
    drop_posts(consultation, event)
    store.drop(consultation.UID())
