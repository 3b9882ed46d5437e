"""What happens when an item or a file in it is stored."""

from clkss.content.knowledge import attachments
from clkss.content.knowledge import images
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.interfaces import IHoldsFiles
from contextlib import contextmanager
from plone.app.contenttypes.interfaces import IFile
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate


def begin_anew(item, event):
    """Let a copy begin without the code of the original.

    :param item: the copy, before it has its place.
    :param event: it was copied.
    """
    item.code = None
    item.submission = None


@contextmanager
def said_to_the_sender():
    """Answer whoever sent a refused file with the reasons, not with a fault of the site.

    :raises BadRequest: with the reasons, translated.
    """
    try:
        yield
    except attachments.RefusedFile as refused:
        request = getRequest()
        reasons = [translate(reason, context=request) for reason in refused.reasons]
        raise BadRequest(" ".join(reasons)) from None


def redraw_picture(item, event):
    """Store the picture of an item drawn anew, whoever brought it.

    :param item: an item with a picture.
    :param event: it was added or changed.
    :raises BadRequest: when it is no picture that may be stored.
    """
    picture = item.image
    if picture is None or getattr(picture, "clkss_redrawn", False):
        return
    with said_to_the_sender():
        item.image = redrawn(picture)


def redrawn(picture):
    """Draw a stored picture anew.

    :param picture: a named blob image.
    :raises RefusedFile: when it is no picture that may be stored.
    """
    name = picture.filename or "picture"
    with picture.open() as source:
        kind = attachments.kind_of(source, picture.getSize(), _ending(name, picture))
        data = images.redraw(source.read(), kind)
    clean = NamedBlobImage(data=data, contentType=kind, filename=name)
    clean.clkss_redrawn = True
    return clean


def _ending(name, picture):
    if "." in name:
        return name
    return f"{name}.{(picture.contentType or '').rpartition('/')[2]}"


def check_attachment(item, event):
    """Refuse a file that may not be attached to an item, and draw pictures anew.

    :param item: a file.
    :param event: it was added or changed.
    :raises BadRequest: with the reasons.
    """
    holder = getattr(item, "__parent__", None)
    is_ours = IKnowledge.providedBy(holder) or IHoldsFiles.providedBy(holder)
    if not IFile.providedBy(item) or not is_ours:
        return
    stored = item.file
    if getattr(stored, "clkss_checked", False):
        return
    with said_to_the_sender():
        if stored is None:
            raise attachments.RefusedFile([attachments.EMPTY])
        files = [each for each in holder.objectValues() if IFile.providedBy(each)]
        if len(files) > attachments.MOST_FILES:
            raise attachments.RefusedFile([attachments.TOO_MANY])
        item.file = checked(stored)


def checked(stored):
    """Check a stored file by its content and give it the media type that it has.

    :param stored: a named blob file.
    :raises RefusedFile: with the reasons.
    """
    name = stored.filename or ""
    with stored.open() as source:
        kind = attachments.kind_of(source, stored.getSize(), name)
        data = source.read()
    if kind in attachments.IMAGES:
        data = images.redraw(data, kind)
    clean = NamedBlobFile(data=data, contentType=kind, filename=name)
    clean.clkss_checked = True
    return clean
