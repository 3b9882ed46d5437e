"""Counts are exact, and tell nobody of what they may not see."""

from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from collections import Counter
from datetime import datetime
from datetime import timedelta

import pytest
import random


WORDS = ("school", "net", "quarry", "evening", "teacher", "sugar")


def values_of(practice, name):
    """Read from the object itself what a facet should count."""
    fields = {
        rules.KIND: [practice.portal_type],
        rules.SUBKIND: [],
        rules.COUNTRY: practice.countries or (["PH"] if practice.territories else []),
        rules.THEME: practice.themes,
        rules.SECTOR: practice.sectors,
        rules.HAZARD: practice.hazards,
        rules.AGENCY: practice.agencies,
        rules.YEAR: [practice.period_start[:4]] if practice.period_start else [],
        rules.LANGUAGE: [practice.language],
    }
    return set(fields[name] or ())


@pytest.fixture
def many(practice):
    """Write practices at random, two in three of them published."""

    def many(number, seed):
        chance = random.Random(seed)
        places = [DANAO.barangay, DANAO.provincial, DANAO.regional, BONTOC.municipal, "PH"]
        written = []
        for _each in range(number):
            here = chance.sample(places, chance.randrange(3))
            written.append(
                practice(
                    chance.choice(("published", "published", "draft")),
                    title=" ".join(chance.choices(WORDS, k=3)),
                    description=" ".join(chance.choices(WORDS, k=4)),
                    territories=here,
                    countries=chance.sample(["BR", "IN", "XK"], chance.randrange(3))
                    if here
                    else ["BR"],
                    themes=chance.sample(["education", "livelihood", "agriculture"], 2),
                    sectors=chance.sample(["fishing", "mining", "trade"], chance.randrange(3)),
                    hazards=chance.sample(["heights", "machinery"], chance.randrange(3)),
                    agencies=chance.sample(["DOLE", "DSWD"], chance.randrange(3)),
                    period_start=chance.choice(["2008", "2019-06", "2020-02-01", None]),
                    language=chance.choice(["en", "tl"]),
                )
            )
        return written

    return many


class TestExactness:
    @pytest.mark.parametrize("seed", [1, 2])
    @pytest.mark.parametrize("person", [None, "national.secretary"])
    def test_the_list_holds_what_a_count_promised(self, portal, many, seed, person):
        many(14, seed)
        chance = random.Random(seed)
        with acting_as(portal, person):
            repository = Repository(portal, Titles(portal, portal.REQUEST))
            queries = [rules.Query(), rules.Query(text="school"), rules.Query(text="tea net")]
            for _each in range(4):
                found = repository.find(chance.choice(queries))
                links = [
                    found.query.toggled(name, value.value)
                    for name, values in found.facets.items()
                    for value in values
                    if not value.selected
                ]
                if links:
                    queries.append(chance.choice(links))
            for query in queries:
                found = repository.find(query)
                for name, values in found.facets.items():
                    for value in values:
                        alone = repository.find(query.with_values(name, (value.value,)))
                        assert alone.paging.total == value.count, (query, name, value)

    @pytest.mark.parametrize("seed", [3, 4])
    def test_counts_are_those_of_counting_by_hand(self, portal, ask, many, seed):
        written = many(14, seed)
        with acting_as(portal, None):
            may = portal.portal_membership.checkPermission
            public = [each for each in written if may("View", each)]
        assert 0 < len(public) < len(written)
        found, _repository = ask()
        assert found.paging.total == len(public)
        for name in rules.FACETS:
            counted = {value.value: value.count for value in found.facets[name]}
            if name == rules.TERRITORY:
                expected = Counter(
                    code
                    for each in public
                    for code in {
                        above
                        for place in each.territories
                        for above in table.ancestors_and_self(place)
                        if table.level(above) == "region"
                    }
                )
            else:
                expected = Counter(value for each in public for value in values_of(each, name))
            assert counted == dict(expected), name

    def test_paging_shows_everything_once(self, many, ask):
        many(14, 5)
        for sort in rules.SORTS:
            text = "school" if sort == rules.RELEVANCE else ""
            whole, _repository = ask("national.secretary", sort_on=sort, SearchableText=text)
            rids = []
            for start in range(0, whole.paging.total, 3):
                found, _repository = ask(
                    "national.secretary",
                    sort_on=sort,
                    SearchableText=text,
                    b_start=str(start),
                    b_size="3",
                )
                rids += found.rids
            assert rids == whole.rids


