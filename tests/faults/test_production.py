"""The production profile on a real PostgreSQL: two servers, one truth."""

from clkss.policy.testing import live
from clkss.policy.testing.postgresql import server
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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


def practice(title):
    """Return the body that adds a practice of the national committee."""
    return {"@type": "GoodPractice", "title": title, "language": "en", "owner_committee": "PH"}


def wait_for(site, port, seconds=300):
    """Wait until a server of the site says that it is well."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if site.ask("GET", "/clkss/health", port=port)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"port {port} is not well: {(site.var / 'serve.log').read_text()}")


def test_both_servers_write_and_read_what_the_other_wrote(production):
    ports = (production.port, production.port + 1)

    def write(number):
        body = practice(f"Practice {number} of two servers")
        status, made = production.ask("POST", "/clkss/practices", body, port=ports[number % 2])
        return status, made and made.get("@id", "").rsplit("/", 1)[-1]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(write, range(24)))
    assert [status for status, _name in answers] == [201] * 24
    names = {name for _status, name in answers}
    assert len(names) == 24
    for port in ports:
        seen = set()
        for name in names:
            status, read = production.ask("GET", f"/clkss/practices/{name}", port=port)
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
        status, made = production.ask("POST", "/clkss/practices", body)
        if status == 201:
            acknowledged.append(made["@id"].rsplit("/", 1)[-1])
    assert len(acknowledged) >= 11
    for name in acknowledged:
        assert production.ask("GET", f"/clkss/practices/{name}", port=production.port + 1)[0] == 200


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
