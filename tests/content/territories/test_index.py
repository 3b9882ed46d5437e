"""What lies in a place is found under it and under all that it lies in."""

from plone import api
from zope.lifecycleevent import modified

import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
CENTRAL_VISAYAS = "0700000000"
CEBU = "0702200000"
NEGROS_ISLAND = "1800000000"
SIQUIJOR = "1806100000"
SIQUIJOR_UNTIL_2024 = "0706100000"


def found(code):
    return {brain.getId for brain in api.content.find(territories=code)}


@pytest.fixture
def nets(notes):
    return api.content.create(notes, "PlaceNote", "nets", title="Mending nets", territories=[DANAO])


class TestANoteFromDanao:
    @pytest.mark.parametrize("code", [DANAO, PANGLAO, BOHOL, CENTRAL_VISAYAS, "PH"])
    def test_is_found_under_all_that_danao_lies_in(self, nets, code):
        assert found(code) == {"nets"}

    @pytest.mark.parametrize("code", [CEBU, "0701233001", NEGROS_ISLAND, ""])
    def test_is_not_found_elsewhere(self, nets, code):
        assert found(code) == set()

    def test_shows_its_own_places_without_being_woken(self, nets):
        (brain,) = api.content.find(territories=BOHOL)
        assert brain.territory_codes == (DANAO,)

    def test_moves_when_its_places_change(self, nets):
        nets.territories = [CEBU]
        modified(nets)
        assert found(CEBU) == {"nets"}
        assert found(BOHOL) == set()

    def test_does_not_lend_its_places_to_what_it_contains(self, nets):
        photo = api.content.create(nets, "Document", "photo", title="A photo")
        assert found(BOHOL) == {"nets"}
        (brain,) = api.content.find(UID=photo.UID())
        assert brain.territory_codes == ()

    def test_is_found_under_every_one_of_its_places(self, nets):
        nets.territories = [DANAO, CEBU]
        modified(nets)
        assert found(CEBU) == found(DANAO) == found("PH") == {"nets"}


class TestACodeThatEnded:
    def test_is_found_under_itself_its_successor_and_what_that_lies_in_today(self, notes):
        api.content.create(
            notes, "PlaceNote", "old", title="Old record", territories=[SIQUIJOR_UNTIL_2024]
        )
        for code in (SIQUIJOR_UNTIL_2024, SIQUIJOR, NEGROS_ISLAND, "PH"):
            assert found(code) == {"old"}
        assert found(CENTRAL_VISAYAS) == set()


class TestWhatCannotBe:
    def test_an_unknown_code_does_not_stop_the_index(self, notes):
        api.content.create(
            notes, "PlaceNote", "odd", title="Odd", territories=["9999999999", DANAO, None]
        )
        assert found(DANAO) == {"odd"}
        assert found("9999999999") == set()

    def test_a_single_territory_counts_as_well(self, notes):
        page = api.content.create(notes, "Document", "page", title="A page")
        page.territory = PANGLAO
        page.reindexObject()
        assert found(BOHOL) == {"page"}
