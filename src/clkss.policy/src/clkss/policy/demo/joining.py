"""Profiles of some demo people, and three who wait to be vouched for: all invented."""

from clkss.content.joining import rules as joining
from clkss.content.joining import store as requests
from clkss.content.people import rules
from clkss.content.people import store as people
from clkss.policy.demo.people import BONTOC
from clkss.policy.demo.people import DANAO
from clkss.policy.demo.people import person
from typing import NamedTuple


class Said(NamedTuple):
    """What a demo person says in the profile."""

    person: str
    organisation: str
    about: str
    languages: tuple[str, ...] = ("en", "tl")
    expertise: tuple[str, ...] = ()


PROFILES = (
    Said(
        "municipal.secretary",
        "Demonstration office of Panglao, not a real one",
        "Invented. Keeps the minutes, and knows whom to call.",
        ("en", "tl", "ceb"),
        ("social-protection", "child-participation"),
    ),
    Said(
        "barangay.contributor",
        "Demonstration school of Danao, not a real one",
        "Invented. Teaches in the evening, when the boats are back.",
        ("tl", "ceb"),
        ("education",),
    ),
    Said(
        "dole.inspector",
        "Demonstration field office, not a real one",
        "Invented. Looks at workplaces, and explains the law before it is broken.",
        ("en", "tl"),
        ("labour-inspection", "law-and-policy"),
    ),
    Said(
        "other.provincial.secretary",
        "Demonstration office of Mountain Province, not a real one",
        "Invented. Walks to the committees that no road leads to.",
        ("en", "ilo"),
        ("indigenous-children", "livelihood"),
    ),
)

REQUESTS = (
    ("member", DANAO.municipal, "contributor", ""),
    ("other.member", BONTOC.barangay, "member", ""),
    ("barangay.contributor", DANAO.municipal, "caseworker", "DSWD"),
)
"""Who asks for which committee, in which function, for which agency."""


def build(site):
    """Write what is missing; what people changed stays as it is.

    :param site: the Plone site.
    """
    for said in PROFILES:
        known = people.of(said.person)
        if known is None or not known.organisation:
            _say(said)
    for asking, committee, function, agency in REQUESTS:
        requests.ask_as_member(
            {
                "id": joining.request_id("demo", asking, committee, function),
                "person": asking,
                "committee": committee,
                "function": function,
                "agency": agency,
                "language": "",
                "site_url": "",
            }
        )


def _say(said):
    people.begin(said.person, person(said.person).fullname, said.organisation)
    people.change(
        said.person,
        {
            "organisation": said.organisation,
            "about": said.about,
            "languages": list(said.languages),
            "expertise": list(said.expertise),
            "audiences": dict.fromkeys(rules.FIELDS, rules.MEMBERS),
        },
        said.organisation,
        said.expertise,
    )
