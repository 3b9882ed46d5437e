"""A large import and people who write at the same time do not cost each other anything."""

from clkss.policy.demo.people import DANAO

import csv
import pytest
import threading


ROWS = 300
PAUSE = 0.3
WRITERS = ("barangay.contributor", "municipal.contributor", "other.barangay.contributor")


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
            status, answer = site.ask("POST", "/clkss/practices", body, user=user)
            (written if status == 201 else refused).append((status, answer))
            over.wait(PAUSE)

    threads = [threading.Thread(target=write, args=(user,)) for user in WRITERS]
    for thread in threads:
        thread.start()
    try:
        done = site.command("import", "practices", str(sheet), "--state", "published", timeout=600)
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
        assert site.ask("GET", f"/clkss/{path}", user=author)[0] == 200
    query = "/clkss/@search?portal_type=GoodPractice&Title=Imported&b_size=1"
    assert site.ask("GET", query, user="member")[1]["items_total"] == ROWS
