"""``bin/clkss texts``."""

from clkss.content.texts import kept
from clkss.content.texts import survey
from clkss.content.texts import told
from clkss.content.texts import work
from clkss.content.texts.rules import State
from clkss.policy.command import opening
from clkss.policy.command.failure import CommandFailed
from transaction.interfaces import TransientError

import random
import sys
import time
import transaction


PROGRESS = 20
"""Files between two lines of progress, where there is no terminal to draw on."""

COLLISIONS = 15
"""How often one step is tried that meets other writers."""


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument("--again", action="store_true", help="also what was refused before")
    parser.add_argument("--all", action="store_true", help="every file, read or not")
    parser.add_argument(
        "--list", action="store_true", help="print the files without a text, and why; read nothing"
    )


def run(args):
    """Read files whose text is not known, and index what holds them.

    :param args: the parsed arguments.
    :returns: the exit code: 0 done, 1 when a file is still not read.
    """
    with opening.site(args) as site:
        if args.list:
            return _list(site)
        uids = survey.unread(site, args.again, args.all)
        for done, uid in enumerate(uids, 1):
            _in_turn(_read, site, uid)
            _progress(done, len(uids))
        for uid in survey.unindexed(site):
            _in_turn(_index, site, uid)
        return _sum(site)


def _read(site, uid):
    file = work.find(site, uid)
    if file is not None:
        work.read_now(kept.stored_in(file))


def _index(site, uid):
    item = work.find(site, uid)
    if item is not None:
        work.index_now(item)


def _in_turn(step, site, uid):
    """Do one step and commit it, if need be several times.

    :raises CommandFailed: when others write too much.
    """
    for collision in range(COLLISIONS):
        try:
            transaction.begin()
            step(site, uid)
            transaction.commit()
            return
        except TransientError:
            transaction.abort()
            time.sleep(random.uniform(0, min(2, 0.05 * 2**collision)))  # noqa: S311
    raise CommandFailed("others write too much just now; what was read is kept, try again later")


def _list(site):
    for file in survey.files(site):
        if kept.state_of(file)[0] not in (State.READ, State.NONE):
            path = "/".join(file.getPhysicalPath())
            print(f"{path}: {told.sentence(file).default}")
    return 0


def _sum(site):
    found = survey.count(site)
    for (state, note), files in sorted(found.items()):
        print(f"{files} {state}{f' ({note})' if note else ''}")
    return 1 if any(state is State.WAITING for state, _note in found) else 0


def _progress(done, total):
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\r{done} of {total} files", end=end, file=sys.stderr, flush=True)
    elif done >= total or done % PROGRESS == 0:
        print(f"{done} of {total} files", file=sys.stderr, flush=True)
