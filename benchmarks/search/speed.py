"""How long a search takes: all facets counted, 20 results, beside what stock Plone does.

Run it from the root of the checkout::

    .venv/bin/python benchmarks/search/speed.py [--sizes 1000 10000]

It makes a site in memory, puts documents into a folder and straight into the catalog, and measures
in the same run (medians; the catalog's cache per request is emptied each time):

* stock: a catalog query with the same words, one facet counted by going through the brains;
* stock: the page ``@@search`` for the same words;
* ours: the engine (words, filters, all facets, 20 results) and the whole page ``/repository``,
  as they come (tables of the catalog kept from the request before), and after a change.
"""

from clkss.content.interfaces import IClkssLayer
from clkss.content.search import rules
from clkss.content.search import tables
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.territories import table
from clkss.policy.testing import POLICY_FIXTURE
from collections import Counter
from DateTime import DateTime
from functools import partial
from io import BytesIO
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import ploneSite
from plone.app.testing import SITE_OWNER_NAME
from plone.browserlayer.utils import register_layer
from plone.browserlayer.utils import unregister_layer
from plone.dexterity.content import Item
from plone.indexer.interfaces import IIndexableObject
from Products.BTreeFolder2.BTreeFolder2 import BTreeFolder2Base
from Products.CMFPlone.utils import _createObjectByType
from statistics import median
from tempfile import mkdtemp
from time import perf_counter
from urllib.parse import urlencode
from zope.component.hooks import setSite
from zope.interface import implementer
from ZPublisher.WSGIPublisher import publish_module

import argparse
import cProfile
import os
import pstats
import random
import sys
import transaction


ROUNDS = 15

FOLDER = "benchmark"

VOCABULARY_SIZE = 6_000
WORDS_IN_DOCUMENT = 180

COMMON = "children"
MIDDLE = "school"
RARE = "divers"

THEMES = ("education", "livelihood", "social-protection", "awareness-raising", "child-trafficking")
SECTORS = ("agriculture", "fishing", "mining", "domestic-work", "scavenging", "construction")
HAZARDS = ("chemicals", "heavy-loads", "night-work", "underwater", "dust-fumes")
AGENCIES = ("DOLE", "DSWD", "DepEd", "DOH", "DILG")


@implementer(IIndexableObject)
class Document:
    """What the catalog is told about an item."""

    portal_type = "GoodPractice"
    review_state = "published"
    is_folderish = False
    is_default_page = False
    exclude_from_nav = False
    expires = None
    allowedRolesAndUsers = ("Anonymous",)

    def __init__(self, number, chance, words, places):
        self.id = self.getId = f"practice-{number}"
        picked = chance.choices(words, k=WORDS_IN_DOCUMENT)
        picked += [COMMON] if number % 5 < 2 else []
        picked += [MIDDLE] if number % 20 == 0 else []
        picked += [RARE] if number % 500 == 0 else []
        self.Title = " ".join(picked[:6]).capitalize()
        self.sortable_title = self.Title.lower()
        self.Description = " ".join(picked[6:40])
        self.SearchableText = " ".join(picked)
        self.themes = self.Subject = chance.sample(THEMES, 2)
        self.sectors = chance.sample(SECTORS, 2)
        self.hazards = chance.sample(HAZARDS, 1)
        self.agencies = chance.sample(AGENCIES, 2)
        self.countries = ["PH"]
        self.territory_codes = (chance.choice(places),)
        self.territories = list(table.ancestors_and_self(self.territory_codes[0]))
        self.year = chance.randrange(2000, 2026)
        self.Language = chance.choice(("en", "tl"))
        self.promising = number % 4 == 0
        self.featured = number % 50 == 0
        self.effective = self.Date = DateTime(2020, 1, 1) + number % 2000
        self.path = f"/plone/{FOLDER}/{self.id}"

    def getPhysicalPath(self):
        """Say where it would be."""
        return tuple(self.path.split("/"))


def fill(portal, number):
    """Put documents into a folder and the catalog, without events.

    :param portal: the site.
    :param number: how many.
    """
    chance = random.Random(20261121)
    words = [
        "".join(chance.choices("abcdefghijklmnoprstuvwy", k=chance.randrange(4, 11)))
        for _each in range(VOCABULARY_SIZE)
    ]
    places = list(table.codes("municipal"))
    folder = _createObjectByType("Folder", portal, FOLDER)
    api.content.transition(folder, "publish")
    for each in range(number):
        document = Document(each, chance, words, places)
        item = Item(document.id)
        item.portal_type = "Document"
        item.title = document.Title
        BTreeFolder2Base._setOb(folder, document.id, item)
        portal.portal_catalog.catalog_object(document, document.path)
        if each % 1000 == 999:
            transaction.commit()
    transaction.commit()


