"""Committees over REST: whoever asks gets what the documentation shows."""

from clkss.content.committees import content

import pytest
import transaction


BOHOL = "0701200000"
PANGLAO = "0701233000"
DANAO = "0701233003"


@pytest.fixture
def on_record(functional_portal):
    for code in (BOHOL, PANGLAO, DANAO):
        content.create(code)
    content.create(PANGLAO, token="schools")
    transaction.commit()


@pytest.mark.usefixtures("on_record")
def test_the_committees_of_a_place_and_level(visitor_rest):
    answer = visitor_rest("GET", f"@committees?place={BOHOL}&level=municipal").save("committees")
    assert [each["key"] for each in answer.json["items"]] == [PANGLAO, f"{PANGLAO}-schools"]
    near = visitor_rest("GET", "@committees?place=0701233001").save("committees-nearest").json
    assert near["items_total"] == 0
    assert near["place"]["nearest"] == f"{answer.site_url}/committees/{PANGLAO}"
    assert visitor_rest("GET", "@committees").json["items_total"] == 4
    for query in ("place=x", "level=x", "level=municipal&level=barangay"):
        assert visitor_rest("GET", f"@committees?{query}").status == 400
