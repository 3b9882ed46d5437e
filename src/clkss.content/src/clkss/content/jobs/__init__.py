"""Background work: a job is a row written in the commit that asks for it."""

from clkss.content import relational
from clkss.content.audit import actor
from clkss.content.jobs import rules
from clkss.content.jobs import store
from clkss.content.jobs import waking

import json
import time
import uuid


__all__ = ("add", "get", "schedule", "schedule_now")


def add(name, /, **arguments):
    """Have something done in the background, once the transaction has committed.

    :param name: name of the ``IJob`` utility that does it.
    :param arguments: plain values for it: ids and tokens, no personal data.
    :returns: the job's id.
    :raises ValueError: an argument is not plain.
    """
    return schedule(name, arguments)


def schedule(name, arguments=None, key=None, delay=0, attempts=rules.ATTEMPTS):
    """Have something done in the background, with a say in when and how often.

    :param name: name of the ``IJob`` utility that does it.
    :param arguments: mapping of plain values.
    :param key: with the same name and key there is only ever one job; asking again
        returns its id.
    :param delay: seconds to wait first.
    :param attempts: how often it is tried in all.
    :returns: the job's id.
    :raises ValueError: an argument is not plain.
    """
    values = _values(name, arguments, key, delay, attempts, relational.token())
    relational.queue(
        lambda connection: store.insert_waiting(connection, values),
        then=waking.wake,
    )
    return values["id"]


def schedule_now(connection, name, arguments=None, key=None, attempts=rules.ATTEMPTS):
    """Have something done in the background, whatever becomes of the current transaction.

    :param connection: a connection of ``relational.write_now``; wake the worker after it.
    :param name: name of the ``IJob`` utility that does it.
    :param arguments: mapping of plain values.
    :param key: with the same name and key there is only ever one job.
    :param attempts: how often it is tried in all.
    :returns: the job's id.
    :raises ValueError: an argument is not plain.
    """
    values = _values(name, arguments, key, 0, attempts, "")
    store.insert_waiting(connection, values)
    return values["id"]


def _values(name, arguments, key, delay, attempts, token):
    try:
        text = json.dumps(arguments or {}, sort_keys=True)
    except TypeError as error:
        raise ValueError(f"arguments of a job must be plain values: {error}") from error
    now = time.time()
    return {
        "id": uuid.uuid4().hex if key is None else store.id_of(name, key),
        "name": name,
        "arguments": text,
        "actor": actor(),
        "added": now,
        "due": now + delay,
        "attempts": attempts,
        "added_by": token,
    }


def get(id):
    """Return a job as it is now.

    :param id: what ``add`` returned.
    :returns: ``store.Job`` with ``state``, ``progress``, ``reason`` and ``result``;
        None before its transaction has committed.
    """
    return store.find(id)
