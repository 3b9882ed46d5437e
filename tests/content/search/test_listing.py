"""The folder of practices leads on."""

from plone.app.testing import logout


def test_a_visitor_of_the_folder_comes_to_the_repository(portal):
    logout()
    request = portal.REQUEST
    portal.practices()
    assert request.response.getStatus() == 302
    assert request.response.getHeader("Location") == f"{portal.absolute_url()}/repository"
