"""Making a site includes making its tables."""

from clkss.content.relational import places
from clkss.content.relational import schema


def install(site):
    """Make and migrate the tables; changes nothing where they are up to date.

    :param site: the site root.
    """
    for kind in places.KINDS:
        schema.ensure(kind)
