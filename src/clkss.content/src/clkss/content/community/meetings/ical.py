"""Meetings and events as a calendar (RFC 5545): title, time, place and link, and nothing else."""

from clkss.content.community.meetings import rules
from clkss.content.community.rooms.sections import facts_of
from clkss.content.frame import moments
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar
from icalendar import Event
from icalendar import vUri
from plone.app.event.ical.exporter import construct_icalendar


PRODUCT = "-//CLKSS//Meetings//EN"

MEDIA_TYPE = "text/calendar; charset=utf-8"

EVENT = "Event"

MOST = 500
"""Meetings, and events, in one calendar: the latest ones."""

SHOWN = frozenset(
    {
        "DTSTART",
        "DTEND",
        "EXDATE",
        "LAST-MODIFIED",
        "LOCATION",
        "RDATE",
        "RRULE",
        "SUMMARY",
        "UID",
    }
)
"""What is said of an event."""


def calendar(name):
    """Begin a calendar.

    :param name: how it is called.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    return made


def add_meeting(made, uid, title, facts, url, modified):
    """Add a meeting; nothing while its day is open.

    :param made: the calendar.
    :param uid: UID of the meeting.
    :param title: its title.
    :param facts: ``day``, ``begins``, ``ends``, ``place``, ``link`` and ``life``.
    :param url: its address.
    :param modified: when it was changed, a Zope ``DateTime``.
    """
    when = rules.when(facts.get("day"), facts.get("begins"), facts.get("ends"), moments.TIME_ZONE)
    if when is None:
        return
    event = Event()
    changed = modified.asdatetime().astimezone(UTC).replace(microsecond=0)
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", title)
    event.add("dtstart", when.starts)
    if when.ends is not None:
        event.add("dtend", when.ends)
    elif not facts.get("begins"):
        event.add("dtend", when.starts + timedelta(days=1))
    place = ", ".join(filter(None, (facts.get("place"), facts.get("link"))))
    if place:
        event.add("location", place)
    is_cancelled = facts.get("life") == rules.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("url", vUri(url))
    made.add_component(event)


def add_brains(made, brains):
    """Add meetings from the catalog, the latest :data:`MOST`; no object is woken.

    :param made: the calendar.
    :param brains: brains of meetings.
    """
    dated = [(facts_of(brain), brain) for brain in brains]
    dated.sort(key=lambda pair: (pair[0].get("day") or "", pair[1].UID), reverse=True)
    for facts, brain in dated[:MOST]:
        add_meeting(made, brain.UID, brain.Title, facts, brain.getURL(), brain.modified)


def add_events(made, context, events):
    """Add published events.

    :param made: the calendar.
    :param context: anything in the site.
    :param events: the events.
    """
    theirs = construct_icalendar(context, events)
    for part, event in zip(theirs.walk("VEVENT"), events, strict=True):
        for name in [name for name in part if name.upper() not in SHOWN]:
            del part[name]
        part["dtstamp"] = part["last-modified"]
        part.add("url", vUri(event.absolute_url()))
    for part in theirs.subcomponents:
        made.add_component(part)


def answer(response, made):
    """Send a calendar, which nobody keeps on the way.

    :param response: the response.
    :param made: the calendar.
    """
    response.setHeader("Content-Type", MEDIA_TYPE)
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Cache-Control", "private, no-store")
    return made.to_ical()
