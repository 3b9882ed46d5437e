"""Counts are exact, and tell nobody of what they may not see."""

from clkss.content.search import rules
from clkss.content.search import words
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

    def test_a_draft_changes_nothing_about_what_a_word_finds(self, titles_of, practice):
        practice("published", title="Maragondon")
        before = titles_of(SearchableText="marag")
        practice("draft", title="Marag")
        assert titles_of(SearchableText="marag") == before == ["Maragondon"]

    def test_spelling_help_does_not_tell_words_of_drafts(self, ask, practice):
        practice("published", title="School")
        practice("draft", title="Maragondon")
        _found, repository = ask()
        wrong = rules.Query().with_text("maragondan")
        assert repository.suggestion(wrong) is None
        _found, repository = ask("national.secretary")
        assert repository.suggestion(wrong).value == "maragondon"


class TestLifts:
    def test_a_featured_item_comes_before_one_that_is_as_good(self, titles_of, practice):
        practice(title="Nets of Danao").reindexObject()
        item = practice(title="Nets of Bohol")
        practice(title="Nets of Cebu")
        item.featured = True
        item.reindexObject()
        assert titles_of(SearchableText="nets")[0] == "Nets of Bohol"

    def test_a_recent_item_comes_before_an_old_one(self, titles_of, practice):
        practice(title="Nets of Danao")
        old = practice(title="Nets of Bohol")
        old.setEffectiveDate(datetime(2001, 1, 1))
        old.reindexObject()
        assert titles_of(SearchableText="nets") == ["Nets of Danao", "Nets of Bohol"]

    def test_what_is_near_comes_first_and_nothing_is_left_out(self, titles_of, practice):
        practice(title="Nets", territories=[BONTOC.municipal])
        practice(title="Nets", territories=[DANAO.provincial], description="Near")
        practice(title="Nets", territories=["PH"])
        near = titles_of(SearchableText="nets near", near=DANAO.barangay)
        assert near == ["Nets"]
        found = titles_of(SearchableText="nets", near=BONTOC.barangay)
        assert len(found) == 3

    def test_a_chosen_region_comes_before_the_towns_in_it(self, titles_of, practice):
        practice(title="Nets of the region", territories=[DANAO.regional])
        practice(title="Nets of the town", territories=[DANAO.municipal])
        assert titles_of(SearchableText="nets", territory=DANAO.regional) == [
            "Nets of the region",
            "Nets of the town",
        ]


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

    def test_a_word_does_not_find_what_only_begins_with_it(self, titles_of, practice):
        practice(title="Nets", background="x", action="x", description="x")
        practice(title="Networks", background="x", action="x", description="x")
        assert titles_of(SearchableText="nets") == ["Nets"]
        assert titles_of(SearchableText="networks") == ["Networks"]

    def test_a_beginning_is_asked_for_by_a_star_or_by_being_no_word(self, titles_of, practice):
        practice(title="Nets", background="x", action="x", description="x")
        practice(title="Networks", background="x", action="x", description="x")
        assert sorted(titles_of(SearchableText="net*")) == ["Nets", "Networks"]
        assert titles_of(SearchableText="networ") == ["Networks"]

    @pytest.mark.parametrize(
        ("typed", "stands"),
        [
            ("policies", "A policy"),
            ("inspection", "Inspections"),
            ("child", "Children"),
            ("labor", "Labour"),
            ("organization", "Organisations"),
            ("bata", "Mga batang naglalaro"),
            ("nagmimina", "Pagmimina"),
            ("tulong", "Tumutulong"),
            ("proteksyon", "Proteksiyon"),
        ],
    )
    def test_a_word_finds_its_other_forms(self, titles_of, practice, typed, stands):
        practice(title=stands)
        practice(title="Something else")
        assert titles_of(SearchableText=typed)[0] == stands

    def test_other_words_for_the_same_are_found(self, titles_of, practice):
        practice(title="Karapatan ng kasambahay")
        practice(title="A house helper speaks")
        practice(title="Nets")
        assert titles_of(SearchableText="kasambahay")[0] == "Karapatan ng kasambahay"
        assert len(titles_of(SearchableText="kasambahay")) == 2
        assert titles_of(SearchableText="helpers")[0] == "A house helper speaks"

    def test_what_carries_a_theme_is_found_by_its_name(self, titles_of, practice):
        practice(title="One", themes=["mining-quarrying"])
        practice(title="Two", themes=["education"])
        assert titles_of(SearchableText="quarrying") == ["One"]
        assert titles_of(SearchableText="edukasyon") == ["Two"]

    def test_what_lies_in_a_place_is_found_by_its_name(self, titles_of, practice):
        practice(title="One", territories=[DANAO.barangay])
        practice(title="Two", territories=[BONTOC.municipal])
        assert titles_of(SearchableText="Bohol") == ["One"]
        assert titles_of(SearchableText="Mountain Province") == ["Two"]

    def test_a_word_in_the_title_counts_more_than_one_in_the_text(self, titles_of, practice):
        practice(title="Boats", background="A quarry, a quarry and once more a quarry.")
        practice(title="The quarry", background="Boats and boats and boats.")
        assert titles_of(SearchableText="quarry") == ["The quarry", "Boats"]
        assert titles_of(SearchableText="boats") == ["Boats", "The quarry"]

    def test_filler_words_are_not_looked_for(self, titles_of, practice):
        practice(title="Nets")
        assert titles_of(SearchableText="how to mend the nets") == []
        assert titles_of(SearchableText="what about the nets") == ["Nets"]

    def test_of_four_words_one_may_be_missing(self, titles_of, practice):
        practice(title="Night classes at the fishing port")
        assert titles_of(SearchableText="night classes port quarry")
        assert not titles_of(SearchableText="night fair quarry ghost")

    def test_of_three_words_one_may_be_missing_where_few_hold_them_all(self, titles_of, practice):
        practice(title="Night classes at the fishing port")
        assert titles_of(SearchableText="night port quarry")
        assert not titles_of(SearchableText="night port quarry", all_words="1")
        assert not titles_of(SearchableText="night fair quarry")
        for number in range(5):
            practice(title=f"Night port quarry {number}")
        assert len(titles_of(SearchableText="night port quarry")) == 5

    def test_what_holds_all_words_comes_first(self, titles_of, practice):
        practice(title="A report", background="Of a quarry by night, near the port.")
        practice(title="Night port: the night at the port", description="The port by night")
        found = titles_of(SearchableText="night port quarry")
        assert found == ["A report", "Night port: the night at the port"]

    def test_a_word_after_a_minus_leaves_out(self, titles_of, practice):
        practice(title="Nets by night", background="x")
        practice(title="Nets by day", background="x")
        assert titles_of(SearchableText="nets -night") == ["Nets by day"]
        assert titles_of(SearchableText='-"by day" nets') == ["Nets by night"]
        assert titles_of(SearchableText="-nets") == []

    def test_one_may_look_in_one_place_only(self, titles_of, practice):
        practice(title="Nets", partners=["Fishers of Danao"], territories=[BONTOC.municipal])
        practice(title="Boats", background="Fishers have nets.", themes=["livelihood"])
        assert titles_of(SearchableText="title:nets") == ["Nets"]
        assert titles_of(SearchableText="author:fishers") == ["Nets"]
        assert titles_of(SearchableText='may-akda:"fishers of danao"') == ["Nets"]
        assert titles_of(SearchableText="place:Bontoc") == ["Nets"]
        assert titles_of(SearchableText="theme:livelihood") == ["Boats"]
        assert titles_of(SearchableText="-theme:livelihood nets") == ["Nets"]
        assert titles_of(SearchableText="place:nowhere") == []

    def test_what_is_looked_for_can_be_marked(self, ask, practice):
        practice(title="Kasambahay", action="A domestic worker spoke.")
        found, repository = ask(SearchableText="domestic workers -night")
        marked = words.marked("A kasambahay, a domestic worker", repository.looked_for(found.query))
        texts = [piece.text for piece in marked if piece.marked]
        assert texts == ["kasambahay", "domestic", "worker"]

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
