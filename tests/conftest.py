"""Layers become fixtures, once."""

from clkss.policy.testing import POLICY_FIXTURE
from clkss.policy.testing import POLICY_FUNCTIONAL
from clkss.policy.testing import POLICY_INTEGRATION
from pytest_plone import fixtures_factory


pytest_plugins = ["pytest_plone"]


globals().update(
    fixtures_factory(
        (
            (POLICY_FIXTURE, "policy"),
            (POLICY_INTEGRATION, "integration"),
            (POLICY_FUNCTIONAL, "functional"),
        )
    )
)
