"""Places for all kinds of knowledge, and what robots are told."""

from clkss.policy import structure


DELTA = "profile-clkss.policy.upgrades.v20261126001:upgrade_20261126001"


def upgrade(setup):
    """Bring a site of the first release up to date.

    :param setup: ``portal_setup``.
    """
    setup.runAllImportStepsFromProfile(DELTA)
    structure.build(setup)
    practices = setup.aq_parent.get(structure.PRACTICES)
    if practices is not None:
        structure.keep_to(practices, "GoodPractice")
