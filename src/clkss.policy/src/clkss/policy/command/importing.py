"""``bin/clkss import``."""

from clkss.content.sheets import batch as batches
from clkss.content.sheets import kinds
from clkss.content.sheets import messages
from clkss.content.sheets import register
from clkss.content.sheets.errors import BatchBusy
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from clkss.content.sheets.errors import UnknownBatch
from clkss.content.sheets.errors import UnknownKind
from clkss.content.sheets.rules import MAX_BYTES
from clkss.policy.command import opening
from clkss.policy.command.failure import CommandFailed
from pathlib import Path
from ZODB.POSException import ConflictError

import sys
import transaction


WRONG_INPUT = 2

PROGRESS = 400
"""Rows between two lines of progress, where there is no terminal to draw on."""


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument("kind", help="what the sheet holds, for example: practices")
    parser.add_argument("file", nargs="?", help="a CSV or XLSX file")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="check the file and print its problems; write nothing",
    )
    parser.add_argument("--state", help="state of what is made: draft (default) or published")
    parser.add_argument(
        "--user", help="import as this account, with its rights; default: the operator"
    )
    parser.add_argument(
        "--update", action="store_true", help="change what is in the site under the same code"
    )
    parser.add_argument("--undo", metavar="BATCH", help="take back an earlier import")
    parser.add_argument(
        "--keep-changed", action="store_true", help="with --undo: leave what was changed since"
    )


def run(args):
    """Check a sheet and apply it, or undo an earlier one.

    :param args: the parsed arguments.
    :returns: the exit code: 0 done, 2 problems in the sheet.
    :raises CommandFailed: when it could not be done.
    """
    if bool(args.file) == bool(args.undo):
        raise CommandFailed("name a file, or a batch with --undo", WRONG_INPUT)
    path = Path(args.file) if args.file else None
    if path is not None:
        _check_file(path)
    with opening.site(args) as site:
        try:
            kinds.get(args.kind)
        except UnknownKind:
            known = ", ".join(kinds.names())
            raise CommandFailed(
                f"there is no kind of sheet {args.kind!r}; there are: {known}", WRONG_INPUT
            ) from None
        if args.user and site.acl_users.getUserById(args.user) is None:
            raise CommandFailed(f"there is no account {args.user!r}", WRONG_INPUT)
        try:
            return _undo(site, args) if args.undo else _import(site, args, path)
        except BatchBusy:
            raise CommandFailed("another process works on this import; try again later") from None
        except ConflictError:
            raise CommandFailed(
                "others write too much just now; nothing was applied, try again later"
            ) from None
        except BatchState as error:
            raise CommandFailed(f"this import is {error.state}; nothing was done") from None


def _check_file(path):
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise CommandFailed(f"cannot read {path}: {error.strerror}", WRONG_INPUT) from None
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise CommandFailed(f"{path} is larger than {limit} MB; split it", WRONG_INPUT)


def _import(site, args, path):
    if not args.dry_run:
        batches.clean(site)
    with path.open("rb") as stream:
        try:
            batch = batches.check(
                site,
                args.kind,
                stream,
                path.name,
                user=args.user,
                state=args.state,
                update=args.update,
            )
        except NotAllowed as error:
            raise CommandFailed(
                f"{args.user or 'nobody'} may not import in the state {error.state!r}", WRONG_INPUT
            ) from None
    if batch.problem_count:
        _print_problems(batch)
        transaction.abort()
        return WRONG_INPUT
    if args.dry_run:
        print(f"{batch.rows} rows, no problems. Nothing was written.")
        transaction.abort()
        return 0
    transaction.commit()
    try:
        batches.apply(site, batch, chunked=True, progress=_progress)
    except BatchProblems:
        _print_problems(batch)
        return WRONG_INPUT
    except NotAllowed as error:
        raise CommandFailed(f"no longer allowed in the state {error.state!r}") from None
    print(
        f"{batch.rows} rows: {len(batch.items)} made, {len(batch.changes)} changed. "
        f"To take it back: bin/clkss import {args.kind} --undo {batch.id}"
    )
    return 0


def _undo(site, args):
    batches.clean(site)
    try:
        batch = register.of(site).get(args.undo)
        kept = batches.undo(site, batch, keep_changed=args.keep_changed, chunked=True)
    except UnknownBatch:
        raise CommandFailed(f"there is no import {args.undo!r}", WRONG_INPUT) from None
    except BatchChanged as error:
        for title, path in error.items:
            print(f"changed since: {title} {path}", file=sys.stderr)
        raise CommandFailed(
            "nothing was undone; --keep-changed leaves these and takes back the rest"
        ) from None
    print(f"Undone; {len(kept)} left as they are.")
    return 0


def _print_problems(batch):
    for problem in batch.get_problems():
        place = f"row {problem.row}" if problem.row else "file"
        column = f", {problem.column}" if problem.column else ""
        print(f"{place}{column}: {messages.plain(problem)}", file=sys.stderr)
    more = batch.problem_count - len(batch.problems)
    if more > 0:
        print(f"… and {more} more problems", file=sys.stderr)
    print(f"{batch.problem_count} problems; nothing was written.", file=sys.stderr)


def _progress(done, rows):
    if sys.stderr.isatty():
        end = "\n" if done >= rows else ""
        print(f"\r{done} of {rows} rows", end=end, file=sys.stderr, flush=True)
    elif done >= rows or done % PROGRESS == 0:
        print(f"{done} of {rows} rows", file=sys.stderr, flush=True)
