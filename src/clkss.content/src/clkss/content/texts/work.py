"""Reading files and indexing what was read, in the background."""

from clkss.content import jobs
from clkss.content.texts import extraction
from clkss.content.texts import kept
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State
from contextlib import suppress
from zExceptions import NotFound
from ZODB.POSException import POSKeyError

import logging


log = logging.getLogger(__name__)

ATTEMPTS = 3


def ask_to_read(file):
    """Have a file read once the transaction has committed.

    :param file: an item of the type File.
    """
    jobs.schedule("texts.read", {"file": file.UID()}, attempts=ATTEMPTS)


def ask_to_index(item):
    """Have an item found by what the files in it say now.

    :param item: what is found by them.
    """
    jobs.schedule("texts.index", {"item": item.UID()})


def read(site, job, file):
    """Read a file and ask for what holds it to be indexed.

    Reading and indexing are two jobs: indexing meets other writers and is repeated, reading is
    slow and writes where nobody else does.

    :param site: the Plone site.
    :param job: the job.
    :param file: UID of the file.
    :returns: the state in which the file is then, or ``gone``.
    """
    found = _find(site, file)
    stored = kept.stored_in(found)
    if stored is None:
        return "gone"
    if kept.kept_of(stored) is None:
        read_now(stored)
        ask_to_index(kept.holder_of(found))
    return str(kept.state_of(found)[0])


def read_now(stored):
    """Read a stored file and keep its text.

    :param stored: a named blob file.
    """
    kept.keep(stored, _reading(stored))


def _reading(stored):
    try:
        with stored.open() as source:
            return extraction.read(source, stored.contentType)
    except POSKeyError:
        log.exception("a file is missing from the blob storage")
        return Reading(State.REFUSED, Note.FAILED)


def index(site, job, item):
    """Index what holds files that were read or taken away since.

    :param site: the Plone site.
    :param job: the job.
    :param item: UID of what is found by the files.
    :returns: how many files were read since.
    """
    found = _find(site, item)
    return "gone" if found is None else index_now(found)


def index_now(item):
    """Index what holds files; its index of words only.

    :param item: what is found by them.
    :returns: how many files were read since.
    """
    files = kept.files_in(item) if kept.stored_in(item) is None else [item]
    texts = [kept.kept_of(kept.stored_in(file)) for file in files]
    new = [text for text in texts if text is not None and not text.is_indexed]
    for text in new:
        text.is_indexed = True
    item.reindexObject(idxs=["SearchableText"], update_metadata=0)
    return len(new)


def _find(site, uid):
    for row in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        with suppress(AttributeError, KeyError, NotFound):
            return row._unrestrictedGetObject()
    return None
