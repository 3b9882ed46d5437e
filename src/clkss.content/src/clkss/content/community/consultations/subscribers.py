"""What must hold whenever a consultation changes, and what follows when somebody comments."""

from Acquisition import aq_base
from clkss.content.committees import rules as committees
from clkss.content.community.consultations import store
from clkss.content.community.consultations.content import FIXED
from clkss.content.community.consultations.content import has_comments
from clkss.content.community.consultations.content import IConsultation
from clkss.content.community.discussion import access
from clkss.content.community.discussion.conversation import conversation_of
from clkss.content.community.discussion.conversation import keep
from clkss.content.community.discussion.subscribers import drop_posts
from clkss.content.community.rooms.changes import changed_fields
from clkss.content.conflicts.current import hold
from clkss.content.frame.errors import in_words


KEEPERS = ("Manager", "Site Administrator")


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
    if "text" in names:
        _keep_draft(consultation)


def file_changed(file, event):
    """Keep a file of the draft as it is once somebody has commented.

    :param file: a file, wherever it lies.
    :param event: it was changed.
    :raises BadRequest: in words.
    """
    if IConsultation.providedBy(file.__parent__):
        _keep_draft(file.__parent__)


def file_moves(file, event):
    """Let no file come to a draft, go from it or take another name once somebody has commented.

    :param file: a file.
    :param event: it, or what it lies in, is about to be added, moved or removed.
    :raises BadRequest: in words.
    """
    if event.object is not file:
        return
    for place in {id(each): each for each in (event.oldParent, event.newParent)}.values():
        if IConsultation.providedBy(place):
            _keep_draft(place)


def _keep_draft(consultation):
    if has_comments(consultation):
        raise in_words(FIXED)
    # Whoever comments at the same moment holds the consultation as it was.
    aq_base(consultation)._p_changed = True
    store.refuse_if_any(consultation.UID(), in_words(FIXED))


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
