"""Mail: asked for in a transaction, sent once it has committed, stopped with one click."""

from clkss.content import jobs
from clkss.content import relational
from clkss.content.jobs import waking
from clkss.content.jobs.store import id_of
from clkss.content.notices import rules
from clkss.content.notices import store

import json
import time
import uuid


__all__ = ("send", "send_now")


def send(letter, recipient, arguments=None, *, site_url, language="", key=None):
    """Have a mail written and sent, once the transaction has committed.

    What it says is looked up when it is sent, as the recipient may see it then.

    :param letter: name of the ``ILetter`` utility that writes it.
    :param recipient: ``<kind>:<id>``, the kind being the name of an ``IRecipients`` utility.
    :param arguments: mapping of plain values for the letter: ids and tokens, no personal data.
    :param site_url: address of the site as the recipient knows it; the worker does not know it.
    :param language: language of the mail, where the recipient has not chosen one.
    :param key: with the same letter and key there is only ever one mail.
    :returns: id of the mail.
    :raises ValueError: an argument is not plain.
    """
    values = _values(letter, recipient, arguments, site_url, language, key, relational.token())
    relational.queue(lambda connection: store.insert_waiting(connection, values))
    jobs.schedule("notices.send", {"mail": values["id"]}, key=values["id"], attempts=rules.ATTEMPTS)
    return values["id"]


def send_now(letter, recipient, arguments=None, *, site_url, language="", key=None):
    """Have a mail written and sent, whatever becomes of the current transaction.

    Only for what has happened already, such as a sign-in that was refused.

    :param letter: name of the ``ILetter`` utility that writes it.
    :param recipient: ``<kind>:<id>``.
    :param arguments: mapping of plain values for the letter.
    :param site_url: address of the site as the recipient knows it.
    :param language: language of the mail, where the recipient has not chosen one.
    :param key: with the same letter and key there is only ever one mail.
    :returns: id of the mail.
    :raises ValueError: an argument is not plain.
    :raises StoreBusy: nothing was written.
    """
    values = _values(letter, recipient, arguments, site_url, language, key, "")
    id = values["id"]
    with relational.write_now() as connection:
        store.insert_waiting(connection, values)
        jobs.schedule_now(connection, "notices.send", {"mail": id}, key=id, attempts=rules.ATTEMPTS)
    waking.wake()
    return id


def _values(letter, recipient, arguments, site_url, language, key, token):
    try:
        text = json.dumps(arguments or {}, sort_keys=True)
    except TypeError as error:
        raise ValueError(f"arguments of a letter must be plain values: {error}") from error
    return {
        "id": uuid.uuid4().hex if key is None else id_of(letter, key),
        "letter": letter,
        "recipient": recipient,
        "arguments": text,
        "site_url": site_url,
        "language": language,
        "added": time.time(),
        "added_by": token,
    }
