"""The fixed places of the site are named in the reader's language."""

from clkss.policy import structure
from clkss.policy.theme.look import Look
from plone import api

import pytest


@pytest.mark.parametrize("place", structure.PLACES, ids=lambda place: place.id)
def test_each_is_stored_in_english_and_has_a_name_to_be_translated(portal, place):
    folder = portal[place.id]
    assert folder.title == place.title.default
    assert Look().title(folder) == place.title


def test_a_folder_that_somebody_renamed_keeps_its_name(portal):
    portal.practices.title = "What worked"
    assert Look().title(portal.practices) is None


def test_other_content_of_the_same_address_keeps_its_name(portal):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(portal, "Folder", title="About")
        below = api.content.create(page, "Document", id="news", title="News")
    assert Look().title(page) is None
    assert Look().title(below) is None


def test_a_filipino_reader_is_led_back_in_filipino(portal, monkeypatch):
    with api.env.adopt_roles(["Manager"]):
        below = api.content.create(portal.news, "News Item", title="Classes begin")
    frame = below.restrictedTraverse("@@clkss-frame").of(None)
    asked = []

    def translated(message, context):
        asked.append(message)
        return f"[{message}]"

    monkeypatch.setattr("clkss.content.frame.page.translate", translated)
    assert frame.breadcrumbs()[0]["title"] == "[place_news]"
    assert asked == ["place_news"]
