"""Rows that may be there already."""

from clkss.content import relational


def upsert(connection, table, rows):
    """Write rows of the same columns, in one go; those that are there are written over.

    :param connection: connection to write with.
    :param table: the table.
    :param rows: mappings of columns.
    """
    keys = [column.name for column in table.primary_key]
    statement = relational.insert(connection, table)
    values = {name: statement.excluded[name] for name in rows[0]}
    statement = statement.on_conflict_do_update(index_elements=keys, set_=values)
    connection.execute(statement, rows)
