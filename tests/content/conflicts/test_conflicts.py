"""Ids without a counter, retries without long waits."""

from clkss.content.conflicts import retries
from clkss.content.conflicts.setup import install
from clkss.content.conflicts.tool import RandomIdGenerator
from clkss.content.conflicts.verification import verify
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from Products.CMFUid.interfaces import IUniqueIdGenerator
from zope.component import getUtility
from ZPublisher.HTTPRequest import WSGIRequest
from ZPublisher.pubevents import PubStart

import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


class TestRandomIds:
    def test_the_site_uses_them(self, site):
        assert type(site.portal_uidgenerator.aq_base) is RandomIdGenerator
        assert type(getUtility(IUniqueIdGenerator).aq_base) is RandomIdGenerator

    def test_they_differ_and_fit(self, site):
        ids = {site.portal_uidgenerator() for _ in range(10_000)}
        assert len(ids) == 10_000
        assert all(0 < id < 2**62 for id in ids)

    def test_giving_one_out_writes_nothing(self, site):
        transaction.commit()
        site.portal_uidgenerator()
        assert not site.portal_uidgenerator._p_changed
        assert not site._p_jar._registered_objects

    def test_installing_again_changes_nothing(self, site):
        before = site.portal_uidgenerator.aq_base
        install(site)
        assert site.portal_uidgenerator.aq_base is before

    def test_the_tools_of_other_profiles_do_not_bring_the_counter_back(self, site):
        site.portal_setup.runImportStepFromProfile("profile-plone.app.caching:default", "toolset")
        site.portal_setup.runImportStepFromProfile("profile-clkss.content:default", "toolset")
        assert type(site.portal_uidgenerator.aq_base) is RandomIdGenerator
        assert verify(site) == []

    def test_importing_the_counter_again_is_found_and_mended(self, site):
        editions = "profile-Products.CMFEditions:CMFEditions"
        site.portal_setup.runImportStepFromProfile(editions, "toolset")
        (problem,) = verify(site)
        assert "clkss.content:default" in problem
        install(site)
        assert verify(site) == []

    def test_versions_are_kept_and_brought_back(self, site):
        page = api.content.create(site, "Document", "page", title="First")
        page.title = "Second"
        repository = site.portal_repository
        repository.save(page)
        page.title = "Third"
        repository.save(page)
        titles = [version.object.title for version in repository.getHistory(page)]
        assert titles[:2] == ["Third", "Second"]
        handler = site.portal_uidhandler
        assert handler.queryObject(page.cmf_uid()).getId() == "page"


class TestRetries:
    def test_the_publishers_request_waits_our_way(self, site, monkeypatch):
        slept = []
        monkeypatch.setattr(retries.time, "sleep", slept.append)
        request = WSGIRequest.__new__(WSGIRequest)
        request.retry_count = 15
        WSGIRequest.delay_retry(request)
        assert 0 <= slept[0] <= retries.LONGEST

    def test_the_wait_doubles_up_to_its_limit(self):
        waits = [retries.longest_wait(count) for count in range(16)]
        assert waits[:3] == [0.05, 0.1, 0.2]
        assert waits == sorted(waits)
        assert waits[-1] == retries.LONGEST

    def test_a_try_is_the_last_one_when_the_first_was_long_ago(self, site, monkeypatch):
        first = WSGIRequest.__new__(WSGIRequest)
        first._orig_env = {}
        first.retry_max_count = 15
        retries.begin(PubStart(first))
        assert first.retry_max_count == 15
        second = WSGIRequest.__new__(WSGIRequest)
        second._orig_env = first._orig_env
        second.retry_max_count = 15
        later = retries.time.monotonic() + retries.PATIENCE + 1
        monkeypatch.setattr(retries.time, "monotonic", lambda: later)
        retries.begin(PubStart(second))
        assert second.retry_max_count == 0


class TestFolders:
    def test_adding_writes_nothing_into_a_folder_without_order(self, site):
        api.content.create(site.practices, "GoodPractice", title="The first")
        transaction.commit()
        api.content.create(site.practices, "GoodPractice", title="The second")
        assert site.practices.aq_base not in site._p_jar._registered_objects

    def test_a_folder_with_order_keeps_the_date_of_the_last_addition(self, site):
        folder = api.content.create(site, "Folder", title="Ordered")
        before = folder.modified()
        api.content.create(folder, "Document", title="In it")
        assert folder.modified() > before
