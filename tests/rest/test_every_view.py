"""What is registered for what we have is asked by everybody, oddly too: nothing fails."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.community.boards.writing import open_topic
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms import sharing
from clkss.content.frame.parts import LAYOUTS
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import opening
from clkss.content.review import workflow
from clkss.content.testing.people import acting_as
from clkss.content.testing.people import PASSWORD
from clkss.policy.demo.people import DANAO
from clkss.policy.testing.settling import settle
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.z3cform.interfaces import IPloneFormLayer
from plone.browserlayer.utils import registered_layers
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from tests.content.relay.conftest import QUESTIONS
from tests.content.repository import conftest as given
from tests.rest.test_reserved import TYPES
from tests.rest.test_reserved import write
from urllib.parse import quote
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.interface import providedBy

import base64
import pytest
import transaction


ADMINISTRATOR = "admin"
OURS = "clkss."
SERVICE = "_application_json_"

SERVING = (None, "barangay.contributor")

PEOPLES = ("committees", "community", "joining", "people", "relay", "signin")
"""Rooms whose pages differ by what one is to a committee."""

OF_COMMITTEES = ("member", "municipal.secretary")

ODD = (
    "b_size=-1&b_start=99999999999999999999&sort_on=unknown&sort_order=up&sort_limit=x&expand=*"
    "&metadata_fields=_all&fullobjects=1&depth=-1&q=*&token=x&uids=x&by=x&format=x"
    f"&SearchableText={'a*' * 2000}&query={'x' * 4000}&title={'x' * 4000}&path=/{'a/' * 1000}"
    "&portal_type:list=a&portal_type:list=b&review_state:int=1&created:date=2020",
    "b_size=x&b_start=-5&SearchableText=%00%E2%80%AE%C3%A9(&portal_type=&portal_type=%00&q=%00"
    "&path=%00&path.query=/&path.depth=x&UID=%00&created.query=x&created.range=x&is_folderish=x"
    "&query=%00&search_in=%00&title=%00&uids=%00&metadata_fields=%00&expand=%00&language=%00"
    "&format=a&format=b&kind=a&kind=b&territory=%00&text=%00&near=%00&sort_on=SearchableText",
)
"""Questions that no page of ours asks."""


@pytest.fixture
def things(functional_portal):
    """One of each kind, all public, with the folders in which they lie."""
    site = functional_portal
    settle(site)
    things = [site]
    for portal_type in TYPES:
        item = write(site, portal_type)
        if portal_type == "GoodPractice":
            with acting_as(site, "admin"):
                file = NamedBlobFile(b"Figures", filename="figures.txt")
                things.append(api.content.create(item, "File", title="Figures", file=file))
        if portal_type == "Programme":
            things.append(given.tell(item, "Told"))
        _show(site, item)
        things += [item, item.aq_parent]
    with acting_as(site, "admin"):
        committee = api.content.create(site.committees, "Committee", id="PH", territory="PH")
    things += [site.committees, committee, *_said(site), *_reported(site), *_shared(site)]
    transaction.commit()
    return things


def _said(site):
    """Open a topic on a board that everybody reads."""
    with acting_as(site, "admin"):
        board = api.content.create(
            site.boards, "Board", title="Open", audience="public", themes=["education"]
        )
    with acting_as(site, "municipal.secretary"):
        topic, _post = open_topic(board, "Boats", "Who knows?")
    return site.boards, board, topic


def _reported(site):
    """Ask for a report that a town files, and write an advisory."""
    with acting_as(site, "admin"):
        for key in (DANAO.municipal, DANAO.barangay):
            committees.create(key)
        template = createContentInContainer(
            site["report-templates"],
            "ReportTemplate",
            checkConstraints=False,
            title="Children at work on boats",
            levels=["barangay", "municipal"],
            period_kind="quarterly",
            days_due=15,
            days_grace=10,
            questions=QUESTIONS,
        )
        period = opening.open_period(site, template, "2026-Q3")
    with acting_as(site, "municipal.secretary"):
        report = acting.write(period, DANAO.municipal, ["9", "yes", ""])
        acting.act(report, "submit")
        advisory = createContentInContainer(
            site.advisories,
            "Advisory",
            checkConstraints=False,
            title="Count",
            text="Look at the landing.",
            owner_committee=DANAO.municipal,
            levels=["barangay"],
            territories=[DANAO.municipal],
            functions=["secretary"],
            questions=[],
        )
    return template, template.aq_parent, period, period.aq_parent, report, advisory, site.advisories


def _shared(site):
    """Share something of each kind in a committee's room."""
    day = clearances.today().isoformat()
    options = [{"option": "Yes"}, {"option": "No"}]
    room = site.committees[DANAO.municipal]
    found = []
    for portal_type, fields in {
        "RoomDocument": {"text": "At night."},
        "Meeting": {"day": "2030-01-15"},
        "Poll": {"closes": day, "options": options},
        "Consultation": {"text": "At night.", "closes": day},
    }.items():
        with acting_as(site, "municipal.secretary"):
            item = createContentInContainer(
                room, portal_type, checkConstraints=False, title="Boats", **fields
            )
            sharing.act(item, rooms.SHARE_PUBLIC)
        found.append(item)
    return found


