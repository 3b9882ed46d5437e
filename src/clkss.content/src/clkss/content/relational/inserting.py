"""Insertions that may find their row there already, in the words of either database."""

from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite


def insert(connection, table):
    """Begin an ``INSERT`` that may say what happens on a conflict.

    :param connection: connection to write with.
    :param table: the table.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
