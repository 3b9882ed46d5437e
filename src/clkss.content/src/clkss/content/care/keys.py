"""Names that nobody can turn back, made with a secret of the site."""

from clkss.content.frame.keys import keys
from clkss.content.frame.rules import signature


def digest(*parts: str) -> str:
    """Give a name to something, the same as long as the site keeps its secret.

    :param parts: what is named; the first says for what purpose.
    """
    return signature(keys()[0], *parts, length=32)
