"""What the audit says of transactions that a crash undid."""

from clkss.content.audit import rules
from clkss.content.audit import tables
from datetime import datetime
from datetime import UTC


def record_lost(connection, kind, tokens):
    """Add an entry for each lost transaction: what it recorded did not happen.

    :param connection: connection to write with.
    :param kind: the kind of store; only the audit is ours.
    :param tokens: tokens of the lost transactions.
    """
    if kind != "audit":
        return
    for token in tokens:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        entry = rules.Entry(now, "", "transaction.lost", "", rules.canonical({}), token)
        tables.append(connection, entry)
