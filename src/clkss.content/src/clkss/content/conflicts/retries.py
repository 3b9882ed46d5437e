"""How long a request that met another writer waits before it is repeated."""

import random
import time


#: Longest wait before the first retry, in seconds; it doubles each time.
FIRST = 0.05

#: Longest wait before any retry, in seconds.
LONGEST = 2


def wait_before_retry(request):
    """Wait a random while, so that writers who met do not meet again.

    :param request: the request; ``retry_count`` says how often it was repeated.
    """
    time.sleep(random.uniform(0, longest_wait(request.retry_count)))  # noqa: S311


def longest_wait(retries):
    """Return the longest wait before the next retry.

    :param retries: how often the request was repeated already.
    :returns: seconds.
    """
    return min(LONGEST, FIRST * 2**retries)
