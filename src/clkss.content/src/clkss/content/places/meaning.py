"""What a name means, where the glossary says so to everybody."""

from clkss.content.repository.glossary.table import glossary


def meaning(request, *names: str) -> dict | None:
    """Look a name up among the published terms of the glossary.

    :param request: the request, whose language counts.
    :param names: what the thing is called, the first name that the glossary knows counts.
    :returns: ``text``, ``title`` and ``url`` of the term, or nothing.
    """
    known = glossary().names
    for name in names:
        pieces = known.pieces(name.replace("–", "-"), set())
        if len(pieces) == 1 and pieces[0].entry is not None:
            entry = known.entries[pieces[0].entry]
            return {
                "text": entry.meaning(request.get("LANGUAGE") or "en"),
                "title": entry.title,
                "url": request.physicalPathToURL(entry.path),
            }
    return None
