"""Moments are written by the clock of the Philippines, in the language of the page."""

from clkss.content.frame import moments
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
import time


EVENING = datetime(2026, 11, 26, 16, 38, tzinfo=UTC)
"""Past midnight in the Philippines."""


@pytest.fixture(params=["UTC", "Asia/Manila", "America/New_York"])
def clock(request, monkeypatch):
    """A server with a clock of its own."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("portal", "clock")
def test_the_clock_of_the_server_does_not_matter():
    for moment in (
        EVENING,
        EVENING.timestamp(),
        DateTime(EVENING),
        EVENING.astimezone(ZoneInfo("America/New_York")),
    ):
        assert moments.there(moment).isoformat() == "2026-11-27T00:38:00+08:00"
        assert "27" in moments.said(moment)
        assert "12:38" in moments.said(moment, long_format=True)


@pytest.mark.usefixtures("portal", "clock")
def test_an_event_keeps_its_own_clock():
    start = datetime(2026, 12, 1, 14, 0, tzinfo=ZoneInfo("Asia/Manila"))
    assert "02:00" in moments.by_its_clock(start, long_format=True)
    assert "02:00" in moments.by_its_clock(start, time_only=True)
