"""Layers of the tests; the tests themselves live in ``tests/``."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE

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


POLICY_FIXTURE = PolicyLayer()
POLICY_INTEGRATION = IntegrationTesting(bases=(POLICY_FIXTURE,), name="Policy:Integration")
POLICY_FUNCTIONAL = FunctionalTesting(bases=(POLICY_FIXTURE,), name="Policy:Functional")
POLICY_SERVED = FunctionalTesting(bases=(POLICY_FIXTURE, WSGI_SERVER_FIXTURE), name="Policy:Served")
