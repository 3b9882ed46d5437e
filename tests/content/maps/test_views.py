"""The map as a picture with an address."""

from clkss.content.interfaces import IClkssLayer
from zExceptions import NotFound
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def place_map(portal):
    def place_map(code, **headers):
        request = portal.REQUEST
        alsoProvides(request, IClkssLayer)
        request.form["code"] = code
        request.environ.update(headers)
        return portal.restrictedTraverse("place-map.svg")()

    return place_map


class TestPlaceMap:
    def test_anybody_may_keep_it(self, portal, place_map):
        body = place_map("0701233000")
        assert body.startswith(b"<svg")
        assert len(body) < 8_000
        response = portal.REQUEST.response
        assert response.getHeader("Content-Type") == "image/svg+xml; charset=utf-8"
        assert "public" in response.getHeader("Cache-Control")

    def test_a_browser_that_has_it_gets_nothing_again(self, portal, place_map):
        place_map("0701233000")
        tag = portal.REQUEST.response.getHeader("ETag")
        assert place_map("0701233000", HTTP_IF_NONE_MATCH=tag) == b""
        assert portal.REQUEST.response.getStatus() == 304

    def test_several_places_in_any_order_are_one_map(self, place_map):
        there = place_map(["0701233000", "1404404000"])
        assert place_map(["1404404000", "0701233000", "1404404000"]) == there

    @pytest.mark.parametrize(
        "code", [None, "", "9999999999", "<svg>", ["0701233000", "x"], ["PH"] * 21, {"a": "PH"}]
    )
    def test_what_is_no_place_is_not_found(self, place_map, code):
        with pytest.raises(NotFound):
            place_map(code)
