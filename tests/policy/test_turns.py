"""What editors put forward takes turns on the front page."""

from clkss.content.committees import clearances
from clkss.content.review import ladder
from datetime import date
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.testing.zope import Browser

import pytest
import re
import transaction


PARTS = (
    "background",
    "action",
    "achievements",
    "sustainability",
    "lessons_learned",
    "necessary_conditions",
)


@pytest.fixture
def featured(functional_portal):
    """Five published items that editors put forward."""
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        for number in range(5):
            item = api.content.create(
                functional_portal.practices,
                "GoodPractice",
                title=f"Practice {number}",
                description="In short.",
                territories=["0701233003"],
                themes=["education"],
                owner_committee="PH",
                **dict.fromkeys(PARTS, "Something."),
            )
            ladder.act(item, "submit")
            ladder.act(item, "publish")
            item.featured = True
            item.reindexObject()
    transaction.commit()


@pytest.fixture
def front_on(functional_portal, functional, monkeypatch):
    """Open the front page on a day."""

    def front_on(day):
        monkeypatch.setattr(clearances, "today", lambda: day)
        browser = Browser(functional["app"])
        browser.open(functional_portal.absolute_url())
        section = browser.contents.partition('id="front-featured"')[2].partition("</section>")[0]
        return sorted(set(re.findall(r"Practice \d", section))), browser.headers["ETag"]

    return front_on


def test_three_show_and_others_the_next_day(featured, front_on):
    first, tag = front_on(date(2026, 11, 26))
    again, same_tag = front_on(date(2026, 11, 26))
    second, other_tag = front_on(date(2026, 11, 27))
    assert len(first) == len(second) == 3
    assert (again, same_tag) == (first, tag)
    assert second != first
    assert other_tag != tag
    assert len({*first, *second}) == 5
