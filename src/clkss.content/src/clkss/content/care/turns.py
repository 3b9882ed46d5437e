"""Whose turn it is: a few of many, day by day, the same for all who look on one day."""

from collections.abc import Iterable
from datetime import date


def turn(items: Iterable[int], day: date, most: int) -> list[int]:
    """Choose the items of a day; each comes as often as any other.

    :param items: all of them, by numbers that do not change from day to day.
    :param day: the day.
    :param most: how many are chosen.
    :returns: all when there are no more than that.
    """
    waiting = sorted(set(items))
    if len(waiting) <= most:
        return waiting
    first = day.toordinal() * most % len(waiting)
    return [waiting[(first + place) % len(waiting)] for place in range(most)]
