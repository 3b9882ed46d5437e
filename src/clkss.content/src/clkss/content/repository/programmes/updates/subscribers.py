"""What happens when an update is written, changed or taken away."""

from clkss.content import audit


def record_added(update, event):
    """Record that somebody added an update.

    :param update: the update, in its programme.
    :param event: it was added.
    """
    audit.record("programme.update-added", update)


def record_changed(update, event):
    """Record that somebody changed an update.

    :param update: the update.
    :param event: it was changed.
    """
    audit.record("programme.update-changed", update)


def record_removed(update, event):
    """Record that somebody took an update away.

    :param update: the update.
    :param event: it was removed, perhaps with its programme.
    """
    audit.record("programme.update-removed", update)
