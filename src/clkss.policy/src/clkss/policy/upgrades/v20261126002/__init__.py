"""Places that were not there."""

from clkss.policy import demo
from clkss.policy import structure


DELTA = "profile-clkss.policy.upgrades.v20261126002:upgrade_20261126002"


def upgrade(setup):
    """Bring a site of 20261126001 up to date.

    :param setup: ``portal_setup``.
    """
    setup.runAllImportStepsFromProfile(DELTA)
    structure.build(setup)
    site = setup.aq_parent
    if demo.present(site):
        demo.mark(site)
