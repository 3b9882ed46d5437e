"""The demo's advisories: invented, from a province and its region to those below."""

from clkss.policy.demo.people import DANAO
from typing import NamedTuple


class Example(NamedTuple):
    """An advisory.

    :param sender: who writes it.
    :param fields: what it says.
    :param is_sent: whether it is sent.
    :param answers: triples of a committee, who answers for it, and the answers.
    """

    sender: str
    fields: dict
    is_sent: bool = True
    answers: tuple = ()


ADVISORIES = (
    Example(
        sender="regional.secretary",
        fields={
            "title": "Invented example: who is on call over Christmas",
            "owner_committee": DANAO.regional,
            "text": (
                "Invented example. Offices are closed from 24 December to 1 January. Each province "
                "and municipality names somebody who can be reached on those days.\n\n"
                "Write an office or a function and its number, no private one."
            ),
            "levels": ["provincial", "municipal"],
            "territories": [DANAO.regional],
            "questions": [{"question": "Who can be reached, and how?", "kind": "text"}],
            "deadline": "2099-12-15",
        },
        answers=(
            (
                DANAO.municipal,
                "municipal.secretary",
                ("The social worker on duty (invented), 0900 000 0000.",),
            ),
        ),
    ),
    Example(
        sender="provincial.secretary",
        fields={
            "title": "Invented example: count the children on the boats",
            "owner_committee": DANAO.provincial,
            "text": (
                "Invented example. Look at the landing on three nights in December and count the "
                "children who unload. No names, only numbers.\n\n"
                "The province adds up what you find before the meeting in January."
            ),
            "levels": ["barangay"],
            "territories": [DANAO.provincial],
            "functions": ["secretary", "contributor"],
            "questions": [
                {"question": "How many children unloaded boats at night?", "kind": "number"},
                {"question": "Is the landing watched at night?", "kind": "yes-no"},
            ],
            "deadline": "2099-12-15",
        },
    ),
)
