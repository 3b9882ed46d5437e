"""The demo's people, committees and practices, made one after the other and only if missing."""

from clkss.content.committees import access
from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.knowledge.naming import name_for
from clkss.content.newsletter.content import PORTAL_TYPE as NEWSLETTER
from clkss.content.newsletter.workflow import SEND
from clkss.content.people import consent
from clkss.content.practices import rules as practices
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import sending
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import PORTAL_TYPE as ADVISORY
from clkss.content.review import ladder
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from clkss.content.sheets import batch as batches
from clkss.content.sheets import checking
from clkss.content.sheets import kinds
from clkss.policy.command import secrets
from clkss.policy.demo.advisories import ADVISORIES
from clkss.policy.demo.journeys import JOURNEYS
from clkss.policy.demo.newsletters import ISSUES
from clkss.policy.demo.people import KNOWLEDGE
from clkss.policy.demo.people import LINES
from clkss.policy.demo.people import NATION
from clkss.policy.demo.people import PEOPLE
from contextlib import contextmanager
from DateTime import DateTime
from datetime import timedelta
from importlib import resources
from plone import api
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

import logging


logger = logging.getLogger(__name__)

KIND = "practices"
IMPORTER = "national.editor"
EXAMPLES = "examples.csv"

SHEETS = (
    "glossary",
    "partners",
    "resources",
    "programmes",
    "services",
    "practices",
    "case-studies",
    "exchanges",
    "adoption-notes",
    "commitments",
    "news",
    "events",
)
"""Kinds of sheets; each has a file of this name."""

HERE = "clkss.policy.demo"

INVENTED = "demo-"
"""What the codes of invented rows begin with."""

FEATURED_OF_SHEET = ("ilo-2010-14",)
OVERDUE = timedelta(days=30)

YEARS = 2 * 365
"""Days for which the demo's committees are on record, so that they owe what is past."""


def build_people(site):
    """Make the accounts and their clearances.

    :param site: the Plone site.
    """
    missing = [each for each in PEOPLE if site.acl_users.getUserById(each.id) is None]
    password = secrets.password("demo") if missing else None
    for someone in missing:
        site.acl_users.source_users.addUser(someone.id, someone.id, password)
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Member", someone.id)
        member = site.portal_membership.getMemberById(someone.id)
        member.setMemberProperties({"fullname": someone.fullname, "email": someone.email})
        consent.agree(someone.id, consent.notice())
    for someone in PEOPLE:
        held = {(each.committee, each.function) for each in clearances.clearances(someone.id)}
        for service in someone.services:
            if (service.committee, service.function) not in held:
                clearances.grant(
                    someone.id, service.committee, service.function, service.agency, site=site
                )
    access.forget()


def build_committees(site):
    """Put the committees of both lines on record.

    :param site: the Plone site.
    """
    home = committees.home(site)
    codes = [
        code
        for line in LINES
        for code in (line.barangay, line.municipal, line.provincial, line.regional)
    ]
    since = DateTime() - YEARS
    for code in (NATION, *codes):
        if code not in home:
            committees.create(code, site=site, contact=_contact(code), creation_date=since)
    if KNOWLEDGE not in home:
        territory, _dash, token = KNOWLEDGE.partition("-")
        committees.create(territory, token, site=site, contact=_contact(KNOWLEDGE))


def _contact(key):
    return f"Demonstration office, not a real one: committee-{key}@clkss.example".lower()


def build_sheets(site):
    """Import the sheets as published, each unless something of it is there.

    :param site: the Plone site.
    """
    for name in SHEETS:
        if name in kinds.names() and resources.files(HERE).joinpath(f"{name}.csv").is_file():
            _import(site, name)
    for code in FEATURED_OF_SHEET:
        practice = batches.occupant(site, KIND, code)
        if practice is not None and not practice.featured:
            practice.featured = True
            practice.reindexObject(idxs=["featured"])


