"""The buttons on an item's page, its confirm page and its history, in a browser."""

from clkss.content.review import ladder
from clkss.content.review.states import history_of
from clkss.content.review.states import state_of
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from plone import api
from plone.testing.zope import Browser

import pytest
import transaction


@pytest.fixture
def waiting(site):
    """A practice that waits for the secretary of the barangay."""
    with acting_as(site, "barangay.contributor"):
        item = api.content.create(
            site.practices,
            "GoodPractice",
            title="Night classes",
            description="In short.",
            territories=["0701233003"],
            themes=["education"],
            **dict.fromkeys(
                (
                    "background",
                    "action",
                    "achievements",
                    "sustainability",
                    "lessons_learned",
                    "necessary_conditions",
                ),
                "Something.",
            ),
        )
        ladder.act(item, "submit")
    transaction.commit()
    return item


@pytest.fixture
def browse(site, functional):
    def browse(user_id):
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        browser.addHeader("Accept", "text/html")
        if user_id:
            browser.addHeader("Authorization", f"Basic {user_id}:{PASSWORD}")
        return browser

    return browse


def now(item):
    transaction.begin()
    return item


class TestActions:
    def test_the_secretary_endorses_with_one_button(self, waiting, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/@@review-actions")
        assert "Barangay committee of Danao, Panglao, Bohol, Central Visayas" in browser.contents
        browser.getControl("Endorse").click()
        assert state_of(now(waiting)) == "barangay_review", "first it says what comes next"
        assert "Municipal committee of Panglao, Bohol, Central Visayas" in browser.contents
        browser.getControl("Endorse").click()
        assert state_of(now(waiting)) == "municipal_review"

    def test_a_return_asks_for_a_comment_first(self, waiting, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/@@review-actions")
        browser.getControl("Return with a comment").click()
        assert state_of(now(waiting)) == "barangay_review"
        browser.getControl("Return with a comment").click()
        assert browser.headers["Status"].startswith("422")
        assert "Say in a comment what the author should change." in browser.contents
        browser.getControl(name="comment").value = "How many children?"
        browser.getControl("Return with a comment").click()
        assert state_of(now(waiting)) == "draft"
        assert history_of(waiting)[-1]["comments"] == "How many children?"

    def test_a_reader_sees_no_buttons(self, site, waiting, browse):
        for person, action in (
            ("barangay.secretary", "endorse"),
            ("municipal.secretary", "endorse"),
            ("provincial.secretary", "endorse"),
            ("regional.secretary", "publish"),
        ):
            ladder.act(waiting, action, actor=person)
        transaction.commit()
        for person in (None, "member"):
            browser = browse(person)
            browser.open(f"{waiting.absolute_url()}/@@review-actions")
            assert browser.contents.strip() == ""

    def test_looking_at_the_confirm_page_changes_nothing(self, waiting, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/@@review-act?action=endorse")
        assert state_of(now(waiting)) == "barangay_review"

    def test_a_forged_form_is_refused(self, waiting, browse):
        browser = browse("barangay.secretary")
        browser.post(f"{waiting.absolute_url()}/@@review-act", "action=endorse")
        assert browser.headers["Status"].startswith("403")
        assert state_of(now(waiting)) == "barangay_review"

    @pytest.mark.parametrize("action", ["", "shred", "publish"])
    def test_what_cannot_be_done_is_said(self, waiting, browse, action):
        browser = browse("barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/@@review-act?action=endorse")
        token = browser.getControl(name="clkss_token", index=0).value
        browser.post(
            f"{waiting.absolute_url()}/@@review-act",
            f"action={action}&clkss_token={token}",
        )
        assert state_of(now(waiting)) == "barangay_review"
        assert 'role="alert"' in browser.contents

    def test_the_stock_status_form_obeys_too(self, waiting, browse):
        browser = browse("other.barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/content_status_modify?workflow_action=endorse")
        assert state_of(now(waiting)) == "barangay_review"


class TestHistory:
    def test_it_names_the_person_the_ground_and_the_reason(self, site, waiting, browse):
        ladder.act(waiting, "return", "How many?", actor="barangay.secretary")
        transaction.commit()
        browser = browse("barangay.contributor")
        browser.open(f"{waiting.absolute_url()}/@@review-history")
        assert "How many?" in browser.contents
        assert "Barangay committee of Danao" in browser.contents
        assert "as the author" in browser.contents


class TestCriteria:
    def test_the_reviewer_scores_with_a_reason(self, waiting, browse):
        browser = browse("barangay.secretary")
        browser.open(f"{waiting.absolute_url()}/@@criteria")
        browser.getControl(name="score-tried-and-shown-to-work").value = ["2"]
        browser.getControl("Save").click()
        assert browser.headers["Status"].startswith("422")
        assert "Tried and shown to work: give the reason for the score." in browser.contents
        browser.getControl(name="reason-tried-and-shown-to-work").value = "School register."
        browser.getControl("Save").click()
        assert now(waiting).criteria == [
            {
                "criterion": "tried-and-shown-to-work",
                "score": 2,
                "reason": "School register.",
            }
        ]

    def test_the_author_does_not(self, waiting, browse):
        browser = browse("barangay.contributor")
        browser.open(f"{waiting.absolute_url()}/@@criteria")
        assert "score-efficient" not in browser.contents


class TestReviewDue:
    def test_the_editor_sets_the_day_and_the_front_page(self, site, waiting, browse):
        for person, action in (
            ("barangay.secretary", "endorse"),
            ("municipal.secretary", "endorse"),
            ("provincial.secretary", "endorse"),
            ("regional.secretary", "publish"),
        ):
            ladder.act(waiting, action, actor=person)
        transaction.commit()
        browser = browse("national.editor")
        browser.open(f"{waiting.absolute_url()}/@@review-due")
        browser.getControl(name="day").value = "2001-01-01"
        browser.getControl("Save").click()
        assert "Give a day that is still to come." in browser.contents
        browser.getControl(name="day").value = "2099-01-31"
        browser.getControl(name="featured").value = ["1"]
        browser.getControl("Save").click()
        item = now(waiting)
        assert (item.review_due.isoformat(), item.featured) == ("2099-01-31", True)
        (brain,) = site.portal_catalog.unrestrictedSearchResults(featured=True)
        assert brain.getPath() == "/".join(item.getPhysicalPath())
