"""``bin/clkss storage``."""

from clkss.policy.command import configuring
from clkss.policy.command import storing
from clkss.policy.command.failure import CommandFailed


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """


def run(args):
    """Run ZEO until a signal says stop.

    :param args: the parsed arguments.
    :raises CommandFailed: when this build keeps its objects elsewhere.
    """
    if not configuring.uses_zeo():
        raise CommandFailed("this build has no ZEO: its objects are in PostgreSQL")
    configuring.write()
    storing.run_server()
