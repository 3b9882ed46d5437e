"""What opening a topic costs with 100 replies and with 10,000.

Run it from the root of the checkout::

    bash benchmarks/run.sh discussion

It makes a site with two topics on a board and publishes the pages of both in turns, as a visitor
and a member get them, with nothing kept but the objects of the database. A call is a call of a
Python function; counts repeat closely, times do not.
"""

from pages import calls
from pages import publish
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import logging
import os


ROUNDS = 15
SIZES = (100, 10_000)
BATCH = 500

MOST_MORE = 0.5
"""The share by which the larger topic may take longer."""


def prepare(app):
    """Make the site and both topics.

    :param app: the root of Zope.
    :returns: by number of replies, the path of the topic.
    """
    from clkss.content.community.boards.writing import make
    from clkss.content.community.discussion import posting
    from clkss.policy.command import creating
    from plone import api
    from zope.component.hooks import setSite

    import transaction

    creating.create(app, "clkss", "CLKSS", "en", demo=True)
    site = app.clkss
    setSite(site)
    caching = "plone.caching.interfaces.ICacheSettings.enabled"
    api.portal.set_registry_record(caching, False)
    found = {}
    with api.env.adopt_roles(["Manager"]):
        board = api.content.create(
            site.boards, "Board", "bench", title="Benchmark", audience="public"
        )
        for size in SIZES:
            topic = make(board, f"With {size} replies")
            posting.put(topic, "What do you think?", "municipal.secretary")
            transaction.commit()
            for start in range(0, size, BATCH):
                for number in range(start, min(start + BATCH, size)):
                    posting.put(topic, f"Reply {number} of many words.", "barangay.secretary")
                transaction.commit()
            found[size] = "/".join(topic.getPhysicalPath())
    return found


def main():
    """Measure and print the table."""
    logging.disable(logging.CRITICAL)
    with TemporaryDirectory(prefix="clkss-", dir="/tmp") as folder:
        os.environ["CLKSS_VAR"] = str(Path(folder) / "var")
        os.environ.setdefault("CLKSS_ADMIN_PASSWORD", "only-for-this-benchmark")
        os.environ.setdefault("CLKSS_DEMO_PASSWORD", "only-for-this-benchmark")
        from clkss.policy.command import opening

        with opening.application() as app:
            paths = prepare(app)
            for path in paths.values():
                assert publish(path)[0] == 200, path
            times = {size: [] for size in SIZES}
            for _round in range(ROUNDS):
                for size, path in paths.items():
                    begun = perf_counter()
                    publish(path)
                    times[size].append((perf_counter() - begun) * 1000)
            print(f"{'replies':<12}{'ms':>8}{'calls':>10}")
            for size, path in paths.items():
                print(f"{size:<12,}{median(times[size]):>8.1f}{calls(path):>10,}")
            more = median(times[SIZES[1]]) / median(times[SIZES[0]]) - 1
            print(f"goal: at most {MOST_MORE:.0%} more; measured {more:+.0%}")
            assert more <= MOST_MORE, more


if __name__ == "__main__":
    main()
