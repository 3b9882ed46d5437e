"""Voting, closing and announcing: what has to be true, and what follows."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.community.polls import rules
from clkss.content.community.polls import store
from clkss.content.community.polls.content import is_open
from clkss.content.community.polls.content import is_running
from clkss.content.community.polls.content import polls_of
from clkss.content.community.polls.content import serves
from clkss.content.community.polls.content import texts
from clkss.content.community.polls.content import voter_name
from clkss.content.community.polls.content import voters
from clkss.content.community.polls.interfaces import IAnnounced
from clkss.content.community.rooms import rules as rooms
from clkss.content.community.rooms.states import state_of
from clkss.content.conflicts.current import hold
from clkss.content.exceptions import Refused
from zope.event import notify
from zope.interface import implementer


WRONG = {
    rules.NO_VOTE: _("poll_no_vote", default="Choose at least one option."),
    rules.TOO_MANY: _("poll_too_many", default="These are more votes than you have."),
    rules.NOT_ON_ONE: _("poll_not_on_one", default="Give each option at most one vote."),
    rules.NOT_AN_OPTION: _("poll_not_an_option", default="There is no such option."),
}

NOT_YOURS = _(
    "poll_not_yours",
    default="Only those who serve on the committee vote; alternates for an agency of which no full "
    "member serves.",
)
CLOSED = _("poll_closed_now", default="The poll is closed.")
STILL_OPEN = _("poll_still_open", default="The result is announced after the poll is closed.")
TOO_LONG = _("poll_statement_too_long", default="Write at most 5,000 characters about the result.")
TOO_FEW = _(
    "poll_too_few",
    default="Fewer than three have voted. In a secret vote the result is not shown, so that nobody "
    "can tell who voted for what.",
)


@implementer(IAnnounced)
class Announced:
    """The result of a poll was announced.

    :param poll: the poll.
    """

    def __init__(self, poll):
        self.object = poll


def vote(poll, person, entered):
    """Take the votes of a person, in place of those given before.

    Nothing is written to the poll, so that those who vote at the same time do not meet; whoever
    closes or changes it meanwhile is noticed. Of a secret vote the table keeps nothing but the
    pseudonym, and the audit has no entry. That somebody voted, not what for, stays in the log of
    transactions until the database is packed.

    :param poll: the poll.
    :param person: user id.
    :param entered: number of votes by number of the option.
    :raises Refused: in words.
    """
    hold(aq_base(poll))
    if not is_open(poll):
        raise Refused([CLOSED])
    if person not in voters(poll) or not serves(poll, person):
        raise Refused([NOT_YOURS])
    counts, wrong = rules.spread(entered, len(texts(poll)), poll.votes, bool(poll.several))
    if wrong:
        raise Refused([WRONG[wrong]])
    name = voter_name(poll, person)
    if name is None:
        raise Refused([CLOSED])
    store.put(poll.UID(), name, counts, poll.ballot == rules.SECRET)
    if poll.ballot == rules.OPEN:
        audit.record("poll.voted", poll)


def close(poll):
    """Close a poll before its last day.

    :param poll: the poll.
    :raises Refused: in words.
    """
    if not is_open(poll):
        raise Refused([CLOSED])
    poll.closed = clearances.today().isoformat()
    seal(poll)
    poll.reindexObject(idxs=["modified"])
    audit.record("poll.closed", poll)


def announce(poll, statement):
    """Announce the result of a poll.

    :param poll: the poll.
    :param statement: what is said with it; may be empty.
    :raises Refused: in words.
    """
    if is_running(poll) or state_of(poll) == rooms.DRAFT:
        raise Refused([STILL_OPEN])
    if poll.ballot == rules.SECRET and store.count(poll.UID()) < rules.FEWEST:
        raise Refused([TOO_FEW])
    if len(statement) > rules.LONGEST_STATEMENT:
        raise Refused([TOO_LONG])
    poll.statement = statement
    poll.announced = clearances.today().isoformat()
    seal(poll)
    poll.reindexObject(idxs=["modified"])
    audit.record("poll.announced", poll)
    notify(Announced(poll))


def seal(poll):
    """Let nobody tell any more whose the secret votes of a closed poll are.

    :param poll: the poll.
    """
    if poll.ballot == rules.SECRET and poll.secret:
        poll.secret = None
        store.seal(poll.UID())


def nightly(site, job):
    """Seal the secret votes of all polls that closed; a job.

    :param site: the site.
    :param job: the job.
    :returns: how many.
    """
    done = 0
    for poll in polls_of(store.unsealed()):
        if poll.ballot == rules.SECRET and not is_running(poll):
            seal(poll)
            done += 1
    return done
