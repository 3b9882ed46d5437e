"""What a poll came to, as far as who asks may see it."""

from clkss.content.community.discussion.access import user_id
from clkss.content.community.discussion.people import Names
from clkss.content.community.polls import rules
from clkss.content.community.polls import store
from clkss.content.community.polls.content import is_open
from clkss.content.community.polls.content import is_running
from clkss.content.community.polls.content import serves
from clkss.content.community.polls.content import texts
from clkss.content.community.polls.content import voters
from clkss.content.knowledge.forms import MODIFY
from functools import cached_property
from plone import api


class Result:
    """The votes of a poll as the current user may see them.

    :param poll: the poll.
    """

    def __init__(self, poll):
        self.poll = poll
        self.member = user_id()

    @cached_property
    def is_open(self):
        """Whether votes are taken."""
        return is_open(self.poll)

    @cached_property
    def serves(self):
        """Whether who asks serves on the committee."""
        return bool(self.member) and serves(self.poll, self.member)

    @cached_property
    def writes(self):
        """Whether who asks writes in the room."""
        return bool(api.user.has_permission(MODIFY, obj=self.poll))

    @cached_property
    def ballots(self):
        """All votes; not to be shown as they are."""
        return store.all_of(self.poll.UID())

    @property
    def voted(self):
        """How many have voted."""
        return len(self.ballots)

    @cached_property
    def may(self):
        """Who may vote."""
        return voters(self.poll)

    @property
    def shows_turnout(self):
        """Whether it is shown how many have voted."""
        return self.serves or self.writes or self.is_shown

    @cached_property
    def is_shown(self):
        """Whether the sums are shown."""
        return rules.shows_sums(
            self.poll.ballot,
            is_running(self.poll),
            self.voted,
            self.serves or self.writes,
            bool(self.poll.announced),
        )

    @property
    def is_kept_back(self):
        """Whether those who may see the result are told that too few have voted for it."""
        return (
            (self.serves or self.writes)
            and self.poll.ballot == rules.SECRET
            and not is_running(self.poll)
            and self.voted < rules.FEWEST
        )

    @cached_property
    def counts(self):
        """Votes by option."""
        return rules.sums((counts for _voter, counts in self.ballots), len(texts(self.poll)))

    @property
    def shows_names(self):
        """Whether it is shown who voted for what."""
        return self.is_shown and rules.shows_names(self.poll.ballot, self.serves)

    def rows(self):
        """Give the options in their order with votes, share, and where they are shown, names."""
        names = Names(api.portal.get())
        shares = rules.shares(self.counts)
        total = sum(self.counts)
        return [
            {
                "text": text,
                "votes": self.counts[number],
                "share": shares[number],
                "total": max(total, 1),
                "names": self._names(number, names) if self.shows_names else [],
            }
            for number, text in enumerate(texts(self.poll))
        ]

    def _names(self, number, names):
        found = []
        for voter, counts in self.ballots:
            if counts[number]:
                # Votes of a deleted account are nobody's.
                name = names.of("" if voter.startswith("-") else voter)
                found.append((name, counts[number]))
        return found
