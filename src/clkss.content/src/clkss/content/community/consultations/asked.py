"""What is asked of people in rooms: votes and comments; one list, one mail for both."""

from clkss.content.committees import clearances
from clkss.content.community.consultations import content as consultations
from clkss.content.community.consultations.content import IConsultation
from clkss.content.community.polls import content as polls
from clkss.content.community.polls import store as votes
from clkss.content.community.polls.content import IPoll
from clkss.content.community.rooms.content import committee_of


TYPES = (polls.POLL, consultations.CONSULTATION)


def is_open(item):
    """Say whether something takes votes or comments.

    :param item: a poll or a consultation.
    """
    return polls.is_open(item) if IPoll.providedBy(item) else consultations.is_open(item)


def is_settled(item):
    """Say whether the result of a poll was announced, or the outcome of a consultation written.

    :param item: a poll or a consultation.
    """
    return bool(item.announced if IPoll.providedBy(item) else item.decided)


def concerned(item):
    """Name those of the committee of whom it is asked.

    :param item: a poll or a consultation.
    """
    if IPoll.providedBy(item):
        return polls.voters(item)
    committee = committee_of(item)
    if committee is None:
        return frozenset()
    return frozenset(each.user_id for each in clearances.people(committee.getId()))


def unanswered(items, person):
    """Leave out the polls in which a person has voted, or has no vote.

    :param items: polls and consultations.
    :param person: user id.
    """
    names = {
        item.UID(): polls.voter_name(item, person)
        for item in items
        if IPoll.providedBy(item) and person in polls.voters(item)
    }
    done = votes.voted((uid, name) for uid, name in names.items() if name)
    return [
        item
        for item in items
        if IConsultation.providedBy(item) or (item.UID() in names and item.UID() not in done)
    ]
