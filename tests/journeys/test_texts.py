"""A file is attached to what is published; a minute later everybody finds what is in it."""

from base64 import b64encode
from clkss.content.testing import documents

import pytest
import time


pytestmark = pytest.mark.live

WORD = "xylophonius"


def found(site):
    """Ask as somebody who looks after nothing."""
    status, answer = site.ask("GET", f"/clkss/@repository?SearchableText={WORD}", user="member")
    assert status == 200
    return [item["@id"] for item in answer["items"]]


def wait_for(site, wanted, seconds=300):
    deadline = time.monotonic() + seconds
    while found(site) != wanted:
        assert time.monotonic() < deadline, "the worker does not read"
        time.sleep(0.2)


def attach(site, path, data, name):
    file = {"filename": name, "content-type": "application/pdf", "encoding": "base64"}
    body = {"@type": "File", "title": name, "file": file | {"data": b64encode(data).decode()}}
    status, made = site.ask("POST", path, body)
    assert status == 201, (path, made)
    return f"{path}/{made['id']}"


def test_the_worker_reads_what_is_attached_and_forgets_what_is_taken_away(live_site):
    newest = "/clkss/@repository?portal_type=Resource&b_size=1"
    _status, first = live_site.ask("GET", newest, user="member")
    address = first["items"][0]["@id"]
    path = address[address.index("/clkss") :]
    hostile = attach(live_site, path, b"%PDF-1.7 no PDF", "broken.pdf")
    report = attach(live_site, path, documents.pdf("They owed Xylophonius."), "report.pdf")
    try:
        wait_for(live_site, [address])
        assert "texts: in order" in live_site.command("verify", check=False).stdout
        told = live_site.command("texts", "--list").stdout
        assert told == f"{hostile}: It is damaged; its text cannot be searched.\n"
    finally:
        for file in (hostile, report):
            live_site.ask("DELETE", file)
    wait_for(live_site, [])
