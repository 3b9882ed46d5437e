"""The demo's reports: invented, asked for a quarter that is past, some of them late."""

from clkss.content.committees import clearances
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import opening
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting.content import TEMPLATE
from clkss.content.relay.reporting.content import TEMPLATES_PLACE
from clkss.policy.demo.building import being
from clkss.policy.demo.people import BONTOC
from plone.dexterity.utils import createContentInContainer


WRITER = "national.secretary"

FIELDS = {
    "title": "Invented example: children at work on boats",
    "title_tl": "Gawa-gawang halimbawa: mga batang nagtatrabaho sa bangka",
    "levels": ["barangay", "municipal", "provincial"],
    "period_kind": rules.QUARTERLY,
    "days_due": 15,
    "days_grace": 10,
    "questions": [
        {
            "label": "How many children were found at work?",
            "label_tl": "Ilang bata ang natagpuang nagtatrabaho?",
            "kind": rules.FIGURE,
            "needed": rules.YES,
        },
        {
            "label": "How many of them were helped?",
            "label_tl": "Ilan sa kanila ang natulungan?",
            "kind": rules.FIGURE,
            "needed": rules.NO,
        },
        {
            "label": "Did the committee meet?",
            "label_tl": "Nagpulong ba ang komite?",
            "kind": rules.YES_NO,
            "needed": rules.NO,
        },
        {
            "label": "What would help?",
            "label_tl": "Ano ang makatutulong?",
            "kind": rules.TEXT,
            "needed": rules.NO,
        },
    ],
}

#: Who filed for which committee, and what; the line of Danao has yet to.
FILED = (
    (
        "other.barangay.secretary",
        BONTOC.barangay,
        ("2", "1", rules.YES, "Invented example. A boat for the social worker."),
    ),
    ("other.municipal.secretary", BONTOC.municipal, ("1", "1", rules.NO, "")),
)

RETURNED = (
    "other.provincial.secretary",
    BONTOC.municipal,
    "Invented example. Say whether the committee met: the minutes say that it did.",
)


def build(site):
    """Ask for the quarter before the last, and let some report.

    :param site: the Plone site.
    """
    place = site[TEMPLATES_PLACE]
    if place.objectIds():
        return
    with being(WRITER):
        template = createContentInContainer(place, TEMPLATE, checkConstraints=False, **FIELDS)
        last = rules.first_day(rules.ended_before(rules.QUARTERLY, clearances.today()))
        period = opening.open_period(site, template, rules.ended_before(rules.QUARTERLY, last))
    for person, key, answers in FILED:
        with being(person):
            acting.act(acting.write(period, key, answers), rules.SUBMIT)
    person, key, reason = RETURNED
    with being(person):
        acting.act(period[key], rules.RETURN, reason)
