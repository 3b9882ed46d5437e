"""Takes from this process what it does not need, for good."""

from clkss.content.texts import rules
from contextlib import suppress

import ctypes
import resource


_NO_NEW_PRIVILEGES = 38
_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000


def confine():
    """Limit memory, time and files, and leave the network where the kernel lets us.

    The limits hold for whatever program this process becomes.
    """
    _leave_network()
    most = rules.MOST_PROCESSOR_SECONDS
    for name, limit in (
        (resource.RLIMIT_AS, rules.MOST_MEMORY),
        (resource.RLIMIT_CPU, most),
        (resource.RLIMIT_NOFILE, rules.MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(name)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(name, (limit, limit))


def _leave_network():
    # A kernel without user namespaces says no; then the limits have to do.
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.unshare(_NEW_USER | _NEW_NETWORK)
