"""The addresses that an item names."""

from Acquisition import aq_base
from clkss.content.care.gathering.interfaces import IGatherer
from clkss.content.care.links import rules
from clkss.content.care.links import store
from zope.interface import implementer

import time


FIELDS = ("website", "url", "event_url", "references", "source", "text")
"""Fields in which items name addresses."""


def addresses_of(item) -> list[str]:
    """Name the addresses in an item, each once.

    :param item: a reviewed item.
    """
    texts = []
    for name in FIELDS:
        value = getattr(aq_base(item), name, None)
        value = getattr(value, "raw", value)
        if isinstance(value, str):
            texts.append(value)
    return rules.addresses_in("\n".join(texts))


@implementer(IGatherer)
class Links:
    """Keeps which links items have."""

    def gather(self, item):
        """Take the addresses out of an item."""
        return addresses_of(item)

    def write(self, connection, found):
        """Keep them."""
        store.keep(connection, found, time.time())

    def drop(self, connection, uid):
        """Forget those of an item that is gone."""
        store.drop(connection, uid)
