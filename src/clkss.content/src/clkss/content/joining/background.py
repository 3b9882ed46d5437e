"""What happens by itself: mails that waited, requests that move up, reminders, forgetting."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.joining import acting
from clkss.content.joining import rules
from clkss.content.joining import settings
from clkss.content.joining import store
from clkss.content.joining import telling
from clkss.content.joining.deciding import release
from clkss.content.people import store as people
from datetime import date
from datetime import timedelta
from zope.component.hooks import getSite

import time


def let_go(site, job):
    """Have the mails sent of requests that came too fast: an hourly job.

    :param site: the Plone site.
    :param job: the job.
    :returns: number of mails.
    """
    waiting = store.ready()
    for row in waiting:
        release(row)
    return len(waiting)


def move_up(site, job):
    """Move requests up that nobody decided in time: a nightly job.

    :param site: the Plone site.
    :param job: the job.
    :returns: number of requests.
    """
    found = store.older(time.time() - settings.move_up_days() * rules.DAY)
    for row in found:
        chain = acting.keys_from(row.turn)
        up = rules.next_turn(chain, acting.committee_for(row.turn, row.person, site))
        turn = up or row.turn
        store.move(row.id, turn)
        audit.record("join.moved", request=row.id, committee=turn)
        if up is not None:
            telling.tell("moved", row.person, {"committee": turn}, row.site_url)
        telling.tell_secretaries(
            "waiting",
            turn,
            row.person,
            {"committee": row.committee},
            f"{row.id} {turn} {clearances.today()}",
            site=site,
        )
    return len(found)


def remind(site, job):
    """Remind people of the end of a term, and those who renew it: a nightly job.

    Each mail has a key of its own, so that a job that is repeated sends nothing twice.

    :param site: the Plone site.
    :param job: the job.
    :returns: number of terms.
    """
    today = clearances.today()
    last = today + timedelta(days=max(rules.REMINDERS))
    rows = people.ending(today.isoformat(), last.isoformat())
    for row in rows:
        which = rules.reminder(date.fromisoformat(row.until), today)
        said = {"committee": row.committee, "until": row.until}
        key = f"{row.committee} {row.until} {which}"
        telling.tell(
            "ending",
            row.person,
            {**said, "function": row.function},
            key=f"{key} {row.person} {row.function}",
        )
        telling.tell_secretaries("endings", row.committee, row.person, said, key, site=site)
    return len(rows)


def forget(site, job):
    """Forget what need not be known any more: an hourly job.

    :param site: the Plone site.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))


def served(event):
    """Note under which address the site is used, when somebody on a page lets somebody serve.

    :param event: the clearances of a person have changed.
    """
    actor = audit.actor()
    site = getSite()
    if actor and site is not None:
        store.note_address(actor, site.absolute_url(), "")
