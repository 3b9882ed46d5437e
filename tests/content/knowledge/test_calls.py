"""Pages of single things stay cheap: calls of Python functions are counted, nothing is timed."""

from base64 import b64encode
from clkss.content.knowledge import relations
from clkss.content.review import ladder
from clkss.content.review import workflow
from clkss.content.testing.people import PASSWORD
from io import BytesIO
from plone import api
from plone.dexterity.utils import createContentInContainer
from ZPublisher.WSGIPublisher import publish_module

import cProfile
import pstats
import pytest
import sys
import transaction


EDITOR = "national.editor"
MEMBER = "barangay.contributor"

VISITORS = 25_000
MEMBERS = 45_000
"""The goals of a page of a visitor, and of somebody who is signed in."""

WARM = 2
"""Requests after which everything that is read once is read."""

COMMON = {
    "description": "In short.",
    "language": "en",
    "territories": ["0701233003"],
    "themes": ["education"],
}

TEXTS = {
    "background": "Forty children fished at night.\n\nTheir families owed money.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays.",
    "lessons_learned": "Talk with the boat owners.",
    "necessary_conditions": "A teacher who is free.",
}


def published(site, folder, portal_type, title, **fields):
    with api.env.adopt_user(username=EDITOR):
        item = createContentInContainer(
            site[folder], portal_type, title=title, **{**COMMON, **fields}
        )
    ladder.act(item, workflow.SUBMIT, actor=EDITOR)
    ladder.act(item, workflow.PUBLISH, actor=EDITOR)
    return item


def answer(path, user):
    said = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "nohost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "nohost",
        "HTTP_ACCEPT": "text/html",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "wsgi.input": BytesIO(b""),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    if user is not None:
        secret = b64encode(f"{user}:{PASSWORD}".encode()).decode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {secret}"
    body = b"".join(publish_module(environ, lambda status, *_rest: said.append(status)))
    return said[-1][:3], body.decode()


def calls(path, user):
    for _request in range(WARM):
        status, html = answer(path, user)
        assert status == "200", (path, user, status)
    profile = cProfile.Profile()
    profile.enable()
    answer(path, user)
    profile.disable()
    return pstats.Stats(profile).total_calls, html


@pytest.fixture
def things(site):
    """A practice that names two others, one of them hidden; a service that can be reached."""
    api.portal.set_registry_record("plone.caching.interfaces.ICacheSettings.enabled", False)
    practice = published(site, "practices", "GoodPractice", "Night classes", **TEXTS)
    other = published(site, "practices", "GoodPractice", "Boats lent", **TEXTS)
    with api.env.adopt_user(username=EDITOR):
        hidden = createContentInContainer(
            site["practices"], "GoodPractice", title="Not yet told", **COMMON
        )
    relations.relate(practice, [other, hidden])
    practice.reindexObject()
    service = published(
        site,
        "services",
        "Service",
        "A helpline",
        service_kind="helpline",
        provider="The city",
        phone="1343",
        hours="Day and night",
        eligibility="Whoever knows of a child at work.",
        how_to_refer="Call and say where the child is.",
    )
    transaction.commit()
    return practice, service


def test_a_page_of_one_thing_keeps_to_its_calls(things):
    for thing in things:
        path = "/".join(thing.getPhysicalPath())
        for user, most in ((None, VISITORS), (MEMBER, MEMBERS)):
            counted, html = calls(path, user)
            assert counted <= most, (path, user, counted)
            assert thing.title in html
            assert "Not yet told" not in html
    practice, service = things
    shown = answer("/".join(practice.getPhysicalPath()), None)[1]
    assert "Boats lent" in shown
    assert "Day and night" in answer("/".join(service.getPhysicalPath()), None)[1]
