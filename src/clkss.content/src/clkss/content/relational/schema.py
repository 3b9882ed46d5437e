"""The tables: which there are, in which version, and how to get there."""

from clkss.content.relational import engines
from clkss.content.relational import places
from clkss.content.relational.errors import is_passing
from clkss.content.relational.errors import StoreBusy
from clkss.content.relational.errors import StoreTooNew
from dataclasses import dataclass
from dataclasses import field
from sqlalchemy import Column
from sqlalchemy import insert
from sqlalchemy import inspect
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import text
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from weakref import WeakKeyDictionary


#: One collection of tables for each kind of store; rooms declare theirs on it.
metadata = {kind: MetaData() for kind in places.KINDS}

_versions = {
    kind: Table(
        "clkss_schema",
        tables,
        Column("room", String(60), primary_key=True),
        Column("version", Integer, nullable=False),
    )
    for kind, tables in metadata.items()
}

#: Any number will do as long as nobody else locks it in this database.
MIGRATION_LOCK = 2_118_091_201

_rooms = {kind: {} for kind in places.KINDS}
_ready = WeakKeyDictionary()


@dataclass(frozen=True)
class Room:
    """The tables of a room.

    :param version: what this release expects.
    :param steps: by version, the function of a connection that leads *to* that
        version from the one before.
    """

    version: int
    steps: dict = field(default_factory=dict)


def declare(room, kind="facts", version=1, steps=None):
    """Say which version of its tables a room expects.

    Tables that are not there are made in their newest form; the steps run only
    on a store where an older version was.

    :param room: the room's name.
    :param kind: the kind of store its tables are in.
    :param version: the version that this release expects.
    :param steps: see ``Room``; complete from 2 to ``version``.
    :raises ValueError: a step is missing.
    """
    steps = dict(steps or {})
    missing = set(range(2, version + 1)) - set(steps)
    if missing:
        raise ValueError(f"{room}: no step to version {sorted(missing)}")
    _rooms[kind][room] = Room(version, steps)


def ensure(kind):
    """Make and migrate the tables of a store if need be.

    May be repeated and may run in many processes at once. Once a process has
    seen that all is well, it costs nothing.

    :param kind: one of ``places.KINDS``.
    :raises StoreTooNew: a newer release has been here.
    :raises StoreBusy: somebody held the lock for too long.
    """
    engine = engines.writer(kind)
    wanted = (frozenset(metadata[kind].tables), tuple(sorted(_versions_of(kind).items())))
    if _ready.get(engine, {}).get(kind) == wanted:
        return
    try:
        with engines.reader(kind).begin() as connection:
            is_current = _is_current(connection, kind)
        if not is_current:
            with engine.begin() as connection:
                _migrate(connection, kind)
    except DBAPIError as error:
        if is_passing(error):
            raise StoreBusy(str(error)) from error
        raise
    _ready.setdefault(engine, {})[kind] = wanted


def problems(kind):
    """Tell what is missing or different.

    :param kind: one of ``places.KINDS``.
    :returns: list of strings, empty when the tables are as this release expects.
    """
    with engines.reader(kind).begin() as connection:
        there = set(inspect(connection).get_table_names())
        found = [f"{kind}: no table {name}" for name in sorted(set(metadata[kind].tables) - there)]
        stored = _stored(connection, kind) if "clkss_schema" in there else {}
        found += [
            f"{kind}: tables of {room} are version {stored.get(room)}, not {version}"
            for room, version in sorted(_versions_of(kind).items())
            if stored.get(room) != version
        ]
    return found


def _versions_of(kind):
    return {room: declared.version for room, declared in _rooms[kind].items()}


def _stored(connection, kind):
    return dict(connection.execute(select(_versions[kind])).all())


def _is_current(connection, kind):
    there = set(inspect(connection).get_table_names())
    if not there.issuperset({"clkss_schema", *metadata[kind].tables}):
        return False
    return _versions_of(kind).items() <= _stored(connection, kind).items()


def _migrate(connection, kind):
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    versions = _versions[kind]
    versions.create(connection, checkfirst=True)
    stored = _stored(connection, kind)
    for room, declared in _rooms[kind].items():
        before = stored.get(room)
        if before is None:
            connection.execute(insert(versions).values(room=room, version=declared.version))
            continue
        if before > declared.version:
            raise StoreTooNew(
                f"the tables of {room} have version {before}; this release knows {declared.version}"
            )
        for version in range(before + 1, declared.version + 1):
            declared.steps[version](connection)
        where = versions.c.room == room
        connection.execute(update(versions).where(where).values(version=declared.version))
    metadata[kind].create_all(connection, checkfirst=True)
