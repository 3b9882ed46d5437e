"""What the demo's municipal committee asks: an invented poll, and an invented draft with comments.

The days are counted from the day on which the demo is made, so that both are open.
"""

from clkss.content.committees import clearances
from clkss.content.community.consultations.content import CONSULTATION
from clkss.content.community.discussion import posting
from clkss.content.community.polls import rules as polls
from clkss.content.community.polls import voting
from clkss.content.community.polls.content import POLL
from clkss.content.community.rooms import rules
from clkss.content.community.rooms import sharing
from clkss.policy.demo.building import being
from clkss.policy.demo.people import DANAO
from datetime import timedelta
from plone.dexterity.utils import createContentInContainer


SECRETARY = "municipal.secretary"

QUESTION = "Invented example: which two landings do we visit first?"

LANDINGS = ("Tangnan", "Doljo", "Danao", "Tawala")

VOTES = (
    ("municipal.contributor", {0: 1, 2: 1}),
    ("municipal.caseworker", {0: 1, 1: 1}),
    ("deped.caseworker", {2: 1}),
)

DRAFT = "Invented example: how the barangays look after the landings at night"

TEXT = "\n\n".join(
    (
        "Invented example. Each barangay with a landing names two people who look after it from "
        "eight in the evening to five in the morning.",
        "Whoever finds a child at work there takes the child home, and tells the social worker the "
        "next morning.",
        "The barangay tells the municipality every month how often that happened. No names are "
        "told.",
        "The municipality pays the fuel of the boat with which the landing is visited.",
    )
)

COMMENTS = (
    ("barangay.secretary", 1, "In Danao two people are not enough on market days."),
    ("barangay.contributor", 4, "Can the fuel be paid in advance? We cannot wait three months."),
    ("dole.inspector", 0, "We can train those who look after the landings."),
)


def build(site):
    """Let the committee ask.

    :param site: the Plone site.
    """
    room = site["committees"][DANAO.municipal]
    if any(each.portal_type in (POLL, CONSULTATION) for each in room.objectValues()):
        return
    today = clearances.today()
    with being(SECRETARY):
        poll = createContentInContainer(
            room,
            POLL,
            checkConstraints=False,
            title=QUESTION,
            text="Invented example. We have fuel for two visits this year.",
            options=[{"option": name} for name in LANDINGS],
            votes=2,
            ballot=polls.SECRET,
            closes=(today + timedelta(days=21)).isoformat(),
        )
        poll.is_example = True
        sharing.act(poll, rules.SHARE_ROOM)
        draft = createContentInContainer(
            room,
            CONSULTATION,
            checkConstraints=False,
            title=DRAFT,
            question="Can your barangay do this from January on? What is missing?",
            text=TEXT,
            closes=(today + timedelta(days=28)).isoformat(),
        )
        draft.is_example = True
        sharing.act(draft, rules.SHARE_NETWORK)
    for person, votes in VOTES:
        with being(person):
            voting.vote(poll, person, votes)
    for person, about, said in COMMENTS:
        with being(person):
            posting.put(draft, said, person, tells=False, about=about)
