"""What the catalog keeps of a file. Stock Plone would read it here, while somebody waits."""

from clkss.content.texts import kept
from plone.app.contenttypes.interfaces import IFile
from plone.base.interfaces import IPloneCatalogTool
from plone.base.utils import safe_text
from plone.indexer import indexer


@indexer(IFile, IPloneCatalogTool)
def searchable_text(file):
    """Index names of a file, and its text unless the item that it lies in is found by it."""
    stored = kept.stored_in(file)
    texts = [file.getId(), file.title, file.description, stored and stored.filename]
    if kept.holder_of(file) is file:
        texts.append(kept.text_of(file))
    return " ".join(safe_text(text) for text in texts if text)
