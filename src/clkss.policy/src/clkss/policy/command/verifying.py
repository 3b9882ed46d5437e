"""``bin/clkss verify``."""

from clkss.content.relational.interfaces import IVerification
from clkss.policy.command import opening
from zope.component import getUtilitiesFor


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """


def run(args):
    """Run every registered check and print what it found.

    :param args: the parsed arguments.
    :returns: 0 when all agrees, 1 when something does not.
    """
    found = 0
    with opening.site(args) as site:
        for name, verification in sorted(getUtilitiesFor(IVerification)):
            problems = list(verification(site))
            found += len(problems)
            print(f"{name}: {'in order' if not problems else f'{len(problems)} problem(s)'}")
            for problem in problems:
                print(f"  {problem}")
    return 1 if found else 0
