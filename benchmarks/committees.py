r"""All committees of the country by a sheet: rows per second, memory, and what pages cost then.

    PYTHONPATH=src/clkss.content/src:src/clkss.policy/src .venv/bin/python \
        benchmarks/committees.py [barangays]

It makes a site, enters the committees of all places, takes them out as a sheet, and puts that in
again with other contacts. Processor time is that of the process that imports. Pages are published
as a visitor asks for them; a call is a call of a Python function.
"""

from import_practices import Clock
from itertools import islice
from pages import calls
from pages import publish
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import csv
import io
import logging
import os
import sys
import transaction


CALLS = 25_000
"""The most calls that a page may cost a visitor."""

CORRECTED = 1_700
"""Rows of the sheet of contacts: all cities and municipalities, about."""

PAGES = {
    "committees": "/clkss/committees",
    "of the country": "/clkss/committees?place=PH",
    "of a city": "/clkss/committees?place=0730600000",
    "of a barangay": "/clkss/committees?place=0701233003",
    "its own page": "/clkss/committees/0701233000",
    "place: barangay": "/clkss/places/0701233003",
    "place: city": "/clkss/places/0730600000",
    "place: province": "/clkss/places/0701200000",
    "place: country": "/clkss/places/PH",
}


def make_sheet(rows, contact=False):
    """Write a sheet.

    :param rows: rows of the kind, column → text.
    :param contact: whether each has another contact.
    """
    stream = io.StringIO()
    names = ["territory", "place", "contact"]
    writer = csv.DictWriter(stream, names, extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {"contact": f"Hall, {row['place']}"} if contact else row)
    return io.BytesIO(stream.getvalue().encode())


def enter(site, stream, update=False):
    """Check and apply a sheet as the worker does.

    :param site: the site.
    :param stream: the sheet.
    :param update: whether it changes what is there.
    :returns: the batch, and the figures of check, of switching on, and in all.
    """
    from clkss.content.sheets import batch as batches

    clock = Clock()
    batch = batches.check(site, "committees", stream, "committees.csv", update=update)
    transaction.commit()
    if batch.problem_count:
        raise SystemExit(batch.get_problems()[:5])
    check = clock.read()["wall"]
    switch_on, spans = batches.switch_on, []

    def timed(*arguments):
        begin = perf_counter()
        switch_on(*arguments)
        spans.append(perf_counter() - begin)

    batches.switch_on = timed
    try:
        batches.apply(site, batch, chunked=True)
    finally:
        batches.switch_on = switch_on
    return batch, {**clock.read(), "check": check, "switch": spans[-1]}


def show(title, rows, figures):
    """Print a line of the table.

    :param title: what was done.
    :param rows: to how many rows.
    :param figures: from :func:`enter`.
    """
    print(
        f"{title:<30}{rows:>8,}{figures['wall']:>8.1f}{rows / figures['cpu']:>12,.0f}"
        f"{figures['check']:>8.1f}{figures['switch']:>10.1f}{figures['memory']:>8.0f}"
    )


def measure(app, most):
    """Measure and print the tables.

    :param app: the root of Zope.
    :param most: of how many places.
    """
    from clkss.content.committees.entering import sheet
    from clkss.content.committees.entering import views
    from clkss.content.sheets import batch as batches
    from clkss.content.sheets import files
    from clkss.content.sheets import kinds
    from clkss.content.territories import table
    from clkss.policy.command import creating
    from plone import api

    creating.create(app, "clkss", "CLKSS", "en", demo=False)
    site = app.clkss
    transaction.commit()
    print(
        f"{'sheet':<30}{'rows':>8}{'s':>8}{'rows/cpu s':>12}{'check':>8}{'switch on':>10}{'MiB':>8}"
    )
    barangays = [sheet.empty_row(code) for code in islice(table.codes("barangay"), most)]
    _batch, found = enter(site, make_sheet(barangays))
    show("all barangays, new", len(barangays), found)
    others = [sheet.empty_row(code) for code in table.codes() if table.level(code) != "barangay"]
    batch, found = enter(site, make_sheet(others))
    show("all others, new", len(others), found)
    begin = perf_counter()
    out = files.template_csv(kinds.get(sheet.NAME), views.all_of(site, views.Choice({})))
    print(f"all taken out as a sheet: {perf_counter() - begin:.1f} s, {len(out) >> 10:,} KiB")
    clock = Clock()
    begin = perf_counter()
    batch = batches.check(site, "committees", io.BytesIO(out), "all.csv", update=True)
    outcome = dict(batch.outcome)
    print(f"and checked again: {perf_counter() - begin:.1f} s, {clock.read()['memory']:.0f} MiB,")
    print(f"    {outcome}")
    transaction.abort()
    site._p_jar.cacheGC()
    rows = others[:CORRECTED]
    batch, found = enter(site, make_sheet(rows, contact=True), update=True)
    show("contacts corrected", len(rows), found)
    begin = perf_counter()
    batches.undo(site, batch, chunked=True)
    print(f"contacts given back: {perf_counter() - begin:.1f} s")
    api.portal.set_registry_record("plone.caching.interfaces.ICacheSettings.enabled", False)
    transaction.commit()
    print(f"\n{'page':<20}{'ms':>8}{'calls':>10}    goal: at most {CALLS:,} calls")
    for name, path in PAGES.items():
        assert publish(path)[0] == 200, path
        spans = []
        for _round in range(5):
            begin = perf_counter()
            publish(path)
            spans.append((perf_counter() - begin) * 1000)
        print(f"{name:<20}{sorted(spans)[2]:>8.1f}{calls(path):>10,}")


def main(most):
    """Measure in a folder of its own.

    :param most: of how many barangays.
    """
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory(prefix="clkss-", dir="/tmp") as folder:
        os.environ["CLKSS_VAR"] = str(Path(folder) / "var")
        os.environ.setdefault("CLKSS_ADMIN_PASSWORD", "only-for-this-benchmark")
        from clkss.policy.command import opening

        with opening.application() as app:
            measure(app, most)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
