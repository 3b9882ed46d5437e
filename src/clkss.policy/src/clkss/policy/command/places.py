"""Where things are: the checkout, the data, the port."""

from clkss.policy.command.failure import CommandFailed
from pathlib import Path

import os
import tempfile


#: A Unix socket's path may have 107 bytes (``sun_path`` in unix(7)).
SOCKET_LENGTH = 107


def home():
    """Return the folder that buildout built in.

    :returns: a :class:`~pathlib.Path`.
    :raises CommandFailed: when the command was not started by its own script.
    """
    value = os.environ.get("CLKSS_HOME")
    if not value:
        raise CommandFailed("CLKSS_HOME is not set; use the script bin/clkss that buildout made")
    return Path(value)


def parts():
    """Return the folder where buildout put the configuration it wrote.

    :returns: a :class:`~pathlib.Path`.
    """
    return Path(os.environ.get("CLKSS_PARTS") or home() / "parts")


def var():
    """Return the folder of all that changes, made if missing, closed to others.

    :returns: a :class:`~pathlib.Path`; ``CLKSS_VAR`` or ``var`` in the checkout.
    :raises CommandFailed: when it cannot be written.
    """
    path = Path(os.environ.get("CLKSS_VAR") or home() / "var").absolute()
    try:
        for sub in ("", "etc", "filestorage", "blobstorage", "log", "secrets", "cache", "run"):
            (path / sub).mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise CommandFailed(
            f"cannot write in {path} ({error.strerror}); "
            "make the folder writable or set CLKSS_VAR to one that is"
        ) from error
    os.environ["CLKSS_VAR"] = str(path)
    return path


def port():
    """Return the port to serve on.

    :returns: an integer; ``CLKSS_PORT`` or 8080.
    :raises CommandFailed: when ``CLKSS_PORT`` is no port.
    """
    value = os.environ.get("CLKSS_PORT") or "8080"
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise CommandFailed(f"CLKSS_PORT is {value!r}; set it to a number from 1 to 65535")
    return int(value)


def ports():
    """Return the ports of all servers: one in development, several in production.

    :returns: a list of integers, from :func:`port` on; ``CLKSS_INSTANCES`` of them.
    :raises CommandFailed: when ``CLKSS_INSTANCES`` is no number.
    """
    value = os.environ.get("CLKSS_INSTANCES") or "1"
    if not value.isdigit() or not 1 <= int(value) <= 64:
        raise CommandFailed(f"CLKSS_INSTANCES is {value!r}; set it to a number from 1 to 64")
    return [port() + offset for offset in range(int(value))]


def socket():
    """Return the path of ZEO's socket.

    :returns: a :class:`~pathlib.Path`.
    :raises CommandFailed: when the path is too long for a socket.
    """
    path = var() / "zeo.sock"
    if len(os.fsencode(path)) > SOCKET_LENGTH:
        raise CommandFailed(
            f"{path} is too long for a Unix socket; set CLKSS_VAR to a shorter folder"
        )
    return path
