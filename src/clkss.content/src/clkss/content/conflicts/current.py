"""Holding on to what a transaction was allowed by, also when it writes nothing to the ZODB."""


def hold(obj):
    """Let the running transaction fail if another changes an object before it commits.

    ``readCurrent`` alone is looked at only if the connection takes part in the transaction, which
    it does not while no object has changed: a request that writes rows of the relational store
    would be checked by nobody.

    :param obj: a persistent object; one that is not stored yet is held already.
    """
    connection = obj._p_jar
    if connection is None:
        return
    # A ghost has no serial yet, and readCurrent passes over it in silence.
    obj._p_activate()
    connection._register()
    connection.readCurrent(obj)
