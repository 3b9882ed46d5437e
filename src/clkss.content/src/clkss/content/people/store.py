"""People as rows: profiles, photos, places of service."""

from clkss.content import relational
from clkss.content.people.tables import consents
from clkss.content.people.tables import photos
from clkss.content.people.tables import profiles
from clkss.content.people.tables import services
from clkss.content.people.tables import skills
from clkss.content.people.tables import waiting
from clkss.content.territories.rules import fold
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

import json
import secrets
import time


FOREVER = "9999-12-31"
"""The last day of a service without an end."""

PUBLIC_BYTES = 10

OF_PERSON = (skills, photos, services, consents, waiting, profiles)


def begin(person, name, organisation=None):
    """Give a person a profile with the current transaction, or the one there is the name.

    :param person: the account.
    :param name: how the person is called.
    :param organisation: what the person works for; what is there stays without it.
    """
    public = secrets.token_hex(PUBLIC_BYTES)

    def write(connection):
        named = {"name": name[:300], "folded": fold(name)[:300]}
        if organisation is not None:
            named |= {"organisation": organisation, "findable": fold(organisation)[:300]}
        row = {
            "person": person,
            "public": public,
            "organisation": "",
            "findable": "",
            "languages": "[]",
            "expertise": "[]",
            "about": "",
            "audiences": "{}",
            "changed": time.time(),
            **named,
        }
        connection.execute(
            relational.insert(connection, profiles)
            .values(row)
            .on_conflict_do_update(index_elements=["person"], set_=named)
        )

    relational.queue(write)


def rename(person, name):
    """Give a profile another name with the current transaction, if there is one.

    :param person: the account.
    :param name: how the person is called now.
    """
    changed = update(profiles).where(profiles.c.person == person)
    changed = changed.values(name=name[:300], folded=fold(name)[:300])
    relational.queue(lambda connection: connection.execute(changed))


def change(person, values, findable, skilled):
    """Change what a person says with the current transaction.

    :param person: the account.
    :param values: ``organisation``, ``languages``, ``expertise``, ``about`` and ``audiences``.
    :param findable: the organisation, if all members may find the person by it.
    :param skilled: the expertise, if all members may find the person by it.
    """
    row = {
        **values,
        **{name: json.dumps(values[name]) for name in ("languages", "expertise", "audiences")},
        "findable": fold(findable)[:300],
        "changed": time.time(),
    }

    def write(connection):
        connection.execute(update(profiles).where(profiles.c.person == person).values(row))
        connection.execute(delete(skills).where(skills.c.person == person))
        for skill in sorted(set(skilled)):
            connection.execute(skills.insert().values(person=person, skill=skill))

    relational.queue(write)


def keep_photo(person, data):
    """Keep a photo with the current transaction, or take it away.

    :param person: the account.
    :param data: the picture; ``None`` takes it away.
    """

    def write(connection):
        connection.execute(delete(photos).where(photos.c.person == person))
        if data is not None:
            connection.execute(photos.insert().values(person=person, data=data))

    relational.queue(write)


def photo(person):
    """Read a photo.

    :param person: the account.
    :returns: the picture, or ``None``.
    """
    query = select(photos.c.data).where(photos.c.person == person)
    with relational.read() as connection:
        return connection.execute(query).scalar()


def has_photo(person):
    """Say whether there is a photo.

    :param person: the account.
    """
    query = select(func.count()).where(photos.c.person == person)
    with relational.read() as connection:
        return bool(connection.execute(query).scalar_one())


def serve(person, rows):
    """Put the services of a person in the place of those known, with the current transaction.

    :param person: the account.
    :param rows: values of :data:`clkss.content.people.tables.services`.
    """

    def write(connection):
        connection.execute(delete(services).where(services.c.person == person))
        for row in rows:
            connection.execute(services.insert().values(row))

    relational.queue(write)


def of(person):
    """Read the profile of an account.

    :param person: the account.
    :returns: the row, or ``None``.
    """
    return _one(profiles.c.person == person)


def by_public(public):
    """Read the profile with an address.

    :param public: what the address ends with.
    :returns: the row, or ``None``.
    """
    return _one(profiles.c.public == public)


def publics(persons):
    """Give what the addresses of profiles end with, in one question.

    :param persons: accounts.
    :returns: a mapping of those that have a profile.
    """
    query = select(profiles.c.person, profiles.c.public).where(profiles.c.person.in_(persons))
    with relational.read() as connection:
        return dict(connection.execute(query).tuples().all())


def _one(condition):
    with relational.read() as connection:
        return connection.execute(select(profiles).where(condition)).first()


def find(day, text="", place="", agency="", skill="", start=0, size=20):
    """Find people who serve.

    :param day: today, as year-month-day.
    :param text: words of a name, or of an organisation by which members may find somebody.
    :param place: code of a territory in which the committee lies.
    :param agency: token of an agency.
    :param skill: token of an expertise.
    :param start: where in the list to begin.
    :param size: how many to return.
    :returns: how many there are, and the rows of profiles, by name.
    """
    serving = (services.c.person == profiles.c.person) & (services.c.until >= day)
    if place:
        serving &= services.c.path.contains(f"/{place}/", autoescape=True)
    if agency:
        serving &= services.c.agency == agency
    wanted = exists().where(serving)
    for word in fold(text).split():
        wanted &= or_(
            profiles.c.folded.contains(word, autoescape=True),
            profiles.c.findable.contains(word, autoescape=True),
        )
    if skill:
        has = (skills.c.person == profiles.c.person) & (skills.c.skill == skill)
        wanted &= exists().where(has)
    query = select(profiles).where(wanted).order_by(profiles.c.folded, profiles.c.public)
    with relational.read() as connection:
        total = connection.execute(
            select(func.count()).select_from(profiles).where(wanted)
        ).scalar_one()
        return total, connection.execute(query.offset(start).limit(size)).all()


def ending(first, last):
    """List the services that end between two days, both counted.

    :param first: year-month-day.
    :param last: year-month-day.
    """
    query = select(services).where(services.c.until.between(first, last))
    order = (services.c.until, services.c.committee, services.c.person)
    with relational.read() as connection:
        return connection.execute(query.order_by(*order)).all()


def served():
    """Name everybody whose services are known."""
    with relational.read() as connection:
        return set(connection.execute(select(services.c.person).distinct()).scalars())


def erase(person):
    """Erase all that is known of a person here, with the current transaction.

    :param person: the account.
    """

    def write(connection):
        for table in OF_PERSON:
            connection.execute(delete(table).where(table.c.person == person))

    relational.queue(write)
