r"""Rows per second: a sheet of practices through the importer, and the same practices one by one.

    PYTHONPATH=src/clkss.content/src:src/clkss.policy/src .venv/bin/python \
        benchmarks/import_practices.py [rows]

Both ways write to a site of their own and commit every 200 rows; the importer also reads, checks
and switches on.
"""

from importlib import resources
from pathlib import Path

import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time


HOME = Path(__file__).resolve().parent.parent
GOAL = 3.0
CHUNK = 200


def main(rows):
    """Measure, and print a table.

    :param rows: how many practices each way makes.
    """
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="clkss-") as folder:
        os.environ.update(CLKSS_VAR=folder, CLKSS_HOME=str(HOME))
        subprocess.run([HOME / "bin" / "clkss", "create-site"], check=True)
        sheet = Path(folder) / "practices.csv"
        sheet.write_bytes(make_sheet(rows))
        measure(sheet, rows)


def make_sheet(rows):
    """Write a sheet by repeating the demo's practices under other codes.

    :param rows: how many.
    """
    source = resources.files("clkss.policy.demo").joinpath("practices.csv")
    with source.open(encoding="utf-8", newline="") as stream:
        practices = list(csv.DictReader(stream))
    target = io.StringIO()
    writer = csv.DictWriter(target, practices[0])
    writer.writeheader()
    for number in range(rows):
        row = dict(practices[number % len(practices)])
        row["code"] = f"bench-{number:06d}"
        row["territories"] = "0701233003; 1404404016"
        for part in ("background", "action", "achievements", "sustainability", "lessons_learned"):
            row[part] = row[part][:400]
        writer.writerow(row)
    return target.getvalue().encode()


def measure(sheet, rows):
    """Run both ways and print what they took.

    :param sheet: path of the sheet.
    :param rows: how many rows it has.
    """
    from argparse import Namespace
    from clkss.content.sheets import batch as batches
    from clkss.content.sheets import checking
    from clkss.content.sheets import kinds
    from clkss.policy.command import opening
    from plone.dexterity.utils import createContentInContainer

    import transaction

    with opening.site(Namespace(site="clkss")) as site:
        kind = kinds.get("practices")
        with sheet.open("rb") as stream:
            fields = [
                kind.fields(values)
                for _row, values, _problems in checking.values_of(kind, stream)
                if values
            ]
        begin = time.perf_counter()
        for number, values in enumerate(fields, 1):
            createContentInContainer(
                kind.container(site), "GoodPractice", checkConstraints=False, **values
            )
            if number % CHUNK == 0:
                transaction.commit()
                site._p_jar.cacheGC()
        transaction.commit()
        baseline = time.perf_counter() - begin
        idle = _memory()

        begin = time.perf_counter()
        with sheet.open("rb") as stream:
            batch = batches.check(site, "practices", stream, sheet.name, state="published")
        transaction.commit()
        checked = time.perf_counter() - begin
        if batch.problem_count:
            raise SystemExit(batch.get_problems()[:5])
        spans = {}

        def stopped(name, function):
            def run(*arguments, **options):
                start = time.perf_counter()
                try:
                    return function(*arguments, **options)
                finally:
                    spans[name] = spans.get(name, 0) + time.perf_counter() - start

            return run

        batches.switch_on = stopped("switch on", batches.switch_on)
        batches.apply(site, batch, chunked=True)
        ours = time.perf_counter() - begin
        found = site.portal_catalog.unrestrictedSearchResults(practice_code="bench-000000")
        assert len(found) >= 1
    print(f"{rows} rows, {sheet.stat().st_size // 1024} KiB")
    print(f"{'way':<34}{'s':>8}{'rows/s':>10}{'ratio':>8}{'goal':>7}")
    print(f"{'one by one, commit per 200':<34}{baseline:>8.2f}{rows / baseline:>10.0f}")
    print(
        f"{'sheet: check, stage, switch on':<34}{ours:>8.2f}{rows / ours:>10.0f}"
        f"{baseline / ours:>8.1f}{GOAL:>7.1f}"
    )
    print(f"{'  of which check':<34}{checked:>8.2f}{rows / checked:>10.0f}")
    print(f"{'  of which switch on (one commit)':<34}{spans['switch on']:>8.2f}")
    print(f"{'memory above the baseline, MiB':<34}{_memory() - idle:>8.0f}")


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
