"""Turns the configuration that buildout wrote into the one of this run.

Buildout knows the checkout; only the run knows ``CLKSS_VAR`` and ``CLKSS_PORT``.
"""

from clkss.policy.command import places
from clkss.policy.command.failure import CommandFailed

import re
import sys


def _part(*names):
    path = places.home().joinpath("parts", *names)
    if not path.is_file():
        raise CommandFailed(f"{path} is missing; run `make build`")
    return path.read_text(encoding="utf-8")


def _moved(text, var):
    return text.replace(str(places.home() / "var"), str(var))


def uses_zeo():
    """Tell whether this build keeps its objects behind ZEO.

    :returns: ``True`` for development, ``False`` for production (RelStorage).
    """
    return "<zeoclient>" in _part("instance", "etc", "zope.conf")


def write():
    """Write the configuration of this run into ``<var>/etc``.

    :returns: the folder.
    """
    var = places.var()
    etc = var / "etc"
    zope = _moved(_part("instance", "etc", "zope.conf"), var)
    (var / "instance").mkdir(exist_ok=True)
    (etc / "zope.conf").write_text(zope, encoding="utf-8")
    wsgi = _moved(_part("instance", "etc", "wsgi.ini"), var)
    wsgi = re.sub(r"^(fast-listen|listen) = .*$", rf"\1 = {address()}", wsgi, flags=re.M)
    wsgi = re.sub(r"^zope_conf = .*$", f"zope_conf = {etc / 'zope.conf'}", wsgi, flags=re.M)
    (etc / "wsgi.ini").write_text(wsgi, encoding="utf-8")
    if uses_zeo():
        places.socket()
        (etc / "zeo.conf").write_text(
            _moved(_part("zeo", "etc", "zeo.conf"), var), encoding="utf-8"
        )
    (etc / "supervisord.conf").write_text(_supervisor(etc, var), encoding="utf-8")
    return etc


def address():
    """Return where the site listens.

    :returns: ``host:port``; loopback in development.
    """
    return f"127.0.0.1:{places.port()}"


def _supervisor(etc, var):
    clkss = f"{sys.executable} -m clkss.policy.command"
    programs = {
        "instance": f"{sys.executable} -m Zope2.Startup.serve {etc / 'wsgi.ini'}",
        "worker": f"{clkss} worker",
    }
    if uses_zeo():
        programs = {"zeo": f"{sys.executable} -m ZEO.runzeo -C {etc / 'zeo.conf'}"} | programs
    lines = [
        "[supervisord]",
        "nodaemon = true",
        "silent = true",
        f"logfile = {var / 'log' / 'supervisor.log'}",
        f"pidfile = {var / 'run' / 'supervisor.pid'}",
        f"childlogdir = {var / 'log'}",
        "minfds = 1024",
    ]
    for priority, (name, command) in enumerate(programs.items(), start=1):
        lines += [
            "",
            f"[program:{name}]",
            f"command = {command.replace('%', '%%')}",
            f"priority = {priority}0",
            "autorestart = true",
            "startretries = 1000",
            "startsecs = 0",
            "stopwaitsecs = 20",
            "redirect_stderr = true",
            f"stdout_logfile = {var / 'log' / f'{name}-output.log'}",
            "stdout_logfile_maxbytes = 10MB",
            "stdout_logfile_backups = 2",
        ]
    return "\n".join(lines) + "\n"
