"""All files of a site and how far their reading is: for the command, the health page, ``verify``."""

from clkss.content.texts import kept
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
