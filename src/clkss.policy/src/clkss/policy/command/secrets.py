"""Passwords that are made up once and kept where only the owner reads."""

from clkss.policy.command import places

import os
import secrets


def path(name):
    """Return the file that keeps a made-up password.

    :param name: ``admin`` or ``demo``.
    :returns: a :class:`~pathlib.Path`.
    """
    return places.var() / "secrets" / f"{name}-password"


def password(name):
    """Return a password: from the environment, else from its file, else a new one.

    :param name: ``admin`` or ``demo``; the variable is ``CLKSS_<NAME>_PASSWORD``.
    :returns: the password.
    """
    given = os.environ.get(f"CLKSS_{name.upper()}_PASSWORD")
    if given:
        return given
    file = path(name)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = file.read_text(encoding="ascii").strip()
        if kept:
            return kept
        handle = os.open(file, os.O_WRONLY | os.O_TRUNC, 0o600)
    made = secrets.token_urlsafe(15)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(made + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return made
