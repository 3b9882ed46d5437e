"""The register of clearances: who serves on which committee, as what, until when.

One persistent record per person, so that two people never wait for each other; the people of a
group are found through sets that merge when two writers add to them. Records are emptied, never
removed: a guard that read one (:func:`assert_current`) must notice that it changed.
"""

from Acquisition import aq_base
from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from clkss.content import audit
from clkss.content.committees import access
from clkss.content.committees import rules
from clkss.content.committees.interfaces import IClearancesChanged
from clkss.content.conflicts.current import hold
from clkss.content.exceptions import ClkssError
from clkss.content.frame.moments import TIME_ZONE
from clkss.content.territories import table
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from persistent import Persistent
from zlib import crc32
from zope.event import notify
from zope.interface import implementer


ANNOTATION = "clkss.content.committees.clearances"

SHARDS = 32
"""Parts of the change count; writers of different persons rarely share one, and sums merge."""


class ClearanceRefused(ClkssError):
    """A clearance cannot be given; carries every reason at once.

    :param reasons: names from :mod:`clkss.content.committees.rules`, or :data:`NOBODY`.
    """

    def __init__(self, reasons):
        self.reasons = tuple(reasons)
        super().__init__(", ".join(self.reasons))


NOBODY = "nobody"
"""Reason: there is no such account."""


@implementer(IClearancesChanged)
@dataclass(frozen=True)
class ClearancesChanged:
    """The clearances of a person have changed, in the running transaction."""

    user_id: str
    committee: str | None
    functions: tuple[str, ...]


class Record(Persistent):
    """The clearances of one person, as rows of plain values; replaced whole."""

    rows = ()


class Register(Persistent):
    """All clearances of a site."""

    def __init__(self):
        self.records = OOBTree()
        self.groups = OOBTree()
        self.counts = tuple(Length() for _shard in range(SHARDS))

    def rows(self, user_id):
        """Return the rows of a person; the same object until they change.

        :param user_id: the account.
        """
        record = self.records.get(user_id)
        return () if record is None else record.rows

    def put(self, user_id, clearances):
        """Replace the clearances of a person.

        :param user_id: the account.
        :param clearances: all that the person has from now on.
        """
        record = self.records.get(user_id)
        if record is None:
            record = self.records[user_id] = Record()
        before = _groups_from(_read(row) for row in record.rows)
        record.rows = tuple(_write(each) for each in clearances)
        after = _groups_from(clearances)
        for group in before - after:
            self.groups[group].discard(user_id)
        for group in after - before:
            members = self.groups.get(group)
            if members is None:
                members = self.groups[group] = OOTreeSet()
            members.insert(user_id)
        self.counts[crc32(user_id.encode()) % SHARDS].change(1)

    def user_ids(self, group):
        """Return the accounts that a clearance, perhaps an ended one, put into a group.

        :param group: id of a computed group.
        """
        return tuple(self.groups.get(group, ()))

    def generation(self):
        """Return a number that grows with every change."""
        return sum(count() for count in self.counts)


def today():
    """Return the day in the Philippines."""
    return datetime.now(TIME_ZONE).date()


def register(site=None):
    """Return the register of a site.

    :param site: the Plone site; the current one by default.
    :returns: the register, or ``None`` where it is not installed.
    """
    # What the adapter of annotations would read: every question about a person comes here.
    kept = getattr(aq_base(access.current_site(site)), "__annotations__", None)
    return None if kept is None else kept.get(ANNOTATION)


def grant(
    user_id,
    committee_key,
    function,
    agency=None,
    until=None,
    alternate=False,
    granted_by=None,
    site=None,
):
    """Let a person serve on a committee in a function.

    Somebody who serves in it already keeps it with the new agency, standing and end.

    :param user_id: an existing account.
    :param committee_key: key of the committee; its territory must exist, the page need not.
    :param function: one of :data:`clkss.content.committees.rules.FUNCTIONS`.
    :param agency: token of the agency that the person represents.
    :param until: the last day, a ``date``; without it there is no end.
    :param alternate: whether the person is an alternate, not a full member.
    :param granted_by: the account that grants; leave out for commands.
    :param site: the Plone site; the current one by default.
    :returns: the clearance.
    :raises ClearanceRefused: with every reason at once.
    """
    site = access.current_site(site)
    day = today()
    clearance = rules.Clearance(
        user_id, committee_key, function, agency, bool(alternate), until, day, granted_by
    )
    reasons = list(rules.reasons_against(clearance, day, actor_id=granted_by))
    if rules.NOT_A_KEY not in reasons and not table.exists(rules.split_key(committee_key)[0]):
        reasons.append(rules.NOT_A_KEY)
    if rules.is_reserved(user_id) or site.acl_users.getUserById(user_id) is None:
        reasons.append(NOBODY)
    if reasons:
        raise ClearanceRefused(reasons)
    book = register(site)
    others = []
    for each in map(_read, book.rows(user_id)):
        if (each.committee, each.function) == (committee_key, function):
            clearance = replace(clearance, since=each.since)
        else:
            others.append(each)
    book.put(user_id, (*others, clearance))
    _changed("clearance.granted", user_id, committee_key, (function,), clearance)
    return clearance


def revoke(user_id, committee_key, function=None, site=None):
    """End the service of a person on a committee at once.

    :param user_id: the account; it need not exist any more.
    :param committee_key: key of the committee.
    :param function: end only this function; all by default.
    :param site: the Plone site; the current one by default.
    :returns: the clearances that ended; empty when there was none.
    """
    return _drop(
        user_id,
        lambda each: each.committee == committee_key and function in (None, each.function),
        committee_key,
        site,
    )


