"""What is drawn in Python is escaped, and its days stay whole."""

from clkss.content.frame import drawing

import pytest


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("2026-11-26, 14:00–16:00", "<time>2026-11-26</time>, 14:00–16:00"),
        ("open until 2026-12-15", "open until <time>2026-12-15</time>"),
        ("Boats & nets", "Boats &amp; nets"),
        ("<b>2026-11-26</b>", "&lt;b&gt;<time>2026-11-26</time>&lt;/b&gt;"),
        ("Resolution 12026-11-260", "Resolution 12026-11-260"),
        ("half-day", "half-day"),
    ],
)
def test_days_of_a_fact_are_kept_on_one_line(text, drawn):
    assert drawing.with_days(text) == drawn
