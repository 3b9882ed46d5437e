"""Ids of objects that ZEO gave out and forgot.

A client of ZEO asks for a hundred ids at a time. A ZEO that is killed remembers none of them: the
next one counts on from what was stored, and gives the rest to somebody else. Whoever stores a new
object under an id of which the connection has read another one fails, and ZODB disowns the other
one as it cleans up: that connection neither sees nor writes changes of it any more.
"""


def notify_disconnected(storage):
    """Use none of the ids that a server gave which is gone.

    :param storage: a ``ZEO.ClientStorage.ClientStorage``.
    """
    storage._oids = []
    storage._old_notify_disconnected()
