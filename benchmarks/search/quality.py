"""How good the search's answers are, measured against judgements.

Run it from the root of the checkout::

    .venv/bin/python benchmarks/search/quality.py [--queries] [--write]

nDCG@10 says how well the first ten answers are ordered (1 is perfect); recall is the share of the
good answers (grade 2 or 3) that are found at all. Both are means over the queries. The run fails
when a mean is worse than in ``baseline.json``, which ``--write`` renews.
"""

from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from corpus import checksum
from corpus import records
from loading import load
from loading import site
from math import log2
from pathlib import Path
from statistics import fmean

import argparse
import json


HERE = Path(__file__).parent
JUDGEMENTS = HERE / "judgements.json"
BASELINE = HERE / "baseline.json"

FIRST = 10
GOOD = 2
PAGE = 100

TOLERANCE = 0.0005
"""A difference that rounding makes."""


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Say how well the first answers are ordered, from 0 to 1.

    :param found: ids in the order of the answer.
    :param grades: the grade by id.
    """
    gains = [2 ** grades.get(name, 0) - 1 for name in found[:FIRST]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:FIRST]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(position + 2) for position, gain in enumerate(gains))


def recall(found: list[str], grades: dict[str, int]) -> float:
    """Say which share of the good answers was found.

    :param found: ids of the whole answer.
    :param grades: the grade by id.
    """
    good = {name for name, grade in grades.items() if grade >= GOOD}
    return len(good.intersection(found)) / len(good)


def answer(portal, words: str) -> list[str]:
    """Ask the search and give the ids of the whole answer.

    :param portal: the site.
    :param words: what somebody types.
    """
    repository = Repository(portal, Titles(portal, portal.REQUEST))
    found = []
    while True:
        form = {"SearchableText": words, "b_start": str(len(found)), "b_size": str(PAGE)}
        query, _problems = repository.parse(form)
        page = repository.find(query, beyond=True)
        found += page.rids
        if len(found) >= page.paging.total or not page.rids:
            break
    return [repository.card(rid).brain.getId for rid in found]


def measure(portal, show: bool) -> dict[str, dict[str, float]]:
    """Put all queries and give the means.

    :param portal: the site.
    :param show: print every query that is not held out.
    """
    scores: dict[str, list[tuple[float, float]]] = {"all": [], "held out": []}
    for query in json.loads(JUDGEMENTS.read_text(encoding="utf-8"))["queries"]:
        grades = {name: int(grade) for grade, names in query["grades"].items() for name in names}
        found = answer(portal, query["words"])
        score = ndcg(found, grades), recall(found, grades)
        scores["all"].append(score)
        if query["held_out"]:
            scores["held out"].append(score)
        elif show:
            print(f"  {score[0]:.3f} {score[1]:.3f} {len(found):5} {query['words']}")
    return {
        name: {
            "ndcg@10": round(fmean(ndcg for ndcg, _recall in some), 4),
            "recall": round(fmean(recall for _ndcg, recall in some), 4),
        }
        for name, some in scores.items()
    }


def main():
    """Load, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queries", action="store_true", help="print the scores of each query")
    parser.add_argument("--write", action="store_true", help="make this the baseline")
    arguments = parser.parse_args()
    found = records()
    if checksum(found) != json.loads(JUDGEMENTS.read_text(encoding="utf-8"))["corpus"]:
        raise SystemExit("The documents are not those that were judged: run judging.py.")
    with site() as portal:
        load(portal, found)
        means = measure(portal, arguments.queries)
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else means
    worse = False
    print(f"{len(found):,} documents")
    print(f"  {'':<24}{'baseline':>10}{'ours':>10}{'ratio':>9}{'goal':>10}")
    for name, values in means.items():
        for measured, ours in values.items():
            before = baseline[name][measured]
            worse |= ours < before - TOLERANCE
            ratio = ours / before if before else 1.0
            print(f"  {f'{measured}, {name}':<24}{before:>10}{ours:>10}{ratio:>8.3f}×{'≥ 1×':>10}")
    if arguments.write:
        BASELINE.write_text(json.dumps(means, indent=1) + "\n", encoding="utf-8")
    elif worse:
        raise SystemExit("The answers are worse than before.")


if __name__ == "__main__":
    main()
