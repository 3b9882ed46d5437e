"""A telephone number changed: whoever is near puts it right at once, and it can be seen."""

from clkss.content.committees import clearances
from clkss.content.review import ladder
from clkss.content.review.changes import changes_of
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import PEOPLE
from plone import api
from plone.dexterity.utils import createContentInContainer
from tests.content.repository import conftest as given

import pytest
import transaction


KEEPERS = {
    "barangay.contributor",
    "barangay.secretary",
    "municipal.secretary",
    "provincial.secretary",
    "regional.secretary",
    "national.secretary",
    "other.national.secretary",
    "national.editor",
    "other.national.editor",
    "admin",
}
"""The contributors of the owner committee, the secretaries of the chain, the editors."""

TYPES = ("Service", "Partner")


@pytest.fixture(params=TYPES)
def published(request, site):
    """A published item of the barangay."""
    portal_type = request.param
    with acting_as(site, "barangay.contributor"):
        item = createContentInContainer(
            site[given.PLACES[portal_type]], portal_type, **given.COMPLETE[portal_type]
        )
    for person, action in given.way_up(portal_type):
        ladder.act(item, action, actor=person)
    transaction.commit()
    return item


def correct(browser, item, **values):
    browser.open(f"{item.absolute_url()}/@@correct-contact")
    for name, value in values.items():
        browser.getControl(name=name).value = value
    browser.getControl("Save").click()
    transaction.begin()


class TestCorrecting:
    def test_it_is_public_at_once_and_the_history_keeps_what_it_said(self, site, browse, published):
        before = published.phone
        browser = browse("barangay.contributor")
        browser.open(published.absolute_url())
        browser.getLink("Correct the contact").click()
        correct(browser, published, phone="0918 000 0000", contact="The new desk\nRoom 2")
        assert browser.url == f"{published.absolute_url()}/view"
        assert state_of(published) == "published"
        assert (published.phone, published.contact) == ("0918 000 0000", "The new desk\nRoom 2")
        visitor = browse(None)
        visitor.open(published.absolute_url())
        assert "tel:+639180000000" in visitor.contents
        assert "Correct the contact" not in visitor.contents
        (kept,) = changes_of(published)
        assert kept["actor"] == "barangay.contributor"
        assert kept["before"]["phone"] == before
        browser.open(f"{published.absolute_url()}/@@review-history")
        assert before in browser.contents

    def test_nothing_else_changes_that_way(self, site, browse, published):
        browser = browse("barangay.contributor")
        browser.open(f"{published.absolute_url()}/@@correct-contact")
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(
            f"{published.absolute_url()}/@@correct-contact",
            f"clkss_token={token}&phone=1349&title=Taken+over&owner_committee=PH&featured=1",
        )
        transaction.begin()
        assert published.phone == "1349"
        assert published.title == given.COMPLETE[published.portal_type]["title"]
        assert published.owner_committee == DANAO.barangay
        assert not published.featured

    def test_a_wrong_address_is_explained_and_nothing_is_lost(self, site, browse, published):
        browser = browse("barangay.contributor")
        before = published.phone
        correct(browser, published, phone="0918 000 0000", website="panglao")
        assert browser.headers["Status"].startswith("422")
        assert "Write the whole web address" in browser.contents
        assert browser.getControl(name="phone").value == "0918 000 0000"
        assert published.phone == before

    def test_what_another_corrected_meanwhile_is_not_overwritten(self, site, browse, published):
        mine, other = browse("barangay.contributor"), browse("barangay.secretary")
        mine.open(f"{published.absolute_url()}/@@correct-contact")
        correct(other, published, phone="0918 000 0000")
        mine.getControl(name="phone").value = "0919 000 0000"
        mine.getControl("Save").click()
        transaction.begin()
        assert published.phone == "0918 000 0000"
        assert "somebody corrected it while you wrote" in mine.contents
        assert mine.getControl(name="phone").value == "0919 000 0000"

    def test_without_the_token_nothing_is_written(self, site, browse, published):
        before = published.phone
        browser = browse("barangay.contributor")
        browser.post(f"{published.absolute_url()}/@@correct-contact", "phone=1349")
        transaction.begin()
        assert published.phone == before

    def test_saving_without_a_change_keeps_nothing(self, site, browse, published):
        correct(browse("barangay.contributor"), published)
        assert changes_of(published) == []


class TestWho:
    def test_those_who_are_near_and_the_editors(self, site, browse, published):
        found = set()
        for person in ("admin", *(each.id for each in PEOPLE)):
            with acting_as(site, person):
                if api.user.has_permission("clkss: Correct Contact", obj=published):
                    found.add(person)
        assert found == KEEPERS

    @pytest.mark.parametrize(
        "person", [None, "member", "municipal.contributor", "other.barangay.secretary"]
    )
    def test_others_get_no_form_and_change_nothing(self, site, browse, published, person):
        before = published.phone
        browser = browse(person)
        browser.open(f"{published.absolute_url()}/@@correct-contact")
        assert 'name="phone"' not in browser.contents
        browser.post(f"{published.absolute_url()}/@@correct-contact", "phone=1349")
        transaction.begin()
        assert published.phone == before

    def test_a_contributor_who_left_does_not(self, site, browse, published):
        clearances.revoke("barangay.contributor", DANAO.barangay)
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{published.absolute_url()}/@@correct-contact")
        assert 'name="phone"' not in browser.contents

    @pytest.mark.parametrize("state", ["draft", "barangay_review", "retired"])
    def test_only_what_is_published_is_corrected_so(self, site, published, state):
        with acting_as(site, "barangay.contributor"):
            item = createContentInContainer(site.services, "Service", **given.COMPLETE["Service"])
        steps = {
            "draft": (),
            "barangay_review": given.way_up("Service")[:1],
            "retired": (*given.way_up("Service"), ("national.editor", "retire")),
        }[state]
        for person, action in steps:
            ladder.act(item, action, actor=person)
        for person in KEEPERS - {"admin"}:
            with acting_as(site, person):
                assert not api.user.has_permission("clkss: Correct Contact", obj=item), person
