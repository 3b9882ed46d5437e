"""What browsers and proxies keep of pictures and files: nothing of what is not public."""

from base64 import b64encode
from clkss.content.review import ladder
from clkss.content.testing.people import PASSWORD
from clkss.policy.testing.settling import settle
from io import BytesIO
from PIL import Image
from plone.testing.zope import Browser
from tests.content.repository import conftest as given
from tests.rest import recorder

import pytest
import transaction


AUTHOR = "barangay.contributor"
LATER = "Thu, 26 Nov 2076 00:00:00 GMT"


@pytest.fixture
def rest(functional_portal, functional):
    """Clients by person; ``None`` is a visitor."""
    settle(functional_portal)

    def client(person):
        known = (person, PASSWORD) if person else None
        return recorder.Recorder(functional["app"], functional_portal, known)

    return client


def picture():
    drawn = BytesIO()
    Image.new("RGB", (600, 400), (3, 99, 180)).save(drawn, "PNG")
    data = b64encode(drawn.getvalue()).decode("ascii")
    return {"data": data, "encoding": "base64", "content-type": "image/png", "filename": "p.png"}


def test_from_draft_to_retired(functional_portal, functional, rest):
    item = given.written(functional_portal, "Resource")
    transaction.commit()
    path = f"resources/{item.getId()}"
    body = {"image": picture(), "image_alt": "A wall"}
    assert rest(AUTHOR)("PATCH", path, body).status == 204
    file = {"data": "Figures", "filename": "f.txt", "content-type": "text/plain"}
    rest(AUTHOR)("POST", path, {"@type": "File", "title": "Figures", "file": file})
    image = rest(AUTHOR)("GET", path).json["image"]
    root = functional_portal.absolute_url()
    scale = image["scales"]["mini"]["download"].removeprefix(f"{root}/")
    ways = (scale, f"{path}/@@images/image", f"{path}/f.txt/@@download/file")

    app = Browser(functional["app"]).testapp

    def asked(person, way, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if person:
            sent["Authorization"] = f"Basic {b64encode(f'{person}:{PASSWORD}'.encode()).decode()}"
        answer = app.get(f"{root}/{way}", headers=sent, expect_errors=True)
        app.reset()
        return answer.status_int, answer.headers.get("Cache-Control", "")

    for way in ways:
        assert asked(AUTHOR, way) == (200, "private, no-store"), way
        assert asked(None, way, If_Modified_Since=LATER)[0] == 302, way
    transaction.begin()
    ladder.act(item, "submit", actor=AUTHOR)
    for person in ("barangay", "municipal", "provincial"):
        ladder.act(item, "endorse", actor=f"{person}.secretary")
    ladder.act(item, "publish", actor="regional.secretary")
    transaction.commit()
    assert asked(None, scale) == (200, "public, max-age=86400")
    assert asked(None, scale, If_Modified_Since=LATER)[0] == 304
    transaction.begin()
    ladder.act(item, "retire", actor="national.editor")
    transaction.commit()
    for way in ways:
        for headers in ({}, {"If_Modified_Since": LATER}):
            status, kept = asked(None, way, **headers)
            assert status == 302, way
            assert "no-store" in kept
