"""A period in which reports are due, and a day on which one looks at it."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.relay.reporting import opening
from clkss.content.testing.people import acting_as
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from DateTime import DateTime
from datetime import date
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


QUESTIONS = [
    {"label": "Children found", "label_tl": "Mga bata", "kind": "figure", "needed": "yes"},
    {"label": "Did you meet?", "label_tl": "", "kind": "yes-no", "needed": "no"},
    {"label": "What helps?", "label_tl": "", "kind": "text", "needed": "no"},
]

BILISAN = "0701233001"
"""Another barangay of Panglao, without people."""

LONG_AGO = DateTime("2026-01-05")
"""When committees came on record that owe what is asked here."""


@pytest.fixture
def period(site):
    """The third quarter, asked of barangays and municipalities, long past."""
    with acting_as(site, "admin"):
        for key in (DANAO.barangay, BILISAN, DANAO.municipal, BONTOC.barangay, "PH-knowledge"):
            code, _dash, token = key.partition("-")
            if committees.get(key) is None:
                committees.create(code, token or None, creation_date=LONG_AGO)
    with acting_as(site, "national.secretary"):
        template = createContentInContainer(
            site["report-templates"],
            "ReportTemplate",
            checkConstraints=False,
            title="Children at work on boats",
            title_tl="Mga bata sa bangka",
            levels=["barangay", "municipal"],
            period_kind="quarterly",
            days_due=15,
            days_grace=10,
            questions=QUESTIONS,
        )
        made = opening.open_period(site, template, "2026-Q3")
    transaction.commit()
    return made


@pytest.fixture
def day(monkeypatch):
    """Turn the calendar: ``day(2026, 10, 20)``."""

    def turn(*parts):
        monkeypatch.setattr(clearances, "today", lambda: date(*parts))

    turn(2026, 10, 10)
    return turn
