"""Fifty people write at once, and processes die while they do: nothing acknowledged is lost."""

from clkss.policy.testing import live
from concurrent.futures import ThreadPoolExecutor

import base64
import http.client
import json
import pytest
import random
import threading
import time


pytestmark = pytest.mark.live

WRITERS = 50

FALLS = 20


def request(site, method, path, body=None):
    """Send a request as the administrator and return (status, JSON or None).

    :raises OSError: when the connection breaks, that is: nothing was acknowledged.
    """
    credentials = base64.b64encode(f"admin:{live.ADMIN_PASSWORD}".encode()).decode()
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    try:
        connection.request(
            method,
            f"/clkss{path}",
            json.dumps(body) if body else None,
            {
                "Accept": "application/json",
                "Authorization": f"Basic {credentials}",
                "Content-Type": "application/json",
                "Host": f"localhost:{site.port}",
            },
        )
        answer = connection.getresponse()
        raw = answer.read()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(raw) if raw and is_json else None
    finally:
        connection.close()


def write(site, title):
    """Add a practice; return its address below the site when the site said that it has it."""
    body = {"@type": "GoodPractice", "title": title}
    try:
        status, made = request(site, "POST", "/practices", body)
    except (OSError, http.client.HTTPException):
        return None
    if status != 201:
        return None
    return "/practices/" + made["@id"].rsplit("/", 1)[-1]


def read(site, path):
    """Return the title of a practice, None when it is not there."""
    status, found = request(site, "GET", path)
    return found["title"] if status == 200 else None


def test_fifty_writers_at_once_lose_nothing(own_live_site):
    titles = [f"One of fifty {number}" for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        paths = list(pool.map(lambda title: write(own_live_site, title), titles))
    assert all(paths)
    assert len(set(paths)) == WRITERS
    assert [read(own_live_site, path) for path in paths] == titles


def test_processes_die_and_nothing_acknowledged_is_lost(own_live_site):
    site = own_live_site
    acknowledged = {}
    done = threading.Event()

    def keep_writing(writer):
        number = 0
        while not done.is_set():
            title = f"Writer {writer}, text {number}"
            path = write(site, title)
            if path:
                acknowledged[path] = title
            else:
                time.sleep(0.2)
            number += 1

    writers = [threading.Thread(target=keep_writing, args=(name,)) for name in range(3)]
    for writer in writers:
        writer.start()
    chance = random.Random(20)
    try:
        for fall in range(FALLS):
            site.kill(("instance", "zeo", "worker")[fall % 3])
            time.sleep(chance.uniform(0.2, 1.0))
            before = len(acknowledged)
            deadline = time.monotonic() + 60
            while len(acknowledged) == before and time.monotonic() < deadline:
                time.sleep(0.05)
            assert len(acknowledged) > before, f"no write within a minute after fall {fall}"
    finally:
        done.set()
        for writer in writers:
            writer.join()
    site.wait()
    assert len(acknowledged) >= FALLS
    lost = {path: title for path, title in acknowledged.items() if read(site, path) != title}
    assert not lost
    site.stop()
    verified = site.command("verify", check=False)
    assert verified.returncode == 0, verified.stdout
