"""What OAI-PMH asks: arguments, moments, sets, resumption."""

from clkss.content.outreach import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest
import string


UIDS = st.text("0123456789abcdef", min_size=32, max_size=32)
MOMENTS = st.integers(0, 4_000_000_000)
SPECS = st.sampled_from(["", "type", "type:GoodPractice", "theme:education", "region:0700000000"])


def refused(**arguments):
    with pytest.raises(rules.Refused) as caught:
        rules.parse(arguments.items())
    return [problem.code for problem in caught.value.problems]


class TestArguments:
    def test_a_list_with_all_it_allows(self):
        question = rules.parse(
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-11-01",
                "until": "2026-11-30",
                "set": "theme:education",
            }.items()
        )
        assert question.harvest == rules.Harvest(
            "ListRecords",
            rules.moment("2026-11-01T00:00:00Z"),
            rules.moment("2026-11-30T23:59:59Z"),
            "theme:education",
        )

    @pytest.mark.parametrize("verb", [None, "", "listRecords", "Nonsense", 7])
    def test_a_verb_that_is_none(self, verb):
        assert refused(**({} if verb is None else {"verb": verb})) == ["badVerb"]

    def test_a_verb_given_twice(self):
        with pytest.raises(rules.Refused) as caught:
            rules.parse([("verb", "Identify"), ("verb", "Identify")])
        assert caught.value.problems[0].code == "badVerb"

    @pytest.mark.parametrize(
        "arguments",
        [
            {"verb": "Identify", "set": "type"},
            {"verb": "GetRecord", "identifier": "urn:uuid:x"},
            {"verb": "GetRecord", "metadataPrefix": "oai_dc"},
            {"verb": "ListRecords"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-1-1"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-11-30T10:00:00"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "not a set"},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": ""},
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": ["type", "theme"]},
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-11-30",
                "until": "2026-11-29",
            },
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-11-01",
                "until": "2026-11-29T10:00:00Z",
            },
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"},
        ],
    )
    def test_arguments_that_are_not_in_order(self, arguments):
        assert set(refused(**arguments)) == {"badArgument"}

    def test_every_mistake_is_named_at_once(self):
        found = refused(verb="ListRecords", colour="red", **{"from": "x" * 3000})
        assert found == ["badArgument"] * 3

    def test_an_argument_given_twice(self):
        with pytest.raises(rules.Refused) as caught:
            rules.parse([("verb", "ListSets"), ("resumptionToken", "a"), ("resumptionToken", "a")])
        assert caught.value.problems[0].code == "badArgument"

    def test_another_format(self):
        assert refused(verb="ListRecords", metadataPrefix="marc21") == ["cannotDisseminateFormat"]

    @given(st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=5))
    def test_whatever_comes_is_refused_unless_it_has_a_verb(self, arguments):
        if arguments.get("verb") not in rules.VERBS:
            assert refused(**arguments) == ["badVerb"]


class TestResumption:
    @given(
        st.sampled_from(rules.LISTS),
        st.none() | MOMENTS,
        st.none() | MOMENTS,
        SPECS,
        MOMENTS,
        UIDS,
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    )
    def test_a_token_holds_all_that_is_needed(
        self, verb, since, until, spec, moment, uid, cursor, size
    ):
        harvest = rules.Harvest(verb, since, until, spec).resumed(moment, uid, cursor, size)
        question = rules.parse([("verb", verb), ("resumptionToken", harvest.token())])
        assert question.harvest == harvest

    @given(st.text(max_size=80) | st.text(string.digits + ",", max_size=80))
    def test_what_is_no_token_is_refused(self, text):
        assert set(refused(verb="ListRecords", resumptionToken=text)) <= {
            "badResumptionToken",
            "badArgument",
        }

    def test_a_token_of_another_verb_is_refused(self):
        token = rules.Harvest("ListRecords").resumed(1, "0" * 32, 1, 2).token()
        assert refused(verb="ListIdentifiers", resumptionToken=token) == ["badResumptionToken"]
        assert refused(verb="ListSets", resumptionToken=token) == ["badResumptionToken"]


class TestMoments:
    @given(MOMENTS)
    def test_a_second_is_written_and_read(self, seconds):
        assert rules.moment(rules.stamp(seconds)) == seconds

    @given(st.dates())
    def test_a_day_holds_its_seconds(self, day):
        text = day.isoformat()
        assert rules.moment(text, is_end=True) - rules.moment(text) == 24 * 60 * 60 - 1


class TestNames:
    @given(UIDS)
    def test_an_identifier_leads_back(self, uid):
        identifier = rules.identifier(uid)
        assert identifier.startswith("urn:uuid:")
        assert rules.uid_of(identifier) == uid

    @given(st.text())
    def test_what_is_no_identifier_leads_nowhere(self, text):
        assert rules.uid_of(text) is None or rules.identifier(rules.uid_of(text)) == text

    def test_sets_are_named_by_kind_theme_and_region(self):
        found = rules.sets("GoodPractice", ["education", "not a token"], ["0700000000"])
        assert found == ("type:GoodPractice", "theme:education", "region:0700000000")
        assert rules.sets("News Item", [], []) == ("type:News-Item",)

    @given(st.lists(st.sampled_from(["edu", "education", "edu-cation"]), unique=True))
    def test_a_set_is_found_by_its_whole_name(self, themes):
        joined = rules.joined(rules.sets("X", themes, []))
        for theme in ("edu", "education", "edu-cation"):
            assert (rules.pattern(f"theme:{theme}") in joined) == (theme in themes)
        assert (rules.pattern("theme") in joined) == bool(themes)
        assert rules.pattern("type") in joined

    @given(st.text())
    def test_what_xml_cannot_hold_is_taken_out(self, text):
        from lxml import etree

        element = etree.Element("x")
        element.text = rules.plain(text)
        assert etree.fromstring(etree.tostring(element)) is not None
