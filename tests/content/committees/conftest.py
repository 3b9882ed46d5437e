"""People along two lines of territory."""

from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import content
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME

import contextlib
import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
CENTRAL_VISAYAS = "0700000000"
BONTOC = "1404404000"
MOUNTAIN_PROVINCE = "1404400000"
CORDILLERA = "1400000000"
BAGUIO = "1430300000"

PEOPLE = {
    "ana": (DANAO, "contributor"),
    "berto": (DANAO, "secretary"),
    "clara": (PANGLAO, "secretary"),
    "dindo": (PANGLAO, "caseworker"),
    "elena": (BOHOL, "secretary"),
    "fidel": (CENTRAL_VISAYAS, "secretary"),
    "gloria": ("PH", "secretary"),
    "hilda": ("PH-knowledge", "member"),
    "isko": (BONTOC, "secretary"),
    "jose": (BONTOC, "contributor"),
    "karla": (CORDILLERA, "monitor"),
}
"""Who serves where; ``lito`` signed up and serves nowhere."""

NOBODY = "lito"

PASSWORD = "a-long-password-9"


def add_person(site, user_id, fullname=None):
    """Create an account that can do nothing yet."""
    site.acl_users.userFolderAddUser(user_id, PASSWORD, ["Member"], [])
    site.portal_membership.getMemberById(user_id).setMemberProperties(
        {"fullname": fullname or user_id.capitalize(), "email": f"{user_id}@example.org"}
    )


def fill_site(site):
    """Create the accounts and let them serve."""
    for user_id in [*PEOPLE, NOBODY]:
        add_person(site, user_id)
    for user_id, (key, function) in PEOPLE.items():
        clearances.grant(user_id, key, function, site=site)


@contextlib.contextmanager
def acting_as(site, user_id):
    """Act as somebody, ``None`` for a visitor, with nothing remembered of others."""
    access.forget(site.REQUEST)
    if user_id is None:
        logout()
    elif user_id == SITE_OWNER_NAME:
        login(site.aq_parent, user_id)
    else:
        login(site, user_id)
    try:
        yield
    finally:
        logout()
        access.forget(site.REQUEST)


@pytest.fixture
def populate():
    """Create the accounts in a site and let them serve."""
    return fill_site


@pytest.fixture
def act_as():
    """Act as somebody in a site within a ``with`` block."""
    return acting_as


@pytest.fixture
def password():
    """What everybody signs in with."""
    return PASSWORD


@pytest.fixture
def acting(portal):
    """Act as somebody within a ``with`` block; ``None`` is a visitor."""
    return lambda user_id: acting_as(portal, user_id)


@pytest.fixture
def owner(portal):
    """The administrator of the server."""
    return SITE_OWNER_NAME


@pytest.fixture
def people(portal):
    """The people, serving."""
    fill_site(portal)
    return PEOPLE


@pytest.fixture
def committees(portal, people):
    """The committees of both lines, by key."""
    with acting_as(portal, SITE_OWNER_NAME):
        for code in (DANAO, PANGLAO, BOHOL, CENTRAL_VISAYAS, BONTOC, CORDILLERA, "PH"):
            content.create(code)
        content.create("PH", "knowledge")
    return content.home(portal)
