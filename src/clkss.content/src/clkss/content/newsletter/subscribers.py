"""What happens when an issue is sent, when a member is removed, and every night."""

from AccessControl import getSecurityManager
from clkss.content import audit
from clkss.content import jobs
from clkss.content import relational
from clkss.content.committees import clearances
from clkss.content.committees.subscribers import refusal
from clkss.content.newsletter import choosing
from clkss.content.newsletter import mailing
from clkss.content.newsletter import rules
from clkss.content.newsletter import store
from clkss.content.newsletter.words import REFUSALS
from clkss.content.newsletter.workflow import SEND
from clkss.content.notices import sending
from DateTime import DateTime

import time


def refusals(issue, recipients):
    """Name everything for which an issue cannot be sent now.

    :param issue: the issue.
    :param recipients: to how many people it would go.
    """
    shown = choosing.items(uid for uid, _line in issue.pairs())
    return rules.refusals(issue.introduction or "", len(shown), recipients, sending.is_ready())


def before(issue, event):
    """Refuse to send what cannot be sent, whoever asks and however.

    :param issue: an issue.
    :param event: it is about to go through a transition.
    :raises BadRequest: with all reasons.
    """
    if event.transition is None or event.transition.getId() != SEND:
        return
    clearances.assert_current(getSecurityManager().getUser().getId() or "")
    recipients = len(mailing.awaiting())
    found = refusals(issue, recipients)
    if found:
        raise refusal(REFUSALS[found[0]])
    issue.sent_to = recipients


def after(issue, event):
    """Have the mails of an issue sent, once all of this has committed.

    :param issue: an issue.
    :param event: it went through a transition.
    """
    if event.transition is None or event.transition.getId() != SEND:
        return
    uid = issue.UID()
    issue.setEffectiveDate(DateTime())
    issue.reindexObject(idxs=["effective", "effectiveRange"])
    jobs.schedule("newsletter.send", {"issue": uid}, key=uid)
    audit.record("newsletter.sent", issue, recipients=issue.sent_to)


def copied(issue, event):
    """Let a copy begin as something that was never sent.

    :param issue: the copy.
    :param event: it was made.
    """
    issue.sent_to = 0
    issue.effective_date = None


def forget_member(event):
    """Let a member who is removed get nothing more.

    :param event: the account was removed.
    """
    store.leave(event.principal)


def forget(site, job):
    """Erase what nobody confirmed: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    now = time.time()
    relational.queue(lambda connection: store.forget(connection, now))
