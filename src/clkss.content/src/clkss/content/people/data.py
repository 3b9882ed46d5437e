"""What the ground floor knows of a person."""

from clkss.content import _
from clkss.content import relational
from clkss.content.audit.tables import audit
from clkss.content.committees import clearances
from clkss.content.notices import members
from clkss.content.notices.tables import mails
from clkss.content.people import consent
from clkss.content.people import newmail
from clkss.content.people import store
from clkss.content.people.interfaces import IPersonalData
from clkss.content.signin.factor import store as factors
from datetime import datetime
from datetime import UTC
from plone import api
from sqlalchemy import select
from typing import NamedTuple
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message
from zope.interface import implementer

import json


MOST = 5_000
"""Entries of a kind that are handed over, the latest first."""


class Section(NamedTuple):
    """What one room knows."""

    name: str
    title: Message
    entries: list


def known(site, person):
    """Gather all that rooms know of a person.

    :param site: the Plone site.
    :param person: the account.
    :returns: a list of :class:`Section`, the empty ones left out.
    """
    rooms = sorted(getUtilitiesFor(IPersonalData), key=lambda pair: (pair[1].order, pair[0]))
    sections = [Section(name, room.title, room.known(site, person)) for name, room in rooms]
    return [section for section in sections if section.entries]


def day_and_hour(seconds):
    """Write a moment as others read it.

    :param seconds: since the epoch, or nothing.
    """
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


class Kept:
    """Base of what goes by itself with the account: other subscribers erase it."""

    def erase(self, site, person):
        """Do nothing."""


@implementer(IPersonalData)
class Rows(Kept):
    """What stands in a table of a room that erases it by itself.

    :param order: place in the list.
    :param title: message id of the heading.
    :param person: the column with the account.
    :param columns: columns by name, each a value; those of moments are ``Float``.
    :param latest: the column by which the latest come first.
    """

    def __init__(self, order, title, person, columns, latest):
        self.order = order
        self.title = title
        self._person = person
        self._columns = columns
        self._latest = latest

    def known(self, site, person):
        """Return the rows."""
        labelled = [column.label(name) for name, column in self._columns.items()]
        query = select(*labelled).where(self._person == person)
        with relational.read() as connection:
            rows = connection.execute(query.order_by(self._latest.desc()).limit(MOST)).all()
        return [
            {
                name: day_and_hour(value) if isinstance(value, float) else value
                for name, value in row._mapping.items()
            }
            for row in rows
        ]


@implementer(IPersonalData)
class Account(Kept):
    """The account itself."""

    order = 0
    title = _("people_data_account", default="Account")

    def known(self, site, person):
        """Return name, address and the like."""
        member = api.user.get(userid=person)
        if member is None:
            return []
        return [
            {
                "account": person,
                "sign_in_name": member.getUserName(),
                "name": member.getProperty("fullname", ""),
                "mail": member.getProperty("email", ""),
                "new mail address": newmail.of(person) or "",
                "language": member.getProperty("language", ""),
                "home_page": member.getProperty("home_page", ""),
                "location": member.getProperty("location", ""),
                "description": member.getProperty("description", ""),
                "last_signed_in": str(member.getProperty("login_time", "") or ""),
            }
        ]


@implementer(IPersonalData)
class Profile:
    """What the person says in the directory."""

    order = 10
    title = _("people_data_profile", default="Profile")

    def known(self, site, person):
        """Return the profile."""
        row = store.of(person)
        if row is None:
            return []
        return [
            {
                "address": f"{site.absolute_url()}/people/{row.public}",
                "name": row.name,
                "organisation": row.organisation,
                "languages": json.loads(row.languages),
                "expertise": json.loads(row.expertise),
                "about": row.about,
                "photo": store.has_photo(person),
                "read_by": [f"{name}: {who}" for name, who in json.loads(row.audiences).items()],
                "changed": day_and_hour(row.changed),
            }
        ]

    def erase(self, site, person):
        """Erase profile, photo, consents and places of service."""
        store.erase(person)


@implementer(IPersonalData)
class SecondFactor(Kept):
    """That there is a second factor; never its secret."""

    order = 5
    title = _("title_second_factor", default="Second factor")

    def known(self, site, person):
        """Return since when, and how many recovery codes are left."""
        factor = factors.find(site, person)
        if factor is None:
            return []
        return [{"since": day_and_hour(factor.since), "recovery_codes_left": len(factor.codes)}]


@implementer(IPersonalData)
class Clearances(Kept):
    """Where the person serves and served."""

    order = 20
    title = _("people_data_clearances", default="Service on committees")

    def known(self, site, person):
        """Return the clearances, the ended ones too; who gave them is not said."""
        book = clearances.register(site)
        rows = () if book is None else book.rows(person)
        kept = ("committee", "function", "agency", "alternate", "since", "until")
        return [{name: row[name] for name in kept} for row in rows]


@implementer(IPersonalData)
class Consents(Kept):
    """What the person agreed to."""

    order = 30
    title = _("people_data_consents", default="Privacy notices that you agreed to")

    def known(self, site, person):
        """Return version, time and text."""
        return [
            {
                "version": row.version,
                "language": row.language,
                "at": day_and_hour(row.at),
                "text": row.text,
            }
            for row in consent.of_person(person)
        ]


@implementer(IPersonalData)
class Mails(Kept):
    """Mails that were sent to the person."""

    order = 80
    title = _("people_data_mails", default="Mails sent to you")

    def known(self, site, person):
        """Return kind and time."""
        query = (
            select(mails.c.letter, mails.c.added, mails.c.state)
            .where(mails.c.recipient == members.name(person))
            .order_by(mails.c.added.desc())
            .limit(MOST)
        )
        with relational.read() as connection:
            rows = connection.execute(query).all()
        return [
            {"kind": row.letter, "at": day_and_hour(row.added), "state": str(row.state)}
            for row in rows
        ]


@implementer(IPersonalData)
class Contributions(Kept):
    """What the person wrote: it stays, without the name."""

    order = 70
    title = _("people_data_contributions", default="What you wrote")

    def known(self, site, person):
        """Return titles and addresses of what the person may see."""
        found = api.content.find(Creator=person, sort_on="modified", sort_order="descending")
        return [
            {"title": brain.Title, "kind": brain.portal_type, "address": brain.getURL()}
            for brain in found[:MOST]
        ]


@implementer(IPersonalData)
class Traces(Kept):
    """What the person did, by the audit; it holds ids and stays."""

    order = 90
    title = _("people_data_traces", default="What you did, by the record of the site")

    def known(self, site, person):
        """Return action, object and time."""
        query = (
            select(audit.c.at, audit.c.action, audit.c.object)
            .where(audit.c.actor == person)
            .order_by(audit.c.number.desc())
            .limit(MOST)
        )
        with relational.read("audit") as connection:
            rows = connection.execute(query).all()
        return [{"at": row.at, "action": row.action, "object": row.object} for row in rows]
