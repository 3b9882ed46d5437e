"""Files attached to knowledge: they lie in it, and are seen by whoever sees it."""

from clkss.content import audit
from clkss.content.knowledge import attachments
from clkss.content.texts import told
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile


FIELD = "attachments"


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


def take_away(item, names):
    """Remove attached files.

    :param item: the item; whoever calls has made sure that it may be changed.
    :param names: ids of files; others are passed over.
    """
    if isinstance(names, str):
        names = [names]
    for name in names:
        if isinstance(name, str) and item.get(name) is not None:
            audit.record("practice.file-removed", item)
            item._delObject(name)


def listing(item):
    """List the attached files.

    :param item: the item.
    :returns: mappings with ``id``, ``title``, ``url``, ``size``, ``type`` and ``text``, which says
        how far the reading of its text is.
    """
    return [
        {
            "id": file.getId(),
            "title": file.title,
            "url": file.absolute_url(),
            "size": file.file.getSize(),
            "type": file.file.contentType,
            "text": told.sentence(file),
        }
        for file in item.objectValues()
        if getattr(file, "file", None) is not None
    ]
