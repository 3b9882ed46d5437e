"""Requests as rows: asked, confirmed, decided, forgotten."""

from clkss.content import relational
from clkss.content.joining import rules
from clkss.content.joining.tables import addresses
from clkss.content.joining.tables import renewals
from clkss.content.joining.tables import requests
from clkss.content.joining.tables import sources
from clkss.content.people import consent
from clkss.content.relational import StoreBusy
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import time


MOST = 500
"""Requests that are read at once, the oldest first."""

EMPTY = {
    "person": "",
    "name": "",
    "mail": "",
    "organisation": "",
    "agency": "",
    "trapped": False,
    "aside": False,
    "decided_by": "",
    "given": "",
    "reason": "",
    "notice": "",
    "notice_version": 0,
    "notice_language": "",
}


def _add(connection, values):
    statement = relational.insert(connection, requests).values({**EMPTY, **values})
    done = connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]))
    return bool(done.rowcount)


def ask(values, source, shown, mail_job):
    """Take the request of a visitor with the current transaction.

    The same is done whether or not the address has an account.

    :param values: of the row.
    :param source: name of where it comes from.
    :param shown: the notice that the visitor agreed to.
    :param mail_job: callable that asks for the mail, within the transaction; the mail is dropped
        when the request turns out to have to wait.
    """
    now = time.time()
    values = {
        **values,
        "state": rules.UNCONFIRMED,
        "at": now,
        "turn": values["committee"],
        "turn_since": now,
        "notice": shown.digest,
        "notice_version": shown.version,
        "notice_language": shown.language,
    }

    def write(connection):
        connection.execute(delete(sources).where(sources.c.at < now - rules.DAY))
        count = select(func.count()).select_from(sources).where(sources.c.at > now - rules.SPAN)
        of_all = connection.execute(count).scalar_one()
        of_source = connection.execute(count.where(sources.c.source == source)).scalar_one()
        to_address = connection.execute(
            select(func.count())
            .select_from(requests)
            .where(requests.c.mail == values["mail"], requests.c.mailed > now - rules.DAY)
        ).scalar_one()
        waits = rules.waits_for_mail(of_source, of_all, to_address, values["trapped"])
        if _add(connection, {**values, "mailed": None if waits else now}):
            connection.execute(sources.insert().values(source=source, at=now))
            consent.keep(connection, shown)

    relational.queue(write)
    mail_job()


def ask_as_member(values):
    """Take the request of a member with the current transaction; nothing has to be confirmed.

    :param values: of the row.
    """
    now = time.time()
    values = {
        **values,
        "state": rules.WAITING,
        "at": now,
        "mailed": now,
        "confirmed": now,
        "turn": values["committee"],
        "turn_since": now,
    }
    relational.queue(lambda connection: _add(connection, values))


def asked_from(source):
    """Count the requests that came from a source within a day.

    :param source: its name.
    """
    query = select(func.count()).select_from(sources)
    recent = sources.c.at > time.time() - rules.DAY
    with relational.read() as connection:
        return connection.execute(query.where(sources.c.source == source, recent)).scalar_one()


def unconfirmed():
    """Count the requests whose mail address is not confirmed."""
    query = select(func.count()).select_from(requests)
    with relational.read() as connection:
        return connection.execute(query.where(requests.c.state == rules.UNCONFIRMED)).scalar_one()


def find(id):
    """Read a request.

    :param id: its id.
    :returns: the row, or ``None``.
    """
    with relational.read() as connection:
        return connection.execute(select(requests).where(requests.c.id == id)).first()


def confirm(id, person, mail):
    """Note with the current transaction that the address is confirmed and has an account now.

    Name and address are with the account from now on, and nowhere else: what else was asked with
    this address and is not confirmed is forgotten.

    :param id: id of the request.
    :param person: the account.
    :param mail: the address.
    :raises StoreBusy: it was confirmed in this moment by somebody else.
    """
    now = time.time()

    def write(connection):
        waiting = (requests.c.id == id) & (requests.c.state == rules.UNCONFIRMED)
        done = connection.execute(
            update(requests)
            .where(waiting)
            .values(
                person=person,
                name="",
                mail="",
                organisation="",
                state=rules.WAITING,
                confirmed=now,
                turn_since=now,
            )
        )
        if not done.rowcount:
            raise StoreBusy("the link was used in this moment")
        _drop_of(connection, mail)

    relational.queue(write)


