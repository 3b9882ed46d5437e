"""What other rooms may say to the outside world through this one."""

from zope.interface import Attribute
from zope.interface import Interface


class IDescribed(Interface):
    """A thing in the words of catalogues, citations and search engines.

    There is one adapter for all knowledge, which reads the fields by their names; a room whose
    things have more to say registers one of its own.
    """

    uid = Attribute("Its UID.")
    kind = Attribute("Its portal type.")
    detail = Attribute("A finer kind, a token such as ``law``; empty when there is none.")
    title = Attribute("Its title.")
    summary = Attribute("What it is about, in a few sentences; may be empty.")
    authors = Attribute("Names of those who wrote it, a tuple; the committee when nobody is named.")
    owner = Attribute("The committee that looks after it; may be empty.")
    publisher = Attribute("Who published it; may be empty.")
    system = Attribute("Name of the site.")
    year = Attribute("Year of publication, or ``None``.")
    published = Attribute("Day on which the site published it, or ``None``.")
    modified = Attribute("Moment of the last change, with its zone.")
    language = Attribute("Code of the language, by BCP 47; may be empty.")
    subjects = Attribute("Titles of themes, kinds of work and hazards in English, a tuple.")
    places = Attribute("Titles of places and countries, a tuple.")
    identifiers = Attribute("Identifiers that others gave it, such as ISBN and DOI; a tuple.")
    number = Attribute("Number of a law; may be empty.")
    licence = Attribute("What others may do with it; may be empty.")
    source = Attribute("Where it was taken from; may be empty.")
    address = Attribute("Where it can be had elsewhere on the web; may be empty.")
    permanent_url = Attribute("Its address for ever.")
    url = Attribute("Its address today.")
    is_example = Attribute("Whether it is made up to show how the site works.")


class ISitemapPart(Interface):
    """A part of the sitemap, a named adapter of the site.

    The name is part of an address and must not change.
    """

    def count():
        """Say how many addresses there are for a visitor, at least roughly and never too few."""

    def entries(start, size):
        """Give some of the addresses, in an order that stays.

        :param start: the first one, from 0.
        :param size: how many at most.
        :returns: an iterable of :class:`clkss.content.outreach.sitemap.Entry`.
        """
