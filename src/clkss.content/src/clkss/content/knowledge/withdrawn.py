"""Files of a published item that its working copy takes away once it is published.

The copy keeps their UIDs: a file that was put in the place of one of them meanwhile stays.
"""

from Acquisition import aq_base
from clkss.content import audit
from clkss.content.knowledge import copies
from plone.uuid.interfaces import IUUID


def is_file(thing) -> bool:
    """Say whether something in an item is an attached file.

    :param thing: what lies in the item.
    """
    return getattr(aq_base(thing), "file", None) is not None


def files_of(item) -> list:
    """Give the files that are attached to an item.

    :param item: an item of knowledge.
    """
    holds = hasattr(aq_base(item), "objectValues")
    return [each for each in item.objectValues() if is_file(each)] if holds else []


def published(copy) -> list:
    """Give the files of what a working copy revises; of any other item, none.

    :param copy: an item of knowledge.
    """
    baseline = copies.baseline_of(copy)
    return [] if baseline is None else files_of(baseline)


def is_withdrawn(copy, file) -> bool:
    """Say whether a working copy takes a file of the published item away.

    :param copy: a working copy.
    :param file: a file of what it revises.
    """
    return IUUID(file) in getattr(aq_base(copy), copies.WITHDRAWN, ())


def withdraw(copy, uids):
    """Note which files of the published item a working copy takes away, and no others.

    :param copy: a working copy; whoever calls has made sure that it may be changed.
    :param uids: UIDs of files; others are passed over.
    """
    wanted = tuple(uid for uid in map(IUUID, published(copy)) if uid in uids)
    if wanted != getattr(aq_base(copy), copies.WITHDRAWN, ()):
        audit.record("practice.file-withdrawn", copy)
        setattr(copy, copies.WITHDRAWN, wanted)


def remaining(copy) -> list:
    """Give the files that will be attached once a working copy is published.

    :param copy: an item of knowledge; of one that is no copy, all files.
    """
    kept = [file for file in published(copy) if not is_withdrawn(copy, file)]
    return [*kept, *files_of(copy)]
