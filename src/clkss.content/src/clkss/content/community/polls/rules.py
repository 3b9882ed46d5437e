"""Polls: how many votes, who has them, what may be shown when. Standard library only.

The sentences are in docs/concepts/access.md.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

import hmac


OPEN = "open"
"""Those who serve on the committee see who voted for what."""

SECRET = "secret"  # noqa: S105
"""Nobody sees who voted for what."""

BALLOTS = (SECRET, OPEN)

LEAST_OPTIONS = 2
MOST_OPTIONS = 30
MOST_VOTES = 30
LONGEST_OPTION = 300
LONGEST_STATEMENT = 5_000

FEWEST = 3
"""The result of a secret vote is shown once so many have voted: of two, each would know all."""

# What is wrong with a poll.
TOO_FEW_OPTIONS = "too-few-options"
TOO_MANY_OPTIONS = "too-many-options"
SAME_OPTIONS = "same-options"
TOO_MANY_EACH = "too-many-each"
NO_DAY = "no-day"
DAY_PAST = "day-past"

# What is wrong with what somebody votes.
NO_VOTE = "no-vote"
TOO_MANY = "too-many"
NOT_ON_ONE = "not-on-one"
NOT_AN_OPTION = "not-an-option"

#: What cannot change any more once somebody has voted.
TERMS = frozenset({"title", "options", "votes", "several", "ballot"})


def problems(
    options: Sequence[str], votes: int, several: bool, closes: str, today: date, is_new: bool
) -> list[tuple[str, str]]:
    """Name what speaks against opening a poll.

    :param options: what may be voted for.
    :param votes: how many votes each person has.
    :param several: whether one may give an option more than one of them.
    :param closes: the last day, as ISO text, or nothing.
    :param today: the day.
    :param is_new: whether nobody can have voted yet: then the last day must be to come.
    :returns: pairs of the name of a field and a reason.
    """
    found = []
    if len(options) < LEAST_OPTIONS:
        found.append(("options", TOO_FEW_OPTIONS))
    if len(options) > MOST_OPTIONS:
        found.append(("options", TOO_MANY_OPTIONS))
    if len({" ".join(each.split()).casefold() for each in options}) < len(options):
        found.append(("options", SAME_OPTIONS))
    if not several and votes >= len(options) >= LEAST_OPTIONS:
        found.append(("votes", TOO_MANY_EACH))
    if not closes:
        found.append(("closes", NO_DAY))
    elif is_new and date.fromisoformat(closes) < today:
        found.append(("closes", DAY_PAST))
    return found


def spread(
    entered: Mapping[int, int], options: int, votes: int, several: bool
) -> tuple[tuple[int, ...], str]:
    """Read what somebody votes.

    :param entered: number of votes by number of the option, from 0.
    :param options: how many options there are.
    :param votes: how many votes each person has.
    :param several: whether one may give an option more than one of them.
    :returns: the votes for each option, and what is wrong, or nothing.
    """
    if any(not 0 <= number < options or count < 0 for number, count in entered.items()):
        return (), NOT_AN_OPTION
    counts = tuple(entered.get(number, 0) for number in range(options))
    if not any(counts):
        return counts, NO_VOTE
    if sum(counts) > votes:
        return counts, TOO_MANY
    if not several and max(counts) > 1:
        return counts, NOT_ON_ONE
    return counts, ""


def sums(ballots: Iterable[Sequence[int]], options: int) -> tuple[int, ...]:
    """Add up votes by option.

    :param ballots: the votes of each person for each option.
    :param options: how many options there are.
    """
    found = [0] * options
    for ballot in ballots:
        for number, count in enumerate(ballot[:options]):
            found[number] += count
    return tuple(found)


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Give the share of each option in all votes, in whole percent.

    :param counts: votes by option.
    """
    total = sum(counts)
    return tuple((200 * count + total) // (2 * total) if total else 0 for count in counts)


def shows_sums(
    ballot: str, takes_votes: bool, voters: int, serves: bool, is_announced: bool
) -> bool:
    """Say whether somebody sees how many votes each option has.

    While a secret vote is open nothing is shown, or the difference between two looks would tell
    what the last person voted; afterwards too few votes tell it.

    :param ballot: one of :data:`BALLOTS`.
    :param takes_votes: whether the poll is open.
    :param voters: how many have voted.
    :param serves: whether who looks serves on the committee, or writes in its room.
    :param is_announced: whether the committee has announced the result.
    """
    if ballot == SECRET and (takes_votes or voters < FEWEST):
        return False
    return serves or (is_announced and not takes_votes)


def shows_names(ballot: str, serves: bool) -> bool:
    """Say whether somebody sees who voted for what.

    :param ballot: one of :data:`BALLOTS`.
    :param serves: whether who looks serves on the committee.
    """
    return ballot == OPEN and serves


def voters(people: Iterable[tuple[str, str | None, bool]]) -> frozenset[str]:
    """Name who votes on a committee: each person once.

    An alternate votes for an agency of which no full member serves, so that no agency votes twice.

    :param people: the account, the agency and whether it is an alternate, of each who serves.
    """
    people = list(people)
    full = {person for person, _agency, alternate in people if not alternate}
    present = {agency for _person, agency, alternate in people if not alternate and agency}
    stand_in = {
        person
        for person, agency, alternate in people
        if alternate and agency and agency not in present
    }
    return frozenset(full | stand_in)


def pseudonym(key: str, poll: str, person: str) -> str:
    """Give what stands for a person among the votes of a secret poll.

    :param key: the secret of the poll.
    :param poll: UID of the poll.
    :param person: user id.
    """
    text = f"poll\0{poll}\0{person}"
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()
