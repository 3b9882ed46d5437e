"""Texts are shown safely, ids grow, limits hold; decided without Plone."""

from clkss.content.community.boards import rules as boards
from clkss.content.community.discussion import rules
from datetime import date
from datetime import timedelta
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import unicodedata


TAGS = {"p", "br", "ul", "li", "blockquote", "a", "strong", "div"}
ATTRIBUTES = {"class", "dir", "href", "rel"}
CLASSES = {"clkss-quote", "clkss-mention"}

PARTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "https://example.org/a?b=c&d=<e>",
            "http://раураl.com/",
            "https://user@evil.example/",
            "http://[",
            "> ",
            "\n> > > > > deep\n",
            "- item\n",
            "@demo.member",
            "\u202e\u200b\u2066",
            "e" + "\u0301" * 50,
            "\r\n",
            '" onmouseover="x',
        ]
    ),
)
TEXTS = st.lists(PARTS, max_size=12).map("".join)


def check(shown):
    """Fail when HTML holds anything but what posts may hold."""
    tree = html.fragment_fromstring(shown, create_parent="div")
    for element in tree.iter():
        assert isinstance(element.tag, str)
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("class") in {None, *CLASSES}
        if element.tag == "a":
            assert element.get("href").startswith(("http://", "https://"))
            assert element.get("href").isascii()
            assert element.get("rel") == "nofollow ugc noopener"
    return tree


@given(TEXTS)
def test_whatever_is_typed_only_known_markup_comes_out(typed):
    text = rules.clean(typed)
    check(rules.html(text, {"demo.member"}))
    assert rules.clean(text) == text


@given(TEXTS)
def test_nothing_is_kept_that_cannot_be_seen(typed):
    for index, char in enumerate(text := rules.clean(typed)):
        category = unicodedata.category(char)
        assert char == "\n" or category not in ("Cc", "Cs", "Co", "Cn")
        assert category != "Cf" or (char in "\u200c\u200d" and 0 < index < len(text) - 1)


def test_the_parts_of_a_text():
    text = "One\ntwo\n\n> said\n> > before\n\n- a\n- b\n\n@demo.member see https://example.org/x."
    shown = rules.html(text, {"demo.member"})
    assert '<p dir="auto">One<br />two</p>' in shown
    assert shown.count('<blockquote class="clkss-quote">') == 2
    assert "<ul><li>a</li><li>b</li></ul>" in shown
    assert '<strong class="clkss-mention">@demo.member</strong>' in shown
    link = '<a href="https://example.org/x" rel="nofollow ugc noopener">example.org/x</a>.'
    assert link in shown


def test_a_link_shows_where_it_leads():
    assert "xn--" in rules.link("http://раураl.com/")
    assert rules.link("https://bank.example@evil.example/") == "https://bank.example@evil.example/"
    assert "evil" not in rules.link("http://[evil/") or "<a" not in rules.link("http://[evil/")


@given(st.lists(st.floats(0, 4e9), min_size=2, max_size=20))
def test_ids_grow_whatever_the_clock_says(times):
    last = 0
    for now in times:
        number = rules.new_id(now, last)
        assert last < number <= rules.ANY
        last = number


@given(st.text(max_size=60))
@example("𝕊ofia")
def test_a_handle_stands_in_a_text_and_is_found_there(name):
    handle = rules.handle(name)
    if handle:
        assert rules.mentioned(f"Ask @{handle}, please.") == [handle]
        assert rules.mentioned(f"> Ask @{handle}") == []


def test_who_is_called_what():
    assert rules.handle("Demo Barangay Secretary (Danao)") == "demo.barangay.secretary.danao"
    assert rules.handle("José Peña-Ñ") == "jose.pena.n"
    assert rules.mentioned("me@example.org and https://example.org/@somebody") == []


def test_newcomers_have_limits_and_those_whom_others_vouch_for_have_none():
    new, known = rules.Standing(), rules.Standing(vouched=True)
    long = "word " * 400
    assert rules.problems(long, new) == [rules.TOO_MANY_WORDS]
    assert rules.problems(long, known) == []
    two = "https://a.example https://b.example"
    assert rules.problems(two, new) == [rules.TOO_MANY_LINKS]
    assert rules.problems(two, known) == []
    assert rules.problems("x", rules.Standing(recent=3)) == [rules.TOO_FAST]
    assert rules.problems("x", rules.Standing(recent=3), edits=True) == []
    assert rules.problems(" ", known) == [rules.EMPTY]
    assert rules.problems("x" * 20_001, known) == [rules.TOO_LONG]
    assert rules.first_state(new) == rules.PENDING
    assert rules.first_state(rules.Standing(published=3)) == rules.PUBLISHED


@given(st.integers(-400, 800))
def test_a_ban_ends_within_a_year_and_its_last_day_counts(days):
    today = date(2026, 11, 26)
    until = today + timedelta(days)
    ends = rules.NOT_A_DAY not in rules.ban_problems(until, "why", today)
    assert ends == (0 <= days <= 366)
    assert rules.is_banned(until, today) == (days >= 0)
    assert rules.ban_problems(None, " ", today) == [rules.NOT_A_DAY, rules.NO_REASON]


def test_what_is_said_of_a_topic_goes_before_what_is_said_of_its_board():
    chosen = rules.chosen([("ana", "mute"), ("ana", "watch"), ("ben", "watch")])
    assert chosen == {"ana": "mute", "ben": "watch"}


def test_a_quote_and_an_excerpt():
    assert rules.quoted("a\n\nb") == "> a\n>\n> b\n\n"
    assert rules.excerpt("> before\nafter  all") == "after all"
    assert len(rules.excerpt("word " * 100, 50)) <= 50


def test_pinned_topics_stand_on_top_in_every_order():
    rows = [
        boards.Row("a", "Zebra", 1, 5, 10),
        boards.Row("b", "apple", 2, 1, 30),
        boards.Row("c", "Mango", 3, 9, 20, pinned=True),
    ]
    order = {sort: [row.uid for row in boards.ordered(rows, sort)] for sort in boards.SORTS}
    assert order == {
        boards.LATEST: ["c", "b", "a"],
        boards.NEWEST: ["c", "b", "a"],
        boards.MOST: ["c", "a", "b"],
        boards.TITLE: ["c", "b", "a"],
    }


def test_a_closed_board_is_moderated_by_its_committee_alone():
    facts = boards.facts(boards.COMMITTEE, "0701233000", ("municipal", "0701233000"), None)
    assert not facts.knowledge
    assert facts.grants == (("committee:0701233000", boards.READER),)
    level = boards.facts(boards.LEVEL, None, None, "barangay")
    assert level.grants == (("level:barangay", boards.READER),)
    assert boards.facts(boards.PUBLIC, None, None, None).grants == ()
    assert "Knowledge Editor" not in boards.moderators(boards.COMMITTEE)
    assert "Anonymous" not in boards.writers(boards.PUBLIC)


def test_words_of_a_search_are_words_only():
    assert boards.words_query('fish "AND" net* OR (x') == "fish* AND net* AND x*"
    assert boards.words_query("and or not") == ""
