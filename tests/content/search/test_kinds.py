"""Of what kind a thing is within its type."""

from clkss.content.review.content import IReviewed
from clkss.content.search import indexers
from clkss.content.search import rules
from types import SimpleNamespace
from zope.interface import directlyProvides

import pytest


@pytest.fixture
def thing():
    """Have a thing of a type: ``thing("Resource", resource_kind="law")``."""

    def thing(portal_type, **values):
        made = SimpleNamespace(portal_type=portal_type, **values)
        directlyProvides(made, IReviewed)
        return made

    return thing


def test_a_law_is_indexed_as_a_kind_of_resource(thing):
    law = thing("Resource", resource_kind="law")
    assert indexers.kinds(law, None)() == ("Resource:law",)


@pytest.mark.parametrize(
    ("portal_type", "values"),
    [("Resource", {"resource_kind": None}), ("GoodPractice", {"resource_kind": "law"})],
)
def test_what_is_of_no_kind_is_not_indexed(thing, portal_type, values):
    with pytest.raises(AttributeError):
        indexers.kinds(thing(portal_type, **values), None)()


def test_a_file_in_a_resource_is_no_resource(portal):
    with pytest.raises(AttributeError):
        indexers.nothing(portal, portal.portal_catalog)()


def test_a_kind_that_nobody_knows_is_left_out(ask, practice, portal):
    practice()
    _found, repository = ask()
    query, problems = repository.parse({rules.SUBKIND: "Resource:unheard-of"})
    assert query.filters == ()
    assert problems == [(rules.SUBKIND, "Resource:unheard-of")]
