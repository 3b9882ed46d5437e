"""``bin/clkss serve``."""

from clkss.policy.command import configuring
from clkss.policy.command import opening
from clkss.policy.command import places
from clkss.policy.command import secrets
from clkss.policy.command import storing
from clkss.policy.command.failure import CommandFailed
from clkss.policy.demo import present
from clkss.policy.demo.people import PEOPLE

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time


def add_arguments(parser):
    """Declare the verb's arguments.

    :param parser: its ``argparse`` parser.
    """
    parser.add_argument("--create", action="store_true", help="make the site first if missing")
    parser.add_argument("--demo", action="store_true", help="with --create: fill it with the demo")
    parser.add_argument("--quiet", action="store_true", help="do not print the demo people")


def run(args):
    """Serve until a signal says stop.

    :param args: the parsed arguments.
    :returns: the exit code.
    :raises CommandFailed: when something is in the way.
    """
    check_ports()
    etc = configuring.write()
    with open(places.var() / "run" / "serve.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandFailed(
                f"a site is already being served from {places.var()}; stop it first, "
                "or set CLKSS_VAR and CLKSS_PORT for a second one"
            ) from error
        has_demo = _prepare(args)
        return _serve(args, etc, has_demo)


def check_ports():
    """Refuse early when a port is taken.

    :raises CommandFailed: when one is.
    """
    for port in places.ports():
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandFailed(
                    f"port {port} cannot be used ({error.strerror}); stop what listens "
                    f"there or choose another: CLKSS_PORT={port + 10} make start"
                ) from error


def _prepare(args):
    # In a child, so that the memory of making a site is given back.
    known = places.var() / "run" / f"{args.site}.made"
    if args.create and not known.exists():
        command = [sys.executable, "-m", "clkss.policy.command", "create-site", "--if-missing"]
        command += ["--site", args.site] + (["--demo"] if args.demo else [])
        done = subprocess.run(command, env=storing.child_environment(), check=False)
        if done.returncode:
            raise CommandFailed("the site could not be made; the lines above say why")
        known.touch()
    if configuring.uses_zeo():
        return args.demo
    with opening.site(args) as site:
        if present(site):
            raise CommandFailed(
                "this is a production build and the site has demo people; "
                "remove them or make a new site without the demo"
            )
    return False


def _serve(args, etc, has_demo):
    environment = storing.child_environment() | {storing.SUPERVISED: "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(etc / "supervisord.conf")],
        env=environment,
        start_new_session=True,
    )

    def stop(signum, frame):
        server.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if _wait(server, args.site):
        _greet(args, has_demo)
    server.wait()
    return 0


def _wait(server, site, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", places.port(), timeout=60)
        try:
            connection.request("GET", f"/{site}", headers={"Host": f"localhost:{places.port()}"})
            if connection.getresponse().status < 500:
                return True
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    return False


def _greet(args, has_demo):
    lines = [
        "",
        f"  CLKSS is ready:  http://localhost:{places.port()}/{args.site}",
        "",
        f"  Administrator:   admin, {_where('admin')}",
    ]
    if has_demo and not args.quiet:
        lines += [f"  Demo people:     invented, {_where('demo')}"]
        names = [person.id for person in PEOPLE]
        lines += [f"    {', '.join(names[at : at + 4])}" for at in range(0, len(names), 4)]
    lines += ["", "  Stop it with Ctrl-C.", ""]
    print("\n".join(lines), flush=True)


def _where(name):
    if os.environ.get(f"CLKSS_{name.upper()}_PASSWORD"):
        return f"password from CLKSS_{name.upper()}_PASSWORD"
    return f"password {secrets.password(name)} (kept in {secrets.path(name)})"
