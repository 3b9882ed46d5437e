"""Two boards with a handful of topics, all invented and marked so."""

from clkss.content.community.boards import content
from clkss.content.community.boards.writing import make
from clkss.content.community.discussion import posting
from clkss.policy.demo.people import DANAO
from plone import api


MARK = "(invented for the demonstration)"

BOARDS = {
    "what-works": {
        "title": "What works",
        "description": f"Ask other places, and tell how it went. {MARK}",
        "audience": "public",
        "topics": (
            (
                "Night classes where children fish",
                (
                    (
                        "barangay.contributor",
                        "Who has moved lessons to the evening? How did you "
                        f"pay the teacher? {MARK}",
                        None,
                    ),
                    (
                        "municipal.secretary",
                        "We pay from the fund for children. The order is "
                        "simple:\n\n- the council resolves\n- the school agrees\n- the boats wait",
                        None,
                    ),
                    (
                        "other.barangay.secretary",
                        "> the boats wait\n\nOurs did not, until "
                        "@demo.municipal.secretary.panglao met the owners.",
                        1,
                    ),
                    ("barangay.contributor", "That helped, thank you.", 1),
                ),
                1,
            ),
            (
                "A form for the first visit at home",
                (
                    (
                        "municipal.caseworker",
                        f"Which questions do you ask first? We look for a short list. {MARK}",
                        None,
                    ),
                    ("provincial.secretary", "Begin with school and sleep, not with work.", None),
                ),
                None,
            ),
        ),
    },
    "panglao": {
        "title": "Committee of Panglao",
        "description": f"For the people of the committee alone. {MARK}",
        "audience": "committee",
        "committee": DANAO.municipal,
        "topics": (
            (
                "Agenda of the next meeting",
                (
                    ("municipal.secretary", f"What shall we talk about? {MARK}", None),
                    ("deped.caseworker", "Attendance in the harvest months.", None),
                ),
                None,
            ),
        ),
    },
}
"""Fields of each board, with topics: title, posts (author, text, which post it answers), answer."""


def build(site):
    """Make the boards that are not there.

    :param site: the Plone site.
    """
    place = site.get("boards")
    if place is None:
        return
    for name, fields in BOARDS.items():
        if name in place:
            continue
        fields = dict(fields)
        topics = fields.pop("topics")
        with api.env.adopt_roles(["Manager"]):
            board = api.content.create(place, content.BOARD, name, **fields)
            for title, posts, answer in topics:
                _topic(board, title, posts, answer)


def _topic(board, title, posts, answer):
    topic = make(board, title)
    numbers = []
    for author, text, answered in posts:
        to = numbers[answered] if answered is not None else 0
        numbers.append(posting.put(topic, text, author, to, tells=False).number)
    if answer is not None:
        topic.answer = numbers[answer]
        topic.reindexObject(idxs=["topic_marks"])
