"""The privacy notice: its text in both languages, its version, and who agreed to it."""

from clkss.content import relational
from clkss.content.people.tables import consents
from clkss.content.people.tables import texts
from hashlib import sha256
from plone import api
from sqlalchemy import func
from sqlalchemy import select
from typing import NamedTuple

import time


VERSION = "clkss.people.notice_version"
TEXT = "clkss.people.notice_{}"
LANGUAGES = ("en", "tl")


class Notice(NamedTuple):
    """The notice as somebody reads it.

    :param version: a number; whoever agreed to a lower one is asked again.
    :param language: ``en`` or ``tl``.
    :param text: plain text, paragraphs parted by empty lines.
    """

    version: int
    language: str
    text: str

    @property
    def digest(self):
        """The name of exactly this text."""
        return sha256(f"{self.version}\0{self.language}\0{self.text}".encode()).hexdigest()

    @property
    def paragraphs(self):
        """The paragraphs of the text."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


def version():
    """Return the number of the notice that holds now."""
    return api.portal.get_registry_record(VERSION, default=1)


def notice(language=None):
    """Return the notice that holds now.

    :param language: of the reader; that of the page by default.
    """
    language = (language or api.portal.get_current_language() or "en").split("-")[0]
    language = language if language in LANGUAGES else "en"
    record = api.portal.get_registry_record
    text = record(TEXT.format(language), default=None) or record(TEXT.format("en"), default=None)
    return Notice(version(), language, (text or "").replace("\r\n", "\n"))


def keep(connection, shown):
    """Keep the text itself, so that one can say later what was agreed to.

    :param connection: connection to write with.
    :param shown: the :class:`Notice` that somebody read.
    """
    row = {**shown._asdict(), "digest": shown.digest, "at": time.time()}
    statement = relational.insert(connection, texts).values(row)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["digest"]))


def agree(person, shown, at=None):
    """Note with the current transaction that a person agreed.

    :param person: the account.
    :param shown: the :class:`Notice` that the person read.
    :param at: when, in seconds since the epoch; now by default.
    """
    row = {
        "person": person,
        "digest": shown.digest,
        "version": shown.version,
        "language": shown.language,
        "at": time.time() if at is None else at,
    }

    def write(connection):
        keep(connection, shown)
        statement = relational.insert(connection, consents).values(row)
        connection.execute(statement.on_conflict_do_nothing(index_elements=["person", "digest"]))

    relational.queue(write)


def agreed(person):
    """Return the highest version that a person agreed to.

    :param person: the account.
    :returns: a number; ``None`` for whoever was never asked.
    """
    query = select(func.max(consents.c.version)).where(consents.c.person == person)
    with relational.read() as connection:
        return connection.execute(query).scalar()


def of_person(person):
    """List what a person agreed to, the latest first.

    :param person: the account.
    """
    query = (
        select(consents, texts.c.text)
        .join(texts, texts.c.digest == consents.c.digest, isouter=True)
        .where(consents.c.person == person)
        .order_by(consents.c.at.desc())
    )
    with relational.read() as connection:
        return connection.execute(query).all()
