"""The production profile on a real PostgreSQL: two servers, one truth."""

from clkss.policy.testing import live
from clkss.policy.testing.postgresql import server
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import base64
import http.client
import json
import os
import pytest
import subprocess
import sys
import tempfile
import time


pytestmark = [pytest.mark.live, pytest.mark.postgresql]

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def postgres():
    """A PostgreSQL server of our own."""
    with server() as running:
        yield running


@pytest.fixture(scope="module")
def build(short_tmp):
    """The production profile, built beside the development one."""
    folder = Path(tempfile.mkdtemp(dir=short_tmp))
    subprocess.run(
        [
            str(Path(sys.executable).parent / "buildout"),
            *("-N", "-q", "-c", str(HOME / "profiles" / "production.cfg")),
            f"buildout:directory={HOME}",
            f"buildout:parts-directory={folder / 'parts'}",
            f"buildout:bin-directory={folder / 'bin'}",
            f"buildout:develop-eggs-directory={folder / 'develop-eggs'}",
            f"buildout:installed={folder / 'installed.cfg'}",
        ],
        check=True,
        cwd=HOME,
    )
    return folder


class Production(live.LiveSite):
    """A site of the production build on a PostgreSQL database."""

    def __init__(self, build, var, url):
        super().__init__(HOME, var)
        self.script = build / "bin" / "clkss"
        self.build = build
        self.database = url

    @property
    def environment(self):
        return super().environment | {
            "CLKSS_PARTS": str(self.build / "parts"),
            "CLKSS_DATABASE_URL": self.database,
            "CLKSS_INSTANCES": "2",
        }


@pytest.fixture(scope="module")
def production(build, postgres, short_tmp):
    """A running production site: two servers and a worker on PostgreSQL."""
    site = Production(
        build, Path(tempfile.mkdtemp(dir=short_tmp)) / "var", postgres.database("clkss")
    )
    site.command("create-site")
    site.start()
    wait_for(site, site.port + 1)
    yield site
    site.stop()


def request(port, method, path, body=None):
    """Send a request as the administrator and return (status, JSON or None)."""
    credentials = base64.b64encode(f"admin:{live.ADMIN_PASSWORD}".encode()).decode()
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


def practice(title):
    """Return the body that adds a practice of the national committee."""
    return {"@type": "GoodPractice", "title": title, "language": "en", "owner_committee": "PH"}


def wait_for(site, port, seconds=90):
    """Wait until a server of the site says that it is well."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if request(port, "GET", "/clkss/health")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"port {port} is not well: {(site.var / 'serve.log').read_text()}")


def test_both_servers_write_and_read_what_the_other_wrote(production):
    ports = (production.port, production.port + 1)

    def write(number):
        status, made = request(
            ports[number % 2],
            "POST",
            "/clkss/practices",
            practice(f"Practice {number} of two servers"),
        )
        return status, made and made.get("@id", "").rsplit("/", 1)[-1]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(write, range(24)))
    assert [status for status, _name in answers] == [201] * 24
    names = {name for _status, name in answers}
    assert len(names) == 24
    for port in ports:
        seen = set()
        for name in names:
            status, read = request(port, "GET", f"/clkss/practices/{name}")
            assert status == 200
            seen.add(read["title"])
        assert seen == {f"Practice {number} of two servers" for number in range(24)}


def test_everything_agrees_afterwards(production):
    assert production.command("verify").returncode == 0


def test_postgresql_dies_and_what_was_acknowledged_is_there(production, postgres):
    acknowledged = []
    for number in range(12):
        if number == 6:
            postgres.kill()
            time.sleep(1)
            postgres.start()
            for port in (production.port, production.port + 1):
                wait_for(production, port)
        body = practice(f"Before and after the fall {number}")
        status, made = request(production.port, "POST", "/clkss/practices", body)
        if status == 201:
            acknowledged.append(made["@id"].rsplit("/", 1)[-1])
    assert len(acknowledged) >= 11
    for name in acknowledged:
        assert request(production.port + 1, "GET", f"/clkss/practices/{name}")[0] == 200


def test_a_site_with_demo_people_is_refused(build, postgres, short_tmp):
    site = Production(
        build, Path(tempfile.mkdtemp(dir=short_tmp)) / "var", postgres.database("withdemo")
    )
    site.command("create-site", "--demo")
    refused = site.command("serve", check=False)
    assert refused.returncode == 1
    assert "demo people" in refused.stderr


def test_what_stands_before_it_is_written_out(build):
    proxy = build / "parts" / "proxy"
    assert "option httpchk GET /clkss/health" in (proxy / "haproxy.cfg").read_text()
    assert "${" not in "".join(path.read_text() for path in proxy.iterdir())
    assert os.access(build / "bin" / "clkss", os.X_OK)