def settle(id, state, by, given="", reason=""):
    """End a waiting request with the current transaction.

    :param id: id of the request.
    :param state: one of the states that end it.
    :param by: the account that decides.
    :param given: the function in which the person serves now.
    :param reason: why not.
    :raises StoreBusy: somebody else decided in this moment.
    """
    _change(
        id,
        state=state,
        decided=time.time(),
        decided_by=by,
        given=given,
        reason=reason,
    )


def pass_on(id, committee):
    """Pass a waiting request to another committee with the current transaction.

    :param id: id of the request.
    :param committee: key of the committee that is asked for from now on.
    """
    _change(id, committee=committee, turn=committee, turn_since=time.time())


def move(id, turn):
    """Make it the turn of another committee, with the current transaction.

    :param id: id of the request.
    :param turn: key of the committee.
    """
    _change(id, turn=turn, turn_since=time.time())


def _change(id, **values):
    def write(connection):
        waiting = (requests.c.id == id) & (requests.c.state == rules.WAITING)
        if not connection.execute(update(requests).where(waiting).values(values)).rowcount:
            raise StoreBusy("somebody else decided in this moment")

    relational.queue(write)


def turns():
    """Name the committees whose turn it is with any request."""
    query = select(requests.c.turn).where(requests.c.state == rules.WAITING)
    with relational.read() as connection:
        return list(connection.execute(query.distinct()).scalars())


def waiting(turns):
    """Read the requests that wait, those that came without proof last, then the oldest first.

    :param turns: keys of the committees whose turn it is.
    """
    turns = sorted(turns)
    if not turns:
        return []
    query = select(requests).where(requests.c.state == rules.WAITING, requests.c.turn.in_(turns))
    with relational.read() as connection:
        return connection.execute(query.order_by(requests.c.aside, requests.c.at).limit(MOST)).all()


def older(than):
    """Read the requests whose turn began before a moment.

    :param than: seconds since the epoch.
    """
    query = select(requests).where(requests.c.state == rules.WAITING, requests.c.turn_since < than)
    with relational.read() as connection:
        return connection.execute(query.order_by(requests.c.turn_since).limit(MOST)).all()


def of_person(person):
    """Read the requests of a member, the latest first.

    :param person: the account.
    """
    query = select(requests).where(requests.c.person == person)
    with relational.read() as connection:
        return connection.execute(query.order_by(requests.c.at.desc())).all()


def held():
    """Read the requests that wait for their mail, the oldest first."""
    query = select(requests).where(
        requests.c.state == rules.UNCONFIRMED, requests.c.mailed.is_(None)
    )
    with relational.read() as connection:
        return connection.execute(query.order_by(requests.c.at).limit(MOST)).all()


def ready():
    """Read the requests whose mail is sent now, those with proof first, then the oldest.

    No address gets more mails within a day than it may, whatever waits for it.
    """
    mailed = (
        select(requests.c.mail, func.count().label("mails"))
        .where(requests.c.mailed > time.time() - rules.DAY)
        .group_by(requests.c.mail)
        .subquery()
    )
    place = func.row_number().over(
        partition_by=requests.c.mail, order_by=(requests.c.aside, requests.c.at, requests.c.id)
    )
    waiting = (
        select(requests, (func.coalesce(mailed.c.mails, 0) + place).label("place"))
        .outerjoin(mailed, mailed.c.mail == requests.c.mail)
        .where(
            requests.c.state == rules.UNCONFIRMED,
            requests.c.mailed.is_(None),
            requests.c.trapped.is_(False),
        )
        .subquery()
    )
    query = select(waiting).where(waiting.c.place <= rules.MOST_TO_ONE_ADDRESS)
    query = query.order_by(waiting.c.aside, waiting.c.at).limit(rules.MOST_OF_ALL)
    with relational.read() as connection:
        return connection.execute(query).all()


