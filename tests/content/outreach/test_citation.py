"""A reference to take along, and links that last."""

from clkss.content.testing.people import acting_as
from plone import api
from tests.content.given import RETIRE
from tests.content.given import SUBMIT
from tests.content.outreach.conftest import do

import pytest
import transaction


@pytest.fixture
def visitor(browse):
    return browse(None)


class TestReferences:
    def test_bibtex(self, practice, visitor):
        item = practice(title="Nets & fathers")
        visitor.open(f"{item.absolute_url()}/@@citation?format=bibtex")
        assert visitor.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
        assert f'filename="{item.getId()}.bib"' in visitor.headers["Content-Disposition"]
        assert r"title = {{Nets \& fathers}}" in visitor.contents
        assert f"/permalink/{item.UID()}}}" in visitor.contents

    def test_ris(self, practice, visitor):
        item = practice(title="Nets & fathers")
        visitor.open(f"{item.absolute_url()}/@@citation?format=ris")
        kind = "application/x-research-info-systems; charset=utf-8"
        assert visitor.headers["Content-Type"] == kind
        assert "TI  - Nets & fathers" in visitor.contents

    def test_apa_says_what_the_page_says(self, practice, visitor):
        item = practice(title="Nets and fathers")
        visitor.open(f"{item.absolute_url()}/@@citation")
        assert visitor.headers["Content-Type"].startswith("text/plain")
        said = visitor.contents.strip()
        assert said.startswith("Nets and fathers")
        visitor.open(item.absolute_url())
        assert said in visitor.contents

    @pytest.mark.parametrize("asked", ["", "endnote", "<script>"])
    def test_there_are_no_other_formats(self, practice, visitor, asked):
        item = practice()
        visitor.open(f"{item.absolute_url()}/@@citation?format={asked}")
        assert visitor.headers["Status"].startswith("400")
        assert "<script>" not in visitor.contents

    def test_the_page_leads_to_them(self, practice, visitor):
        item = practice()
        visitor.open(item.absolute_url())
        for name in ("bibtex", "ris", "apa"):
            assert f"{item.absolute_url()}/@@citation?format={name}" in visitor.contents

    @pytest.mark.parametrize("name", ["bibtex", "ris", "apa"])
    def test_who_may_not_see_it_gets_no_reference(self, practice, browse, name):
        item = practice("draft", title="Quiet canary")
        for person in (None, "barangay.contributor"):
            browser = browse(person)
            browser.open(f"{item.absolute_url()}/@@citation?format={name}")
            assert "Quiet canary" not in browser.contents
        author = browse("national.secretary")
        author.open(f"{item.absolute_url()}/@@citation?format={name}")
        assert "Quiet canary" in author.contents
        assert author.headers["Cache-Control"] == "private, no-store"

    def test_the_committee_is_credited(self, site, practice, visitor):
        with acting_as(site, "admin"):
            committee = api.content.create(site.committees, "Committee", id="PH", territory="PH")
        item = practice()
        visitor.open(f"{item.absolute_url()}/@@citation?format=ris")
        assert f"AU  - {committee.title}" in visitor.contents


class TestPermanentLinks:
    def link(self, site, item_or_uid):
        uid = item_or_uid if isinstance(item_or_uid, str) else item_or_uid.UID()
        return f"{site.absolute_url()}/permalink/{uid}"

    def test_it_leads_to_the_item(self, site, practice, visitor):
        item = practice()
        visitor.open(self.link(site, item))
        assert visitor.url == item.absolute_url()

    def test_it_survives_a_rename_and_a_move(self, site, practice, visitor):
        item = practice()
        link = self.link(site, item)
        with acting_as(site, "admin"):
            item = api.content.rename(item, new_id="night-schools")
            transaction.commit()
            visitor.open(link)
            assert visitor.url == f"{site.absolute_url()}/practices/night-schools"
            folder = api.content.create(site, "Folder", title="Archive")
            api.content.transition(folder, "publish")
            api.content.move(item, folder)
            transaction.commit()
        visitor.open(link)
        assert visitor.url == f"{site.absolute_url()}/archive/night-schools"

    def test_what_was_retired_is_gone_for_visitors_and_there_for_editors(
        self, site, practice, browse
    ):
        item = practice("retired", title="Quiet canary")
        visitor = browse(None)
        visitor.open(self.link(site, item))
        assert visitor.headers["Status"].startswith("410")
        assert "canary" not in visitor.contents
        assert "repository?portal_type=GoodPractice" in visitor.contents
        assert 'content="noindex"' in visitor.contents
        editor = browse("national.editor")
        editor.open(self.link(site, item))
        assert editor.url == item.absolute_url()

    def test_what_was_public_and_is_deleted_is_gone(self, site, practice, visitor):
        item = practice()
        link = self.link(site, item)
        with acting_as(site, "admin"):
            api.content.delete(item, check_linkintegrity=False)
        transaction.commit()
        visitor.open(link)
        assert visitor.headers["Status"].startswith("410")

    def test_what_was_never_public_is_answered_like_nothing(self, site, practice, visitor):
        item = practice("national_review")
        visitor.open(self.link(site, item))
        assert visitor.headers["Status"].startswith("404")
        before = visitor.contents
        visitor.open(self.link(site, "0" * 32))
        assert visitor.headers["Status"].startswith("404")
        assert visitor.contents.replace("0" * 32, item.UID()) == before

    def test_what_comes_back_is_there_again(self, site, practice, visitor):
        item = practice("retired")
        do(site, item, ("national.editor", "reopen"), SUBMIT, ("national.editor", "publish"))
        visitor.open(self.link(site, item))
        assert visitor.url == item.absolute_url()
        do(site, item, RETIRE)
        visitor.open(self.link(site, item))
        assert visitor.headers["Status"].startswith("410")

    @pytest.mark.parametrize("uid", ["", "x", "0" * 31 + "g", "0" * 32 + "/more"])
    def test_what_is_no_uid_is_not_found(self, site, visitor, uid):
        visitor.open(f"{site.absolute_url()}/permalink/{uid}")
        assert visitor.headers["Status"].startswith("404")
