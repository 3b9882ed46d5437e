"""Ids of objects that ZEO gave out and forgot.

A client of ZEO asks for a hundred ids at a time. A ZEO that is killed remembers none of them: the
next one counts on from what was stored, and gives the same ones again, to anybody. Whoever stores a
new object under an id of which the connection has read another one fails, and ZODB disowns the
other one as it cleans up: that connection neither sees nor writes changes of it any more.

So a client gives out no id of a server that is gone, none that it gave out before, and what took
its ids from a server that is gone is tried again.
"""

from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ReadOnlyError
from ZODB.utils import z64

import threading


#: Attributes of a client: the highest id that it gave out, and the highest before its server left.
HIGHEST = "_clkss_highest_oid"
LOST = "_clkss_lost_oid"

_lock = threading.Lock()


def notify_disconnected(storage):
    """Use none of the ids that a server gave which is gone.

    :param storage: a ``ZEO.ClientStorage.ClientStorage``.
    """
    with _lock:
        storage._oids = []
        setattr(storage, LOST, getattr(storage, HIGHEST, z64))
        storage._old_notify_disconnected()


def new_oid(storage):
    """Give an id that this client never gave before, by the server that is there now.

    :param storage: a ``ZEO.ClientStorage.ClientStorage``.
    :returns: eight bytes.
    :raises ReadOnlyError: when the storage is only read.
    """
    if storage._is_read_only:
        raise ReadOnlyError
    while True:
        with _lock:
            generation = storage._connection_generation
            while storage._oids:
                oid = storage._oids.pop()
                if oid > getattr(storage, HIGHEST, z64):
                    setattr(storage, HIGHEST, oid)
                    return oid
        given = storage._call("new_oids")
        with _lock:
            if generation == storage._connection_generation:
                storage._oids[:0] = reversed(given)


def store(storage, oid, serial, *rest):
    """Store an object, unless it is new and its id is that of a server that is gone.

    :param storage: a ``ZEO.ClientStorage.ClientStorage``.
    :param oid: id of the object.
    :param serial: what it was read as; eight zeros when it is new.
    :raises ClientDisconnected: in that case: the whole is to be tried again.
    """
    if serial == z64 and z64 < oid <= getattr(storage, LOST, z64):
        raise ClientDisconnected("the server that gave this id is gone")
    return storage._old_store(oid, serial, *rest)
