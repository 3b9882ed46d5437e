"""One page leads to all themes, regions and countries."""

from clkss.policy.demo.people import DANAO
from tests.content.places.test_pages import heading

import re


def numbers(html):
    """Give the ways of a page with what they count, those that count anything."""
    found = re.findall(
        r'<a href="[^"]*/((?:themes|places|countries)/[^"]+)"><span>[^<]*</span>'
        r' <span class="clkss-count">(\d+)</span>',
        html,
    )
    return {path: int(number) for path, number in found if number != "0"}


def test_a_visitor_sees_what_is_published_by_theme_region_and_country(publish, draft, read):
    publish("Service", countries=["PH", "KE"])
    draft("Service", title="A secret plan", themes=["mining-quarrying"], countries=["BR"])
    html = read("browse")
    assert heading(html) == "Places and themes"
    assert numbers(html) == {
        "themes/education": 1,
        f"places/{DANAO.regional}": 1,
        "countries/PH": 1,
        "countries/KE": 1,
    }


def test_its_author_also_counts_a_draft_and_a_stranger_does_not(draft, read):
    draft("Service", themes=["mining-quarrying"])
    assert numbers(read("browse", person="barangay.contributor"))["themes/mining-quarrying"] == 1
    assert "themes/mining-quarrying" not in numbers(
        read("browse", person="other.barangay.contributor")
    )


def test_an_empty_site_lists_themes_and_regions_and_no_countries(read):
    html = read("browse")
    assert numbers(html) == {}
    assert html.count('class="clkss-count"') > 30
    assert 'id="countries"' not in html
