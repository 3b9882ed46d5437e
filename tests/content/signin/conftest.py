"""A site with people, and browsers that sign in or fail to."""

from clkss.content.audit.tables import audit as audit_table
from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.frame import tokens
from clkss.content.notices.tables import mails
from lxml import html
from plone.testing.zope import Browser
from sqlalchemy import select
from urllib.parse import urlencode

import clkss.content.relational as relational
import json
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


@pytest.fixture
def site(functional_portal):
    """The site with its people."""
    site = functional_portal
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
    return site


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
        self.body = browser.contents
        self.headers = browser.headers

    @property
    def json(self):
        """The body, read."""
        return json.loads(self.body)


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
