"""A folder of knowledge leads on."""

from plone.app.testing import logout

import pytest


@pytest.mark.parametrize(
    ("folder", "address"),
    [
        ("practices", "repository?portal_type=GoodPractice"),
        ("news", "repository?portal_type=News+Item"),
        ("adoption-notes", "repository"),
    ],
)
def test_a_visitor_of_a_folder_comes_to_what_lies_in_it(portal, folder, address):
    logout()
    request = portal.REQUEST
    portal[folder]()
    assert request.response.getStatus() == 302
    assert request.response.getHeader("Location") == f"{portal.absolute_url()}/{address}"
