"""Files attached to knowledge: they lie in it, and are seen by whoever sees it."""

from clkss.content import _
from clkss.content import audit
from clkss.content.knowledge import attachments
from clkss.content.knowledge import withdrawn
from clkss.content.texts import told
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID


FIELD = "attachments"
REMOVE = "remove"

PUBLISHED_FILE = _(
    "text_published_file",
    default="It is attached to what is published. If you tick it, it goes when this copy is "
    "published.",
)


def uploads(form):
    """Read the files that came with a form.

    :param form: ``request.form``.
    :returns: the uploads that may be attached, and what is wrong with the others, in words.
    """
    came = form.get(FIELD, ())
    if not isinstance(came, list | tuple):
        came = [came]
    good = []
    reasons = []
    for upload in came:
        if not getattr(upload, "filename", ""):
            continue
        try:
            attachments.kind_of(upload, attachments.size_of(upload), upload.filename)
        except attachments.RefusedFile as refused:
            reasons.extend(refused.reasons)
        else:
            good.append(upload)
    return good, list(dict.fromkeys(reasons))


def attach(item, files):
    """Store uploads in an item.

    :param item: the item.
    :param files: uploads that may be attached.
    :raises RefusedFile: when one may not after all.
    """
    for upload in files:
        upload.seek(0)
        stored = NamedBlobFile(data=upload.read(), filename=upload.filename)
        createContentInContainer(
            item, "File", checkConstraints=False, title=upload.filename, file=stored
        )


def ticked(form):
    """Read which files a form takes away.

    :param form: ``request.form``.
    """
    names = form.get(REMOVE, ())
    names = names if isinstance(names, list | tuple) else [names]
    return {name for name in names if isinstance(name, str)}


def take_away(item, names):
    """Remove attached files; those of the published item stay until its copy is published.

    :param item: the item; whoever calls has made sure that it may be changed.
    :param names: ids of files, UIDs of those of the published item; others are passed over.
    """
    withdrawn.withdraw(item, names)
    for name in [file.getId() for file in withdrawn.files_of(item)]:
        if name in names:
            audit.record("practice.file-removed", item)
            item._delObject(name)


def listing(item, form=None):
    """List the attached files, of a working copy those of what is published, too.

    :param item: the item.
    :param form: ``request.form`` where it says which of them are to go.
    :returns: mappings with ``id``, ``title``, ``url``, ``size``, ``type``, ``ticked`` and ``text``,
        which says how far the reading of its text is, or when it goes.
    """
    marked = ticked(form) if form is not None else None
    own = [
        _listed(file, file.getId(), marked or (), told.sentence(file))
        for file in withdrawn.files_of(item)
    ]
    published = [
        _listed(file, IUUID(file), _withdrawn(item) if marked is None else marked, PUBLISHED_FILE)
        for file in withdrawn.published(item)
    ]
    return [*published, *own]


def _withdrawn(copy):
    return {IUUID(file) for file in withdrawn.published(copy) if withdrawn.is_withdrawn(copy, file)}


def _listed(file, name, marked, text):
    return {
        "id": name,
        "title": file.title,
        "url": file.absolute_url(),
        "size": file.file.getSize(),
        "type": file.file.contentType,
        "ticked": name in marked,
        "text": text,
    }
