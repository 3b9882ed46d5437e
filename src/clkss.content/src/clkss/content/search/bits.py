"""Sets of documents as bits of one number: document *n* is bit *n*."""

from collections.abc import Iterable
from collections.abc import Iterator


def joined(numbers: Iterable[int], size: int) -> int:
    """Give the documents of some numbers as bits.

    :param numbers: the numbers.
    :param size: how many documents there are.
    """
    buffer = bytearray(size // 8 + 1)
    for number in numbers:
        buffer[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(buffer, "little")


def numbers(mask: int) -> Iterator[int]:
    """Name the documents of a set, the lowest number first.

    :param mask: the set.
    """
    digits = f"{mask:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


class Sums:
    """A whole number for each document, counted up for many documents at once.

    Digit *n* of all numbers is one set: the documents whose number has it. Adding to a set of
    documents is adding in columns, a hundred thousand documents in microseconds.
    """

    def __init__(self):
        self.digits: list[int] = []

    def add(self, mask: int, amount: int = 1):
        """Add the same to some documents.

        :param mask: the documents.
        :param amount: what to add, not negative.
        """
        place = 0
        while amount and mask:
            if amount & 1:
                self._carry(mask, place)
            amount >>= 1
            place += 1

    def _carry(self, mask, place):
        digits = self.digits
        while len(digits) < place:
            digits.append(0)
        while mask:
            if place == len(digits):
                digits.append(mask)
                return
            digits[place], mask = digits[place] ^ mask, digits[place] & mask
            place += 1

    def of(self, number: int) -> int:
        """Give the number of one document.

        :param number: the document.
        """
        return sum((digit >> number & 1) << place for place, digit in enumerate(self.digits))

    def highest(self, mask: int, count: int) -> list[tuple[int, int]]:
        """Divide documents into those that are surely among the highest, and those of one number.

        :param mask: the documents.
        :param count: how many of the highest.
        :returns: sets of equal numbers, the highest first, with the number; the last may hold more
            documents than are wanted.
        """
        groups: list[tuple[int, int]] = []
        self._walk(mask, len(self.digits) - 1, 0, count, groups)
        return groups

    def _walk(self, mask, place, above, left, groups):
        """Go down the digits, the larger half first; say how many are still wanted."""
        if not mask or left <= 0:
            return left
        if place < 0:
            groups.append((mask, above))
            return left - mask.bit_count()
        digit = self.digits[place]
        left = self._walk(mask & digit, place - 1, above | 1 << place, left, groups)
        return self._walk(mask & ~digit, place - 1, above, left, groups)


def at_least(masks: Iterable[int], count: int) -> int:
    """Find the documents that are in so many of several sets.

    :param masks: the sets.
    :param count: in how many of them at least, from 1.
    """
    levels = [0] * count
    for mask in masks:
        for level in range(count - 1, 0, -1):
            levels[level] |= levels[level - 1] & mask
        levels[0] |= mask
    return levels[-1]
