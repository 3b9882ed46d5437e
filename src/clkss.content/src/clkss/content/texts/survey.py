"""All files of a site and how far the reading of each is."""

from clkss.content.texts import kept
from clkss.content.texts import rules
from clkss.content.texts.rules import State
from collections import Counter
from contextlib import suppress
from zExceptions import NotFound

import time


PATIENCE = 3600
"""Seconds after which a file that waits points to a job that was lost."""


def files(site):
    """Give all items of the type File, one after the other.

    :param site: the site.
    """
    for row in site.portal_catalog.unrestrictedSearchResults(portal_type="File"):
        with suppress(AttributeError, KeyError, NotFound):
            file = row._unrestrictedGetObject()
            if kept.stored_in(file) is not None:
                yield file


def unread(site, again=False, everything=False):
    """List the files that are worth reading.

    :param site: the site.
    :param again: also those that were refused.
    :param everything: also those that were read.
    :returns: their UIDs.
    """
    return [file.UID() for file in files(site) if _is_unread(file, again, everything)]


def _is_unread(file, again, everything):
    state, note = kept.state_of(file)
    if everything:
        return rules.has_text(kept.stored_in(file).contentType)
    if state is State.REFUSED:
        return again or note in rules.LATER
    return state is State.WAITING


def unindexed(site):
    """List what is not found yet by files that were read.

    :param site: the site.
    :returns: UIDs of items, and of files that lie in no item.
    """
    texts = ((file, kept.kept_of(kept.stored_in(file))) for file in files(site))
    late = (file for file, text in texts if text is not None and not text.is_indexed)
    return list(dict.fromkeys(kept.holder_of(file).UID() for file in late))


def count(site):
    """Count files by state and note.

    :param site: the site.
    :returns: counter of tuples of ``rules.State`` and ``rules.Note`` or an empty string.
    """
    return Counter(kept.state_of(file) for file in files(site))


def verify(site):
    """Tell of files that nobody reads and of texts that nobody finds.

    :param site: the site root.
    :returns: a sentence for each.
    """
    problems = []
    before = time.time() - PATIENCE
    for file in files(site):
        path = "/".join(file.getPhysicalPath())
        text = kept.kept_of(kept.stored_in(file))
        if text is not None and not text.is_indexed:
            problems.append(f"{path}: was read, but nothing is found by it yet")
        elif kept.state_of(file)[0] is State.WAITING and file.modified().timeTime() < before:
            problems.append(f"{path}: waits to be read: `bin/clkss texts` reads it")
    return problems
