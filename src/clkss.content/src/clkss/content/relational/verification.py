"""What ``bin/clkss verify`` asks of the relational store."""

from clkss.content.relational import ledger
from clkss.content.relational import places
from clkss.content.relational import schema


def verify_tables(site):
    """Tell which tables are missing or of another version.

    :param site: the site root.
    :returns: list of problems.
    """
    return [problem for kind in places.KINDS for problem in schema.problems(kind)]


def verify_agreement(site):
    """Tell whether interrupted transactions wait to be looked up, and can be.

    :param site: the site root.
    :returns: list of problems.
    """
    problems = []
    for kind in places.KINDS:
        waiting = ledger.doubtful(kind)
        if waiting:
            problems.append(
                f"{kind}: {len(waiting)} interrupted transactions not looked up:"
                " restart the site or its worker"
            )
    if not ledger.keeps_history(site._p_jar.db()):
        problems.append(
            "the ZODB keeps no history, so an interrupted transaction cannot be"
            " looked up: use FileStorage, or RelStorage with keep-history true"
        )
    return problems
