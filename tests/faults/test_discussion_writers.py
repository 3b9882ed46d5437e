"""Fifty people write in one topic at the same moment: nothing is lost, nobody meets an error."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import threading


WRITERS = (
    "barangay.contributor",
    "barangay.secretary",
    "municipal.contributor",
    "municipal.secretary",
    "provincial.secretary",
    "regional.secretary",
    "national.secretary",
    "national.editor",
    "other.barangay.secretary",
    "other.municipal.secretary",
)
AT_ONCE = 50
EACH = 2


@pytest.mark.live
def test_fifty_writers_in_one_topic(own_live_site):
    site = own_live_site
    board = {"@type": "Board", "id": "rush", "title": "Rush", "audience": "public"}
    assert site.ask("POST", "/clkss/boards", board)[0] == 201
    topic = {"@type": "Topic", "id": "rush", "title": "All at once", "text": "Now"}
    assert site.ask("POST", "/clkss/boards/rush", topic)[0] == 201
    address = "/clkss/boards/rush/rush/@comments"
    ready = threading.Barrier(AT_ONCE)

    def write(number):
        ready.wait()
        user = WRITERS[number % len(WRITERS)]
        return [
            (site.ask("POST", address, {"text": f"writer {number} post {each}"}, user=user)[0])
            for each in range(EACH)
        ]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [status for some in pool.map(write, range(AT_ONCE)) for status in some]
    assert answers == [204] * (AT_ONCE * EACH)
    _status, found = site.ask("GET", f"{address}?b_size=1000")
    texts = [item["text"]["data"] for item in found["items"]]
    written = {f"writer {number} post {each}" for number in range(AT_ONCE) for each in range(EACH)}
    assert sorted(texts) == sorted([*written, "Now"])
    assert found["items_total"] == len(texts)
    # In the order of their ids, which is that of time: of each writer the first before the second.
    numbers = [int(item["comment_id"]) for item in found["items"]]
    assert numbers == sorted(numbers)
    for number in range(AT_ONCE):
        own = [text for text in texts if text.startswith(f"writer {number} ")]
        assert own == [f"writer {number} post {each}" for each in range(EACH)]
    done = site.command("verify", check=False)
    assert "discussion: in order" in done.stdout
