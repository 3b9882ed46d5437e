"""When a job runs, when it is tried again and when it is given up."""

from enum import StrEnum


class State(StrEnum):
    """What became of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: States that nothing follows unless a person asks for another try.
FINAL = frozenset({State.DONE, State.FAILED, State.CANCELLED})

#: How often a job is tried in all.
ATTEMPTS = 5

#: Seconds for which a worker holds a job without a sign of life.
LEASE = 60

#: Longest wait between two tries, in seconds.
LONGEST_WAIT = 3600

#: Longest reason that is kept, in characters.
LONGEST_REASON = 500

#: Seconds for which the ended jobs of what recurs are kept.
KEPT = 30 * 24 * 3600


def wait_before(attempt):
    """Return how long to wait after a failed try.

    :param attempt: number of the try that failed, from 1.
    :returns: seconds: 10, 40, 160, … up to an hour.
    """
    return min(LONGEST_WAIT, 10 * 4 ** (attempt - 1))


def after_failure(attempt, limit, now):
    """Decide what follows a failed try.

    :param attempt: number of the try that failed, from 1.
    :param limit: how many tries there are.
    :param now: seconds since the epoch.
    :returns: tuple of ``State`` and the time of the next try.
    """
    if attempt >= limit:
        return State.FAILED, now
    return State.WAITING, now + wait_before(attempt)


def reason(error):
    """Return what is kept of a failure: kind and message, no traceback.

    :param error: the exception.
    """
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]


def period(now, every, offset=0):
    """Number the period of a job that recurs.

    :param now: seconds since the epoch.
    :param every: length of a period in seconds.
    :param offset: seconds by which periods begin later than the epoch.
    :returns: an integer, the next one in the next period.
    """
    return int((now - offset) // every)