def revoke_all(user_id, site=None):
    """End every service of a person at once, as when the account is deleted.

    :param user_id: the account; it need not exist any more.
    :param site: the Plone site; the current one by default.
    :returns: the clearances that ended.
    """
    return _drop(user_id, lambda each: True, None, site)


def clearances(user_id, on=None, site=None):
    """List the clearances that a person holds on a day and that count just now.

    Of whoever asks, those are left out that the request may not use (:class:`IWithheld`).

    :param user_id: the account.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    """
    site = access.current_site(site)
    known = held(user_id, on, site)
    if not known:
        return known
    withheld = access.withheld_functions(site, user_id)
    return [each for each in known if each.function not in withheld] if withheld else known


def held(user_id, on=None, site=None):
    """List the clearances that a person holds on a day, whatever the request may use of them.

    :param user_id: the account.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    """
    book = register(site)
    if book is None:
        return []
    day = on or today()
    return [each for each in map(_read, book.rows(user_id)) if each.holds(day)]


def serves(user_id, committee_key, site=None):
    """Say whether a person serves on a committee today, whatever the request may use of it.

    :param user_id: the account.
    :param committee_key: key of the committee.
    :param site: the Plone site; the current one by default.
    """
    return any(each.committee == committee_key for each in held(user_id, site=site))


def people(committee_key, function=None, on=None, ended=False, site=None):
    """List who serves on a committee on a day.

    :param committee_key: key of the committee.
    :param function: only this function.
    :param on: the day; today by default.
    :param ended: list those whose clearance ended before that day instead.
    :param site: the Plone site; the current one by default.
    :returns: clearances, secretaries first, then by account.
    """
    book = register(site)
    if book is None:
        return []
    day = on or today()
    found = [
        each
        for user_id in book.user_ids(rules.committee_group(committee_key, function))
        for each in map(_read, book.rows(user_id))
        if each.committee == committee_key
        and function in (None, each.function)
        and each.holds(day) is not ended
    ]
    order = rules.FUNCTIONS.index
    return sorted(found, key=lambda each: (order(each.function), each.alternate, each.user_id))


def is_staffed(committee_key, function, on=None, site=None):
    """Say whether anybody serves on a committee in a function on a day.

    :param committee_key: key of the committee.
    :param function: one of :data:`clkss.content.committees.rules.FUNCTIONS`.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    """
    return bool(people(committee_key, function, on, site=site))


def group_members(group, on=None, site=None):
    """List the accounts in a computed group on a day.

    :param group: id of the group.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    """
    book = register(site)
    if book is None:
        return ()
    day = on or today()
    return tuple(
        user_id
        for user_id in book.user_ids(group)
        if group in rules.groups_of(map(_read, book.rows(user_id)), day)
    )


def groups(user_id, on=None, site=None):
    """Name the computed groups of a person on a day.

    :param user_id: the account.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    """
    counted = clearances(user_id, on, site)
    levels = {access.chain(each.committee)[0].level for each in counted}
    return rules.groups_of(counted, on or today()) | {rules.level_group(each) for each in levels}


def generation(site=None):
    """Return a number that grows with every change of any clearance, in every process.

    It also changes within the transaction that changes a clearance. It says nothing of clearances
    that end by date: whoever keeps something by it keeps the day, too.

    :param site: the Plone site; the current one by default.
    """
    book = register(site)
    return 0 if book is None else book.generation()


def assert_current(user_id, on=None, site=None):
    """Tie the running transaction to the clearances it was allowed by.

    If another transaction changes them before this one commits, this one fails with a
    ``ReadConflictError``, is tried again and then sees the change (security.md, section 4,
    sentence 7).

    :param user_id: the account that acts.
    :param on: the day; today by default.
    :param site: the Plone site; the current one by default.
    :returns: the clearances that hold, and that the request may use.
    """
    book = register(site)
    record = None if book is None else book.records.get(user_id)
    if record is not None:
        hold(record)
    return clearances(user_id, on, site)


def _drop(user_id, doomed, committee_key, site):
    site = access.current_site(site)
    book = register(site)
    held = [] if book is None else [_read(row) for row in book.rows(user_id)]
    ended = [each for each in held if doomed(each)]
    if ended:
        book.put(user_id, [each for each in held if not doomed(each)])
        functions = tuple(each.function for each in ended)
        _changed("clearance.revoked", user_id, committee_key, functions)
    return ended


def _changed(action, user_id, committee_key, functions, clearance=None):
    access.forget()
    detail = {"user": user_id, "committee": committee_key, "functions": list(functions)}
    if clearance is not None:
        detail.update(
            agency=clearance.agency,
            alternate=clearance.alternate,
            until=clearance.until.isoformat() if clearance.until else None,
        )
    audit.record(action, **detail)
    notify(ClearancesChanged(user_id, committee_key, functions))


def _groups_from(clearances):
    return frozenset().union(*map(rules.groups_from, clearances))


def _write(clearance):
    return {
        "user_id": clearance.user_id,
        "committee": clearance.committee,
        "function": clearance.function,
        "agency": clearance.agency,
        "alternate": clearance.alternate,
        "until": clearance.until.isoformat() if clearance.until else None,
        "since": clearance.since.isoformat() if clearance.since else None,
        "granted_by": clearance.granted_by,
    }


def _read(row):
    days = {name: date.fromisoformat(row[name]) for name in ("until", "since") if row[name]}
    return rules.Clearance(**{**row, **days})
