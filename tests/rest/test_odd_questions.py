"""What Plone or Zope would fail over is answered as a mistake of whoever asks."""

from clkss.content.frame import converting
from clkss.content.testing.people import acting_as
from plone import api
from ZPublisher.Converters import type_converters

import pytest
import transaction


@pytest.fixture
def strict():
    kept = dict(type_converters)
    converting.read_strictly()
    yield
    type_converters.update(kept)


def test_a_value_that_is_not_of_its_kind_is_a_mistake(rest, strict):
    client = rest()
    for name in ("date", "int", "float", "long", "date_international", "json"):
        for path in ("", "@search", "boards"):
            answer = client("GET", f"{path}?x:{name}=odd")
            assert answer.status == 400, (path, name)
    assert client("GET", "?x:required=").status == 400
    assert client("GET", "?x:date=2026-11-26&y:int=1&z:list:int=2").status == 200
    before = dict(type_converters)
    converting.read_strictly()
    assert type_converters == before, "once is enough"


def test_what_is_not_there_is_not_found(functional_portal, rest):
    with acting_as(functional_portal, "admin"):
        page = api.content.create(functional_portal, "Document", title="Page")
    transaction.commit()
    editor = rest("national.editor")
    for path in (page.getId(), "practices", ""):
        status = editor("DELETE", f"{path}/@workingcopy").status
        assert status in (401, 403, 404), (path, status)
    ask = "expand.inherit.behaviors"
    assert editor("GET", f"@inherit?{ask}=plone.dublincore").status == 400
    assert editor("GET", f"@inherit?{ask}:list=plone.leadimage").status == 400
    assert editor("GET", f"practices?expand=inherit&{ask}=plone.dublincore").status == 400
    assert editor("GET", f"@inherit?{ask}=none,such").status == 200
