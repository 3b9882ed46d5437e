"""``bin/clkss create-site``."""

from clkss.policy.command import opening
from clkss.policy.command import secrets
from clkss.policy.command.failure import CommandFailed

import transaction


TITLE = "Child Labor Knowledge Sharing System"
DESCRIPTION = "What works against child labour, shared by the committees of the Philippines."
TIMEZONE = "Asia/Manila"


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument("--demo", action="store_true", help="fill it with the demo")
    parser.add_argument("--title", default=TITLE, help="title of the site")
    parser.add_argument("--language", default="en", choices=("en", "tl"), help="main language")
    parser.add_argument(
        "--if-missing", action="store_true", help="do nothing when the site is already there"
    )


def run(args):
    """Make the site and the account of its administrator.

    :param args: the parsed arguments.
    :returns: the exit code.
    :raises CommandFailed: when the site is already there.
    """
    with opening.application() as app:
        if args.site in app.objectIds():
            if args.if_missing:
                return 0
            raise CommandFailed(
                f"there is already a site {args.site!r}; choose another name with --site"
            )
        ensure_administrator(app)
        create(app, args.site, args.title, args.language, args.demo)
    print(f"Made the site {args.site!r}{' with the demo' if args.demo else ''}.")
    return 0


def ensure_administrator(app):
    """Make the account ``admin`` and take away what buildout left.

    :param app: Zope's root.
    """
    users = app.acl_users
    known = users.getUserNames()
    if "admin" not in known:
        users.userFolderAddUser("admin", secrets.password("admin"), ["Manager"], [])
    if "nobody" in known:
        users.userFolderDelUsers(["nobody"])
    transaction.commit()


def create(app, name, title, language, demo):
    """Make the site through the distribution ``clkss``.

    :param app: Zope's root.
    :param name: id of the site.
    :param title: title of the site.
    :param language: ``en`` or ``tl``.
    :param demo: whether to fill it with the demo.
    :returns: the site.
    """
    from plone.distribution.api import site as sites

    return sites.create(
        app,
        "clkss",
        {
            "site_id": name,
            "title": title,
            "description": DESCRIPTION,
            "default_language": language,
            "portal_timezone": TIMEZONE,
            "setup_content": demo,
        },
    )
