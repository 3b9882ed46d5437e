"""The vocabulary of all places, of which no list is ever made."""

from clkss.content import _
from clkss.content.territories import rules
from clkss.content.territories import table
from clkss.content.territories.content import stored_codes
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm


LEVEL_TITLES = {
    rules.BARANGAY: _("level_barangay", default="Barangay"),
    rules.MUNICIPAL: _("level_municipal", default="City or municipality"),
    rules.PROVINCE: _("level_province", default="Province"),
    rules.REGION: _("level_region", default="Region"),
    rules.COUNTRY: _("level_country", default="Country"),
}
"""What each level of a territory is called."""


class ITerritoriesVocabulary(IVocabularyTokenized):
    """The vocabulary of places."""

    def search(text, limit):
        """Give the terms of the places that somebody may mean, the best first.

        :param text: what was typed so far.
        :param limit: the most terms to give.
        """


@implementer(ITerritoriesVocabulary)
class TerritoriesVocabulary:
    """All places: value and token are the code, the title names all that the place lies in.

    It *contains* what may be chosen: living codes, and the ended ones that the context holds
    already. It *knows* every code that ever was, so that old records keep their titles.

    :param context: what holds the codes, or is to hold them.
    """

    def __init__(self, context=None):
        self.context = context

    def __contains__(self, value):
        return table.is_current(value) or value in stored_codes(self.context)

    def __iter__(self):
        return map(self._term, table.codes())

    def __len__(self):
        return sum(1 for _code in table.codes())

    def getTerm(self, value):
        """Give the term of a code, living or ended.

        :param value: a code.
        :raises LookupError: when no place has or had it.
        """
        if not table.exists(value):
            raise table.UnknownTerritory(value)
        return self._term(value)

    getTermByToken = getTerm

    def search(self, text, limit):
        """Give the terms of the places that somebody may mean, the best first."""
        return [self._term(place.code) for place in table.search(text, limit)]

    @staticmethod
    def _term(code):
        return SimpleTerm(code, code, table.title(code))


@provider(IVocabularyFactory)
def territories_vocabulary(context):
    """Make the vocabulary of places for a context.

    :param context: what holds the codes, or is to hold them.
    """
    return TerritoriesVocabulary(context)
