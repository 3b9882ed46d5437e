"""Sets of documents as bits of one number: document *n* is bit *n*."""

from collections.abc import Iterable


def most_shared(masks: Iterable[int], limit: int) -> list[int]:
    """Find the documents that are in most of several sets, given as bits.

    The sets are added up like columns of binary numbers, all documents at once.

    :param masks: sets of documents, document *n* as bit *n*.
    :param limit: the most documents to give.
    :returns: numbers of documents, those in most sets first, among equals the lowest number first.
    """
    digits: list[int] = []
    for mask in masks:
        carry = mask
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    found: list[int] = []
    for count in range((1 << len(digits)) - 1, 0, -1):
        group = -1
        for place, digit in enumerate(digits):
            group &= digit if count >> place & 1 else ~digit
        while group and len(found) < limit:
            lowest = group & -group
            found.append(lowest.bit_length() - 1)
            group ^= lowest
        if len(found) >= limit:
            break
    return found
