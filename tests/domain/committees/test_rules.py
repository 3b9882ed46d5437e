"""Clearances, groups, chains and roles, decided without Plone."""

from clkss.content.committees import naming
from clkss.content.committees import rules
from clkss.content.committees.rules import Clearance
from clkss.content.committees.rules import Facts
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st

import pytest


DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
CENTRAL_VISAYAS = "0700000000"
BAGUIO = "1430300000"
SAMPALOC = "1380606000"
BONTOC = "1404404000"

TODAY = date(2026, 11, 22)

CODES = tuple(table.codes())

codes = st.sampled_from(CODES)
tokens = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
keys = st.builds(rules.key_of, codes, st.none() | tokens)
functions = st.sampled_from(rules.FUNCTIONS)
agencies = st.none() | st.sampled_from(["DOLE", "DSWD", "NAPC-children"])
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
clearances = st.builds(
    Clearance, st.just("ana"), keys, functions, agencies, st.booleans(), st.none() | days
)


def chain(key):
    code, _token = rules.split_key(key)
    return rules.chain_for(
        key, [(table.get(each).level, each) for each in table.ancestors_and_self(code)]
    )


@st.composite
def facts(draw):
    """What an item of some committee, at some point of its review, says of itself."""
    owner = draw(st.none() | keys)
    links = chain(owner) if owner else ()
    turn = draw(st.none() | st.sampled_from([link.key for link in links])) if links else None
    return Facts(owner, links, turn, draw(st.booleans()), draw(st.booleans()))


class TestKeys:
    @given(codes, st.none() | tokens)
    def test_a_key_comes_apart_as_it_was_put_together(self, code, token):
        assert rules.split_key(rules.key_of(code, token)) == (code, token)

    @pytest.mark.parametrize(
        "key",
        [
            "",
            None,
            7,
            "ph",
            "PH-",
            "PH-Knowledge",
            "PH--x",
            "PH-x-",
            "PH-knowledge:secretary",
            "PH\n",
            "PH-knowledge\n",
            "071233003",
            "07012330033",
            "०७०१२३३००३",
            "0701233003 ",
            "PH-" + "x" * 41,
            "committee:PH",
        ],
    )
    def test_what_is_no_key_is_refused(self, key):
        assert not rules.is_key(key)
        with pytest.raises(ValueError, match="Not the key"):
            rules.split_key(key)


class TestChain:
    def test_a_barangay_reports_through_all_levels(self):
        assert chain(DANAO) == (
            ("barangay", DANAO),
            ("municipal", PANGLAO),
            ("provincial", BOHOL),
            ("regional", CENTRAL_VISAYAS),
            ("national", "PH"),
        )

    def test_a_city_without_province_has_no_provincial_link(self):
        assert [link.level for link in chain(BAGUIO)] == ["municipal", "regional", "national"]

    def test_a_district_of_manila_reports_to_the_city(self):
        assert [link.key for link in chain(SAMPALOC)] == [
            SAMPALOC,
            "1380600000",
            "1300000000",
            "PH",
        ]

    def test_a_sub_committee_stands_below_the_committee_of_its_territory(self):
        assert chain("PH-knowledge") == (("national", "PH-knowledge"), ("national", "PH"))
        assert chain(f"{BOHOL}-twg")[:2] == (
            ("provincial", f"{BOHOL}-twg"),
            ("provincial", BOHOL),
        )

    @given(keys)
    def test_every_chain_begins_with_itself_rises_and_ends_with_the_nation(self, key):
        links = chain(key)
        ranks = [territories.COMMITTEE_LEVELS.index(link.level) for link in links]
        assert links[0].key == key
        assert links[-1] == ("national", "PH")
        assert ranks == sorted(ranks)
        assert len({link.key for link in links}) == len(links)

    @pytest.mark.parametrize(
        "ancestors",
        [
            [],
            [("province", BOHOL), ("country", "PH")],
            [("barangay", DANAO), ("municipal", PANGLAO)],
        ],
    )
    def test_ancestors_of_something_else_are_refused(self, ancestors):
        with pytest.raises(ValueError, match="Not the ancestors"):
            rules.chain_for(DANAO, ancestors)


