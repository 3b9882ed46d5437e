"""Who has a second factor, and whether a code is right.

The record of a person is in the ZODB: two requests with the same code conflict, and the second one
finds it used. The secret is in the relational store, encrypted with a key that is in the ZODB: a
copy of one of the two databases opens nothing.
"""

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from clkss.content import audit
from clkss.content import relational
from clkss.content.signin import keys
from clkss.content.signin.factor import rules
from clkss.content.signin.factor.tables import secrets
from clkss.content.signin.throttle import rules as throttle
from clkss.content.signin.throttle import store as counting
from persistent import Persistent
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from zope.annotation.interfaces import IAnnotations

import pyotp
import time
import uuid


ANNOTATION = "clkss.content.signin.factors"

TELEPHONE = "telephone"
RECOVERY = "recovery"


class Factor(Persistent):
    """The second factor of one person.

    :param handle: names the secret.
    :param codes: digests of the recovery codes that are left.
    :param last: the last step whose code was used.
    """

    def __init__(self, handle, codes, last):
        self.handle = handle
        self.codes = tuple(codes)
        self.last = last
        self.since = time.time()


def install(site):
    """Make the book of second factors; leave one that is there.

    :param site: the site.
    """
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree()


def find(site, user_id):
    """Return the second factor of a person.

    :param site: the site.
    :param user_id: the account.
    :returns: the record, or ``None``.
    """
    # What the adapter of annotations would read: whoever asks for anybody's groups comes here.
    kept = getattr(aq_base(site), "__annotations__", None)
    book = None if kept is None else kept.get(ANNOTATION)
    return None if book is None or user_id is None else book.get(user_id)


def new_secret():
    """Make a secret, not yet anybody's."""
    return pyotp.random_base32()


def switch_on(site, user_id, secret, step):
    """Give a person a second factor, in place of any that was there.

    :param site: the site.
    :param user_id: the account.
    :param secret: the secret, as the telephone has it.
    :param step: the step whose code confirmed it.
    :returns: the recovery codes, which are kept nowhere.
    """
    handle = uuid.uuid4().hex
    row = {"handle": handle, "secret": keys.seal(f"{user_id}\0{secret}"), "added": time.time()}
    relational.queue(lambda connection: connection.execute(insert(secrets).values(**row)))
    codes = [rules.recovery_code() for _code in range(rules.RECOVERY_CODES)]
    book = IAnnotations(site)[ANNOTATION]
    book[user_id] = Factor(handle, (_digest(user_id, code) for code in codes), step)
    return codes


def switch_off(site, user_id):
    """Take the second factor of a person away.

    :param site: the site.
    :param user_id: the account.
    :returns: whether there was one.
    """
    book = IAnnotations(site).get(ANNOTATION)
    return book is not None and book.pop(user_id, None) is not None


def renew_codes(site, user_id):
    """Give a person other recovery codes; the former ones are worth nothing.

    :param site: the site.
    :param user_id: an account with a second factor.
    :returns: the codes.
    """
    codes = [rules.recovery_code() for _code in range(rules.RECOVERY_CODES)]
    find(site, user_id).codes = tuple(_digest(user_id, code) for code in codes)
    return codes


def step_of(secret, entered, last=0):
    """Find the step of a telephone's code.

    :param secret: the secret.
    :param entered: the code, tidied.
    :param last: the last step whose code was used.
    :returns: the step; ``None`` when the code is wrong, or was used already.
    """
    telephone = pyotp.TOTP(secret, digits=rules.DIGITS, interval=rules.STEP)
    found = None
    for step in rules.steps(time.time(), last):
        if rules.same(telephone.at(step * rules.STEP), entered):
            found = step
    return found


def check(site, user_id, entered):
    """Say whether a code is right, and use it up.

    A try is taken before it is looked at, so that many at one moment gain nothing.

    :param site: the site.
    :param user_id: the account.
    :param entered: as it was entered.
    :returns: :data:`TELEPHONE` or :data:`RECOVERY`; ``None`` when it is wrong, or not looked at.
    """
    factor = find(site, user_id)
    what = keys.digest("code", user_id)
    if factor is None or not counting.take(what, throttle.CODE):
        return None
    kind = _use(factor, user_id, rules.tidy(entered))
    if kind is None:
        audit.record_now("signin.code-refused", user=user_id)
        return None
    relational.queue(lambda connection: counting.drop(connection, what))
    return kind


def forget(site, job):
    """Forget secrets that are nobody's any more: the nightly job.

    :param site: the site root.
    :param job: the job.
    """
    used = [factor.handle for factor in IAnnotations(site).get(ANNOTATION, {}).values()]
    old = time.time() - throttle.DAY
    with relational.read() as connection:
        query = select(secrets.c.handle).where(secrets.c.added < old)
        known = connection.execute(query).scalars().all()
    gone = sorted(set(known).difference(used))
    for place in range(0, len(gone), 500):
        doomed = secrets.c.handle.in_(gone[place : place + 500])
        relational.queue(
            lambda connection, doomed=doomed: connection.execute(delete(secrets).where(doomed))
        )


def _use(factor, user_id, entered):
    if rules.is_code(entered):
        secret = _secret(factor, user_id)
        step = secret and step_of(secret, entered, factor.last)
        if not step:
            return None
        factor.last = step
        return TELEPHONE
    entered = keys.digests("recovery", user_id, entered)
    left = tuple(
        code for code in factor.codes if not any(rules.same(code, each) for each in entered)
    )
    if len(left) == len(factor.codes):
        return None
    factor.codes = left
    return RECOVERY


def _secret(factor, user_id):
    with relational.read() as connection:
        query = select(secrets.c.secret).where(secrets.c.handle == factor.handle)
        sealed = connection.execute(query).scalar()
    owner, _nul, secret = (keys.unseal(sealed) or "").partition("\0")
    return secret if owner == user_id else None


def _digest(user_id, code):
    return keys.digest("recovery", user_id, rules.tidy(code))
