"""How long a search takes at 100,000 documents, for a visitor and for a member of ten groups.

Run it from the root of the checkout::

    .venv/bin/python benchmarks/search/speed.py [--documents 100000] [--rounds 15]

What is measured is what the server does for one list: parse, find, count all facets, take 20
results from the catalog. Times are those of the processor: nothing waits for anything here, and
what else the machine does is left out. Warm: the tables are there and the words were looked for
before, by somebody else; nothing of an earlier answer is kept. Besides: what a word costs that
nobody looked for before, what the first search costs after a write, and what it costs to build the
tables.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from bulk import fill
from bulk import GROUPS
from bulk import KINDS
from clkss.content.search import kept
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.tables import Tables
from clkss.content.search.titles import Titles
from clkss.content.search.typeahead import suggestions
from collections import Counter
from corpus import records
from loading import Indexable
from loading import site
from Products.PluggableAuthService.PropertiedUser import PropertiedUser
from Products.ZCatalog.Catalog import Catalog
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from resource import getrusage
from resource import RUSAGE_SELF
from statistics import median
from statistics import quantiles
from time import process_time

import argparse
import transaction


MEDIAN, WORST, FACETS = 30.0, 80.0, 5.0
"""Goals in milliseconds."""

CACHED = 30_000
"""Objects that a connection keeps, as in ``profiles/base.cfg``."""

SHOWN = 20
WRITES = 12

ASKED = (
    {},
    {"sort_on": "title"},
    {"theme": "education"},
    {"theme": ["education", "livelihood"], "territory": "0700000000", "year": "2015"},
    {"portal_type": "Service", "language": "tl", "sector": "fishing"},
    {"SearchableText": "children"},
    {"SearchableText": "children school"},
    {"SearchableText": "mga bata"},
    {"SearchableText": "mercury"},
    {"SearchableText": "kasambahay"},
    {"SearchableText": "child domestic workers"},
    {"SearchableText": "gold mining Bohol"},
    {"SearchableText": "labour inspectors checklist"},
    {"SearchableText": "how to keep boys out of gold mines"},
    {"SearchableText": "street children -begging"},
    {"SearchableText": '"social worker"'},
    {"SearchableText": "title:school"},
    {"SearchableText": "pyrotech*"},
    {"SearchableText": "place:Cebu school"},
    {"SearchableText": "school feeding", "theme": "education"},
    {"SearchableText": "trafficking", "territory": "0700000000"},
    {"SearchableText": "parents", "near": "0701233000"},
    {"SearchableText": "teachers", "b_start": "200"},
    {"SearchableText": "xyzzyplugh"},
)
"""Parameters of searches."""

STOCK = ("children", "mercury", "school")

TYPED = ("ch", "school f", "mga ba", "kasam", "bo", "s")

ADDED = ("kinds", "credits")
"""Indexes that are there for the search alone."""

INDEXED = 300


def ask(portal, form: dict) -> tuple[int, float]:
    """Answer a search and give the number of documents, and how long the facets took.

    :param portal: the site.
    :param form: the parameters.
    """
    repository = Repository(portal, Titles(portal, portal.REQUEST))
    query, _problems = repository.parse(form)
    counted = []
    count = repository._facets

    def facets(query, masks):
        start = process_time()
        found = count(query, masks)
        counted.append(process_time() - start)
        return found

    repository._facets = facets
    found = repository.find(query)
    for rid in found.rids:
        repository.card(rid)
    return found.paging.total, counted[0]


def stock(portal, text: str):
    """Search and count one facet as one would in stock Plone.

    :param portal: the site.
    :param text: words.
    """
    portal.REQUEST.other.pop("__catalog_cache__", None)
    brains = portal.portal_catalog.searchResults(SearchableText=text, portal_type=list(KINDS))
    counts = Counter(brain.portal_type for brain in brains)
    return [brain.getURL() for brain in brains[:SHOWN]], counts


def timed(work, *arguments) -> tuple[float, object]:
    """Do something and say how many milliseconds it took.

    :param work: what to do.
    :param arguments: with what.
    """
    start = process_time()
    answer = work(*arguments)
    return (process_time() - start) * 1000, answer


def member(portal):
    """Make somebody who is in ten groups.

    :param portal: the site.
    """
    user = PropertiedUser("ana", "ana").__of__(portal.acl_users)
    user._addGroups([name.removeprefix("user:") for name in GROUPS[:10]])
    user._addRoles(["Member", "Authenticated"])
    return user


def row(label: str, ours: float, goal: float | None = None, baseline: float | None = None):
    """Print a line of the table.

    :param label: what was measured.
    :param ours: how many milliseconds it took.
    :param goal: how many it may take.
    :param baseline: how many it takes in stock Plone.
    """
    beside = "" if baseline is None else f"{baseline:10.2f}"
    ratio = "" if baseline is None else f"{baseline / ours:8.1f}×"
    wanted = "" if goal is None else f"≤ {goal:.3g} ms"
    print(f"  {label:<50}{beside:>11}{ours:>10.2f}{ratio:>9}{wanted:>11}")


def measure(portal, who: str, rounds: int, show: bool):
    """Measure all searches as one person.

    :param portal: the site.
    :param who: what to call the person.
    :param rounds: how often.
    :param show: print each search.
    """
    cold, every, excess, by_query = [], [], [], []
    for form in ASKED:
        milliseconds, _answer = timed(ask, portal, form)
        cold.append((milliseconds, form))
    for form in ASKED:
        own, facets = [], []
        for _round in range(rounds):
            milliseconds, (total, counting) = timed(ask, portal, form)
            own.append(milliseconds)
            facets.append(counting * 1000)
        every += own
        without = median(own) - median(facets)
        excess.append(median(facets) - max(without, FACETS))
        by_query.append((median(own), median(facets), total, form))
    if show:
        for milliseconds, form in sorted(cold, key=lambda each: -each[0])[:5]:
            print(f"    {milliseconds:8.2f} the first time {form}")
        for milliseconds, counting, total, form in by_query:
            print(f"    {milliseconds:8.2f} {counting:8.2f} {total:8,} {form}")
    row(f"{who}: all searches, median", median(every), MEDIAN)
    row(f"{who}: all searches, p95", quantiles(every, n=20)[-1], WORST)
    row(f"{who}: slowest search, median", max(by_query, key=lambda each: each[0])[0])
    row(f"{who}: counting facets, median", median(each[1] for each in by_query), FACETS)
    slowest, _form = max(cold, key=lambda each: each[0])
    row(f"{who}: first of its kind, slowest", slowest)
    row(f"{who}: first of its kind, median", median(each[0] for each in cold))
    held = max(excess) <= 0
    print(f"  {'facets cost ≤ max(1× the query, 5 ms)':<50}{'yes' if held else 'no':>21}")


def typing(portal) -> list[float]:
    """Measure suggestions as somebody types.

    :param portal: the site.
    """
    times = []
    for text in TYPED:
        repository = Repository(portal, Titles(portal, portal.REQUEST))
        milliseconds, _found = timed(suggestions, repository, "http://nohost", text)
        times.append(milliseconds)
    return times


def indexing(portal) -> tuple[float, float]:
    """Measure how long it takes to index an item: without what the search adds, and with it.

    :param portal: the site.
    """
    catalog = portal.portal_catalog._catalog
    plain = [name for name in catalog.indexes if name not in ADDED]
    index = Catalog._old_catalogObject
    found = records()[: 2 * INDEXED]
    stocks, ours = [], []
    for one, other in zip(found[:INDEXED], found[INDEXED:], strict=True):
        document = Indexable(one)
        stocks.append(timed(index, catalog, document, document.path, None, plain)[0])
        document = Indexable(other)
        ours.append(timed(catalog.catalogObject, document, document.path)[0])
    transaction.abort()
    return median(stocks), median(ours)


def memory(portal) -> float:
    """Say how many MiB the sets of documents take that are kept.

    :param portal: the site.
    """
    tables = kept.tables(portal.portal_catalog)
    masks = [*tables._bits.values()]
    masks += [mask for facet in tables._facets.values() for mask in facet.values()]
    for _version, held in tables.words._kept.values():
        masks += [held.title, held.description, *held.text, held.credits]
    return sum(mask.bit_length() for mask in masks) / 8 / 1024 / 1024


def after_a_write(portal, rounds: int) -> list[float]:
    """Measure the first search after each of several changes.

    :param portal: the site.
    :param rounds: how many changes.
    """
    catalog = portal.portal_catalog
    times = []
    for number in range(rounds):
        path = f"/plone/corpus/document-{1_000 + 17 * number}"
        item = Changed(number, path)
        catalog.catalog_object(item, path, idxs=["themes", "SearchableText", "Title"])
        transaction.commit()
        milliseconds, _answer = timed(ask, portal, {"SearchableText": "children school"})
        times.append(milliseconds)
    return times


class Changed:
    """A document as it is after a change.

    :param number: which one.
    :param path: where it is.
    """

    def __init__(self, number: int, path: str):
        self.path = path
        self.themes = ["livelihood"]
        self.Title = self.SearchableText = f"Children at school {number}"

    def getPhysicalPath(self):
        """Say where it is."""
        return tuple(self.path.split("/"))


def main():
    """Fill the catalog and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--queries", action="store_true", help="print each search")
    arguments = parser.parse_args()
    rules.KINDS = KINDS
    woken = []
    AbstractCatalogBrain._unrestrictedGetObject = lambda brain: woken.append(brain)
    with site() as portal:
        portal._p_jar._cache.cache_size = CACHED
        milliseconds, _answer = timed(fill, portal, arguments.documents)
        print(f"{arguments.documents:,} published documents, filled in {milliseconds / 1000:.0f} s")
        print(f"  {'milliseconds':<50}{'stock':>11}{'ours':>10}{'ratio':>9}{'goal':>11}")
        noSecurityManager()
        for word in STOCK:
            baseline, _answer = timed(stock, portal, word)
            ask(portal, {"SearchableText": word})
            ours, _answer = timed(ask, portal, {"SearchableText": word})
            row(f"“{word}”, one facet (stock), all facets (ours)", ours, None, baseline)
        measure(portal, "visitor", arguments.rounds, arguments.queries)
        newSecurityManager(None, member(portal))
        measure(portal, "member of ten groups", arguments.rounds, False)
        noSecurityManager()
        typing(portal)
        row("suggestions while somebody types, slowest", max(typing(portal)))
        baseline, ours = indexing(portal)
        row("indexing an item, goal ≤ 1.5× stock", ours, 1.5 * baseline, baseline)
        row("first search after a write, median", median(after_a_write(portal, WRITES)))
        held = memory(portal)
        milliseconds, _tables = timed(Tables, portal.portal_catalog)
        row("building the tables anew, without facets", milliseconds)
        kept.forget()
        milliseconds, _answer = timed(ask, portal, {"SearchableText": "children school"})
        row("first search of a process", milliseconds)
        print(f"  {'objects woken':<50}{len(woken):>21}{'0':>20}")
        print(f"  {'memory of the sets that are kept, MiB':<50}{held:>21.1f}")
        print(
            f"  {'memory of the process, MiB':<50}{getrusage(RUSAGE_SELF).ru_maxrss / 1024:>21.0f}"
        )


if __name__ == "__main__":
    main()
