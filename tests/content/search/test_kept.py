"""Tables that were put right are those that one would build anew, whoever wrote what meanwhile."""

from clkss.content.search import journal
from clkss.content.search import kept
from clkss.content.search import rules
from clkss.content.search.bits import numbers
from clkss.content.search.tables import Tables
from concurrent.futures import ThreadPoolExecutor
from DateTime import DateTime
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test
from Products.PluginIndexes.BooleanIndex.BooleanIndex import BooleanIndex
from Products.PluginIndexes.DateIndex.DateIndex import DateIndex
from Products.PluginIndexes.DateRangeIndex.DateRangeIndex import DateRangeIndex
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from Products.ZCatalog.ZCatalog import ZCatalog
from Products.ZCTextIndex.Lexicon import CaseNormalizer
from Products.ZCTextIndex.Lexicon import Splitter
from Products.ZCTextIndex.OkapiIndex import OkapiIndex
from Products.ZCTextIndex.ZCTextIndex import PLexicon
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from types import SimpleNamespace
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

import pytest
import transaction


KEYWORDS = ("kinds", "territories", "countries", "themes", "sectors", "hazards", "agencies")
FIELDS = ("portal_type", "year", "Language", "sortable_title")
FLAGS = ("promising", "featured")
TEXTS = ("Title", "Description", "SearchableText", "credits")

WORDS = ("net", "nets", "boat", "school", "night", "quarry")
TOKENS = ("Anonymous", "Member", "user:ana")
PLACES = ("PH", "0700000000", "0701200000")

NAMES = [f"doc{number}" for number in range(12)]
NAME = st.sampled_from(NAMES)
SOMEBODY = st.integers(0, 2)
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
SOME = st.lists(st.sampled_from(("a", "b", "c")), unique=True)

DOCUMENTS = st.fixed_dictionaries(
    {
        "portal_type": st.sampled_from(("GoodPractice", "Event", "Comment")),
        "allowedRolesAndUsers": st.lists(st.sampled_from(TOKENS), unique=True),
        "territories": st.lists(st.sampled_from(PLACES), unique=True),
        "themes": SOME,
        "kinds": SOME,
        "year": st.sampled_from((None, 2008, 2019)),
        "Language": st.sampled_from(("en", "tl")),
        "featured": st.booleans(),
        "Title": SAID,
        "SearchableText": SAID,
        "effective": st.sampled_from((DateTime("2001/01/01"), DateTime() - 9, DateTime() + 9)),
        "expires": st.sampled_from((None, DateTime() - 1, DateTime() + 900)),
    }
)


def make_catalog() -> ZCatalog:
    """Make a catalog with the indexes that the search reads."""
    catalog = ZCatalog("portal_catalog")
    catalog._setObject("lexicon", PLexicon("lexicon", "", Splitter(), CaseNormalizer()))
    for name in (*KEYWORDS, "allowedRolesAndUsers"):
        catalog.addIndex(name, KeywordIndex(name))
    for name in FIELDS:
        catalog.addIndex(name, FieldIndex(name))
    for name in FLAGS:
        catalog.addIndex(name, BooleanIndex(name))
    catalog.addIndex("effective", DateIndex("effective"))
    catalog.addIndex("effectiveRange", DateRangeIndex("effectiveRange", "effective", "expires"))
    for name in TEXTS:
        index = ZCTextIndex(name, None, catalog, OkapiIndex, name, "lexicon")
        catalog.addIndex(name, index)
    return catalog


class Somebody:
    """A thread with a connection of its own, as in a process of its own."""

    def __init__(self, database):
        self._thread = ThreadPoolExecutor(1)
        self._savepoint = None
        self.do(self._open, database)

    def do(self, work, *arguments):
        """Have work done in the thread."""
        return self._thread.submit(work, *arguments).result()

    def _open(self, database):
        self._connection = database.open()

    def close(self):
        self.do(self._close)
        self._thread.shutdown()

    def _close(self):
        transaction.abort()
        self._connection.close()

    @property
    def catalog(self):
        return self._connection.root()["catalog"]

    def write(self, name, values, names):
        document = SimpleNamespace(**values, sortable_title=values["Title"].lower())
        self.catalog.catalog_object(document, f"/{name}", idxs=names)

    def remove(self, name):
        if self.catalog.getrid(f"/{name}") is not None:
            self.catalog.uncatalog_object(f"/{name}")

    def bypass(self, name):
        rid = self.catalog.getrid(f"/{name}")
        if rid is not None:
            self.catalog._catalog.getIndex("allowedRolesAndUsers").unindex_object(rid)

    def commit(self):
        self._savepoint = None
        try:
            transaction.commit()
        except ConflictError:
            transaction.abort()

    def abort(self):
        self._savepoint = None
        transaction.abort()

    def save(self):
        self._savepoint = transaction.savepoint()

    def roll_back(self):
        if self._savepoint is not None:
            self._savepoint.rollback()

    def look(self):
        """Say what the tables say, and what tables built anew would say."""
        catalog = self.catalog
        return told(catalog, kept.tables(catalog)), told(catalog, Tables(catalog))


