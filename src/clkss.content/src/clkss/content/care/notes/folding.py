"""Many notes of one source become one, so that a flood grows no list and shuts no form."""

from clkss.content.care.notes import rules
from clkss.content.care.notes.tables import notes
from clkss.content.care.notes.tables import origins
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update


def take_in(connection, note, source):
    """Remember the source of a note that waits aside, and fold earlier ones into it if need be.

    Only notes of the same source about the same item and of the same kind are folded: nobody can
    make the words of somebody else vanish, and what names a child stays urgent.

    :param connection: connection to write with.
    :param note: the values of the note, which is stored already.
    :param source: the name of its source.
    """
    connection.execute(origins.insert().values(note=note["id"], source=source, at=note["at"]))
    is_open = notes.c.state == rules.OPEN
    count = select(func.count()).select_from(notes).where(is_open)
    of_item = connection.execute(count.where(notes.c.item == note["item"])).scalar_one()
    of_all = connection.execute(count).scalar_one()
    if not rules.folds(of_item - 1, of_all - 1):
        return
    earlier = connection.execute(
        select(notes.c.id, notes.c.text, notes.c.mail)
        .join(origins, origins.c.note == notes.c.id)
        .where(
            is_open,
            notes.c.aside,
            notes.c.item == note["item"],
            notes.c.kind == note["kind"],
            notes.c.id != note["id"],
            origins.c.source == source,
        )
        .order_by(notes.c.at.desc())
    ).all()
    if not earlier:
        return
    gone = [each.id for each in earlier]
    connection.execute(delete(notes).where(notes.c.id.in_(gone)))
    connection.execute(delete(origins).where(origins.c.note.in_(gone)))
    mails = [note["mail"], *(each.mail for each in earlier)]
    connection.execute(
        update(notes)
        .where(notes.c.id == note["id"])
        .values(
            text=rules.folded([note["text"], *(each.text for each in earlier)]),
            mail=next(filter(None, mails), ""),
        )
    )
