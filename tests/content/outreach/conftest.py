"""A site with practices in several states, and ways to ask it from outside."""

from clkss.content.outreach import harvest
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from lxml import etree
from pathlib import Path
from plone import api
from plone.testing.zope import Browser
from tests.content.given import OF_THE_NATION
from tests.content.given import PRACTICE
from urllib.parse import urlencode
from webtest.http import StopableWSGIServer
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module

import base64
import pytest
import transaction


NAMES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture
def grammar():
    """The grammar of OAI-PMH 2.0 with oai_dc."""
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))


def do(site, item, *steps):
    """Take an item through steps of the ladder, each in a transaction of its own."""
    transaction.commit()
    for actor, action in steps:
        with acting_as(site, actor):
            ladder.act(item, action)
        transaction.commit()


@pytest.fixture
def practice(site):
    """Have the nation's secretary write a practice: ``practice("published", title="…")``."""

    def practice(state="published", **values):
        values = {"territories": [DANAO.barangay], **PRACTICE, **values}
        with acting_as(site, "national.secretary"):
            item = api.content.create(site.practices, "GoodPractice", **values)
        do(site, item, *OF_THE_NATION[state])
        return item

    return practice


class Answer:
    """An answer of the site in XML."""

    def __init__(self, answer, grammar):
        self.status = answer.status_int
        self.headers = answer.headers
        self.text = answer.text
        self.root = etree.fromstring(answer.body)
        grammar.assertValid(self.root)

    def texts(self, path):
        return [each.text for each in self.root.iterfind(path, NAMES)]

    @property
    def errors(self):
        return [each.get("code") for each in self.root.iterfind("oai:error", NAMES)]

    @property
    def headed(self):
        """Identifiers, each with whether it is deleted."""
        return {
            header.findtext("oai:identifier", namespaces=NAMES): header.get("status") == "deleted"
            for header in self.root.iterfind(".//oai:header", NAMES)
        }

    @property
    def token(self):
        return self.root.find(".//oai:resumptionToken", NAMES)


@pytest.fixture
def oai(site, functional, grammar):
    """Ask as a harvester: ``oai(verb="Identify")``; every answer is held against the grammar."""

    def oai(*pairs, post=False, person=None, **arguments):
        testapp = Browser(functional["app"]).testapp
        arguments = {name.rstrip("_"): value for name, value in arguments.items()}
        query = urlencode([*pairs, *arguments.items()])
        headers = {"Host": "nohost"}
        if person:
            words = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
            headers["Authorization"] = f"Basic {words}"
        path = "/".join(site.getPhysicalPath()) + "/@@oai"
        if post:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            answer = testapp.request(path, method="POST", body=query.encode(), headers=headers)
        else:
            answer = testapp.request(f"{path}?{query}" if query else path, headers=headers)
        return Answer(answer, grammar)

    return oai


@pytest.fixture
def served(site):
    """Serve the site over HTTP; gives its address."""
    server = StopableWSGIServer.create(HTTPExceptionHandler(publish_module))
    server.wait()
    yield f"http://localhost:{server.effective_port}{'/'.join(site.getPhysicalPath())}"
    server.shutdown()


@pytest.fixture
def small_pages(monkeypatch):
    """Lists come in twos."""
    monkeypatch.setattr(harvest, "RECORDS", 2)
    monkeypatch.setattr(harvest, "HEADERS", 2)
