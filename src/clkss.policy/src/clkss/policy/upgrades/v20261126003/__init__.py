"""Places that were not there."""

from clkss.policy import structure


def upgrade(setup):
    """Bring a site of 20261126002 up to date.

    :param setup: ``portal_setup``.
    """
    structure.build(setup)
