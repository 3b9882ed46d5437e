"""The site installs whole."""


class TestInstall:
    def test_both_distributions_are_installed(self, portal):
        setup = portal.portal_setup
        assert setup.getLastVersionForProfile("clkss.content:default") != "unknown"
        assert setup.getLastVersionForProfile("clkss.policy:default") != "unknown"

    def test_the_fixed_places_exist(self, portal):
        assert {"practices", "committees"} <= set(portal.objectIds())
