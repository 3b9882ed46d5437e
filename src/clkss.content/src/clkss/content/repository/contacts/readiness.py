"""What somebody who is to be reached still lacks before it is submitted."""

from clkss.content import _
from clkss.content.knowledge import readiness
from clkss.content.knowledge import rules


WAYS = ("contact", "phone", "address", "website")
"""Fields of which one must say something."""


class ReachableReadiness(readiness.Readiness):
    """Says what an item lacks, and that one way to reach it is needed."""

    messages = {
        **readiness.COMMON,
        "contact": _(
            "missing_way_to_reach",
            default="Say how to reach it: whom to ask, a telephone or a website.",
        ),
    }

    def lacking(self):
        """Name the fields that lack something."""
        lacking = super().lacking()
        reachable = any(rules.said(getattr(self.item, name, None)) for name in WAYS)
        return lacking if reachable else (*lacking, "contact")
