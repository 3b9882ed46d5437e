"""Turns the configuration that buildout wrote into the one of this run.

Buildout knows the checkout; only the run knows ``CLKSS_VAR`` and ``CLKSS_PORT``.
"""

from clkss.policy.command import places
from clkss.policy.command.failure import CommandFailed

import os
import re
import sys


def _part(*names):
    path = places.parts().joinpath(*names)
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
    zope = _with_database(_moved(_part("instance", "etc", "zope.conf"), var))
    (var / "instance").mkdir(exist_ok=True)
    _put(etc / "zope.conf", zope)
    wsgi = _moved(_part("instance", "etc", "wsgi.ini"), var)
    wsgi = re.sub(r"^zope_conf = .*$", f"zope_conf = {etc / 'zope.conf'}", wsgi, flags=re.M)
    for port in places.ports():
        listen = rf"\1 = 127.0.0.1:{port}"
        _put(
            etc / f"wsgi-{port}.ini",
            re.sub(r"^(fast-listen|listen) = .*$", listen, wsgi, flags=re.M),
        )
    if uses_zeo():
        places.socket()
        _put(etc / "zeo.conf", _moved(_part("zeo", "etc", "zeo.conf"), var))
    _put(etc / "supervisord.conf", _supervisor(etc, var))
    return etc


def _put(path, text):
    # Whole or not at all: a running server may read it at this moment.
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)


def _with_database(zope):
    url = os.environ.get("CLKSS_DATABASE_URL")
    if not url:
        return zope
    zope = re.sub(r"^(\s*CLKSS_DATABASE_URL) .*$", rf"\1 {url}", zope, flags=re.M)
    return re.sub(r"^(\s*dsn) .*$", rf"\1 {url}", zope, flags=re.M)


def _supervisor(etc, var):
    clkss = f"{sys.executable} -m clkss.policy.command"
    programs = {
        f"instance-{port}": f"{sys.executable} -m Zope2.Startup.serve {etc / f'wsgi-{port}.ini'}"
        for port in places.ports()
    } | {"worker": f"{clkss} worker"}
    if uses_zeo():
        programs = {"zeo": f"{clkss} storage"} | programs
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
