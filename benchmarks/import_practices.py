r"""Rows per second: a sheet of practices through the importer, and the same practices one by one.

    PYTHONPATH=src/clkss.content/src:src/clkss.policy/src .venv/bin/python \
        benchmarks/import_practices.py [rows]

Each way writes to a site of its own and commits every 200 rows; the importer also reads, checks and
switches on.
"""

from argparse import Namespace
from importlib import resources
from pathlib import Path

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import transaction


HOME = Path(__file__).resolve().parent.parent
GOAL = 3.0
CHUNK = 200


def main(rows):
    """Measure, and print a table.

    :param rows: how many practices each way makes.
    """
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="clkss-") as folder:
        seed = Path(folder) / "seed"
        environment = os.environ | {"CLKSS_HOME": str(HOME), "CLKSS_VAR": str(seed)}
        subprocess.run([HOME / "bin" / "clkss", "create-site"], env=environment, check=True)
        sheet = Path(folder) / "practices.csv"
        sheet.write_bytes(make_sheet(rows))
        found = {}
        for way in WAYS:
            var = Path(folder) / way
            shutil.copytree(seed, var, ignore=shutil.ignore_patterns("run", "*.sock"))
            (var / "run").mkdir()
            done = subprocess.run(
                [sys.executable, __file__, way, str(sheet)],
                env=environment | {"CLKSS_VAR": str(var)},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise SystemExit(done.stderr)
            found[way] = json.loads(done.stdout.splitlines()[-1])
        show(found, rows, sheet.stat().st_size)


def show(found, rows, size):
    """Print what was measured.

    :param found: way → figures.
    :param rows: how many practices each way made.
    :param size: bytes of the sheet.
    """
    ours = found["sheet"]
    titles = {
        "document": "stock documents, commit per 200",
        "practice": "practices one by one, same commits",
        "sheet": "sheet: check, stage, switch on",
    }
    print(f"{rows} rows, {size // 1024} KiB; processor time of the process that imports")
    print(f"{'way':<38}{'s':>8}{'cpu s':>8}{'rows/cpu s':>12}{'sheet is':>10}{'goal':>6}")
    for way, title in titles.items():
        each = found[way]
        ratio = "" if each is ours else f"{each['cpu'] / ours['cpu']:>9.1f}×"
        goal = f"{GOAL:>6.1f}" if way == "document" else ""
        rate = rows / each["cpu"]
        print(f"{title:<38}{each['wall']:>8.2f}{each['cpu']:>8.2f}{rate:>12.0f}{ratio}{goal}")
    print(f"{'  of which check':<38}{ours['check']:>8.2f}")
    print(f"{'  of which switch on (one commit)':<38}{ours['switch']:>8.2f}")
    print(f"{'memory above idle, MiB':<38}{ours['memory']:>8.0f}")


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


def practice(site, stream):
    """Create the practices one by one, as any code would.

    :param site: the site.
    :param stream: the sheet.
    """
    from clkss.content.sheets import checking
    from clkss.content.sheets import kinds
    from plone.dexterity.utils import createContentInContainer

    kind = kinds.get("practices")
    rows = [values for _row, values, _problems in checking.values_of(kind, stream) if values]
    clock = Clock()
    for number, values in enumerate(rows, 1):
        createContentInContainer(
            kind.container(site), "GoodPractice", checkConstraints=False, **kind.fields(values)
        )
        if number % CHUNK == 0:
            transaction.commit()
            site._p_jar.cacheGC()
    transaction.commit()
    return clock.read()


def document(site, stream):
    """Create stock documents with the same words, one by one.

    :param site: the site.
    :param stream: the sheet.
    """
    from clkss.content.sheets import checking
    from clkss.content.sheets import kinds
    from plone.app.textfield.value import RichTextValue
    from plone.dexterity.utils import createContentInContainer

    kind = kinds.get("practices")
    rows = [values for _row, values, _problems in checking.values_of(kind, stream) if values]
    folder = createContentInContainer(site, "Folder", checkConstraints=False, id="bench")
    folder.setOrdering("unordered")
    clock = Clock()
    for number, values in enumerate(rows, 1):
        words = " ".join(value for value in values.values() if isinstance(value, str))
        createContentInContainer(
            folder,
            "Document",
            checkConstraints=False,
            title=values["title"],
            description=values["summary"],
            subject=tuple(values["themes"]),
            text=RichTextValue(words, "text/plain", "text/x-html-safe"),
        )
        if number % CHUNK == 0:
            transaction.commit()
            site._p_jar.cacheGC()
    transaction.commit()
    return clock.read()


def sheet(site, stream):
    """Import the practices.

    :param site: the site.
    :param stream: the sheet.
    """
    from clkss.content.sheets import batch as batches

    clock = Clock()
    batch = batches.check(site, "practices", stream, "practices.csv", state="published")
    transaction.commit()
    if batch.problem_count:
        raise SystemExit(batch.get_problems()[:5])
    check = clock.read()["wall"]
    switch_on, spans = batches.switch_on, []

    def timed(*arguments):
        begin = time.perf_counter()
        switch_on(*arguments)
        spans.append(time.perf_counter() - begin)

    batches.switch_on = timed
    batches.apply(site, batch, chunked=True)
    return clock.read() | {"check": check, "switch": spans[-1]}


class Clock:
    """Measures from when it is made."""

    def __init__(self):
        self.memory = self._memory()
        self.wall = time.perf_counter()
        self.cpu = time.process_time()

    def read(self):
        """Return what was used since."""
        return {
            "wall": time.perf_counter() - self.wall,
            "cpu": time.process_time() - self.cpu,
            "memory": self._memory() - self.memory,
        }

    @staticmethod
    def _memory():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WAYS = {"document": document, "practice": practice, "sheet": sheet}


def one_way(name, path):
    """Run one way in this process and print its figures.

    :param name: one of :data:`WAYS`.
    :param path: the sheet.
    """
    from clkss.policy.command import opening

    with opening.site(Namespace(site="clkss")) as site, open(path, "rb") as stream:
        print(json.dumps(WAYS[name](site, stream)))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        one_way(*sys.argv[1:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