class TestWhoSeesWhat:
    def test_a_visitor_never_sees_a_draft_in_counts(self, ask, practice):
        practice("published", themes=["education"])
        practice("draft", themes=["livelihood"], territories=[BONTOC.barangay])
        practice("national_review", themes=["livelihood"], language="tl")
        found, repository = ask()
        assert found.paging.total == 1
        assert [value.value for value in found.facets[rules.THEME]] == ["education"]
        assert [value.value for value in found.facets[rules.LANGUAGE]] == ["en"]
        assert [value.value for value in found.facets[rules.TERRITORY]] == [DANAO.regional]
        assert repository.count(rules.Query().with_values(rules.THEME, ("livelihood",))) == 0

    def test_an_author_finds_the_own_draft_and_another_barangay_does_not(self, titles_of, practice):
        practice("draft", author="barangay.contributor", title="Nets for fathers")
        assert titles_of("barangay.contributor") == ["Nets for fathers"]
        assert titles_of("other.barangay.contributor") == []
        assert titles_of("member") == []
        assert titles_of(None) == []

    def test_what_is_retired_leaves_the_visitors_list(self, titles_of, practice):
        practice("retired")
        assert titles_of(None) == []

    def test_what_is_announced_for_later_is_not_there_yet(self, titles_of, practice):
        item = practice("published", title="Tomorrow")
        item.setEffectiveDate(datetime.now() + timedelta(days=1))
        item.reindexObject()
        assert titles_of(None) == []
        item.setEffectiveDate(datetime.now() - timedelta(days=1))
        item.reindexObject()
        assert titles_of(None) == ["Tomorrow"]

    def test_spelling_help_does_not_tell_words_of_drafts(self, ask, practice):
        practice("published", title="School")
        practice("draft", title="Maragondon")
        _found, repository = ask()
        wrong = rules.Query().with_text("maragondan")
        assert repository.suggestion(wrong) is None
        _found, repository = ask("national.secretary")
        assert repository.suggestion(wrong).value == "maragondon"


class TestPlaces:
    def test_one_goes_down_level_by_level(self, ask, practice):
        practice(territories=[DANAO.barangay])
        practice(territories=[BONTOC.municipal])
        steps = []
        form = {}
        for code in (DANAO.regional, DANAO.provincial, DANAO.municipal, DANAO.barangay):
            found, _repository = ask(**form)
            offered = {value.value for value in found.facets[rules.TERRITORY]}
            assert code in offered
            form = {"territory": code}
            found, repository = ask(**form)
            steps.append((found.paging.total, len(repository.steps_up(found.query))))
        assert steps == [(1, 1), (1, 2), (1, 3), (1, 4)]

    def test_the_way_up_shows_how_much_more_there_is(self, ask, practice):
        practice(territories=[DANAO.barangay])
        practice(territories=[BONTOC.municipal])
        found, repository = ask(territory=DANAO.barangay)
        country = repository.steps_up(found.query)[0]
        assert (country.value, country.count) == ("PH", 2)


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [
            '"', "'", "*", "?", "**", "a*", "*a", "(", ")", "()", "((school", "AND", "OR", "NOT",
            "school AND", "AND school", "NOT school", "school NOT", '"school', '""', "-", "--x",
            "school OR OR", "\\", "%", "_", "\x00", "\u202eabc", "😀", "日本語", "日",
            "; DROP TABLE", "<script>alert(1)</script>", "{{7*7}}", "${x}", "a" * 5000, "x " * 5000,
            "школа",
        ],
    )  # fmt: skip
    def test_nothing_that_is_typed_breaks_the_search(self, ask, practice, text):
        practice(title="School")
        found, _repository = ask(SearchableText=text)
        assert 0 <= found.paging.total <= 1

    def test_words_are_found_wherever_they_stand(self, titles_of, practice):
        practice(title="Nets for fathers", background="Their families owe the boat owners.")
        assert titles_of(SearchableText="families owe") == ["Nets for fathers"]
        assert titles_of(SearchableText="famil") == ["Nets for fathers"]
        assert titles_of(SearchableText='"families owe"') == ["Nets for fathers"]
        assert titles_of(SearchableText='"owe families"') == []
        assert titles_of(SearchableText="families quarry") == []

    def test_operators_are_words_like_others(self, titles_of, practice):
        practice(title="This and not that")
        practice(title="Something else")
        assert titles_of(SearchableText="and not") == ["This and not that"]

    def test_accents_and_case_do_not_matter(self, titles_of, practice):
        practice(title="Niño of Parañaque")
        assert titles_of(SearchableText="NINO paranaque") == ["Niño of Parañaque"]

    def test_the_word_itself_comes_before_what_begins_with_it(self, titles_of, practice):
        practice(title="Nets", background="x", action="x", description="x")
        practice(title="Networks", background="x", action="x", description="x")
        assert titles_of(SearchableText="networks net")[:1] == ["Networks"]
        assert titles_of(SearchableText="nets") == ["Nets"]

    def test_a_slip_is_put_right(self, ask, practice):
        practice(title="Education in the evening")
        found, repository = ask(SearchableText="educatoin evening")
        assert found.paging.total == 0
        way = repository.suggestion(found.query)
        assert (way.value, way.count) == ("education evening", 1)

    def test_dropping_a_filter_says_what_would_show(self, ask, practice):
        practice(themes=["education"], sectors=["fishing"])
        practice(themes=["livelihood"], sectors=["mining"])
        found, repository = ask(theme="education", sector="mining")
        assert found.paging.total == 0
        assert {(way.name, way.value, way.count) for way in repository.ways_out(found.query)} == {
            ("theme", "education", 1),
            ("sector", "mining", 1),
        }
