"""The fixed places of a site: where knowledge and committees live."""

from clkss.content.committees.interfaces import ICommitteeContainer
from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.community.boards.interfaces import IBoards
from clkss.content.newsletter.interfaces import INewsletterContainer
from clkss.content.relay.advisories.interfaces import IAdvisoryContainer
from clkss.content.relay.reporting.interfaces import IReportPeriods
from clkss.content.relay.reporting.interfaces import IReportTemplates
from clkss.content.repository.glossary.interfaces import IGlossary
from clkss.policy import _
from plone.base.interfaces.constrains import ENABLED
from plone.base.interfaces.constrains import ISelectableConstrainTypes
from plone.dexterity.utils import createContentInContainer
from typing import NamedTuple
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


class Place(NamedTuple):
    """A folder at the root of the site.

    :param id: its id, which is its address.
    :param title: its title; the default of the message is what is stored.
    :param portal_type: what lies in it.
    :param marker: what marks it.
    """

    id: str
    title: Message
    portal_type: str
    marker: type = IKnowledgeContainer


PRACTICES = "practices"
COMMITTEES = "committees"

PLACES = (
    Place(PRACTICES, _("place_practices", default="Good practices"), "GoodPractice"),
    Place("adoption-notes", _("place_adoption_notes", default="Adoption notes"), "AdoptionNote"),
    Place("programmes", _("place_programmes", default="Programmes"), "Programme"),
    Place("services", _("place_services", default="Services"), "Service"),
    Place("partners", _("place_partners", default="Partners"), "Partner"),
    Place("resources", _("place_resources", default="Resources"), "Resource"),
    Place("case-studies", _("place_case_studies", default="Case studies"), "CaseStudy"),
    Place("commitments", _("place_commitments", default="Commitments of places"), "Commitment"),
    Place("glossary", _("place_glossary", default="Glossary"), "GlossaryTerm", IGlossary),
    Place("exchanges", _("place_exchanges", default="South–South exchange"), "Exchange"),
    Place("news", _("place_news", default="News"), "News Item"),
    Place("events", _("place_events", default="Events"), "Event"),
    Place("boards", _("place_boards", default="Boards"), "Board", IBoards),
    Place(
        "newsletters",
        _("place_newsletters", default="Newsletter"),
        "Newsletter",
        INewsletterContainer,
    ),
    Place(
        COMMITTEES, _("place_committees", default="Committees"), "Committee", ICommitteeContainer
    ),
    Place(
        "advisories", _("place_advisories", default="Advisories"), "Advisory", IAdvisoryContainer
    ),
    Place(
        "report-templates",
        _("place_report_templates", default="What is asked for"),
        "ReportTemplate",
        IReportTemplates,
    ),
    Place(
        "periodic-reports",
        _("place_periodic_reports", default="Reports"),
        "ReportPeriod",
        IReportPeriods,
    ),
)

BY_ID = {place.id: place for place in PLACES}


def build(tool):
    """Make what is missing; leave what is there.

    :param tool: ``portal_setup``.
    """
    site = tool.aq_parent
    for place in PLACES:
        if place.portal_type in site.portal_types:
            make(site, place)


def make(site, place):
    """Make one place unless it is there.

    :param site: the Plone site.
    :param place: one of :data:`PLACES`.
    """
    if place.id in site:
        return
    folder = createContentInContainer(
        site, "Folder", checkConstraints=False, id=place.id, title=place.title.default
    )
    folder.setOrdering("unordered")
    folder.exclude_from_nav = True
    alsoProvides(folder, place.marker)
    keep_to(folder, place.portal_type)
    folder.reindexObject()
    site.portal_workflow.doActionFor(folder, "publish")


def keep_to(folder, portal_type):
    """Let only one type be added to a folder.

    :param folder: the folder.
    :param portal_type: the type.
    """
    types = ISelectableConstrainTypes(folder)
    types.setConstrainTypesMode(ENABLED)
    types.setLocallyAllowedTypes([portal_type])
    types.setImmediatelyAddableTypes([portal_type])
