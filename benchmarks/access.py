r"""The security filter: 100,000 objects of all 42,010 barangays, asked by people of every level.

    PYTHONPATH=src/clkss.content/src .venv/bin/python benchmarks/access.py [objects]

The baseline gives people one group per barangay of their territory, as sites do whose groups stand
for places; ours gives them the groups of the committee they serve on. Both ask the same kind of
index, ``allowedRolesAndUsers`` of the catalog. A staff change is compared with storing local roles.
"""

from clkss.content.committees import access
from clkss.content.committees import rules
from clkss.content.committees.clearances import Register
from clkss.content.committees.rules import Clearance
from clkss.content.territories import table
from datetime import date
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from random import Random
from statistics import median

import gc
import sys
import time


GOAL = 1.0
"""Milliseconds for the filter, whatever the level (quality.md, goal 7)."""

ROUNDS = 200
TODAY = date(2026, 11, 22)

DANAO = "0701233003"
PANGLAO = "0701233000"
BOHOL = "0701200000"
CENTRAL_VISAYAS = "0700000000"

PEOPLE = (
    ("national", "PH"),
    ("regional", CENTRAL_VISAYAS),
    ("provincial", BOHOL),
    ("municipal", PANGLAO),
    ("barangay", DANAO),
)

SEEING = frozenset({*rules.LEVEL_ROLES.values(), rules.SECRETARY_ROLE, rules.EDITOR_ROLE})
"""Roles that see an item: the committees of its chain, and their secretaries once more."""


class Item:
    """What the catalog asks of an object."""

    def __init__(self, tokens):
        self.allowedRolesAndUsers = tokens


def tokens_of(barangay):
    """Return what the catalog keeps of an item of a barangay, and its group of the baseline.

    :param barangay: code of the barangay.
    """
    facts = rules.Facts(barangay, access.chain(barangay), None)
    ours = ["Manager", *SEEING]
    groups = {group for group, roles in rules.roles_for(facts).items() if roles & SEEING}
    ours += [f"user:{group}" for group in groups - rules.implied(groups)]
    return ours, ["Manager", f"user:barangay-{barangay}"]


def fill(count, published=False):
    """Index items of barangays drawn by chance.

    :param count: how many.
    :param published: whether every second one may be seen by everybody.
    :returns: our index, the index of the baseline, the barangay of each item.
    """
    random = Random(1)
    barangays = list(table.codes("barangay"))
    ours, baseline = KeywordIndex("allowedRolesAndUsers"), KeywordIndex("allowedRolesAndUsers")
    places = []
    for number in range(count):
        place = random.choice(barangays) if number else DANAO
        places.append(place)
        mine, theirs = tokens_of(place)
        if published and number % 2:
            mine = theirs = ["Anonymous"]
        ours.index_object(number, Item(mine))
        baseline.index_object(number, Item(theirs))
    return ours, baseline, places


def filter_of(groups):
    """Return the filter of a person, as the catalog makes it.

    :param groups: the person's groups.
    """
    tokens = ["Member", "Authenticated", "Anonymous", "user:somebody", "user:AuthenticatedUsers"]
    return {"allowedRolesAndUsers": {"query": tokens + [f"user:{group}" for group in groups]}}


def milliseconds(work, rounds=ROUNDS):
    """Return the median time of a piece of work.

    :param work: a callable.
    :param rounds: how often.
    """
    work()
    gc.disable()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    gc.enable()
    return median(times) * 1000


def ask(index, query):
    """Apply the filter.

    :param index: the index.
    :param query: see :func:`filter_of`.
    :returns: how many items it lets through.
    """
    result, _names = index._apply_index(query)
    return len(result)


def compare(ours, baseline, goal):
    """Print how long the filters of people of every level take.

    :param ours: our index.
    :param baseline: the index of the baseline.
    :param goal: milliseconds, or ``None`` where nothing was promised.
    :returns: whether the goal was met everywhere.
    """
    met = True
    print(f"{'level':<12}{'objects':>9}{'baseline':>11}{'ours':>9}{'ratio':>9}{'goal':>9}")
    for level, key in PEOPLE:
        groups = rules.groups_of([Clearance("somebody", key, rules.SECRETARY)], TODAY)
        mine = filter_of(sorted(groups))
        theirs = filter_of([f"barangay-{code}" for code in table.codes("barangay", within=key)])
        found = ask(ours, mine)
        if found != ask(baseline, theirs):
            raise SystemExit(f"{level}: the two ways disagree")
        slow = milliseconds(lambda query=theirs: baseline._apply_index(query), 5)
        fast = milliseconds(lambda query=mine: ours._apply_index(query))
        met = met and (goal is None or fast <= goal)
        print(
            f"{level:<12}{found:>9,}{slow:>11.3f}{fast:>9.3f}"
            f"{slow / fast:>8.0f}x{'–' if goal is None else f'≤ {goal:g}':>9}"
        )
    return met


def main(count):
    """Measure, and print three tables.

    :param count: how many objects.
    """
    start = time.perf_counter()
    ours, baseline, places = fill(count)
    print(
        f"{count:,} objects of {len(set(places)):,} barangays, "
        f"indexed twice in {time.perf_counter() - start:.0f} s\n"
    )
    print("Filter of one person, nothing published: median milliseconds")
    met = compare(ours, baseline, GOAL)
    print("\nThe same with every second object published: what everybody sees is joined to it")
    compare(*fill(count, published=True)[:2], None)
    print("\nA person joins a committee: objects that have to be indexed again")
    print(f"{'level':<12}{'baseline':>11}{'ours':>9}{'goal':>9}")
    book = Register()
    for level, key in PEOPLE:
        stored = sum(
            1 for place in places if key == "PH" or key in table.parents(place) or key == place
        )
        before = ours.getCounter()
        book.put("newcomer", [Clearance("newcomer", key, rules.MEMBER)])
        held = rules.groups_of(
            [
                Clearance(row["user_id"], row["committee"], row["function"])
                for row in book.rows("newcomer")
            ],
            TODAY,
        )
        if ask(ours, filter_of(held)) != stored:
            raise SystemExit(f"{level}: the newcomer does not see what the committee sees")
        touched = ours.getCounter() - before
        met = met and touched == 0
        print(f"{level:<12}{stored:>11,}{touched:>9}{'0':>9}")
    print("\nGoals met." if met else "\nGoals missed.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