class TestGroups:
    def test_a_caseworker_of_an_agency(self):
        ana = Clearance("ana", PANGLAO, rules.CASEWORKER, agency="DSWD")
        assert rules.groups_of([ana], TODAY) == {
            f"committee:{PANGLAO}",
            f"committee:{PANGLAO}:caseworker",
            f"agency:DSWD:{PANGLAO}",
            "function:caseworker",
        }

    def test_an_alternate_sees_what_a_full_member_sees(self):
        full = Clearance("ana", PANGLAO, rules.MEMBER, agency="DOLE")
        alternate = Clearance("ana", PANGLAO, rules.MEMBER, agency="DOLE", alternate=True)
        assert rules.groups_of([full], TODAY) == rules.groups_of([alternate], TODAY)

    def test_the_last_day_counts_and_the_day_after_gives_nothing(self):
        ana = Clearance("ana", PANGLAO, rules.SECRETARY, until=TODAY)
        assert rules.groups_of([ana], TODAY)
        assert not rules.groups_of([ana], TODAY + timedelta(days=1))

    def test_nobody_without_clearance_is_in_a_group(self):
        assert rules.groups_of([], TODAY) == frozenset()

    @given(st.lists(clearances, max_size=8), days)
    def test_groups_are_the_sum_of_what_holds(self, held, today):
        expected = set()
        for each in held:
            if each.until is None or each.until >= today:
                expected |= rules.groups_from(each)
        assert rules.groups_of(held, today) == expected

    @given(st.lists(clearances, max_size=8), days)
    def test_time_alone_never_gives_anything(self, held, today):
        later = today + timedelta(days=30)
        assert rules.groups_of(held, later) <= rules.groups_of(held, today)

    @given(clearances)
    def test_every_group_can_be_read_back(self, clearance):
        for group in rules.groups_from(clearance):
            assert rules.is_reserved(group)
            assert rules.parse_group(group).id == group

    @pytest.mark.parametrize(
        "group",
        [
            None,
            "",
            "Administrators",
            "committee",
            "committee:",
            "committee:PH:",
            "committee:PH:owner",
            "committee:PH:secretary:x",
            "committee:PH:Secretary",
            "agency:DSWD",
            "agency::PH",
            "agency:DSWD:x",
            "agency:DS WD:PH",
            "function:",
            "function:owner",
            "function:contributor:PH",
            "Committee:PH",
        ],
    )
    def test_what_is_not_exactly_a_computed_group_is_none(self, group):
        assert rules.parse_group(group) is None


class TestImpliedGroups:
    def test_a_function_is_implied_by_its_committee(self):
        groups = [f"committee:{BOHOL}", f"committee:{BOHOL}:secretary", "function:secretary"]
        assert rules.implied(groups) == {f"committee:{BOHOL}:secretary"}

    def test_alone_it_is_not(self):
        assert rules.implied([f"committee:{BOHOL}:secretary", "committee:PH", "Staff"]) == set()

    @given(facts(), st.lists(clearances, max_size=6))
    def test_leaving_implied_groups_out_changes_nothing_for_anybody(self, facts, held):
        seeing = set(rules.roles_for(facts))
        groups = rules.groups_of(held, TODAY)
        assert bool(groups & seeing) is bool(groups & (seeing - rules.implied(seeing)))


class TestRoles:
    def test_an_item_of_danao_waiting_for_the_province(self):
        roles = rules.roles_for(Facts(DANAO, chain(DANAO), BOHOL))
        assert roles == {
            f"committee:{DANAO}": {"Barangay Committee"},
            f"committee:{PANGLAO}": {"Municipal Committee"},
            f"committee:{BOHOL}": {"Provincial Committee"},
            f"committee:{CENTRAL_VISAYAS}": {"Regional Committee"},
            "committee:PH": {"National Committee"},
            f"committee:{DANAO}:contributor": {"Contributor"},
            f"committee:{DANAO}:secretary": {"Committee Secretary"},
            f"committee:{PANGLAO}:secretary": {"Committee Secretary"},
            f"committee:{BOHOL}:secretary": {"Committee Secretary", "Reviewer"},
            f"committee:{CENTRAL_VISAYAS}:secretary": {"Committee Secretary"},
            "committee:PH:secretary": {"Committee Secretary"},
            "committee:PH-knowledge": {"Knowledge Editor"},
        }

    def test_in_national_review_the_knowledge_editors_review_too(self):
        roles = rules.roles_for(Facts(DANAO, chain(DANAO), "PH"))
        assert roles["committee:PH-knowledge"] == {"Knowledge Editor", "Reviewer"}
        assert "Reviewer" in roles["committee:PH:secretary"]

    def test_where_knowledge_is_added_contributors_of_every_committee_may(self):
        assert rules.roles_for(Facts(container=True)) == {
            "function:contributor": {"Contributor"},
            "function:secretary": {"Contributor"},
            "committee:PH-knowledge": {"Knowledge Editor"},
        }

    def test_a_kind_of_content_may_give_more(self):
        more = (("agency:DSWD:PH", "Caseworker"),)
        assert rules.roles_for(Facts(knowledge=False, grants=more)) == {
            "agency:DSWD:PH": {"Caseworker"}
        }

    @pytest.mark.parametrize(
        "facts",
        [
            Facts(owner="nowhere"),
            Facts(turn="committee:PH"),
            Facts(chain=(("galactic", "PH"),)),
            Facts(chain=(("national", "ph"),)),
            Facts(grants=(("ana", "Caseworker"),)),
            Facts(grants=(("Administrators", "Caseworker"),)),
        ],
    )
    def test_facts_that_name_nothing_known_are_refused(self, facts):
        with pytest.raises(ValueError, match="Not "):
            rules.roles_for(facts)

    @given(facts())
    def test_only_computed_groups_hold_roles(self, facts):
        for group, roles in rules.roles_for(facts).items():
            assert rules.parse_group(group) is not None
            assert roles

    @given(facts(), st.lists(clearances, max_size=6))
    def test_who_serves_outside_the_chain_holds_nothing_of_the_chain(self, facts, held):
        chain_keys = {key for _level, key in facts.chain}
        outside = [
            each
            for each in held
            if each.committee not in chain_keys and each.committee != rules.KNOWLEDGE_KEY
        ]
        groups = rules.groups_of(outside, TODAY)
        roles = set().union(*(rules.roles_for(facts).get(group, ()) for group in groups))
        assert roles <= ({"Contributor"} if facts.container else set())

    @given(facts())
    def test_only_the_committee_whose_turn_it_is_reviews(self, facts):
        reviewers = {
            group for group, roles in rules.roles_for(facts).items() if "Reviewer" in roles
        }
        if facts.turn is None:
            assert not reviewers
        elif facts.turn == "PH":
            assert reviewers == {"committee:PH:secretary", "committee:PH-knowledge"}
        else:
            assert reviewers == {f"committee:{facts.turn}:secretary"}

    @given(facts())
    def test_a_person_has_a_handful_of_groups_and_an_object_a_handful_of_holders(self, facts):
        assert len(rules.roles_for(facts)) <= 20

    def test_the_answer_cannot_be_changed_by_who_asked(self):
        roles = rules.roles_for(Facts(container=True))
        with pytest.raises(TypeError):
            roles["committee:PH"] = frozenset({"Manager"})