def told(catalog, tables) -> dict:
    """Spell everything that tables say by records."""

    def rids(mask):
        return {tables.rids[number] for number in numbers(mask & tables.everything)}

    said = {"everything": rids(tables.everything), "current": rids(tables.current(catalog))}
    for name in rules.FACETS:
        if name != rules.TERRITORY:
            facet = tables.facet(catalog, name)
            said[name] = {value: rids(mask) for value, mask in facet.items()}
    for place in PLACES:
        said[place] = rids(tables.place(catalog, place))
    for token in TOKENS:
        said[token] = rids(tables.allowed(catalog, [token]))
    said["featured"] = rids(tables.having(catalog, "featured", True))
    said["younger"] = rids(tables.younger(365))
    for sort in (rules.NEWEST, rules.TITLE, rules.YEAR):
        said[f"by {sort}"] = tables.page(catalog, tables.everything, sort, 0, 100)
    for word in WORDS:
        held = tables.words.word(catalog, word)
        said[word] = rids(held.title), rids(held.description), *map(rids, held.text)
        said[f"forms of {word}"] = set(tables.words.forms(catalog, word))
    said["phrase"] = rids(tables.words.phrase(catalog, ("net", "boat")).anywhere)
    return said


THEN = st.sampled_from(("commit", "commit", "abort", "save", "roll_back", "nothing"))


class Writers(RuleBasedStateMachine):
    """Three people write, take back, save and look in any order."""

    @initialize(documents=st.lists(DOCUMENTS, min_size=len(NAMES), max_size=len(NAMES)))
    def start(self, documents):
        kept.forget()
        self.database = DB(DemoStorage())
        with self.database.transaction() as connection:
            connection.root()["catalog"] = make_catalog()
        self.people = [Somebody(self.database) for _each in range(3)]
        first = self.people[0]
        for name, values in zip(NAMES, documents, strict=True):
            first.do(first.write, name, values, [])
        first.do(first.commit)
        self.look(0)

    @rule(who=SOMEBODY, name=NAME, values=DOCUMENTS, then=THEN)
    def write(self, who, name, values, then):
        self.people[who].do(self.people[who].write, name, values, [])
        self.go_on(who, then)

    @rule(
        one=SOMEBODY, other=SOMEBODY, names=st.lists(NAME, min_size=2, max_size=2), values=DOCUMENTS
    )
    def let_two_change_who_may_see_at_once(self, one, other, names, values):
        self.people[one].do(self.people[one].abort)
        self.people[other].do(self.people[other].abort)
        for who, name in zip((one, other), names, strict=True):
            person = self.people[who]
            person.do(person.write, name, values, ["allowedRolesAndUsers"])
        self.go_on(one, "commit")
        self.go_on(other, "commit")

    @rule(who=SOMEBODY, name=NAME, then=THEN)
    def remove(self, who, name, then):
        self.people[who].do(self.people[who].remove, name)
        self.go_on(who, then)

    @rule(who=SOMEBODY, name=NAME, then=THEN)
    def write_to_an_index_behind_the_catalog(self, who, name, then):
        self.people[who].do(self.people[who].bypass, name)
        self.go_on(who, then)

    @rule(who=SOMEBODY, then=THEN)
    def go_on(self, who, then):
        if then != "nothing":
            self.people[who].do(getattr(self.people[who], then))
        self.look(who)

    @rule(who=SOMEBODY)
    def look(self, who):
        found, expected = self.people[who].do(self.people[who].look)
        assert found == expected

    def teardown(self):
        for person in getattr(self, "people", ()):
            person.do(person.abort)
            found, expected = person.do(person.look)
            person.close()
            assert found == expected
        kept.forget()


@pytest.mark.parametrize(("shards", "remembered"), [(1, 400), (1, 6), (16, 400)])
def test_tables_put_right_are_those_built_anew(functional, monkeypatch, remembered, shards):
    monkeypatch.setattr(journal, "MOST_RECORDS", remembered)
    monkeypatch.setattr(journal, "SHARDS", shards)
    monkeypatch.setattr(kept, "MOST_DEAD", 0.7)
    run_state_machine_as_test(
        Writers,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