def let_go(id):
    """Note with the current transaction that a request that waited gets its mail.

    :param id: id of the request.
    """
    changed = update(requests).where(requests.c.id == id, requests.c.mailed.is_(None))
    relational.queue(
        lambda connection: connection.execute(changed.values(mailed=time.time(), trapped=False))
    )


def drop(person, mail=""):
    """Forget what a person asked for, with the current transaction.

    :param person: the account.
    :param mail: its address, as addresses are compared.
    """

    def write(connection):
        if mail:
            _drop_of(connection, mail)
        for table in (requests, renewals, addresses):
            connection.execute(delete(table).where(table.c.person == person))

    relational.queue(write)


def _drop_of(connection, mail):
    asked = (requests.c.mail == mail) & (requests.c.state == rules.UNCONFIRMED)
    connection.execute(delete(requests).where(asked))


def forget(connection, now):
    """Forget what need not be known any more.

    :param connection: connection to write with.
    :param now: seconds since the epoch.
    """
    unconfirmed = requests.c.state == rules.UNCONFIRMED
    doubtful = requests.c.trapped | (requests.c.aside & requests.c.mailed.is_(None))
    for gone in (
        requests.c.at < now - rules.UNCONFIRMED_KEPT,
        requests.c.mailed < now - rules.LINK_HOLDS,
        doubtful & (requests.c.at < now - rules.DOUBTFUL_KEPT),
    ):
        connection.execute(delete(requests).where(unconfirmed, gone))
    connection.execute(delete(requests).where(requests.c.decided < now - rules.DECIDED_KEPT))
    connection.execute(delete(sources).where(sources.c.at < now - rules.DAY))


# Renewing


def ask_renewal(person, committee, function):
    """Note with the current transaction that somebody wants to go on serving.

    :param person: the account.
    :param committee: key of the committee.
    :param function: the function.
    """
    row = {"person": person, "committee": committee, "function": function, "at": time.time()}
    keys = ["person", "committee", "function"]
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, renewals)
            .values(row)
            .on_conflict_do_nothing(index_elements=keys)
        )
    )


def end_renewal(person, committee, function):
    """Forget with the current transaction that somebody wants to go on serving.

    :param person: the account.
    :param committee: key of the committee.
    :param function: the function.
    """
    mine = (renewals.c.person == person) & (renewals.c.committee == committee)
    gone = delete(renewals).where(mine, renewals.c.function == function)
    relational.queue(lambda connection: connection.execute(gone))


def renewals_asked(person=None):
    """Name the terms that people asked to have renewed.

    :param person: only those of this account.
    :returns: a set of account, committee and function.
    """
    query = select(renewals.c.person, renewals.c.committee, renewals.c.function)
    if person is not None:
        query = query.where(renewals.c.person == person)
    with relational.read() as connection:
        return {tuple(row) for row in connection.execute(query)}


# Where to reach somebody


def note_address(person, site_url, language):
    """Note with the current transaction under which address somebody knows the site.

    :param person: the account.
    :param site_url: address of the site.
    :param language: the language of the page.
    """
    values = {"site_url": site_url, "language": language, "at": time.time()}
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, addresses)
            .values(person=person, **values)
            .on_conflict_do_update(index_elements=["person"], set_=values)
        )
    )


def address_of(person):
    """Say under which address somebody knows the site; else, under which it was used last.

    :param person: the account.
    :returns: address and language; ``None`` while nothing is known.
    """
    query = select(addresses.c.site_url, addresses.c.language)
    with relational.read() as connection:
        row = connection.execute(query.where(addresses.c.person == person)).first()
        if row is None:
            row = connection.execute(query.order_by(addresses.c.at.desc()).limit(1)).first()
    return row and tuple(row)
