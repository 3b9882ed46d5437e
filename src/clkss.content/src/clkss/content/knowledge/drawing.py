"""Parts of an item's page that are drawn in Python, since they have many values."""

from clkss.content.frame.drawing import html


def facts(facts) -> str:
    """Draw what stands beside the text.

    :param facts: mappings of a title and values, each with a title and perhaps an address.
    """
    return "".join(
        f"<dt>{html(fact['title'])}</dt>{''.join(map(_value, fact['values']))}" for fact in facts
    )


def _value(value):
    title = html(value["title"])
    if not value["url"]:
        return f"<dd>{title}</dd>"
    return f'<dd><a href="{html(value["url"])}">{title}</a></dd>'


def kind_of_file(name: str, content_type: str) -> str:
    """Say in short what kind of file it is.

    :param name: its name.
    :param content_type: its media type.
    """
    ending = name.rpartition(".")[2] if "." in name else content_type.rpartition("/")[2]
    return ending.upper()[:5]


def size_of_file(size: int) -> str:
    """Say how large a file is.

    :param size: in bytes.
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
