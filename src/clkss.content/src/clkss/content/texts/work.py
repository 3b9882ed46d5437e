"""Reading files and indexing what was read, in the background."""

from clkss.content import jobs
from clkss.content.texts import extraction
from clkss.content.texts import kept
from clkss.content.texts.rules import Note
from clkss.content.texts.rules import Reading
from clkss.content.texts.rules import State
from contextlib import suppress
from transaction.interfaces import TransientError
from zExceptions import NotFound

import logging


log = logging.getLogger(__name__)

ATTEMPTS = 3


def ask_to_read(file):
    """Have a file read once the transaction has committed.

    :param file: an item of the type File.
    """
    jobs.schedule("texts.read", {"file": file.UID()}, attempts=ATTEMPTS)


def ask_to_index(item, anyway=False):
    """Have an item found by what the files in it say now.

    :param item: what is found by them.
    :param anyway: even if no file in it was read since.
    """
    jobs.schedule("texts.index", {"item": item.UID(), "anyway": anyway})


def read(site, job, file):
    """Read a file and ask for what holds it to be indexed.

    Reading and indexing are two jobs: indexing meets other writers and is repeated, reading is
    slow and writes where nobody else does.

    :param site: the Plone site.
    :param job: the job.
    :param file: UID of the file.
    :returns: the state in which the file is then, or ``gone``.
    """
    found = find(site, file)
    stored = kept.stored_in(found)
    if stored is None:
        return "gone"
    if kept.kept_of(stored) is None:
        read_now(stored, is_last=job.attempt >= job.attempts)
        ask_to_index(kept.holder_of(found))
    return str(kept.state_of(found)[0])


def read_now(stored, is_last=True):
    """Read a stored file and keep its text.

    :param stored: a named blob file.
    :param is_last: whether a failure that is not the file's own is noted, and not raised.
    """
    try:
        with stored.open() as source:
            reading = extraction.read(source, stored.contentType)
    except TransientError:
        raise
    except Exception:
        if not is_last:
            raise
        log.exception("a file could not be read")
        reading = Reading(State.REFUSED, Note.FAILED)
    kept.keep(stored, reading)


def index(site, job, item, anyway=False):
    """Index what holds files that were read or taken away since.

    Several files that came together are indexed together, by the first of their jobs.

    :param site: the Plone site.
    :param job: the job.
    :param item: UID of what is found by the files.
    :param anyway: even if no file in it was read since.
    :returns: how many files were read since.
    """
    found = find(site, item)
    return "gone" if found is None else index_now(found, anyway)


def index_now(item, anyway=False):
    """Index what holds files; its index of words only.

    :param item: what is found by them.
    :param anyway: even if no file in it was read since.
    :returns: how many files were read since.
    """
    files = kept.files_in(item) if kept.stored_in(item) is None else [item]
    texts = [kept.kept_of(kept.stored_in(file)) for file in files]
    new = [text for text in texts if text is not None and not text.is_indexed]
    for text in new:
        text.is_indexed = True
    if new or anyway:
        item.reindexObject(idxs=["SearchableText"], update_metadata=0)
    return len(new)


def find(site, uid):
    """Find a file or an item, whoever may see it.

    :param site: the site.
    :param uid: its UID.
    :returns: the object, or None.
    """
    for row in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        with suppress(AttributeError, KeyError, NotFound):
            return row._unrestrictedGetObject()
    return None
