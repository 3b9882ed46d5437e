"""The vocabulary knows all places and lists none unasked."""

from clkss.content.territories import table
from clkss.content.territories.vocabularies import LEVEL_TITLES
from clkss.content.territories.vocabularies import TerritoriesVocabulary
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import getVocabularyRegistry
from zope.schema.vocabulary import SimpleTerm

import itertools
import pytest


DANAO = "0701233003"
SIQUIJOR_UNTIL_2024 = "0706100000"


@pytest.fixture
def vocabulary(portal):
    return getUtility(IVocabularyFactory, "clkss.territories")(portal)


class TestTheVocabulary:
    def test_is_found_by_name(self, portal, vocabulary):
        found = getVocabularyRegistry().get(portal, "clkss.territories")
        assert isinstance(found, TerritoriesVocabulary)
        assert IVocabularyTokenized.providedBy(vocabulary)

    def test_titles_name_what_a_place_lies_in(self, vocabulary):
        term = vocabulary.getTerm(DANAO)
        assert term.value == term.token == DANAO
        assert term.title == "Danao, Panglao, Bohol, Central Visayas"

    def test_holds_every_living_place_once(self, vocabulary):
        values = {term.value for term in vocabulary}
        assert len(values) == len(vocabulary) == 43_767

    def test_contains_what_may_be_chosen(self, vocabulary):
        assert DANAO in vocabulary
        assert "PH" in vocabulary
        for other in (SIQUIJOR_UNTIL_2024, "9999999999", None, [], 5):
            assert other not in vocabulary

    def test_still_knows_the_title_of_a_code_that_ended(self, vocabulary):
        term = vocabulary.getTermByToken(SIQUIJOR_UNTIL_2024)
        assert term.title.startswith("Siquijor")

    @pytest.mark.parametrize("value", ["9999999999", "", None, 5, []])
    def test_raises_what_vocabularies_raise(self, vocabulary, value):
        with pytest.raises(LookupError):
            vocabulary.getTerm(value)

    def test_finds_by_the_beginning_of_a_name(self, vocabulary):
        titles = [term.title for term in vocabulary.search("danao panglao", 5)]
        assert titles[0] == "Danao, Panglao, Bohol, Central Visayas"

    def test_every_level_has_a_title(self):
        assert set(LEVEL_TITLES) == {table.level(code) for code in table.codes()}


class TestItsTerms:
    @pytest.fixture
    def made(self, monkeypatch):
        made = []

        class CountedTerm(SimpleTerm):
            def __init__(self, *arguments):
                made.append(arguments)
                super().__init__(*arguments)

        monkeypatch.setattr("clkss.content.territories.vocabularies.SimpleTerm", CountedTerm)
        return made

    def test_are_made_one_by_one(self, vocabulary, made):
        assert DANAO in vocabulary
        vocabulary.getTerm(DANAO)
        vocabulary.getTermByToken("PH")
        list(itertools.islice(vocabulary, 3))
        assert len(made) == 5

    def test_are_made_only_for_what_a_search_finds(self, vocabulary, made):
        vocabulary.search("panglao", 4)
        assert len(made) <= 4
