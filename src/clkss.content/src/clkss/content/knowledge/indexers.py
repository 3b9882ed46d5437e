"""What the catalog keeps of an item of knowledge.

The catalog would let the files in an item take over its values; :func:`nothing` stops that.
"""

from Acquisition import aq_base
from clkss.content.knowledge import rules
from clkss.content.knowledge.content import IAbout
from clkss.content.knowledge.content import IKnowledge
from clkss.content.subjects import countries as world
from clkss.content.territories.content import stored_codes
from clkss.content.texts.kept import texts_of
from plone.base.utils import safe_text
from plone.dexterity.schema import SCHEMA_CACHE
from plone.indexer import indexer
from zope.interface import Interface
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText


@indexer(Interface)
def nothing(obj):
    """Index nothing for what says nothing of this.

    :raises AttributeError: always.
    """
    raise AttributeError("says nothing of this")


@indexer(IAbout)
def themes(item):
    """Index the themes."""
    return tuple(item.themes or ())


@indexer(IAbout)
def sectors(item):
    """Index the sectors."""
    return tuple(item.sectors or ())


@indexer(IAbout)
def hazards(item):
    """Index the hazards."""
    return tuple(item.hazards or ())


@indexer(IAbout)
def agencies(item):
    """Index the agencies."""
    return tuple(item.agencies or ())


@indexer(IAbout)
def countries(item):
    """Index the countries; one that names only Philippine places is the Philippines'."""
    named = tuple(item.countries or ())
    return named or (("PH",) if stored_codes(item) else ())


@indexer(IKnowledge)
def year(item):
    """Index the year of an item: that of its publication, or in which it began."""
    found = getattr(item, "year", None) or rules.year_of(
        getattr(item, "period_start", None), getattr(item, "period_end", None)
    )
    if found is None:
        raise AttributeError("no year")
    return found


@indexer(IKnowledge)
def practice_code(item):
    """Index the code in the sheet from which an item was imported."""
    if not item.code:
        raise AttributeError("not imported")
    return item.code


@indexer(IAbout)
def is_example(item):
    """Keep whether an item is invented."""
    return bool(getattr(aq_base(item), "is_example", False))


@indexer(IKnowledge)
def searchable_text(item):
    """Index all that is written in an item and in the files in it."""
    texts = [*words_of(item)]
    texts += [world.title(code) for code in item.countries or () if world.exists(code)]
    texts.append(texts_of(item))
    return " ".join(filter(None, texts))


def words_of(item):
    """Give what people wrote in the fields of an item; chosen terms and addresses do not count.

    :param item: an item of knowledge.
    """
    schema = SCHEMA_CACHE.get(item.portal_type)
    for name, field in getFieldsInOrder(schema):
        value = getattr(item, name, None)
        if not value or name in UNSAID:
            continue
        if IText.providedBy(field):
            yield safe_text(value)
        elif IList.providedBy(field) and IText.providedBy(field.value_type):
            yield from (safe_text(each) for each in value)


UNSAID = frozenset({"annual_report_url", "code", "contact", "image_alt", "website", "url"})
"""Fields of text by which nobody looks for an item."""
