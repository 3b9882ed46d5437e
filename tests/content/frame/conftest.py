"""A site with a wall that people write on, each in a browser of their own."""

from clkss.content.frame.views import FormView
from clkss.content.interfaces import IClkssLayer
from lxml import html
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.testing.zope import Browser
from Products.Five.browser.metaconfigure import page
from zope.component import getSiteManager
from zope.component import hooks
from zope.configuration.config import ConfigurationMachine
from zope.interface import Interface

import pytest
import transaction


PASSWORD = "A-long-secret-7"


class Wall(FormView):
    """Writes what is posted into the description of the site."""

    name = "wall"

    def __call__(self):
        address = f"{self.context.absolute_url()}/{self.name}"
        if self.is_post:
            self.check_token()
            self.context.description = self.request.form["text"]
            return self.redirect_with_message("Written on the wall", address)
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        return (
            f'<html><body><form method="post" action="{address}">{self.token_field()}'
            '<textarea name="text"></textarea><button name="write">Write</button>'
            "</form></body></html>"
        )


class MembersWall(Wall):
    """The same for members only."""

    name = "members-wall"


VIEWS = ((Wall, "zope.Public"), (MembersWall, "cmf.SetOwnProperties"))


@pytest.fixture
def site(functional_portal):
    """The site with its walls, with Maria and Pedro, two members."""
    machine = ConfigurationMachine()
    for view, permission in VIEWS:
        page(machine, view.name, permission, IPloneSiteRoot, IClkssLayer, class_=view)
    with hooks.site(None):
        machine.execute_actions()
    with api.env.adopt_roles(["Manager"]):
        for name in ("maria", "pedro"):
            api.user.create(
                email=f"{name}@example.org",
                username=name,
                password=PASSWORD,
                properties={"fullname": name.title()},
            )
    transaction.commit()
    yield functional_portal
    with hooks.site(None):
        for view, _permission in VIEWS:
            getSiteManager().unregisterAdapter(
                required=(IPloneSiteRoot, IClkssLayer), provided=Interface, name=view.name
            )


class Person:
    """Somebody with a browser.

    :param app: Zope's root.
    :param site: the site.
    """

    def __init__(self, app, site):
        self.browser = Browser(app)
        self.browser.handleErrors = True
        self.browser.raiseHttpErrors = False
        self.browser.addHeader("Accept", "text/html")
        self.url = site.absolute_url()

    def open(self, path=""):
        """Open a page of the site; returns it parsed."""
        self.browser.open(f"{self.url}/{path}" if path else self.url)
        return self.page

    def post(self, path, **fields):
        """Send a form to an address, not from a page."""
        data = "&".join(f"{name}={value}" for name, value in fields.items())
        self.browser.open(f"{self.url}/{path}", data=data)
        return self.page

    def sign_in(self, name, password=PASSWORD):
        """Sign in by the form."""
        self.open("login")
        self.browser.getControl(name="__ac_name").value = name
        self.browser.getControl(name="__ac_password").value = password
        self.browser.getControl(name="buttons.login").click()
        return self

    @property
    def status(self):
        """Status of the last answer."""
        return int(self.browser.headers["Status"].split()[0])

    @property
    def page(self):
        """The last page, parsed; None when it is no HTML."""
        contents = self.browser.contents
        return html.fromstring(contents) if contents.strip() else None

    @property
    def text(self):
        """What the last page says."""
        return " ".join(self.page.text_content().split())


@pytest.fixture
def person(functional, site):
    """Make people with browsers of their own."""
    return lambda: Person(functional["app"], site)


@pytest.fixture
def visitor(person):
    """Nobody known."""
    return person()


@pytest.fixture
def maria(person):
    """Maria, signed in."""
    return person().sign_in("maria")


@pytest.fixture
def pedro(person):
    """Pedro, signed in."""
    return person().sign_in("pedro")


@pytest.fixture
def on_the_wall(site):
    """Read what is written, from the database."""

    def read():
        transaction.begin()
        return site.description

    return read
