"""The command line ``bin/clkss <verb>``.

Each verb is a module with ``add_arguments(parser)`` and ``run(args) -> exit
code``. Exit codes: 0 done, 1 could not, 2 wrong input.
"""

from clkss.policy.command.failure import CommandFailed

import argparse
import importlib
import logging
import sys


#: verb -> (module, what it does); only the verb that is asked for is imported.
VERBS = {
    "serve": ("serving", "Run the site in the foreground: storage, server and worker."),
    "create-site": ("creating", "Make a site, the same as Plone's own form makes."),
    "demo": (
        "demo",
        "Fill a site with invented people and content. Never on a site for real people.",
    ),
    "digest": (
        "gathering",
        "Tell members now what is new in what they follow, instead of at the usual time.",
    ),
    "import": ("importing", "Read a spreadsheet into the site: check it, then apply it whole."),
    "texts": ("reading", "Read the text of attached files that is not known yet."),
    "outreach": (
        "telling",
        "Fill the register of what was public, which harvesters are told from.",
    ),
    "storage": ("storages", "Run ZEO alone; `serve` starts one."),
    "verify": (
        "verifying",
        "Check that everything in a site agrees with everything else; changes nothing.",
    ),
    "worker": ("working", "Do background work until told to stop; `serve` starts one."),
}


def parser(verb=None):
    """Return the parser.

    :param verb: the verb whose arguments are wanted; others get only their summary.
    :returns: an ``argparse.ArgumentParser``.
    """
    top = argparse.ArgumentParser(
        prog="clkss",
        description="Child Labor Knowledge Sharing System: run and look after a site.",
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, (module_name, summary) in VERBS.items():
        sub = verbs.add_parser(name, help=summary, description=summary)
        if name != verb:
            continue
        module = importlib.import_module(f"clkss.policy.command.{module_name}")
        sub.add_argument(
            "--site", default="clkss", help="path of the site below Zope's root (default: clkss)"
        )
        sub.add_argument("--verbose", action="store_true", help="show the log of Zope as well")
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(argv=None):
    """Run one verb.

    :param argv: arguments without the program's name; default ``sys.argv[1:]``.
    :returns: the exit code.
    """
    argv = sys.argv[1:] if argv is None else argv
    args = parser(argv[0] if argv else None).parse_args(argv)
    logging.basicConfig(
        level=logging.INFO if args.verbose else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    try:
        return args.run(args) or 0
    except CommandFailed as failure:
        print(f"clkss {args.verb}: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130
