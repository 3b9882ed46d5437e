"""Terms in further languages: one on each line, the language first."""

from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary.languages import NAMES
from clkss.content.subjects.vocabularies import LANGUAGES
from zope.i18n import translate


TITLES = {**NAMES, **{code: title for code, title in LANGUAGES if code not in ("en", "tl")}}
"""Code → title of the languages that can be named."""


def languages():
    """List what a language may be called: code, English or Filipino name → code."""
    found = {rules.plain(code): code for code in TITLES}
    for code, title in TITLES.items():
        for language in ("en", "tl"):
            found[rules.plain(translate(title, target_language=language))] = code
    return found


def read(text):
    """Read one line.

    :param text: such as ``ceb: bata nga nagtrabaho`` or ``Cebuano: …``.
    :returns: the code and the term, or ``None``.
    """
    return rules.translation(text, languages())


def listing(lines, request):
    """Describe the terms of a list of lines; a line that cannot be read is left out.

    :param lines: the lines.
    :param request: the request, whose language counts.
    :returns: mappings with ``code``, ``language`` and ``term``.
    """
    known = languages()
    pairs = (rules.translation(line, known) for line in lines or ())
    return [
        {"code": code, "language": translate(TITLES[code], context=request), "term": term}
        for code, term in filter(None, pairs)
    ]
