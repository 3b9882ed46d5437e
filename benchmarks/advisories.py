r"""An advisory to the whole country: what sending, listing, a receipt and the answers cost.

    PYTHONPATH=src/clkss.content/src .venv/bin/python benchmarks/advisories.py

The baseline writes a row for each of the committees, as a system does that delivers; ours writes
one row and one place. Both use the relational store of a folder of their own.
"""

from clkss.content import relational
from clkss.content.committees.rules import Clearance
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import lineage_of
from clkss.content.relay.advisories.tables import receipts
from clkss.content.territories import table
from clkss.content.territories.rules import COMMITTEE_LEVELS
from types import SimpleNamespace

import os
import tempfile
import time
import transaction


GOAL = 2.0
"""Seconds in which an advisory is published to 43,766 committees."""

DANAO = "0701233003"


def advisory(id):
    """Make what the rows are made from.

    :param id: its id.
    """
    audience = rules.Audience(frozenset(COMMITTEE_LEVELS), frozenset({"PH"}))
    return SimpleNamespace(
        getId=lambda: id, owner_committee="PH", audience=audience, deadline="", questions=()
    )


def timed(work):
    """Time something that ends with a commit.

    :param work: what is done.
    :returns: seconds.
    """
    begun = time.perf_counter()
    work()
    transaction.commit()
    return time.perf_counter() - begun


def deliver(codes):
    """Write a row for each committee.

    :param codes: keys of committees.
    """
    rows = [{"advisory": "baseline", "committee": key, "member": "", "at": 0.0} for key in codes]
    relational.queue(lambda connection: connection.execute(receipts.insert(), rows))


def main():
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLKSS_VAR"] = folder
        relational.engine()
        codes = list(table.codes())
        baseline = timed(lambda: deliver(codes))
        ours = timed(lambda: store.keep(advisory("ours"), rules.SENT, time.time()))
        receipt = timed(lambda: store.note_read("ours", [DANAO], "somebody"))
        held = [Clearance("somebody", DANAO, "secretary")]
        begun = time.perf_counter()
        found = store.addressed_to(held, lineage_of)
        listing = time.perf_counter() - begun
        begun = time.perf_counter()
        audience = advisory("ours").audience
        goes_to = sum(
            audience.holds_place(each.level, each.codes) for each in map(lineage_of, codes)
        )
        walking = time.perf_counter() - begun
    print(f"{len(codes):,} committees; {goes_to:,} are addressed; {len(found)} in a list")
    print(f"{'':34}{'ms':>10}{'ratio':>10}")
    print(f"{'a row for each committee':34}{baseline * 1000:10.1f}{1:10.2f}")
    print(f"{'ours':34}{ours * 1000:10.1f}{ours / baseline:10.4f}   goal {GOAL:.0f} s")
    print(f"{'first receipt':34}{receipt * 1000:10.1f}")
    print(f"{'list of one barangay':34}{listing * 1000:10.1f}")
    print(f"{'walk of all, first time':34}{walking * 1000:10.1f}")


if __name__ == "__main__":
    main()
