"""Who owes a report is decided alike by PostgreSQL, also in a store that did not know the days."""

from clkss.content import relational
from clkss.content.jobs.tables import jobs
from clkss.content.relational import engines
from clkss.content.relational import schema
from clkss.content.relay.reporting import dating
from clkss.content.relay.reporting import record
from clkss.content.relay.reporting import store
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from sqlalchemy import select
from tests.content.relay.since import make_old
from tests.content.relay.since import rows_and_rule_agree

import pytest
import transaction


pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("postgresql_address")]


def test_the_rows_decide_as_the_rule_does():
    rows_and_rule_agree()


def test_an_old_store_gets_the_column_and_the_days():
    record.enter({DANAO.barangay: "2026-01-05", BONTOC.barangay: "2026-12-24"})
    transaction.commit()
    make_old()
    assert record.sinces() == {DANAO.barangay: "", BONTOC.barangay: ""}
    assert schema.problems("facts") == []
    with relational.read() as connection:
        assert list(connection.execute(select(jobs.c.name)).scalars()) == [dating.JOB]
    engines.dispose()
    asked = store.Asked("boats.2026-Q3", ["barangay"], "2026-10-15")
    assert store.not_in(asked, "PH") == [DANAO.barangay, BONTOC.barangay]
    record.date({DANAO.barangay: "2026-01-05", BONTOC.barangay: "2026-12-24"})
    transaction.commit()
    assert store.not_in(asked, "PH") == [DANAO.barangay]
