"""``bin/clkss digest``."""

from clkss.content.notices import digests
from clkss.content.notices import rules
from clkss.content.notices import sending
from clkss.policy.command import opening
from clkss.policy.command.failure import CommandFailed

import transaction
import uuid


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument("rhythm", choices=rules.RHYTHMS, help="whom to tell: by how often they ask")


def run(args):
    """Have everybody told now who wants to be told in a rhythm; the worker sends.

    :param args: the parsed arguments.
    :returns: the exit code.
    :raises CommandFailed: when the site cannot send mail.
    """
    with opening.site(args) as site:
        if not sending.is_ready():
            raise CommandFailed("the site cannot send mail: Site setup, Mail")
        asked = digests.start(site, args.rhythm, uuid.uuid4().hex)
        transaction.commit()
    print(f"Members who are told if there is anything new: {asked}.")
    return 0
