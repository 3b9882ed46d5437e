"""Events of a search as a calendar (RFC 5545) that a phone or a mail program subscribes to."""

from clkss.content.search import answers
from clkss.content.search import excerpts
from clkss.content.search import rules
from clkss.content.search import wording
from dataclasses import replace
from icalendar import vUri
from plone.app.event.ical.exporter import construct_icalendar


EVENT = "Event"

MOST_EVENTS = 500
"""Events in one calendar; those that end last stay."""

MOST_LOOKED_AT = 5_000

PRODUCT = "-//CLKSS//Events//EN"


class Calendar(answers.Answer):
    """The events among the results; of what kind the address wants them does not matter."""

    shape = answers.CALENDAR

    def body(self):
        """Write the calendar."""
        query = self.query.with_values(rules.KIND, (EVENT,))
        newest = replace(query, sort=rules.NEWEST, start=0, size=MOST_LOOKED_AT)
        _total, rids = self.repository.first(newest)
        records = self.repository.records
        brains = [records.brain(rid) for rid in rids]
        dated = [brain for brain in brains if hasattr(brain.end, "timetuple")]
        dated.sort(key=lambda brain: (brain.end, brain.UID), reverse=True)
        events = [self._event(brain) for brain in dated[:MOST_EVENTS]]
        calendar = construct_icalendar(self.context, events)
        calendar["prodid"] = PRODUCT
        calendar.add("x-wr-calname", wording.title(query, self.titles))
        for event, brain in zip(calendar.walk("VEVENT"), dated, strict=False):
            _settle(event, brain)
        return calendar.to_ical().decode("utf-8")

    def _event(self, brain):
        """Give what is kept of an event; itself where nothing is."""
        found = excerpts.of(self.repository.catalog._catalog, brain.getRID())
        if found is None or found.dated is None:
            return brain
        return excerpts.Announced(found.dated)


def _settle(event, brain):
    """Make an event the same whenever it is asked for, and give it a name for good.

    Without a ``METHOD``, the time of the stamp is that of the last change (RFC 5545, 3.8.7.2).
    """
    event["dtstamp"] = event["last-modified"]
    event["url"] = vUri(brain.getURL())
    if not event.get("uid"):
        event.add("uid", brain.UID)
