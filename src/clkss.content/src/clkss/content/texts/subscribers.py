"""Files that come, change and go."""

from Acquisition import aq_base
from clkss.content.texts import kept
from clkss.content.texts import work
from clkss.content.texts.interfaces import IWithTexts
from clkss.content.texts.rules import State


def have_read(file, event):
    """Have a file read that was stored anew.

    :param file: an item of the type File.
    :param event: it was added or changed.
    """
    if kept.state_of(file)[0] is State.WAITING:
        work.ask_to_read(file)


def have_indexed(file, event):
    """Let items no longer be found by what left them, and be found by what came already read.

    :param file: an item of the type File.
    :param event: it, or what holds it, was moved, added or removed.
    """
    parents = (event.oldParent, event.newParent)
    if aq_base(event.object) is not aq_base(file) or aq_base(parents[0]) is aq_base(parents[1]):
        return
    if kept.state_of(file)[0] is State.WAITING:
        return
    for item in parents:
        if IWithTexts.providedBy(item):
            work.ask_to_index(item, anyway=True)
