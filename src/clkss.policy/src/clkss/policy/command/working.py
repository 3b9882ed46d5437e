"""``bin/clkss worker``."""

from clkss.content.jobs import worker
from clkss.policy.command import opening


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """


def run(args):
    """Take jobs until a signal says stop.

    :param args: the parsed arguments.
    :returns: the exit code.
    """
    worker.run(lambda: opening.site(args))
    return 0
