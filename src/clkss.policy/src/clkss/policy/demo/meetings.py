"""The demo's meetings: invented, of a municipal committee; one was held, one is planned."""

from clkss.content.committees import clearances
from clkss.content.community.meetings import people
from clkss.content.community.meetings.content import PORTAL_TYPE
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.policy.demo.building import being
from clkss.policy.demo.people import DANAO
from datetime import timedelta
from plone.dexterity.utils import createContentInContainer
from typing import NamedTuple


class Example(NamedTuple):
    """A meeting.

    :param fields: what it says.
    :param days: in how many days it is; before today for one that was held.
    :param shared: the step that shares it.
    :param attendance: accounts and how they attended.
    :param guests: who else was there.
    :param actions: triples of what is to be done, an account, and in how many days; whoever has
        no day left is done.
    """

    fields: dict
    days: int
    shared: str
    attendance: tuple = ()
    guests: str = ""
    actions: tuple = ()


SECRETARY = "municipal.secretary"

MEETINGS = (
    Example(
        fields={
            "title": "Invented example: children on night boats",
            "begins": "14:00",
            "ends": "15:30",
            "place": "Session hall, second floor (invented)",
            "life": "held",
            "agenda": [
                {
                    "item": "What the barangays saw",
                    "presents": "Social welfare office",
                    "minutes": 20,
                },
                {"item": "Visits to the landings", "presents": "Labour office", "minutes": 30},
            ],
            "minutes": (
                "Invented example. Two barangays reported boats that take children along at "
                "night.\n\nThe labour office offered to visit the landings."
            ),
            "decisions": [
                {
                    "what": "The landings are visited twice a month until the end of the year.",
                    "number": "2026-07",
                    "votes_for": 7,
                    "votes_against": 0,
                }
            ],
        },
        days=-20,
        shared=rules.SHARE_PUBLIC,
        attendance=(
            (SECRETARY, "present"),
            ("municipal.contributor", "present"),
            ("municipal.caseworker", "excused"),
        ),
        guests="Two teachers (invented)",
        actions=(
            ("Agree the days of the visits with the harbour office", SECRETARY, None),
            ("Write down what was seen at the first visit", "municipal.contributor", 20),
        ),
    ),
    Example(
        fields={
            "title": "Invented example: plan for the coming year",
            "begins": "09:00",
            "ends": "11:00",
            "place": "Session hall, second floor (invented)",
            "agenda": [
                {"item": "What came of the visits", "presents": "Labour office", "minutes": 20},
                {"item": "Plan and budget", "presents": "Planning office", "minutes": 60},
            ],
        },
        days=14,
        shared=rules.SHARE_ROOM,
    ),
)


def build(site):
    """Put meetings into the room of a municipal committee, one held and one planned.

    :param site: the Plone site.
    """
    room = site["committees"][DANAO.municipal]
    today = clearances.today()
    titles = {each.title for each in room.objectValues()}
    for example in MEETINGS:
        if example.fields["title"] in titles:
            continue
        day = (today + timedelta(days=example.days)).isoformat()
        with being(SECRETARY):
            made = createContentInContainer(
                room, PORTAL_TYPE, checkConstraints=False, day=day, **example.fields
            )
            made.is_example = True
            # Nobody is told by mail that it was shared.
            made.told = (day, made.begins, made.ends, False)
            sharing.act(made, example.shared)
            people.note_attendance(made, dict(example.attendance), example.guests)
            people.note_actions(made, [_row(today, *action) for action in example.actions])
            done = [days is None for _what, _owner, days in example.actions]
            for action, is_done in zip(made.actions, done, strict=True):
                if is_done:
                    people.finish(made, action["id"])


def _row(today, what, owner, days):
    due = (today + timedelta(days=days or 0)).isoformat()
    return {"id": "", "what": what, "owner": owner, "due": due}
