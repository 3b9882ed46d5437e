"""What ``bin/clkss verify`` asks of the audit."""

from clkss.content.audit import verify_chain


def verify(site):
    """Check the whole chain.

    :param site: the site root.
    :returns: list of problems.
    """
    return verify_chain()
