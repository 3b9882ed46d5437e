"""How long it takes until Zope is ready, with CLKSS and without, in the same run.

Run it with ``make bench``. Each start is a process of its own; the two take turns.
"""

from clkss.policy.command import configuring
from clkss.policy.command import storing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import os
import subprocess
import sys


ROUNDS = 3

READY = """
import sys
from Zope2.Startup.run import configure_wsgi
configure_wsgi(sys.argv[1])
import Zope2
Zope2.app()._p_jar.close()
"""


def start(configuration, packages):
    """Start Zope once.

    :param configuration: path of a ``zope.conf``.
    :param packages: folders in which Python looks for packages.
    :returns: seconds until it was ready.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(packages)}
    begun = perf_counter()
    subprocess.run(
        [sys.executable, "-c", READY, configuration],
        env=environment,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - begun


def main():
    """Measure and print the table."""
    home = os.environ["CLKSS_HOME"]
    ours = [entry for entry in sys.path if entry]
    # Without our folders no add-on of ours is found, and Plone starts as it comes.
    stock = [
        entry for entry in ours if not entry.startswith((f"{home}/src", f"{home}/develop-eggs"))
    ]
    with TemporaryDirectory(prefix="clkss-", dir="/tmp") as folder:
        os.environ["CLKSS_VAR"] = str(Path(folder) / "var")
        configuration = str(configuring.write() / "zope.conf")
        times = {"stock Plone": [], "with CLKSS": []}
        with storing.storage():
            start(configuration, ours)
            for _round in range(ROUNDS):
                times["stock Plone"].append(start(configuration, stock))
                times["with CLKSS"].append(start(configuration, ours))
    baseline = median(times["stock Plone"])
    print(f"{'start of Zope':<16}{'seconds':>10}{'ratio':>8}")
    for name, spent in times.items():
        print(f"{name:<16}{median(spent):>10.1f}{median(spent) / baseline:>7.2f}x")


if __name__ == "__main__":
    main()
