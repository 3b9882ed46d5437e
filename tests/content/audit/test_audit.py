"""The audit on a site: what is recorded, who may see it, who can change it."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.audit.verification import verify
from clkss.content.relational import engines
from clkss.content.relational.interfaces import IVerification
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from zExceptions import Unauthorized
from zope.component import getUtility

import pytest
import transaction


def entries():
    with relational.read("audit") as connection:
        query = select(audit.tables.audit).order_by(audit.tables.audit.c.number)
        return connection.execute(query).all()


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    login(portal, TEST_USER_NAME)
    return portal


class TestRecording:
    def test_with_the_transaction(self, site):
        audit.record("practice.published", site.practices, committee="PH-knowledge")
        assert entries() == []
        transaction.commit()
        (entry,) = entries()
        assert (entry.actor, entry.action) == (TEST_USER_ID, "practice.published")
        assert entry.object == site.practices.UID()
        assert entry.detail == '{"committee":"PH-knowledge"}'
        assert len(entry.token) == 32

    def test_not_without_the_transaction(self, site):
        audit.record("practice.published", site.practices)
        transaction.abort()
        transaction.commit()
        assert entries() == []

    def test_what_was_refused_stands_although_the_request_fails(self, site):
        audit.record_now("identity.refused", site.practices)
        transaction.abort()
        (entry,) = entries()
        assert (entry.action, entry.token) == ("identity.refused", "")

    def test_a_visitor_has_no_name(self, site):
        logout()
        audit.record_now("report.refused")
        (entry,) = entries()
        assert (entry.actor, entry.object) == ("", "")

    def test_both_ways_make_one_chain(self, site):
        audit.record("a.first")
        audit.record_now("a.second")
        audit.record("a.third")
        transaction.commit()
        assert [entry.action for entry in entries()] == ["a.second", "a.first", "a.third"]
        assert audit.verify_chain() == []
        assert audit.head() == (3, entries()[-1].hash)


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit SET actor = 'nobody'",
            "DELETE FROM audit",
            "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1",
        ],
    )
    def test_the_database_refuses(self, site, statement):
        audit.record_now("a.first")
        before = entries()
        with (
            pytest.raises(IntegrityError, match="append-only"),
            relational.write_now("audit") as connection,
        ):
            connection.execute(text(statement))
        assert entries() == before

    def test_who_removes_the_trigger_is_found_out(self, site):
        for action in ("a.first", "a.second", "a.third"):
            audit.record_now(action)
        with engines.writer("audit").begin() as connection:
            connection.execute(text("DROP TRIGGER audit_keeps_entries"))
            connection.execute(text("UPDATE audit SET actor = 'nobody' WHERE number = 2"))
        assert audit.verify_chain() == ["audit: entry 2 was changed"]
        assert list(verify(site)) == ["audit: entry 2 was changed"]

    def test_the_command_line_checks_it(self, site):
        assert getUtility(IVerification, name="audit.chain") is verify


class TestPage:
    def page(self, site, **form):
        request = site.REQUEST
        request.form.update(form)
        return site.restrictedTraverse("@@audit")()

    def test_a_manager_sees_the_latest_first(self, site):
        audit.record_now("sheet.applied", rows=17)
        audit.record_now("practice.published", site.practices)
        page = self.page(site)
        assert page.index("practice.published</td>") < page.index("sheet.applied</td>")
        assert "rows=17" in page
        assert site.practices.UID() in page

    def test_looking_is_recorded(self, site):
        self.page(site, action="sheet.applied")
        (entry,) = entries()
        assert (entry.action, entry.actor) == ("audit.seen", TEST_USER_ID)
        assert '"of":"sheet.applied"' in entry.detail

    def test_filters(self, site):
        audit.record_now("sheet.applied", "one")
        audit.record_now("sheet.applied", "other")
        audit.record_now("sheet.undone", "other")
        page = self.page(site, action="sheet.applied", object="other")
        assert page.count("<td>sheet.applied</td>") == 1
        assert "<td>sheet.undone</td>" not in page

    def test_pages(self, site):
        for number in range(60):
            audit.record_now("sheet.applied", row=number)
        page = self.page(site, page="2")
        assert "row=9<" in page
        assert "row=10<" not in page
        assert 'rel="prev"' in page
        assert 'rel="next"' not in page

    @pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, ["1", "2"]])
    def test_a_senseless_page_is_the_first(self, site, page):
        audit.record_now("sheet.applied")
        assert "<td>sheet.applied</td>" in self.page(site, page=page)

    @pytest.mark.parametrize(
        "roles", [["Member"], ["Contributor"], ["Knowledge Editor"], ["Site Administrator"]]
    )
    def test_nobody_else_sees_it(self, site, roles):
        setRoles(site, TEST_USER_ID, roles)
        with pytest.raises(Unauthorized):
            site.restrictedTraverse("@@audit")
