"""A whole site under many writers and under the axe."""

from clkss.policy.testing import live
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import http.client
import pytest
import random
import subprocess
import sys
import tempfile
import threading
import time


pytestmark = pytest.mark.live

HOME = Path(__file__).resolve().parents[2]
DANAO = "0701233003"


@pytest.fixture(scope="module")
def site(short_tmp, demo_seed):
    """A running site with the demo, for breaking."""
    site = live.LiveSite(HOME, Path(tempfile.mkdtemp(dir=short_tmp)) / "var", seed=demo_seed)
    site.start("--create", "--demo")
    yield site
    site.stop()


AUTHOR = "barangay.contributor"

#: When to give up, in seconds: longer than a request may hang, so that a busy machine is not
#: taken for a broken site.
PATIENCE = 600


def add_practice(site, title):
    """Ask for a practice; returns the status and its id."""
    body = {"@type": "GoodPractice", "title": title, "language": "en", "owner_committee": DANAO}
    status, made = site.ask("POST", "/clkss/practices", body, user=AUTHOR)
    return status, made["@id"].rsplit("/", 1)[-1] if status == 201 else made


def titles(site, names):
    """Read the practices back, one by one; the answer instead for what is not there."""
    return {name: title(site, name) for name in names}


def title(site, name):
    """Read a practice back, as often as the site says that it is busy just now."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            status, read = site.ask("GET", f"/clkss/practices/{name}", user=AUTHOR)
        except (OSError, http.client.HTTPException) as error:
            status, read = 503, repr(error)
        if status != 503 or time.monotonic() > deadline:
            return read["title"] if status == 200 else (status, read)
        time.sleep(0.1)


def wait_until(site, happened, what):
    """Wait for something, as long as the site is served at all."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        served = site.process.poll() is None and time.monotonic() < deadline
        assert served, f"{what}: {(site.var / 'serve.log').read_text()[-4000:]}"
        time.sleep(0.05)


def is_well(site):
    try:
        return site.ask("GET", "/clkss/health", user=AUTHOR)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def test_what_the_supervisor_started_leaves_no_second_zeo_behind(site):
    for program in ("zeo", "worker", "worker", "zeo"):
        site.kill(program)
        wait_until(site, lambda: is_well(site), f"the site is not well after {program} died")
    wait_until(site, lambda: len(site.pids("worker")) == 1, "there is no worker")
    for _look in range(20):
        assert len(site.pids("zeo")) <= 1
        time.sleep(0.1)


def test_fifteen_retries_take_effect(site):
    program = (
        "from clkss.policy.command import opening, configuring\n"
        "from Zope2.Startup.run import configure_wsgi\n"
        "from ZPublisher.HTTPRequest import HTTPRequest\n"
        "configure_wsgi(str(configuring.write() / 'zope.conf'))\n"
        "print(HTTPRequest.retry_max_count, HTTPRequest.delay_retry.__module__)\n"
    )
    environment = site.environment | {"PYTHONPATH": ":".join(filter(None, sys.path))}
    output = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
    assert output.split()[0] == "15"


def test_fifty_clients_write_at_once(site):
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda n: add_practice(site, f"Practice {n}"), range(100)))
    assert [answer for answer in answers if answer[0] != 201] == []
    names = [name for _status, name in answers]
    assert len(set(names)) == 100
    found = titles(site, names)
    assert sorted(found.values()) == sorted(f"Practice {number}" for number in range(100))
    assert site.command("verify").returncode == 0


def test_what_was_acknowledged_survives_twenty_kills(site):
    acknowledged = {}
    over = threading.Event()

    def write(client):
        number = 0
        while not over.is_set():
            title = f"Client {client} practice {number}"
            number += 1
            try:
                status, name = add_practice(site, title)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            if status == 201:
                acknowledged[name] = title

    clients = [threading.Thread(target=write, args=(client,)) for client in range(2)]
    for client in clients:
        client.start()
    try:
        kills = ["zeo"] * 8 + ["worker"] * 10 + ["instance"] * 2
        random.shuffle(kills)
        for program in kills:
            time.sleep(random.uniform(0.1, 0.5))
            before = len(acknowledged)
            site.kill(program)
            wait_until(
                site,
                lambda before=before: len(acknowledged) > before,
                f"nothing was written after {program} died",
            )
    finally:
        over.set()
        for client in clients:
            client.join()
    wait_until(site, lambda: is_well(site), "the site is not well again")
    assert len(acknowledged) >= len(kills)
    found = titles(site, acknowledged)
    log = "".join(path.read_text() for path in (site.var / "log").glob("instance-*-output.log"))
    assert found == acknowledged, log[-20_000:]
    verified = site.command("verify", check=False)
    doubts = [line for line in verified.stdout.splitlines() if line.startswith("  ")]
    assert [line for line in doubts if "not looked up" not in line] == []
