"""The owner committee: who answers for an item."""

from Acquisition import aq_base
from clkss.content.committees import clearances
from clkss.content.committees.rules import is_key
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.review import rules
from clkss.content.review import words
from clkss.content.review import workflow
from clkss.content.review.interfaces import IRevision
from clkss.content.review.states import state_of
from clkss.content.territories import table
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IContextAwareDefaultFactory
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


ADMINISTRATORS = frozenset({"Manager", "Site Administrator"})


def choices(user_id):
    """Name the committees for which a person may write.

    :param user_id: the account.
    :returns: keys, as the person's clearances come.
    """
    held = clearances.clearances(user_id) if user_id else []
    return rules.owners_for((each.committee, each.function) for each in held)


def default(user_id):
    """Name the committee of what a person writes, when it need not be asked.

    :param user_id: the account.
    :returns: the key; the national one when the person writes for none; ``None`` when there are
        several.
    """
    keys = choices(user_id)
    if not keys:
        return NATIONAL_KEY
    return keys[0] if len(keys) == 1 else None


def is_administrator(user=None):
    """Say whether somebody administers the site.

    :param user: the current user by default.
    """
    user = user if user is not None else api.user.get_current()
    return not ADMINISTRATORS.isdisjoint(user.getRoles())


def stored_owner(item):
    """Give the owner committee that an object keeps, or ``None``.

    The field's default depends on who asks, so it does not count.

    :param item: any object.
    """
    item = aq_base(item)
    activate = getattr(item, "_p_activate", None)
    if activate is not None:
        activate()
    return getattr(item, "__dict__", {}).get("owner_committee")


def exists(key):
    """Say whether a key can be that of an owner committee: one of a territory.

    :param key: anything.
    """
    return is_key(key) and table.exists(key)


@provider(IContextAwareDefaultFactory)
def default_owner(context):
    """Give the default of the field ``owner_committee`` for who is signed in.

    :param context: where the item is, or will be.
    """
    key = default(_user_id())
    return key if key in owner_committees(context) else None


@provider(IVocabularyFactory)
def owner_committees(context):
    """List the committees that may own what the current user writes.

    A draft may move between its author's committees; later the owner stands, and that of a working
    copy always: another committee could else publish it. Administrators may name any committee.

    :param context: the item, or the place where it will be.
    """
    keys = [] if _is_fixed(context) else list(choices(_user_id()))
    current = stored_owner(context)
    if current and current not in keys:
        keys.insert(0, current)
    if is_administrator():
        return AnyCommittee(_term(key) for key in keys or [NATIONAL_KEY])
    return SimpleVocabulary([_term(key) for key in keys])


class AnyCommittee(SimpleVocabulary):
    """Takes the key of any territory's committee, also those that are not listed."""

    def __contains__(self, value):
        return super().__contains__(value) or exists(value)

    def getTerm(self, value):
        """Return the term of a key.

        :param value: the key.
        :raises LookupError: when it is no committee's.
        """
        return _term(value) if exists(value) else super().getTerm(value)

    def getTermByToken(self, token):
        """Return the term of a token, which is the key.

        :param token: the key.
        :raises LookupError: when it is no committee's.
        """
        return _term(token) if exists(token) else super().getTermByToken(token)


def _is_fixed(context):
    return state_of(context) != workflow.DRAFT or IRevision(context, None) is not None


def _term(key):
    return SimpleTerm(key, key, words.committee(key))


def _user_id():
    return api.user.get_current().getId()
