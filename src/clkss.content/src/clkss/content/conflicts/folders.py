"""Folders that many people add to at the same time.

Plone writes into a folder when something was added to it. Where the folder keeps an order, it is
written anyway; where it keeps none, the date alone makes everybody who adds meet everybody else.
"""

UNORDERED = "unordered"


def notify_modified(folder):
    """Set the date of the last change, unless the folder keeps no order.

    :param folder: a folder.
    """
    if folder._ordering != UNORDERED:
        folder._old_notifyModified()
