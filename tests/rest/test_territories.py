"""Places over REST: anyone may ask, and the answers are what the documentation shows."""

from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.dexterity.fti import DexterityFTI

import pytest
import transaction


DANAO = "0701233003"
BOHOL = "0701200000"
SIQUIJOR_UNTIL_2024 = "0706100000"
MAGUINDANAO = "1903800000"


class TestFindingAPlace:
    def test_by_the_beginning_of_its_name(self, visitor_rest):
        answer = visitor_rest("GET", "@territories?q=danao+pangl").save("territories-search")
        assert answer.status == 200
        assert answer.json["items"][0] == {
            "@id": f"{answer.site_url}/@territories/{DANAO}",
            "code": DANAO,
            "title": "Danao, Panglao, Bohol, Central Visayas",
            "level": "barangay",
        }

    def test_within_another_and_of_one_level(self, visitor_rest):
        answer = visitor_rest(
            "GET", f"@territories?q=san&level=municipal&within={BOHOL}&limit=3"
        ).save("territories-search-within")
        items = answer.json["items"]
        assert 0 < len(items) <= 3
        assert {item["level"] for item in items} == {"municipal"}
        assert all("Bohol" in item["title"] for item in items)

    def test_gives_twenty_unless_asked_for_more(self, visitor_rest):
        assert len(visitor_rest("GET", "@territories?q=san").json["items"]) == 20
        assert len(visitor_rest("GET", "@territories?q=san&limit=100").json["items"]) == 100

    def test_by_the_beginning_of_a_code(self, visitor_rest):
        answer = visitor_rest("GET", f"@territories?q={DANAO}")
        assert [item["code"] for item in answer.json["items"]] == [DANAO]

    @pytest.mark.parametrize(
        "query", ["", "?q=", "?q=%20", "?q=zzzzzz", "?q=%00", "?q=%F0%9F%8F%9D"]
    )
    def test_may_find_nothing(self, visitor_rest, query):
        answer = visitor_rest("GET", f"@territories{query}")
        assert (answer.status, answer.json["items"]) == (200, [])

    def test_may_be_kept_by_browsers_and_proxies(self, visitor_rest):
        headers = visitor_rest("GET", "@territories?q=danao").headers
        assert headers["Cache-Control"] == "public, max-age=86400"
        assert "Accept" in headers["Vary"].replace(" ", "").split(",")
        assert "Set-Cookie" not in headers

    def test_a_query_that_cannot_be_meant_is_answered_with_every_reason(self, visitor_rest):
        answer = visitor_rest("GET", "@territories?q=a&level=village&within=999&limit=0").save(
            "territories-bad-request"
        )
        assert answer.status == 400
        for word in ("level", "within", "limit"):
            assert f"{word}:" in answer.json["message"]
        assert "Cache-Control" not in answer.headers

    @pytest.mark.parametrize(
        "query",
        ["limit=101", "limit=-1", "limit=x", "limit=", "limit:int=5", "q=a&q=b", "level=Barangay"],
    )
    def test_odd_parameters_are_refused(self, visitor_rest, query):
        assert visitor_rest("GET", f"@territories?{query}").status == 400


class TestOnePlace:
    def test_tells_what_is_known_of_it(self, visitor_rest):
        answer = visitor_rest("GET", f"@territories/{DANAO}").save("territories-place")
        place = answer.json
        assert answer.status == 200
        assert place["title"] == "Danao, Panglao, Bohol, Central Visayas"
        assert place["level"] == "barangay"
        assert [parent["code"] for parent in place["parents"]] == [
            "0701233000",
            BOHOL,
            "0700000000",
            "PH",
        ]
        assert place["children_count"] == 0
        assert place["population"] > 0
        assert 9 < place["centroid"]["latitude"] < 10
        assert 123 < place["centroid"]["longitude"] < 124
        assert place["successor"] is None
        assert answer.headers["Cache-Control"] == "public, max-age=86400"

    def test_the_country_lies_in_nothing(self, visitor_rest):
        place = visitor_rest("GET", "@territories/PH").json
        assert place["parents"] == []
        assert place["children_count"] == 18

    def test_a_code_that_ended_names_its_successor(self, visitor_rest):
        place = (
            visitor_rest("GET", f"@territories/{SIQUIJOR_UNTIL_2024}")
            .save("territories-ended")
            .json
        )
        assert place["code"] == SIQUIJOR_UNTIL_2024
        assert place["successor"]["code"] == "1806100000"
        assert place["parents"][0]["code"] == "1800000000"

    def test_a_place_that_was_split_is_known_as_well(self, visitor_rest):
        answer = visitor_rest("GET", f"@territories/{MAGUINDANAO}")
        assert answer.status == 200
        assert answer.json["successor"]["code"] == "1900000000"

    @pytest.mark.parametrize(
        "path", ["9999999999", "ph", "070123300", f"{DANAO}/x", "%3Cscript%3E", "0799999999"]
    )
    def test_an_unknown_one_is_not_found(self, visitor_rest, path):
        answer = visitor_rest("GET", f"@territories/{path}")
        assert answer.status == 404
        assert answer.json["type"] == "NotFound"
        assert "traceback" not in answer.json
        assert "Cache-Control" not in answer.headers

    def test_the_answer_for_an_unknown_one_is_documented(self, visitor_rest):
        answer = visitor_rest("GET", "@territories/9999999999").save("territories-not-found")
        assert answer.status == 404

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
    def test_nobody_writes_here(self, visitor_rest, method):
        assert visitor_rest(method, "@territories", body={}).status in (404, 405)


