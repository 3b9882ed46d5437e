"""Words for levels, functions and kinds of committees."""

from clkss.content import _
from clkss.content.committees import naming
from clkss.content.committees import rules
from clkss.content.territories import rules as territories
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


LEVEL_TITLES = {
    territories.BARANGAY: _("level_barangay", default="Barangay"),
    territories.MUNICIPAL: _("level_municipal", default="City or municipality"),
    territories.PROVINCIAL: _("level_provincial", default="Province"),
    territories.REGIONAL: _("level_regional", default="Region"),
    territories.NATIONAL: _("level_national", default="Nation"),
}

FUNCTION_TITLES = {
    rules.SECRETARY: _("function_secretary", default="Secretary"),
    rules.MEMBER: _("function_member", default="Member"),
    rules.CONTRIBUTOR: _("function_contributor", default="Contributor"),
    rules.CASEWORKER: _("function_caseworker", default="Caseworker"),
    rules.MONITOR: _("function_monitor", default="Monitoring officer"),
}

KIND_TITLES = {
    naming.COUNCIL: _("kind_council", default="Council"),
    naming.COMMITTEE: _("kind_committee", default="Committee"),
    naming.SUBCOMMITTEE: _("kind_subcommittee", default="Sub-committee"),
    naming.WORKING_GROUP: _("kind_working_group", default="Technical working group"),
}


@implementer(IVocabularyFactory)
class Words:
    """A vocabulary of fixed words.

    :param titles: a mapping of words to message ids.
    """

    def __init__(self, titles):
        self._titles = titles

    def __call__(self, context):
        return SimpleVocabulary(
            [SimpleTerm(word, word, title) for word, title in self._titles.items()]
        )


levels = Words(LEVEL_TITLES)
functions = Words(FUNCTION_TITLES)
kinds = Words(KIND_TITLES)
