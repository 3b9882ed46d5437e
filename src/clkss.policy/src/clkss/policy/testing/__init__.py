"""Layers of the tests; the tests themselves live in ``tests/``."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGIServer

import clkss.policy


class PolicyLayer(PloneSandboxLayer):
    """A whole CLKSS site, without the demo."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Load the package's ZCML."""
        self.loadZCML(package=clkss.policy)

    def setUpPloneSite(self, portal):
        """Install the profile."""
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        applyProfile(portal, "clkss.policy:default")


class FreeServer(WSGIServer):
    """A server on whatever port is free each time, not on the one that it had before."""

    def setUpServer(self):
        """Forget the port of the last time, which others may have by now."""
        self.port = None
        super().setUpServer()


SERVER_FIXTURE = FreeServer()
POLICY_FIXTURE = PolicyLayer()
POLICY_INTEGRATION = IntegrationTesting(bases=(POLICY_FIXTURE,), name="Policy:Integration")
POLICY_FUNCTIONAL = FunctionalTesting(bases=(POLICY_FIXTURE,), name="Policy:Functional")
POLICY_SERVED = FunctionalTesting(bases=(POLICY_FIXTURE, SERVER_FIXTURE), name="Policy:Served")
