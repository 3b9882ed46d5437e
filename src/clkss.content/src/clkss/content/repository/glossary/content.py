"""A term of the glossary."""

from clkss.content import _
from clkss.content.knowledge import fields
from clkss.content.knowledge import rules as knowledge
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.content import Knowledge
from clkss.content.repository import pointing
from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary import translations
from zope import schema
from zope.interface import implementer


class NoLanguage(schema.ValidationError):
    """Begin each line with a language that is known."""

    __doc__ = _(
        "error_no_language",
        default="Begin each line with the language and a colon, for example “Cebuano: …”.",
    )


def names_a_language(value):
    """Say whether a line begins with a language.

    :param value: what was entered.
    :raises NoLanguage: when it does not.
    """
    if value and value.strip() and translations.read(value) is None:
        raise NoLanguage(value)
    return True


class IGlossaryTerm(IKnowledge):
    """What a word means, in English, Filipino and other languages."""

    title = schema.TextLine(
        title=_("label_term", default="Term in English"),
        description=_(
            "help_term",
            default="As it stands within a sentence, in the singular: “child domestic work”. This "
            "is all you need to save a draft.",
        ),
        max_length=knowledge.LONGEST_TITLE,
    )
    abbreviation = fields.line(
        _("label_abbreviation", default="Abbreviation"),
        _("help_abbreviation", default="For example “WFCL”, if people use one."),
        100,
    )
    definition = fields.text(
        _("label_definition", default="What it means"),
        _(
            "help_definition",
            default="Begin with the definition itself; one or two sentences that somebody without "
            "training understands. Example: “Household work that a child does in the home of "
            "others, paid or not.” It shows wherever the term stands in a text.",
        ),
        knowledge.LONGEST_TEXT,
    )
    term_tl = fields.line(
        _("label_term_tl", default="Term in Filipino"),
        _("help_term_tl", default="For example “batang kasambahay”."),
    )
    definition_tl = fields.text(
        _("label_definition_tl", default="What it means, in Filipino"),
        _(
            "help_definition_tl",
            default="Example: “Gawaing-bahay na ginagawa ng bata sa tahanan ng iba, may bayad man "
            "o wala.”",
        ),
        knowledge.LONGEST_TEXT,
    )
    other_terms = schema.List(
        title=_("label_other_terms", default="In other languages"),
        description=_(
            "help_other_terms",
            default="One on each line, the language first: “Cebuano: bata nga kabulig” or "
            "“ilo: ubing a katulong”.",
        ),
        value_type=schema.TextLine(max_length=knowledge.LONGEST_NAME, constraint=names_a_language),
        required=False,
        defaultFactory=list,
    )
    synonyms = fields.lines(
        _("label_synonyms", default="Other words for the same"),
        _(
            "help_synonyms",
            default="One on each line, in any language; also other spellings: “child labor”. Texts "
            "that use them lead here, too.",
        ),
    )
    broader = pointing.field(
        "clkss.glossary-terms",
        _("label_broader", default="Broader terms"),
        _(
            "help_broader_lines",
            default="Of which is this one a kind? “Child domestic work” is a kind of “child "
            "labour”. Write terms of the glossary, one on each line: the exact term, its "
            "abbreviation, or the address. The broader term then lists this one by itself.",
        ),
    )


@implementer(IGlossaryTerm)
class GlossaryTerm(Knowledge):
    """A term of the glossary."""

    def Description(self):
        """Give its definition in short, which is what lists of items show."""
        return rules.hint(self.definition or "")
