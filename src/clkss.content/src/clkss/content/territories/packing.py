"""The file of a table: one line of JSON, then columns of numbers, each compressed."""

from array import array
from dataclasses import dataclass
from typing import Any

import json
import sys
import zlib


MAGIC = b"CLKSS territories 1\n"


@dataclass(frozen=True)
class Contents:
    """What a table file holds: facts for JSON, and the columns."""

    facts: dict[str, Any]
    columns: dict[str, array]


def pack(contents: Contents) -> bytes:
    """Write a table as bytes: one line of JSON, then every column compressed.

    The bytes of a number are sorted by weight before compression, which halves the file and makes
    it the same on machines of either byte order.

    :param contents: facts and columns.
    """
    blocks = []
    index = []
    for name, column in contents.columns.items():
        raw = bytes(_swapped(column).tobytes())
        size = column.itemsize
        block = zlib.compress(b"".join(raw[part::size] for part in range(size)), 9)
        index.append([name, column.typecode, len(block)])
        blocks.append(block)
    head = json.dumps({**contents.facts, "columns": index}, sort_keys=True, ensure_ascii=True)
    return b"".join([MAGIC, head.encode("ascii"), b"\n", *blocks])


def unpack(data: bytes) -> Contents:
    """Read what :func:`pack` wrote.

    :param data: the bytes of a table file.
    :raises ValueError: when these are not the bytes of a table file.
    """
    facts, blocks = _open(data)
    columns = {}
    for name, typecode, block in blocks:
        column = array(typecode)
        column.frombytes(_joined(zlib.decompress(block), column.itemsize))
        columns[name] = _swapped(column)
    return Contents(facts, columns)


def _open(data: bytes) -> tuple[dict[str, Any], list[tuple[str, str, bytes]]]:
    if not data.startswith(MAGIC):
        raise ValueError("Not a table of territories")
    stop = data.index(b"\n", len(MAGIC))
    facts = json.loads(data[len(MAGIC) : stop])
    blocks = []
    place = stop + 1
    for name, typecode, length in facts.pop("columns"):
        blocks.append((name, typecode, data[place : place + length]))
        place += length
    return facts, blocks


def _joined(planes: bytes, size: int) -> bytes:
    if size == 1:
        return planes
    count = len(planes) // size
    raw = bytearray(len(planes))
    for part in range(size):
        raw[part::size] = planes[part * count : (part + 1) * count]
    return bytes(raw)


def _swapped(column: array) -> array:
    if sys.byteorder == "little" or column.itemsize == 1:
        return column
    column = array(column.typecode, column)
    column.byteswap()
    return column
