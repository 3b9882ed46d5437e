"""A real site in processes of its own: storage, server, worker, as `serve` runs them.

The in-process layers have no conflict retries and one thread; races, faults and
browsers need the real thing.
"""

from pathlib import Path

import base64
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time


ADMIN_PASSWORD = "an-admin-of-the-tests"  # noqa: S105
DEMO_PASSWORD = "an-invented-demo-person"  # noqa: S105


def free_port():
    """Return a port that nobody listens on, nor on the next one.

    From below the range that the system gives to outgoing connections, so that none of
    them takes it meanwhile.

    :returns: an integer.
    """
    for _try in range(200):
        port = random.randrange(10_000, 30_000)  # noqa: S311
        if _is_free(port) and _is_free(port + 1):
            return port
    raise RuntimeError("no free port was found")


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class LiveSite:
    """One site with its own data and port.

    :param home: the checkout with ``bin/clkss``.
    :param var: folder for all data; its path must be short enough for a socket.
    :param seed: folder of a site made earlier, to copy instead of making one.
    """

    def __init__(self, home, var, seed=None):
        self.home = Path(home)
        self.script = self.home / "bin" / "clkss"
        self.var = Path(var)
        self.port = free_port()
        self.process = None
        if seed is not None:
            shutil.copytree(seed, self.var, dirs_exist_ok=True, ignore=_sockets)

    @property
    def url(self):
        """The address of the site, without a slash at the end."""
        return f"http://localhost:{self.port}/clkss"

    @property
    def environment(self):
        """The environment of every command for this site."""
        return os.environ | {
            "CLKSS_HOME": str(self.home),
            "CLKSS_VAR": str(self.var),
            "CLKSS_PORT": str(self.port),
            "CLKSS_ADMIN_PASSWORD": ADMIN_PASSWORD,
            "CLKSS_DEMO_PASSWORD": DEMO_PASSWORD,
        }

    def command(self, *arguments, check=True, timeout=600):
        """Run ``bin/clkss``.

        :param arguments: verb and its arguments.
        :param check: whether a failure is an error.
        :param timeout: seconds.
        :returns: the completed process, with its output as text.
        """
        done = subprocess.run(
            [str(self.script), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"clkss {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done

    def start(self, *arguments, seconds=300):
        """Serve, and wait until the site answers.

        :param arguments: further arguments of ``serve``.
        :param seconds: how long to wait.
        """
        self.var.mkdir(parents=True, exist_ok=True)
        with open(self.var / "serve.log", "ab") as output:
            self.process = subprocess.Popen(
                [str(self.script), "serve", *arguments],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.wait(seconds)

    def wait(self, seconds=300):
        """Wait until the site answers.

        :param seconds: how long.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self.answers():
                return
            time.sleep(0.1)
        raise AssertionError(f"the site does not answer: {(self.var / 'serve.log').read_text()}")

    def answers(self):
        """Tell whether the site gives its front page.

        :returns: a boolean.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/clkss", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def ask(self, method, path, body=None, user="admin", port=None):
        """Send a request over REST.

        :param method: for example ``POST``.
        :param path: from the root of Zope.
        :param body: what to send, as JSON.
        :param user: ``admin`` or a demo person.
        :param port: of another server of this site.
        :returns: status and the answer from JSON, None when it is none.
        :raises OSError: when the connection breaks: then nothing was acknowledged.
        """
        password = ADMIN_PASSWORD if user == "admin" else DEMO_PASSWORD
        credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
        port = port or self.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        headers = {
            "Accept": "application/json",
            "Authorization": f"Basic {credentials}",
            "Content-Type": "application/json",
            "Host": f"localhost:{port}",
        }
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            raw = answer.read()
            is_json = "json" in (answer.getheader("Content-Type") or "")
            return answer.status, json.loads(raw) if raw and is_json else None
        finally:
            connection.close()

    def pids(self, program):
        """Return the process ids of a program of this site.

        :param program: ``zeo``, ``instance`` or ``worker``.
        :returns: a list.
        """
        needle = {
            "zeo": f"{self.var}/etc/zeo.conf",
            "instance": f"{self.var}/etc/wsgi-",
            "worker": "clkss.policy.command\0worker",
        }[program]
        found = []
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace")
                surroundings = (folder / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if needle in words and f"CLKSS_VAR={self.var}" in surroundings.split("\0"):
                found.append(int(folder.name))
        return found

    def kill(self, program):
        """End a program as a power cut would.

        :param program: ``zeo``, ``instance`` or ``worker``.
        """
        for pid in self.pids(program):
            os.kill(pid, signal.SIGKILL)

    def stop(self):
        """Stop serving, in order."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def _sockets(folder, names):
    return [name for name in names if (Path(folder) / name).is_socket() or name == "run"]
