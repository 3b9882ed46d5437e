"""A large import and people who write at the same time do not cost each other anything."""

from clkss.policy.demo.people import DANAO
from clkss.policy.testing.live import DEMO_PASSWORD

import base64
import csv
import http.client
import json
import pytest
import threading


ROWS = 300
PAUSE = 0.3
WRITERS = ("barangay.contributor", "municipal.contributor", "other.barangay.contributor")


def ask(site, user, method, path, body=None):
    words = base64.b64encode(f"{user}:{DEMO_PASSWORD}".encode()).decode()
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    try:
        connection.request(
            method,
            f"/clkss/{path}",
            body=json.dumps(body) if body is not None else None,
            headers={
                "Host": f"localhost:{site.port}",
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Authorization": f"Basic {words}",
            },
        )
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        connection.close()


@pytest.mark.live
def test_nothing_is_lost_on_either_side(own_live_site, tmp_path):
    site = own_live_site
    sheet = tmp_path / "practices.csv"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["code", "title", "themes", "background"])
        for number in range(ROWS):
            writer.writerow([f"b-{number}", f"Imported {number}", "education", "words " * 80])

    over = threading.Event()
    written, refused = [], []

    def write(user):
        number = 0
        while not over.is_set():
            number += 1
            body = {
                "@type": "GoodPractice",
                "title": f"Written by hand {user} {number}",
                "language": "en",
                "territories": [DANAO.barangay],
            }
            status, answer = ask(site, user, "POST", "practices", body)
            (written if status == 201 else refused).append((status, answer))
            over.wait(PAUSE)

    threads = [threading.Thread(target=write, args=(user,)) for user in WRITERS]
    for thread in threads:
        thread.start()
    try:
        done = site.command("import", "practices", str(sheet), "--state", "published", timeout=400)
    finally:
        over.set()
        for thread in threads:
            thread.join()

    assert f"{ROWS} made" in done.stdout
    assert refused == []
    assert len(written) > 3
    for _status, answer in written:
        path = answer["@id"].partition("/clkss/")[2]
        author = answer["title"].split()[3]
        assert ask(site, author, "GET", path)[0] == 200
    query = "@search?portal_type=GoodPractice&Title=Imported&b_size=1"
    assert ask(site, "member", "GET", query)[1]["items_total"] == ROWS
