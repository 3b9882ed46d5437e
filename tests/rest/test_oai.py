"""Harvesting as the documentation shows it."""

from clkss.content import relational
from clkss.content.outreach import oai
from clkss.content.outreach import tables
from clkss.content.review import ladder
from clkss.content.testing.people import acting_as
from sqlalchemy import update
from tests.rest.test_repository import NIGHT
from tests.rest.test_repository import QUARRY
from tests.rest.test_repository import repository  # noqa: F401
from types import SimpleNamespace

import pytest
import transaction


MOMENT = 1_795_852_800
"""The moment at which the documentation asks: 2026-11-28."""


@pytest.fixture
def archive(repository, monkeypatch):  # noqa: F811
    """A repository where one practice is retired, at a fixed moment."""
    with acting_as(repository, "national.editor"):
        ladder.act(repository.practices[QUARRY["id"]], "retire")
    transaction.commit()
    with relational.write_now() as connection:
        connection.execute(update(tables.once_public).values(changed=MOMENT - 86_400))
    monkeypatch.setattr(oai, "time", SimpleNamespace(time=lambda: MOMENT))
    return repository


def test_one_practice(archive, visitor_rest):
    identifiers = visitor_rest("GET", "@@oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    identifiers.save("oai-identifiers")
    assert 'status="deleted"' in identifiers.body
    uid = archive.practices[NIGHT["id"]].UID()
    name = f"urn:uuid:{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"
    address = f"@@oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={name}"
    answer = visitor_rest("GET", address).save("oai-record")
    assert answer.status == 200
    assert NIGHT["title"] in answer.body


def test_a_mistake(archive, visitor_rest):
    answer = visitor_rest("GET", "@@oai?verb=ListRecords&from=yesterday").save("oai-mistake")
    assert answer.body.count('code="badArgument"') == 2