class TestTheVocabulary:
    def test_searches_titles(self, visitor_rest):
        answer = visitor_rest("GET", "@vocabularies/clkss.territories?title=danao+pangl&b_size=2")
        answer.save("territories-vocabulary")
        assert answer.status == 200
        assert answer.json["items"][0] == {
            "token": DANAO,
            "title": "Danao, Panglao, Bohol, Central Visayas",
        }

    def test_gives_the_title_of_a_token_also_of_one_that_ended(self, visitor_rest):
        answer = visitor_rest(
            "GET",
            f"@vocabularies/clkss.territories?tokens={DANAO}&tokens={SIQUIJOR_UNTIL_2024}"
            "&tokens=9999999999",
        )
        assert [item["token"] for item in answer.json["items"]] == [DANAO, SIQUIJOR_UNTIL_2024]

    def test_is_paged(self, visitor_rest):
        answer = visitor_rest("GET", "@vocabularies/clkss.territories?b_size=3&b_start=3")
        assert answer.json["items_total"] == 43_767
        assert len(answer.json["items"]) == 3
        assert "b_start=6" in answer.json["batching"]["next"]

    def test_can_be_had_whole(self, visitor_rest):
        answer = visitor_rest("GET", "@vocabularies/clkss.territories?b_size=-1")
        assert len(answer.json["items"]) == 43_767

    @pytest.mark.parametrize("query", ["title=a&token=PH", "title=a&title=b"])
    def test_refuses_what_cannot_be_meant(self, visitor_rest, query):
        assert visitor_rest("GET", f"@vocabularies/clkss.territories?{query}").status == 400


class TestContentWithPlaces:
    @pytest.fixture
    def notes(self, functional_portal):
        fti = DexterityFTI(
            "PlaceNote",
            klass="plone.dexterity.content.Item",
            global_allow=True,
            behaviors=("plone.basic", "clkss.territories"),
        )
        functional_portal.portal_types._setObject("PlaceNote", fti)
        setRoles(functional_portal, TEST_USER_ID, ["Manager"])
        transaction.commit()
        return functional_portal

    @pytest.fixture
    def member_rest(self, visitor_rest, functional, notes):
        return type(visitor_rest)(functional["app"], notes, (TEST_USER_NAME, TEST_USER_PASSWORD))

    def test_is_made_with_codes_and_read_with_titles(self, member_rest):
        made = member_rest(
            "POST",
            "",
            {"@type": "PlaceNote", "id": "nets", "title": "Nets", "territories": [DANAO]},
        )
        assert made.status == 201
        assert made.json["territories"] == [
            {"token": DANAO, "title": "Danao, Panglao, Bohol, Central Visayas"}
        ]

    def test_takes_back_what_it_gave(self, member_rest):
        places = [{"token": DANAO, "title": "Danao"}]
        made = member_rest(
            "POST", "", {"@type": "PlaceNote", "title": "Nets", "territories": places}
        )
        assert made.json["territories"][0]["token"] == DANAO

    @pytest.mark.parametrize(
        ("codes", "reason"),
        [
            (["9999999999"], "No place has the code “9999999999”"),
            ([SIQUIJOR_UNTIL_2024], "is no longer in use"),
            ([{"x": 1}], "No place has the code"),
            ([[DANAO]], "No place has the code"),
            ([7], "No place has the code"),
        ],
    )
    def test_codes_that_cannot_stand_are_refused_with_the_reason(
        self, member_rest, notes, codes, reason
    ):
        made = member_rest(
            "POST", "", {"@type": "PlaceNote", "id": "x", "title": "X", "territories": codes}
        )
        assert made.status == 400
        assert reason in made.json["message"]
        transaction.begin()
        assert "x" not in notes

    def test_null_empties_the_field(self, member_rest, notes):
        member_rest(
            "POST", "", {"@type": "PlaceNote", "id": "nets", "title": "N", "territories": [DANAO]}
        )
        assert member_rest("PATCH", "nets", {"territories": None}).status == 204
        transaction.begin()
        assert notes["nets"].territories == []

    def test_its_schema_points_to_the_vocabulary_and_does_not_list_it(self, member_rest):
        answer = member_rest("GET", "@types/PlaceNote")
        field = answer.json["properties"]["territories"]
        assert field["items"]["vocabulary"]["@id"].endswith("@vocabularies/clkss.territories")
        assert len(answer.body) < 20_000