def _show(site, item):
    """Make something public without climbing for minutes."""
    tool = site.portal_workflow
    state = {**tool.getStatusOf(workflow.WORKFLOW, item), "review_state": workflow.PUBLISHED}
    tool.setStatusOf(workflow.WORKFLOW, item, state)
    tool[workflow.WORKFLOW].updateRoleMappingsFor(item)
    item.effective_date = item.created()
    item.reindexObject()


def registered(things, request):
    """Give what is registered: thing, name, of which room of ours it is, if any; the same once."""
    lookup = getGlobalSiteManager().adapters.lookupAll
    seen = set()
    for thing in things:
        asked = [providedBy(thing), providedBy(request)]
        for name, factory in sorted(lookup(asked, Interface)):
            bases = (factory, *getattr(factory, "__mro__", ()))
            modules = [base.__module__ for base in bases if base.__module__.startswith(OURS)]
            ours = modules[0].split(".")[2] if modules else ""
            if (name, factory) not in seen:
                seen.add((name, factory))
                yield thing, name, ours


@pytest.fixture
def ask(functional_portal, functional):
    """Ask for an address as somebody: the status."""
    app = Browser(functional["app"]).testapp
    root = "/" + "/".join(functional_portal.getPhysicalPath()[1:])

    def ask(person, thing, name, accept, query=""):
        headers = {"Accept": accept}
        if person is not None:
            known = (person, PASSWORD)
            if person == ADMINISTRATOR:
                known = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(known).encode()).decode(
                "ascii"
            )
        path = "/".join((root, *thing.getPhysicalPath()[2:], name))
        answer = app.get(f"{quote(path)}?{query}", headers=headers, expect_errors=True)
        app.reset()
        return answer.status_int

    return ask


NOT_ASKED = {
    "@registry": "administrators' own; Plone cannot write all of its records as JSON",
    "babel_utils": "a part of multilingual Plone, which is not installed",
    "plone.cachepurging.purge": "an administrator's button; its answer has a wrong length in Plone",
}

WRITING = {"edit": "Plone locks the front page for an administrator who opens its form"}


def questions(name, ours):
    """Give what is asked of something registered: address, what is accepted, who asks, what."""
    method, _, service = name.partition(SERVICE)
    if service and service not in NOT_ASKED:
        for query in ("", *ODD) if method == "GET" else ():
            yield service, "application/json", None, query
            yield service, "application/json", ADMINISTRATOR, query
        if ours in PEOPLES and method == "GET":
            for person in OF_COMMITTEES:
                yield service, "application/json", person, ODD[1]
    elif not service and name and name[0] not in "+@" and name not in NOT_ASKED:
        asking = SERVING if ours else (None,)
        more = OF_COMMITTEES if ours in PEOPLES else ()
        for person in (*asking, ADMINISTRATOR, *more):
            yield f"@@{name}", "text/html", person, ""
        for query in ODD if ours else ():
            yield f"@@{name}", "text/html", None, query


def test_everything_answers_and_writes_nothing(functional_portal, functional, things, ask):
    request = functional_portal.REQUEST
    alsoProvides(request, IPloneFormLayer, *registered_layers())
    failed, wrote = set(), set()
    storage = functional["zodbDB"]
    for thing, name, ours in list(registered(things, request)):
        for address, accept, person, query in questions(name, ours):
            last = storage.lastTransaction()
            status = ask(person, thing, address, accept, query)
            if status >= 500:
                failed.add((status, person, thing.portal_type, address, query[:10]))
            if storage.lastTransaction() != last and name not in WRITING:
                wrote.add((person, thing.portal_type, address))
    for folder in (thing for thing in things if thing.portal_type == "Folder"):
        for name in LAYOUTS:
            status = ask(None, folder, name, "text/html")
            assert status in (200, 302), (folder.getId(), name)
    assert failed == set()
    assert wrote == set()
