"""A contributor writes which laws a law amends, in words and without a script."""

from clkss.content.testing.people import acting_as
from plone import api
from tests.content.repository.conftest import published
from tests.content.repository.conftest import written
from tests.content.repository.test_resource import LAW

import pytest
import transaction


LINES = "form.widgets.amends-lines"
BOXES = "form.widgets.amends:list"

AMENDING = {**LAW, "title": "An Act Amending Others", "law_number": "Republic Act No. 9231"}


@pytest.fixture
def laws(site):
    """Two laws, one of a sheet; a guide; a bill that only its author sees; and a draft."""
    found = {
        "old": published(site, "Resource", **LAW),
        "sheet": published(
            site,
            "Resource",
            **{**LAW, "title": "Child and Youth Code", "law_number": "PD 603", "code": "pd-603"},
        ),
        "guide": published(site, "Resource"),
    }
    with acting_as(site, "other.barangay.contributor"):
        values = {**LAW, "title": "A secret bill", "law_number": "Bill 1"}
        found["secret"] = api.content.create(site.resources, "Resource", **values)
    found["draft"] = written(site, "Resource", **AMENDING)
    transaction.commit()
    return found


@pytest.fixture
def fill(laws, browse):
    """Open the form of the draft, write lines, save; the draft as it is afterwards."""

    def fill(lines, keep=None):
        browser = browse("barangay.contributor")
        browser.open(f"{laws['draft'].absolute_url()}/edit")
        browser.getControl(name=LINES).value = lines
        if keep is not None:
            browser.getControl(name=BOXES).value = keep
        browser.getControl(name="form.buttons.save", index=0).click()
        transaction.begin()
        return browser

    return fill


@pytest.mark.parametrize(
    "line",
    [
        "Republic Act No. 7610",
        "republic act no. 7610",
        LAW["title"],
        f"  {LAW['title'].upper()}  ",
    ],
)
def test_by_its_number_or_its_title(laws, fill, line):
    fill(line)
    assert laws["draft"].amends == [laws["old"].UID()]


def test_by_address_by_code_and_several_at_once(laws, fill):
    fill(f"{laws['old'].absolute_url()}/view\n\npd-603")
    assert laws["draft"].amends == [laws["old"].UID(), laws["sheet"].UID()]
    browser = fill("")
    assert laws["draft"].amends == [laws["old"].UID(), laws["sheet"].UID()]
    assert "Child and Youth Code" in browser.contents


def test_a_box_that_is_unticked_is_named_no_longer(laws, fill):
    fill("Republic Act No. 7610\nPD 603")
    fill("", keep=[laws["sheet"].UID()])
    assert laws["draft"].amends == [laws["sheet"].UID()]


@pytest.mark.parametrize(
    "line",
    ["Republic Act", "Helping a child out of work", "A secret bill", "Bill 1", "<script>", "*"],
)
def test_what_is_no_law_that_one_can_see_is_refused_and_what_was_written_stays(laws, fill, line):
    browser = fill(f"Republic Act No. 7610\n{line}")
    assert browser.headers["Status"].startswith("422")
    assert "Nothing that can be named here is called" in browser.contents
    assert browser.getControl(name=LINES).value.splitlines() == ["Republic Act No. 7610", line]
    assert laws["draft"].amends == []


def test_a_law_does_not_amend_itself(laws, fill):
    browser = fill("Republic Act No. 9231")
    assert "is this one itself" in browser.contents
    assert laws["draft"].amends == []


def test_two_of_one_title_are_not_guessed(site, laws, fill):
    published(site, "Resource", **{**LAW, "law_number": "Republic Act No. 1"})
    transaction.commit()
    browser = fill(LAW["title"])
    assert "is the title of several items" in browser.contents
    fill("Republic Act No. 1")
    assert len(laws["draft"].amends) == 1


def test_a_code_that_is_still_to_come_and_what_she_may_not_see_stay(laws, fill):
    stored = ["ra-0000", "pd-603", laws["secret"].UID()]
    laws["draft"].amends = list(stored)
    transaction.commit()
    browser = fill("Child and Youth Code")
    assert laws["draft"].amends == stored
    assert "A secret bill" not in browser.contents
    assert "not in the repository yet" in browser.contents