class TestManaging:
    @given(keys, keys)
    def test_the_secretary_of_a_committee_manages_it_and_those_below(self, own, other):
        groups = rules.groups_of([Clearance("ana", own, rules.SECRETARY)], TODAY)
        above = own in {link.key for link in chain(other)}
        assert rules.may_manage(groups, chain(other)) is above

    @given(keys, functions.filter(lambda each: each != rules.SECRETARY))
    def test_nobody_else_manages_it(self, key, function):
        groups = rules.groups_of([Clearance("ana", key, function)], TODAY)
        assert not rules.may_manage(groups, chain(key))

    def test_a_secretary_whose_term_ended_manages_nothing(self):
        ended = Clearance("ana", PANGLAO, rules.SECRETARY, until=TODAY - timedelta(days=1))
        assert not rules.may_manage(rules.groups_of([ended], TODAY), chain(PANGLAO))

    def test_people_are_shown_to_who_serves_somewhere(self):
        assert rules.may_see_people({f"committee:{BONTOC}", "Administrators"})
        assert not rules.may_see_people({"Administrators", "AuthenticatedUsers"})

    def test_every_reason_is_named_at_once(self):
        wrong = Clearance("ana", "nowhere", "king", agency="D S", until=TODAY - timedelta(days=1))
        assert rules.reasons_against(wrong, TODAY, actor_id="ana") == (
            rules.NOT_A_KEY,
            rules.NOT_A_FUNCTION,
            rules.NOT_AN_AGENCY,
            rules.ENDED_ALREADY,
            rules.ONESELF,
        )

    @given(st.dates(min_value=TODAY))
    def test_a_term_ends_in_this_century_or_never(self, until):
        reasons = rules.reasons_against(Clearance("ana", PANGLAO, rules.MEMBER, until=until), TODAY)
        assert reasons == ((rules.TOO_FAR,) if until.year > rules.LAST_YEAR else ())
        assert rules.reasons_against(Clearance("ana", PANGLAO, rules.MEMBER), TODAY) == ()

    def test_a_sound_clearance_has_no_reason_against_it(self):
        sound = Clearance("ana", PANGLAO, rules.MEMBER, agency="DOLE", until=TODAY)
        assert rules.reasons_against(sound, TODAY, actor_id="ben") == ()


class TestNames:
    @pytest.mark.parametrize(
        ("level", "place", "is_city", "token", "title"),
        [
            (
                "barangay",
                "Danao, Panglao, Bohol",
                False,
                None,
                "Barangay Council for the Protection of Children of Danao, Panglao, Bohol",
            ),
            ("municipal", "Panglao, Bohol", False, None, "Municipal Committee of Panglao, Bohol"),
            ("municipal", "City of Baguio", True, None, "City Committee of Baguio"),
            ("municipal", "Danao City, Cebu", True, None, "City Committee of Danao City, Cebu"),
            ("provincial", "Bohol", False, None, "Provincial Committee of Bohol"),
            ("regional", "Caraga", False, None, "Regional Committee of Caraga"),
            ("national", "Philippines", False, None, "National Council Against Child Labor"),
            (
                "national",
                "Philippines",
                False,
                "knowledge",
                "Knowledge sub-committee of the National Council Against Child Labor",
            ),
        ],
    )
    def test_a_committee_is_named_after_its_territory(self, level, place, is_city, token, title):
        assert naming.default_title(level, place, is_city, token) == title

    def test_councils_and_committees(self):
        assert naming.default_kind("barangay", None) == naming.COUNCIL
        assert naming.default_kind("national", None) == naming.COUNCIL
        assert naming.default_kind("provincial", None) == naming.COMMITTEE
        assert naming.default_kind("national", "knowledge") == naming.SUBCOMMITTEE
