"""How knowledge is cited."""


def citation(title: str, owner: str, year: int | None, system: str, url: str) -> str:
    """Write the citation of an item.

    Author, year, title, name of the collection and address, in the order of APA, 7th edition.

    :param title: title of the item.
    :param owner: the committee that wrote it up; may be empty.
    :param year: year of publication; ``None`` when it is not published.
    :param system: name of the site.
    :param url: the permanent address.
    """
    when = f" ({year})" if year else ""
    author = owner.strip().rstrip(".")
    head = f"{author}{when}. {_sentence(title)}" if author else _sentence(title, when)
    return f"{head} {_sentence(system)} {url}"


def _sentence(text: str, after: str = "") -> str:
    text = " ".join(text.split())
    if after:
        return f"{text.rstrip('.')}{after}."
    return text if text.endswith((".", "!", "?")) else f"{text}."


def period(start: str | None, end: str | None) -> str:
    """Write the period in years: first and last, or the one that is known.

    :param start: a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or nothing.
    :param end: the same.
    """
    years = [text[:4] for text in (start, end) if text]
    return "–".join(dict.fromkeys(years))


def paragraphs(text: str | None) -> list[list[str]]:
    """Cut a text at its blank lines, and each paragraph into its lines.

    :param text: plain text.
    """
    found: list[list[str]] = [[]]
    for line in (text or "").splitlines():
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]
