"""Lists of terms that the code fixes, as vocabularies."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def fixed(terms):
    """Make the factory of a vocabulary whose terms nobody changes.

    :param terms: pairs of a token and a title, in the order in which they are offered.
    """

    @provider(IVocabularyFactory)
    def factory(context):
        return SimpleVocabulary([SimpleTerm(token, token, title) for token, title in terms])

    return factory