def timed(work, prepare=lambda: None):
    """Measure a piece of work.

    :param work: what to do.
    :param prepare: what to do before each round, not measured.
    :returns: the median in milliseconds, and the number of Python calls.
    """
    prepare()
    work()
    seconds = []
    for _round in range(ROUNDS):
        prepare()
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    prepare()
    profile = cProfile.Profile()
    profile.runcall(work)
    return median(seconds) * 1000, pstats.Stats(profile).total_calls


def stock_query(portal, text):
    """Query and count as one would without tables.

    :param portal: the site.
    :param text: words.
    """
    portal.REQUEST.other.pop("__catalog_cache__", None)
    catalog = portal.portal_catalog
    brains = catalog.searchResults(SearchableText=text, portal_type="GoodPractice")
    counts = Counter()
    for brain in brains:
        counts.update(brain.Subject)
        counts[brain.portal_type] += 1
    return [brain.getURL() for brain in brains[:20]], counts


def our_query(portal, text):
    """Ask the engine.

    :param portal: the site.
    :param text: words.
    """
    portal.REQUEST.other.pop("__catalog_cache__", None)
    setSite(portal)
    repository = Repository(portal, Titles(portal, portal.REQUEST))
    query, _problems = repository.parse({rules.TEXT: text})
    found = repository.find(query)
    return [repository.card(rid) for rid in found.rids], found


def page(portal, path, text):
    """Have a page published, as a server does for a visitor.

    :param portal: the site.
    :param path: address of the page below the site.
    :param text: words.
    :returns: the page.
    """
    answered = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{portal.getId()}/{path}",
        "QUERY_STRING": urlencode({rules.TEXT: text}),
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    body = b"".join(publish_module(environ, lambda status, *_rest: answered.append(status)))
    if not answered[0].startswith("200"):
        raise SystemExit(f"{path}: {answered[0]}\n{body[-600:]!r}")
    return body


def row(label, milliseconds, calls, baseline=None):
    """Print a line of the table.

    :param label: what was measured.
    :param milliseconds: how long it took.
    :param calls: how many Python calls.
    :param baseline: milliseconds of what it is compared with.
    """
    ratio = "" if baseline is None else f"{baseline / milliseconds:8.1f}×"
    print(f"  {label:<52}{milliseconds:9.2f} ms {calls:9,} calls {ratio}")


def forget_words():
    """Let the next search ask the text index again."""
    for kept in tables._shared.values():
        kept._texts.clear()


def measure_word(portal, word):
    """Measure the search for a word.

    :param portal: the site.
    :param word: the word.
    """
    stock, calls = timed(partial(stock_query, portal, word))
    row("stock: query, one facet counted by brains", stock, calls)
    ours, calls = timed(partial(our_query, portal, word), forget_words)
    row("ours: query, all facets, 20 results", ours, calls, stock)
    ours, calls = timed(partial(our_query, portal, word))
    row("ours: the same words again", ours, calls, stock)
    ours, calls = timed(partial(our_query, portal, word), tables._shared.clear)
    row("ours: after a change of the catalog", ours, calls, stock)
    setSite(portal)
    unregister_layer("clkss.content")
    transaction.commit()
    stock, calls = timed(partial(page, portal, "@@search", word))
    row("stock: page @@search", stock, calls)
    setSite(portal)
    register_layer(IClkssLayer, "clkss.content")
    transaction.commit()
    ours, calls = timed(partial(page, portal, "repository", word), forget_words)
    row("ours: page /repository with all facets", ours, calls, stock)


def measure(portal, number):
    """Measure at one size.

    :param portal: the site.
    :param number: documents in its catalog.
    """
    catalog = portal.portal_catalog
    for word, label in ((COMMON, "40 %"), (MIDDLE, "5 %"), (RARE, "0.2 %")):
        print(f"{number:,} documents, a word in {label} of them")
        measure_word(portal, word)
    kept = next(iter(tables._shared.values()))
    bits = sum(value.bit_length() // 8 for value in kept._bits.values())
    facets = sum(v.bit_length() // 8 for facet in kept._facets.values() for v in facet.values())
    print(f"  tables: {(bits + facets) / 1024:,.0f} KiB of bits for {len(catalog)} records\n")


def main():
    """Make the site and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    sizes = parser.parse_args().sizes
    os.environ.setdefault("CLKSS_VAR", mkdtemp(prefix="clkss-benchmark-"))
    _set_up(POLICY_FIXTURE, [])
    for size in sizes:
        with ploneSite() as portal:
            login(portal.aq_parent, SITE_OWNER_NAME)
            fill(portal, size)
            logout()
            measure(portal, size)
            setSite(portal)
            login(portal.aq_parent, SITE_OWNER_NAME)
            api.content.delete(portal[FOLDER], check_linkintegrity=False)
            for each in range(size):
                portal.portal_catalog.uncatalog_object(f"/plone/{FOLDER}/practice-{each}")
            transaction.commit()


def _set_up(layer, ready):
    for base in layer.__bases__:
        if base not in ready:
            _set_up(base, ready)
    layer.setUp()
    ready.append(layer)


if __name__ == "__main__":
    main()
