"""A site with people, and browsers that sign in or fail to."""

from AccessControl import getSecurityManager
from clkss.content.audit.tables import audit as audit_table
from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.frame import tokens
from clkss.content.interfaces import IClkssLayer
from clkss.content.notices.tables import mails
from clkss.content.signin.factor import store
from lxml import html
from plone.base.interfaces import IPloneSiteRoot
from plone.testing.zope import Browser
from Products.Five.browser import BrowserView
from Products.Five.browser.metaconfigure import page
from sqlalchemy import select
from urllib.parse import urlencode
from zope.component import getSiteManager
from zope.component import hooks
from zope.configuration.config import ConfigurationMachine
from zope.interface import Interface

import clkss.content.relational as relational
import json
import pyotp
import pytest
import time
import transaction


PANGLAO = "0701233000"
BOHOL = "0701200000"

PASSWORD = "a-long-password-9"

PEOPLE = {
    "dindo": (PANGLAO, "caseworker"),
    "clara": (PANGLAO, "secretary"),
    "elena": (BOHOL, "secretary"),
    "gloria": ("PH", "secretary"),
    "lito": None,
}
"""Who serves where; ``lito`` signed up and serves nowhere."""


class Standing(BrowserView):
    """Says what of its reader's standing counts."""

    def __call__(self):
        user = getSecurityManager().getUser()
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"groups": sorted(user.getGroups()), "roles": sorted(user.getRoles())})


@pytest.fixture
def site(functional_portal):
    """The site with its people, and a page that says what of one's standing counts."""
    site = functional_portal
    machine = ConfigurationMachine()
    page(machine, "standing", "zope2.View", IPloneSiteRoot, IClkssLayer, class_=Standing)
    with hooks.site(None):
        machine.execute_actions()
    for user_id, service in PEOPLE.items():
        site.acl_users.source_users.addUser(user_id, user_id, PASSWORD)
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Member", user_id)
        site.portal_membership.getMemberById(user_id).setMemberProperties(
            {"fullname": user_id.capitalize(), "email": f"{user_id}@example.org"}
        )
        if service:
            clearances.grant(user_id, *service, site=site)
    transaction.commit()
    access.forget(site.REQUEST)
    yield site
    with hooks.site(None):
        getSiteManager().unregisterAdapter(
            required=(IPloneSiteRoot, IClkssLayer), provided=Interface, name="standing"
        )


def computed(groups):
    """Return the groups that follow from service on a committee, without those of its level."""
    return {each for each in groups if each.startswith(("committee:", "function:"))}


class Person:
    """Somebody with a browser.

    :param app: Zope's root.
    :param site: the site.
    """

    def __init__(self, app, site):
        self.app = app
        self.url = site.absolute_url()
        self.browser = Browser(app)
        self.browser.handleErrors = True
        self.browser.raiseHttpErrors = False
        self.browser.addHeader("Accept", "text/html")

    def open(self, path=""):
        """Open a page of the site; returns it parsed."""
        self.browser.open(f"{self.url}/{path}" if path else self.url)
        return self.page

    def post(self, path, **fields):
        """Send a form with its token."""
        page = self.open(path)
        found = page.xpath(f"//input[@name='{tokens.FIELD}']") if page is not None else []
        token = {tokens.FIELD: found[0].get("value")} if found else {}
        self.browser.open(f"{self.url}/{path}", data=urlencode({**token, **fields}))
        return self.page

    def sign_in(self, name, password=PASSWORD, **fields):
        """Sign in by the form."""
        fields = {
            "__ac_name": name,
            "__ac_password": password,
            "buttons.login": "Log in",
            **fields,
        }
        self.browser.open(f"{self.url}/login", data=urlencode(fields))
        return self

    def confirm(self, code, **fields):
        """Enter the code, after the password."""
        self.post("confirm-sign-in", code=code, **fields)
        return self

    def standing(self):
        """What of one's standing counts here."""
        self.browser.open(f"{self.url}/@@standing")
        return json.loads(self.browser.contents)

    @property
    def groups(self):
        """The computed groups that count here."""
        return computed(self.standing()["groups"])

    @property
    def is_in(self):
        """Whether somebody is signed in here."""
        self.open("my-searches")
        return self.status == 200 and "/login" not in self.browser.url

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


class Answer:
    """What a service says."""

    def __init__(self, browser):
        self.status = int(browser.headers["Status"].split()[0])
        self.body = str(browser.contents)
        self.headers = browser.headers

        self.contents = browser.contents

    @property
    def json(self):
        """The body, read."""
        return json.loads(self.contents)

    @property
    def groups(self):
        """The computed groups that a page says that one has."""
        return computed(self.json["groups"])


@pytest.fixture
def rest(functional, site):
    """Ask a service, with credentials if need be."""

    def ask(method, path, body=None, authorization=None):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = False
        browser.addHeader("Accept", "application/json")
        if authorization:
            browser.addHeader("Authorization", authorization)
        url = f"{site.absolute_url()}/{path}"
        if method == "POST":
            browser.post(url, json.dumps(body or {}), "application/json")
        else:
            browser.open(url)
        return Answer(browser)

    return ask


@pytest.fixture
def basic(rest):
    """Ask who one is, with name and password on each request."""

    def ask(name, password=PASSWORD):
        return rest("GET", f"@users/{name}", authorization=f"Basic {name}:{password}")

    return ask


@pytest.fixture
def entries():
    """Read the audit."""

    def read(action=None):
        with relational.read("audit") as connection:
            rows = connection.execute(select(audit_table).order_by(audit_table.c.number)).all()
        return [
            (row.action, json.loads(row.detail)) for row in rows if action in (None, row.action)
        ]

    return read


@pytest.fixture
def mails_to():
    """Read which letters wait for an account."""

    def read(user_id):
        with relational.read() as connection:
            query = select(mails).where(mails.c.recipient == f"member:{user_id}")
            return [row.letter for row in connection.execute(query.order_by(mails.c.added))]

    return read


@pytest.fixture
def later(monkeypatch):
    """Let time pass."""
    now = time.time
    shift = [0]
    monkeypatch.setattr(time, "time", lambda: now() + shift[0])

    def pass_by(seconds):
        shift[0] += seconds

    return pass_by


class Telephone:
    """An app for one-time codes."""

    def __init__(self, secret):
        self.secret = secret
        self.app = pyotp.TOTP(secret)

    def code(self, shift=0):
        """The code that it shows, or showed or will show so many steps from now."""
        return self.app.at(time.time() + shift * 30)

    def wrong(self):
        """A code that it shows neither now nor just before or after."""
        shown = {self.code(shift) for shift in range(-2, 3)}
        return next(code for code in map("{:06}".format, range(10)) if code not in shown)


@pytest.fixture
def enrol(site):
    """Give somebody a second factor; returns the telephone and the recovery codes."""

    def enrol(user_id):
        secret = store.new_secret()
        codes = store.switch_on(site, user_id, secret, 0)
        transaction.commit()
        return Telephone(secret), codes

    return enrol


@pytest.fixture
def telephone():
    """Make an app that knows a secret."""
    return Telephone
