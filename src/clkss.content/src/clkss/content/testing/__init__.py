"""Layers of the tests; the tests themselves live in ``tests/``."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer

import clkss.content


class ContentLayer(PloneSandboxLayer):
    """A Plone site with ``clkss.content`` installed."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Load the package's ZCML."""
        self.loadZCML(package=clkss.content)

    def setUpPloneSite(self, portal):
        """Install the profile."""
        applyProfile(portal, "clkss.content:default")


CONTENT_FIXTURE = ContentLayer()
CONTENT_INTEGRATION = IntegrationTesting(bases=(CONTENT_FIXTURE,), name="Content:Integration")
CONTENT_FUNCTIONAL = FunctionalTesting(bases=(CONTENT_FIXTURE,), name="Content:Functional")
