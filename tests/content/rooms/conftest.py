"""The municipal committee of Panglao and its room."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.rooms import sharing
from clkss.content.relay.reporting import opening
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from DateTime import DateTime
from datetime import date
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
            committees.create(DANAO.municipal, creation_date=DateTime("2026-01-05"))
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


@pytest.fixture
def asked(site, room, monkeypatch):
    """A quarter of which the municipal committees have to report."""
    with acting_as(site, "national.secretary"):
        template = createContentInContainer(
            site["report-templates"],
            "ReportTemplate",
            checkConstraints=False,
            title="Children at work on boats",
            levels=["municipal"],
            period_kind="quarterly",
            days_due=15,
            days_grace=10,
            questions=[{"label": "Children", "label_tl": "", "kind": "figure", "needed": "yes"}],
        )
        made = opening.open_period(site, template, "2026-Q3")
    transaction.commit()
    monkeypatch.setattr(clearances, "today", lambda: date(2026, 10, 10))
    return made
