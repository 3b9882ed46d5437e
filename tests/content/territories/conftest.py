"""A kind of content that speaks of places, and Liza of Danao, who writes it."""

from clkss.policy.testing import POLICY_SERVED
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.dexterity.fti import DexterityFTI
from plone.testing.zope import Browser
from pytest_plone import fixtures_factory

import base64
import pytest
import transaction


globals().update(fixtures_factory(((POLICY_SERVED, "served"),), keep_session=False))

MODEL = """
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="story" type="zope.schema.Text">
      <title>Story</title>
    </field>
    <field name="seen" type="zope.schema.Choice">
      <title>Seen at</title>
      <required>False</required>
      <vocabulary>clkss.territories</vocabulary>
      <form:widget xmlns:form="http://namespaces.plone.org/supermodel/form"
                   type="clkss.content.territories.widget.TerritoryFieldWidget" />
    </field>
  </schema>
</model>
"""


def add_note_type(portal):
    """Add the type PlaceNote: title, story (required), places."""
    fti = DexterityFTI(
        "PlaceNote",
        title="Place note",
        klass="plone.dexterity.content.Container",
        global_allow=True,
        filter_content_types=False,
        model_source=MODEL,
        behaviors=("plone.basic", "plone.namefromtitle", "clkss.territories"),
    )
    portal.portal_types._setObject("PlaceNote", fti)


@pytest.fixture
def notes(portal):
    """A site where notes on places can be made."""
    add_note_type(portal)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def live_notes(functional_portal):
    """The same, for those who come with a browser."""
    add_note_type(functional_portal)
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    functional_portal.acl_users.userFolderAddUser("liza", "danao-secret", ["Contributor"], [])
    transaction.commit()
    return functional_portal


@pytest.fixture
def liza(live_notes, functional):
    """Liza's browser: no scripts, on a phone."""
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", "Basic liza:danao-secret")
    return browser


@pytest.fixture
def served_notes(served):
    """The site of notes behind a server of its own; gives its address."""
    portal = served["portal"]
    add_note_type(portal)
    portal.acl_users.userFolderAddUser("liza", "danao-secret", ["Contributor"], [])
    transaction.commit()
    return f"http://localhost:{served['port']}/{portal.getId()}"


@pytest.fixture
def sign_in():
    """The header that signs Liza in."""
    words = base64.b64encode(b"liza:danao-secret").decode("ascii")
    return {"Authorization": f"Basic {words}"}


@pytest.fixture
def phone(chromium, served_notes, sign_in):
    """Liza's phone, 360 pixels wide, signed in."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740},
        base_url=f"{served_notes}/",
        extra_http_headers=sign_in,
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
