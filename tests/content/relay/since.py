"""Since when committees are on record: what any store is asked, and a store that does not know."""

from clkss.content.relational import engines
from clkss.content.relational import write_now
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting.places import standing
from clkss.content.territories import table
from itertools import product
from sqlalchemy import text

import transaction


def rows_and_rule_agree():
    """Put a barangay with each day and each state on record, and ask the rows and the rule."""
    asked = store.Asked("boats.2026-Q3", ["barangay"], "2026-10-15")
    days = ("", "2025-12-31", "2026-10-14", "2026-10-15", "2026-10-16", "2027-01-01")
    cases = list(product(days, (None, *rules.STATES)))
    keys = [code for code in table.codes() if standing(code).level == "barangay"][: len(cases)]
    known = dict(zip(keys, cases, strict=True))
    record.enter({key: since for key, (since, _state) in known.items()})
    for key, (_since, state) in known.items():
        if state is not None:
            store.keep(store.row(asked.id, key, state, False, "", "", [1]))
    transaction.commit()
    owing = {key for key, case in known.items() if rules.owes(case[0], asked.due, case[1])}
    waited_for = {key for key in owing if known[key][1] not in rules.IN}
    rows, total = store.ladder(asked, "PH", size=None)
    found, states = store.coverage(asked, "PH")
    assert {row.key for row in rows} == owing
    assert total == found.total == len(owing) == sum(states.values())
    assert found.missing == len(waited_for)
    assert set(store.not_in(asked, "PH")) == waited_for
    assert {key for key in keys if store.owes(asked, key)} == waited_for
    assert set(store.summed(asked, "PH")["missing"]) == waited_for


def make_old():
    """Make the store one of the time before the column."""
    with write_now() as connection:
        connection.execute(text("ALTER TABLE relay_reporting_committees DROP COLUMN since"))
        connection.execute(
            text("UPDATE clkss_schema SET version = 1 WHERE room = 'relay.reporting'")
        )
    engines.dispose()
