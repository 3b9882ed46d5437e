"""Which codes a thing may hold."""

from clkss.content.territories.content import EndedPlace
from clkss.content.territories.content import ITerritories
from clkss.content.territories.content import TerritoryCode
from clkss.content.territories.content import UnknownPlace
from plone import api
from zope.i18n import translate
from zope.schema.interfaces import NotUnique
from zope.schema.interfaces import WrongType

import pytest


DANAO = "0701233003"
SIQUIJOR_UNTIL_2024 = "0706100000"
MAGUINDANAO = "1903800000"


@pytest.fixture
def note(notes):
    return api.content.create(notes, "PlaceNote", "note", title="A note")


@pytest.fixture
def field(note):
    return ITerritories["territories"].bind(note)


class TestTheFieldOfANote:
    @pytest.mark.parametrize("codes", [[], ["PH"], [DANAO], [DANAO, "0702200000"]])
    def test_takes_living_codes(self, field, codes):
        field.validate(codes)

    def test_is_empty_at_first(self, note):
        assert ITerritories.providedBy(note)
        assert note.territories == []

    @pytest.mark.parametrize("code", ["9999999999", "701233003", "", None, 701233003, "ph"])
    def test_refuses_what_no_place_ever_had(self, field, code):
        with pytest.raises(UnknownPlace):
            field.validate([DANAO, code])

    def test_names_the_code_that_it_refuses(self, field):
        with pytest.raises(UnknownPlace) as caught:
            field.validate(["9999999999"])
        assert "9999999999" in translate(caught.value.doc())

    def test_refuses_the_same_place_twice(self, field):
        with pytest.raises(NotUnique):
            field.validate([DANAO, DANAO])

    def test_refuses_a_code_that_is_not_in_a_list(self, field):
        with pytest.raises(WrongType):
            field.validate(DANAO)


class TestACodeThatEnded:
    def test_is_refused_and_its_successor_named(self, field):
        with pytest.raises(EndedPlace) as caught:
            field.validate([SIQUIJOR_UNTIL_2024])
        message = translate(caught.value.doc())
        assert "Siquijor, Negros Island Region (1806100000)" in message

    def test_names_all_the_parts_of_a_place_that_was_split(self, field):
        with pytest.raises(EndedPlace) as caught:
            field.validate([MAGUINDANAO])
        message = translate(caught.value.doc())
        assert "1908700000" in message
        assert "1908800000" in message

    def test_stays_valid_on_the_record_that_holds_it(self, note, field):
        note.territories = [SIQUIJOR_UNTIL_2024]
        field.validate([SIQUIJOR_UNTIL_2024, DANAO])

    def test_is_not_lent_by_the_folder(self, notes, note):
        note.territories = [SIQUIJOR_UNTIL_2024]
        inner = api.content.create(note, "PlaceNote", "inner", title="Within")
        with pytest.raises(EndedPlace):
            ITerritories["territories"].bind(inner).validate([SIQUIJOR_UNTIL_2024])


class TestAFieldForOnePlace:
    def test_takes_one_living_code(self, note):
        TerritoryCode(__name__="territory").bind(note).validate(DANAO)

    def test_refuses_others(self, note):
        field = TerritoryCode(__name__="territory").bind(note)
        with pytest.raises(UnknownPlace):
            field.validate("nowhere")
        with pytest.raises(EndedPlace):
            field.validate(SIQUIJOR_UNTIL_2024)
        note.territory = SIQUIJOR_UNTIL_2024
        field.validate(SIQUIJOR_UNTIL_2024)
