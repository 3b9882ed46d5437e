"""Mails to a committee about new papers in its room. They hold a number and a link, no titles."""

from clkss.content import _
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.committees.access import current_site
from clkss.content.community.rooms import mailing
from clkss.content.community.rooms import rules
from clkss.content.community.rooms.content import committee_of
from clkss.content.community.rooms.content import DOCUMENT
from clkss.content.notices import members
from clkss.content.notices.interfaces import ILetter
from clkss.content.notices.rules import Entry
from clkss.content.notices.rules import Letter
from clkss.content.notices.rules import Section
from clkss.content.notices.silence import StoppableLetter
from clkss.content.review import words
from plone import api
from zope.i18n import translate
from zope.interface import implementer

import time


LETTER = "papers"
JOB = "community.rooms.tell"

ROUND = 3600
"""Seconds whose papers are told together."""

GRACE = 60
"""Seconds after a round in which what was shared at its end is stored."""

MOST = 100
"""Papers of which one mail tells."""


def shared(event):
    """Have the committee told of a draft that is shared, unless it was told of it before.

    :param event: room content was shared, or taken back.
    """
    paper = event.object
    if paper.portal_type != DOCUMENT or event.old != rules.DRAFT or paper.told:
        return
    committee = committee_of(paper)
    if committee is None:
        return
    key = committee.getId()
    mailing.note(paper.UID(), key, api.user.get_current().getId() or "")
    now = int(time.time())
    turn = now // ROUND
    jobs.schedule(
        JOB,
        {"committee": key, "turn": turn, "site_url": api.portal.get().absolute_url()},
        key=f"{key} {turn}",
        delay=ROUND - now % ROUND + GRACE,
    )


def tell(site, job, committee, turn, site_url):
    """Send one mail to each person of a committee about its new papers; a job.

    Nobody is told of what he or she shared.

    :param site: the site.
    :param job: the job.
    :param committee: key of the committee.
    :param turn: what tells this round from others.
    :param site_url: address of the site.
    :returns: how many mails.
    """
    shared_by = dict(mailing.take(committee))
    papers = _still_shared(committee, shared_by)
    for paper in papers.values():
        paper._unrestrictedGetObject().told = True
    serving = {each.user_id for each in clearances.people(committee)}
    count = 0
    for member in mailing.silent.wanted(serving):
        news = [uid for uid in papers if shared_by[uid] != member][:MOST]
        if news:
            arguments = {"committee": committee, "papers": news}
            count += members.send_each(LETTER, [member], arguments, site_url, f"{committee}:{turn}")
    return count


@implementer(ILetter)
class PapersLetter(StoppableLetter):
    """Says how many new papers a committee has."""

    silence = mailing.silent
    what_stops = _(
        "mail_stop_papers",
        default="You get no more mails about new papers of your committees. They still stand on "
        "the pages of the committees.",
    )

    def compose(self, site, recipient, language, site_url, committee, papers):
        """Write the mail; nothing when it does not concern the recipient any more.

        :param site: the site.
        :param recipient: to whom it goes.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param committee: key of the committee.
        :param papers: UIDs of its new papers.
        """
        there = list(_still_shared(committee, papers))
        if not there or not clearances.serves(recipient.user.getId(), committee):
            return None

        def say(message):
            return translate(message, target_language=language)

        name = say(words.committee(committee))
        everything = f"{site_url}/committees/{committee}/documents"
        # The address of a paper would say what it is called.
        url = f"{site_url}/permalink/{there[0]}" if len(there) == 1 else everything
        told = {"committee": name, "count": str(len(there))}
        return Letter(
            say(_("mail_papers_subject", default="New papers: ${committee}", mapping=told)),
            say(
                _(
                    "mail_papers_lead",
                    default="New papers in the room of ${committee}: ${count}. Sign in to read.",
                    mapping=told,
                )
            ),
            [Section(name, url, [Entry(say(_("mail_papers_see", default="See them")), url)])],
            say(
                _("mail_papers_foot", default="You get this because you serve there. These mails:")
            ),
            everything,
        )


def _still_shared(committee, papers):
    """Give those papers that still lie in the room of a committee and are shared, by UID.

    :param committee: key of the committee.
    :param papers: UIDs.
    :returns: a mapping to brains, whoever may see them.
    """
    site = current_site()
    place = f"{'/'.join(site.getPhysicalPath())}/committees/{committee}"
    found = site.portal_catalog.unrestrictedSearchResults(
        UID=list(papers),
        portal_type=DOCUMENT,
        review_state=[rules.ROOM, rules.NETWORK, rules.PUBLIC],
        path={"query": place, "depth": 1},
    )
    return {brain.UID: brain for brain in sorted(found, key=lambda brain: brain.UID)}
