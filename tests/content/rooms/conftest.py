"""The municipal committee of Panglao and its room."""

from clkss.content.committees import content as committees
from clkss.content.community.rooms import sharing
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


SECRETARY = "municipal.secretary"


@pytest.fixture
def room(site):
    """The municipal committee of Panglao."""
    with acting_as(site, "admin"):
        if committees.get(DANAO.municipal) is None:
            committees.create(DANAO.municipal)
    transaction.commit()
    return site["committees"][DANAO.municipal]


@pytest.fixture
def put(site, room):
    """Put something into the room: ``put("RoomDocument", title="…", text="…")``."""

    def put(portal_type, person=SECRETARY, share=None, **fields):
        with acting_as(site, person):
            item = createContentInContainer(room, portal_type, checkConstraints=False, **fields)
            if share:
                sharing.act(item, share)
        transaction.commit()
        return item

    return put


@pytest.fixture
def people():
    """Who may view something, and who may change it: ``people(item)`` gives two sets."""

    def people(item, permissions=("View", "Modify portal content")):
        site = api.portal.get()
        found = tuple(set() for _each in permissions)
        for person in (None, *(each.id for each in PEOPLE), "admin"):
            with acting_as(site, person):
                for ids, permission in zip(found, permissions, strict=True):
                    if api.user.has_permission(permission, obj=item):
                        ids.add(person)
        return found

    return people
