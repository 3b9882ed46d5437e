"""Somebody looks for help for a child, and somebody else says where it is."""

from clkss.content.review import ladder
from clkss.content.review.states import state_of

import pytest


class TestThePage:
    def test_it_says_how_to_reach_it_before_anything_else(self, publish, read):
        html = read(publish("Service"))
        assert html.index("How to reach it") < html.index("Who can get it")
        assert html.index("Who can get it") < html.index("How to refer somebody")
        assert 'href="tel:+63384123456;ext=12"' in html
        assert 'href="tel:+639171234567"' in html
        assert 'href="https://panglao.example/help"' in html
        assert "The social worker on duty" in html
        assert "Monday to Friday" in html

    def test_its_kind_leads_into_the_repository(self, portal, publish, read):
        html = read(publish("Service"))
        assert f'href="{portal.absolute_url()}/repository?kind=Service%3Aeducation"' in html
        assert "MSWDO Panglao" in html

    def test_what_was_not_said_has_no_heading(self, publish, read, write):
        html = read(write("Service", eligibility="", how_to_refer=""), "barangay.contributor")
        assert 'id="eligibility"' not in html
        assert 'id="how-to-refer"' not in html

    def test_nobody_is_offered_an_empty_box(self, write, read):
        item = write("Service", phone="", website="", contact="", hours="")
        assert 'id="reach"' not in read(item, "barangay.contributor")


class TestSubmitting:
    def test_a_complete_one_needs_one_check(self, publish):
        assert state_of(publish("Service")) == "published"

    @pytest.mark.parametrize(
        "field",
        ["description", "territories", "themes", "service_kind", "provider", "how_to_refer"],
    )
    def test_what_is_missing_is_named(self, write, field):
        item = write("Service", **{field: None})
        assert field in [name for name, _message in ladder.missing(item)]

    def test_one_way_to_reach_it_is_enough(self, write):
        item = write("Service", phone="", contact="")
        assert ladder.missing(item) == []
        item.website = None
        assert [name for name, _message in ladder.missing(item)] == ["contact"]
