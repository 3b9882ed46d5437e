"""Clients of the REST services."""

from pathlib import Path

import importlib.util
import pytest


def _recorder():
    spec = importlib.util.spec_from_file_location(
        "clkss_rest_recorder", Path(__file__).with_name("recorder.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def visitor_rest(functional_portal, functional):
    """Somebody who asks over REST without signing in."""
    return _recorder().Recorder(functional["app"], functional_portal)
