"""How long it takes until Zope is ready, with CLKSS and without, in the same run.

Run it with ``make bench``. Each start is a process of its own; the two take turns.
"""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import os
import subprocess
import sys


ROUNDS = 3

READY = "from clkss.policy.command import opening\nwith opening.application():\n    pass\n"

#: z3c.autoinclude then leaves every add-on out, ours too.
STOCK = {"Z3C_AUTOINCLUDE_PLUGINS_DISABLED": "1"}


def start(var, extra):
    """Start Zope once.

    :param var: folder for its data.
    :param extra: further environment.
    :returns: seconds until it was ready.
    """
    environment = os.environ | extra | {"CLKSS_VAR": var, "PYTHONPATH": os.pathsep.join(sys.path)}
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", READY], env=environment, check=True)
    return perf_counter() - begun


def main():
    """Measure and print the table."""
    with TemporaryDirectory(prefix="clkss-", dir="/tmp") as folder:
        var = str(Path(folder) / "var")
        start(var, {})
        with_clkss, without = [], []
        for _round in range(ROUNDS):
            without.append(start(var, STOCK))
            with_clkss.append(start(var, {}))
    stock, ours = median(without), median(with_clkss)
    print(f"{'start of Zope':<20}{'seconds':>10}{'ratio':>8}")
    print(f"{'stock Plone':<20}{stock:>10.1f}{1:>7.2f}x")
    print(f"{'with CLKSS':<20}{ours:>10.1f}{ours / stock:>7.2f}x")


if __name__ == "__main__":
    main()
