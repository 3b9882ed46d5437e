"""``bin/clkss outreach``."""

from clkss.content.outreach import recovery
from clkss.policy.command import opening

import transaction


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument(
        "action",
        choices=["rebuild"],
        help="rebuild: fill the register of what was public from the site and its histories",
    )


def run(args):
    """Bring the register of what was public in line with the site.

    :param args: the parsed arguments.
    :returns: the exit code.
    """
    with opening.site(args) as site:
        changed = recovery.rebuild(site)
        transaction.commit()
    print(f"The register of what was public: {changed} entered or changed.")
    return 0
