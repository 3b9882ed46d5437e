"""Who reads and settles the notes on an item."""

from AccessControl import getSecurityManager
from clkss.content.care.notes import rules
from clkss.content.committees import clearances
from clkss.content.review import access
from clkss.content.review import ladder


def looks_after(item, acts: bool = False) -> bool:
    """Say whether the current user reads and settles the notes on an item.

    :param item: a reviewed item.
    :param acts: whether the user is about to settle one: then a clearance that another transaction
        takes away makes this one fail and be tried again.
    """
    user_id = getSecurityManager().getUser().getId()
    if user_id is None:
        return False
    read = clearances.assert_current if acts else clearances.clearances
    held = read(user_id)
    standing = ladder.standing(item, held)
    return rules.looks_after(
        rules.Standing(
            owner=access.owner_of(item),
            author=standing.author,
            administrator=standing.administrator,
            clearances=[(each.committee, each.function) for each in held],
        )
    )
