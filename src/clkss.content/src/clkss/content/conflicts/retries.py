"""How long a request that met another writer waits before it is repeated, and for how long."""

import random
import time


#: Longest wait before the first retry, in seconds; it doubles each time.
FIRST = 0.05

#: Longest wait before any retry, in seconds.
LONGEST = 2

#: Seconds after which a try is the last one. Where the storage is away, each try waits for it for
#: half a minute: fifteen of them would keep somebody waiting for longer than they stay.
PATIENCE = 60

BEGAN = "clkss.content.conflicts.began"


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


def begin(event):
    """Let a try be the last one if the first was long ago.

    :param event: the publisher's event at the start of a request.
    """
    request = event.request
    # The only thing that a request and its repetition share.
    began = request._orig_env.setdefault(BEGAN, time.monotonic())
    if time.monotonic() - began > PATIENCE:
        request.retry_max_count = 0
