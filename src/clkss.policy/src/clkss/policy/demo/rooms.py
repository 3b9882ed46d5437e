"""The demo's committee rooms: invented papers of a municipality."""

from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.content.community.rooms.content import DOCUMENT
from clkss.content.community.rooms.discussing import boards_of
from clkss.content.community.rooms.discussing import open_board
from clkss.policy.demo.building import being
from clkss.policy.demo.people import DANAO
from plone.dexterity.utils import createContentInContainer
from typing import NamedTuple


class Paper(NamedTuple):
    """A paper in the room of a committee.

    :param secretary: who puts it there.
    :param committee: key of the committee.
    :param fields: what it says.
    :param step: how it is shared; None for a draft.
    """

    secretary: str
    committee: str
    fields: dict
    step: str | None


PAPERS = (
    Paper(
        "municipal.secretary",
        DANAO.municipal,
        {
            "title": "Invented example: resolution on the landing at night",
            "kind": "resolution",
            "day": "2026-09-14",
            "description": "The landing is closed to children from eight in the evening.",
            "text": (
                "Invented example. The committee asks the municipality to close the landing to "
                "everybody under eighteen from eight in the evening to five in the morning.\n\n"
                "Two barangay watchmen look after it. The committee hears from them every month."
            ),
        },
        rules.SHARE_PUBLIC,
    ),
    Paper(
        "municipal.secretary",
        DANAO.municipal,
        {
            "title": "Invented example: work plan for 2027",
            "kind": "plan",
            "day": "2026-10-30",
            "description": "What the committee wants to do next year, by quarter.",
            "text": (
                "Invented example. First quarter: visit every landing. Second quarter: night "
                "classes in two barangays. Third quarter: count again. Fourth quarter: tell."
            ),
        },
        rules.SHARE_NETWORK,
    ),
    Paper(
        "municipal.secretary",
        DANAO.municipal,
        {
            "title": "Invented example: who can be reached at night",
            "kind": "other",
            "day": "2026-11-02",
            "text": "Invented example. The social worker on duty, 0900 000 0000.",
        },
        rules.SHARE_ROOM,
    ),
)


def build(site):
    """Put the papers into their rooms, and open a board for the committee.

    :param site: the Plone site.
    """
    for paper in PAPERS:
        room = site["committees"][paper.committee]
        if any(each.title == paper.fields["title"] for each in room.objectValues()):
            continue
        with being(paper.secretary):
            made = createContentInContainer(room, DOCUMENT, checkConstraints=False, **paper.fields)
            made.is_example = True
            # Nobody is told by mail that it was shared.
            made.told = True
            if paper.step:
                sharing.act(made, paper.step)
            if not list(boards_of(room)):
                open_board(room).is_example = True
