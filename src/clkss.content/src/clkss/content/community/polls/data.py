"""What a member voted, as what the site knows of a person."""

from clkss.content import _
from clkss.content.community.polls import store
from clkss.content.community.polls.content import polls_of
from clkss.content.community.polls.content import voter_name
from clkss.content.people.interfaces import IPersonalData
from zope.interface import implementer


def secret_votes(person):
    """Name the secret polls that still can be tied to a person, with what stands for the person.

    :param person: the account.
    :returns: triples of poll, UID and pseudonym, also of polls in which the person has no vote.
    """
    return [
        (poll, poll.UID(), name)
        for poll in polls_of(store.unsealed())
        if (name := voter_name(poll, person))
    ]


@implementer(IPersonalData)
class Votes:
    """Votes of a person in open ballots, and in secret ones that are not closed yet.

    Of closed secret polls nobody can tell any more which votes are whose.
    """

    order = 56
    title = _("people_data_votes", default="Votes that you gave")

    def known(self, site, person):
        """Return question, address and votes of each."""
        own = dict(store.mine(person))
        for _poll, uid, name in secret_votes(person):
            counts = store.of(uid, name)
            if counts is not None:
                own[uid] = counts
        return [
            {
                "title": poll.title,
                "address": poll.absolute_url(),
                "votes": list(own[poll.UID()]),
            }
            for poll in polls_of(own)
        ]

    def erase(self, site, person):
        """Let the votes be nobody's; they still count."""
        pairs = [(uid, name) for _poll, uid, name in secret_votes(person)]
        pairs += [(uid, person) for uid, _counts in store.mine(person)]
        store.forget_voters(pairs)
