"""Clients of the REST services."""

from clkss.content.testing.people import PASSWORD
from clkss.policy.testing.settling import settle
from plone.testing.zope import Browser
from tests.rest.recorder import Recorder

import base64
import json
import pytest


@pytest.fixture
def visitor_rest(functional_portal, functional):
    """Somebody who asks over REST without signing in."""
    return Recorder(functional["app"], functional_portal)


@pytest.fixture
def rest(functional_portal, functional):
    """Clients by person: ``rest("barangay.contributor")``; ``None`` is a visitor."""
    settle(functional_portal)

    def client(person=None):
        known = (person, PASSWORD) if person else None
        return Recorder(functional["app"], functional_portal, known)

    return client


@pytest.fixture
def ask(functional_portal, functional):
    """Send a request as somebody, of which nothing is written down: status and text."""
    app = Browser(functional["app"]).testapp
    root = "/" + "/".join(functional_portal.getPhysicalPath()[1:])

    def ask(person, method, path, accept="application/json", **values):
        headers = {"Accept": accept}
        body = json.dumps(values).encode() if values else b""
        if body:
            headers["Content-Type"] = "application/json"
        if person:
            words = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
            headers["Authorization"] = f"Basic {words}"
        answer = app.request(
            f"{root}/{path}", method=method, headers=headers, body=body, expect_errors=True
        )
        app.reset()
        return answer.status_int, answer.text

    return ask
