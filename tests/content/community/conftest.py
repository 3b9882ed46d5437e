"""A board of each kind, topics on them, and a mail server."""

from clkss.content.community.boards.writing import open_topic
from clkss.content.community.discussion import posting
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from clkss.policy.testing.settling import settle
from plone import api

import pytest
import transaction


BOARDS = {
    "public": {"audience": "public"},
    "members": {"audience": "members"},
    "committee": {"audience": "committee", "committee": DANAO.municipal},
    "level": {"audience": "level", "level": "barangay"},
}

HANDLES = {
    "barangay.secretary": "demo.barangay.secretary.danao",
    "barangay.contributor": "demo.barangay.contributor.danao",
    "member": "demo.member.danao",
}


@pytest.fixture
def site(functional_portal, server):
    """A site with people who have names and mail addresses, and a board of each kind."""
    settle(functional_portal)
    server.use_for(functional_portal)
    api.portal.set_registry_record("plone.email_from_address", "clkss@example.org")
    api.portal.set_registry_record("plone.available_languages", ["en", "tl"])
    for person in PEOPLE:
        api.user.get(userid=person.id).setMemberProperties(
            {"email": f"{person.id}@example.org", "fullname": person.fullname}
        )
    with acting_as(functional_portal, "admin"):
        for name, fields in BOARDS.items():
            api.content.create(
                functional_portal.boards, "Board", id=name, title=f"Board {name}", **fields
            )
    transaction.commit()
    return functional_portal


@pytest.fixture
def topic(site):
    """Open a topic: ``topic("public", "municipal.secretary", title="…", text="…")``."""

    def topic(board="public", person="municipal.secretary", title="Boats", text="Who knows?"):
        with acting_as(site, person):
            made, _post = open_topic(site.boards[board], title, text)
        transaction.commit()
        return made

    return topic


@pytest.fixture
def say(site):
    """Write a post: ``say(topic, "member", "text")``."""

    def say(thing, person, text, reply_to=0, **more):
        with acting_as(site, person):
            post = posting.add(thing, text, reply_to, **more)
        transaction.commit()
        return post

    return say
