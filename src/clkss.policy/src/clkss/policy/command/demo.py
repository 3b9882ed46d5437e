"""``bin/clkss demo``."""

from clkss.policy.command import opening

import transaction


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """


def run(args):
    """Fill the site with the demo.

    :param args: the parsed arguments.
    :returns: the exit code.
    """
    with opening.site(args) as site:
        site.portal_setup.runAllImportStepsFromProfile("profile-clkss.policy:demo")
        transaction.commit()
    print("The demo is in place.")
    return 0
