"""What somebody is to the people of the site."""

from AccessControl import getSecurityManager
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees


def user_id():
    """Return the account that asks; ``None`` for a visitor."""
    return getSecurityManager().getUser().getId()


def serves_on(person):
    """Name the committees on which somebody serves today.

    :param person: the account.
    """
    held = clearances.clearances(person) if person else []
    return frozenset(each.committee for each in held)


def secretary_of(person):
    """Name the committees whose secretary somebody is today.

    :param person: the account.
    """
    held = clearances.clearances(person) if person else []
    return frozenset(each.committee for each in held if each.function == committees.SECRETARY)