def _import(site, name):
    kind = kinds.get(name)
    with _open(f"{name}.csv") as stream:
        codes = [
            values[kind.key]
            for _row, values, _problems in checking.values_of(kind, stream)
            if values
        ]
        if any(batches.occupant(site, name, code) is not None for code in codes):
            return
        with being(IMPORTER):
            batch = batches.check(site, name, stream, f"{name}.csv", user=IMPORTER, state=PUBLISHED)
            batches.apply(site, batch)
    for code in codes:
        if code.startswith(INVENTED):
            item = batches.occupant(site, name, code)
            item.is_example = True
            item.reindexObject(idxs=["is_example"])
    logger.info("%s: %d", name, len(codes))


def build_examples(site):
    """Write the invented practices and let people bring them where they are to stand.

    :param site: the Plone site.
    """
    kind = kinds.get(KIND)
    home = kind.container(site)
    with _open(EXAMPLES) as stream:
        for row, values, problems in checking.values_of(kind, stream):
            if problems:
                raise ValueError(f"{EXAMPLES}, row {row}: {problems}")
            if values is None:
                continue
            name = name_for(values["title"], values["code"])
            if name not in home:
                _write(home, name, kind.fields(values), JOURNEYS[values["code"]])


def _write(home, name, fields, journey):
    with being(journey.author):
        practice = createContent("GoodPractice", id=name, is_example=True, **fields)
        practice.criteria = [*practice.criteria, *map(_criterion, journey.criteria)]
        notify(ObjectCreatedEvent(practice))
        home._setObject(name, practice)
    practice = home[name]
    for actor, action, comment in journey.steps:
        ladder.act(practice, action, comment, actor=actor)
    if journey.featured:
        practice.featured = True
    if journey.overdue:
        practice.review_due = clearances.today() - OVERDUE
    if journey.featured or journey.overdue:
        practice.reindexObject(idxs=["featured", "review_due"])
    logger.info("%s: %s", fields["code"], state_of(practice))


def build_newsletters(site):
    """Write the issues of the newsletter, and send what is to stand in the archive.

    :param site: the Plone site.
    """
    home = site.newsletters
    if any(item.portal_type == NEWSLETTER for item in home.objectValues()):
        return
    for issue in ISSUES:
        entries = [
            {"item": item.UID(), **({"line": line} if line else {})}
            for kind, code, line in issue.entries
            if (item := batches.occupant(site, kind, code)) is not None
        ]
        with being(IMPORTER):
            made = createContentInContainer(
                home,
                NEWSLETTER,
                title=issue.title,
                month=issue.month,
                introduction=issue.introduction,
                introduction_tl=issue.introduction_tl,
                entries=entries,
            )
            made.is_example = True
            if issue.days is not None:
                api.content.transition(made, SEND)
                made.setEffectiveDate(DateTime() - issue.days)
                made.reindexObject(idxs=["effective", "effectiveRange"])


def build_advisories(site):
    """Write an advisory of the province, and let one barangay have answered it.

    :param site: the Plone site.
    """
    home = site.advisories
    if home.objectIds():
        return
    for example in ADVISORIES:
        with being(example.sender):
            made = createContentInContainer(home, ADVISORY, **example.fields)
            made.is_example = True
            if example.is_sent:
                sending.act(made, rules.SEND)
                for key, member, said in example.answers:
                    store.note_read(made.getId(), [key], member)
                    store.note_answer(made.getId(), key, list(said), member)


def _criterion(entry):
    name, score, reason = entry
    if name not in practices.CRITERIA:
        raise ValueError(name)
    return {"criterion": name, "score": score, "reason": reason}


@contextmanager
def being(user_id):
    """Act as one of the demo people.

    :param user_id: the account.
    """
    access.forget()
    try:
        with api.env.adopt_user(username=user_id):
            yield
    finally:
        access.forget()


def _open(name):
    return resources.files(HERE).joinpath(name).open("rb")
