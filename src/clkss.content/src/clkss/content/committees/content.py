"""The committee: what is said of it, and where it stands."""

from clkss.content import _
from clkss.content.committees import naming
from clkss.content.committees import rules
from clkss.content.committees.access import chain
from clkss.content.committees.access import current_site
from clkss.content.committees.interfaces import ICommitteeContainer
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.utils import createContent
from plone.supermodel import model
from z3c.form.interfaces import IAddForm
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.interfaces import ValidationError


PORTAL_TYPE = "Committee"
CONTAINER_ID = "committees"


class UnknownTerritoryCode(ValidationError):
    __doc__ = _(
        "error_unknown_territory",
        default="No territory has this code. Enter its ten digits, or PH for the country.",
    )


class UnusableToken(ValidationError):
    __doc__ = _(
        "error_committee_token",
        default="Use small letters and digits, parted by hyphens, and begin with a letter.",
    )


def is_territory(code):
    """Accept codes that exist.

    :param code: what was entered.
    :raises UnknownTerritoryCode: for any other.
    """
    if not table.exists(code):
        raise UnknownTerritoryCode(code)
    return True


def is_token(token):
    """Accept what can stand in a key.

    :param token: what was entered.
    :raises UnusableToken: for anything else.
    """
    if not rules.is_token(token):
        raise UnusableToken(token)
    return True


class ICommittee(model.Schema):
    """A committee of a territory, or a sub-committee of one."""

    directives.omitted(IEditForm, "territory", "token")
    directives.omitted(IAddForm, "level", "parent")
    directives.omitted(IEditForm, "level", "parent")

    territory = schema.TextLine(
        title=_("label_committee_territory", default="Territory"),
        description=_(
            "help_committee_territory",
            default="Its code: ten digits, or PH for the country. It cannot be changed later.",
        ),
        constraint=is_territory,
    )

    token = schema.TextLine(
        title=_("label_committee_token", default="Short name of the sub-committee"),
        description=_(
            "help_committee_token",
            default="Only for a sub-committee or working group, for example: knowledge.",
        ),
        required=False,
        constraint=is_token,
    )

    title = schema.TextLine(
        title=_("label_committee_title", default="Name"),
        description=_(
            "help_committee_title", default="Leave empty to name it after its territory."
        ),
        required=False,
        max_length=300,
    )

    description = schema.Text(
        title=_("label_committee_description", default="What it does"),
        required=False,
        max_length=2000,
    )

    kind = schema.Choice(
        title=_("label_committee_kind", default="Kind"),
        vocabulary="clkss.committee_kinds",
        required=False,
    )

    other_names = schema.Tuple(
        title=_("label_committee_other_names", default="Other and former names"),
        description=_("help_committee_other_names", default="One name per line."),
        value_type=schema.TextLine(),
        required=False,
        default=(),
        missing_value=(),
    )

    contact = schema.Text(
        title=_("label_committee_contact", default="Contact"),
        description=_(
            "help_committee_contact",
            default="Office, address, telephone and mail of the secretariat. Everybody reads it.",
        ),
        required=False,
        max_length=2000,
    )

    level = schema.Choice(
        title=_("label_committee_level", default="Level"),
        vocabulary="clkss.committee_levels",
        readonly=True,
        required=False,
    )

    parent = schema.TextLine(
        title=_("label_committee_parent", default="Reports to"),
        readonly=True,
        required=False,
    )

    @invariant
    def is_the_only_one(data):
        """A territory has one committee, and one sub-committee of each name."""
        context = getattr(data, "__context__", None)
        if ICommittee.providedBy(context) and not ICommitteeContainer.providedBy(context):
            known = context.getId()
        else:
            known = None
        try:
            key = rules.key_of(data.territory, data.token)
        except ValueError:
            return
        if key != known and key in home():
            raise Invalid(
                _("error_committee_exists", default="This committee is on record already.")
            )


@implementer(ICommittee)
class Committee(Container):
    """A committee; rooms above keep what belongs to it inside."""

    _ordering = "unordered"

    @property
    def key(self):
        """The key: code of the territory and, for a sub-committee, its short name."""
        return rules.key_of(self.territory, self.token)

    @property
    def chain(self):
        """This committee and those above it."""
        return chain(self.key)

    @property
    def level(self):
        """Its level, which is that of its territory."""
        return self.chain[0].level

    @property
    def parent(self):
        """Key of the next committee above, or ``None`` for the national one."""
        links = self.chain
        return links[1].key if len(links) > 1 else None

    def SearchableText(self):
        """Return the words by which the catalog finds it."""
        parts = (self.title, self.description, *(self.other_names or ()))
        return " ".join(part for part in parts if part)


@adapter(ICommitteeContainer)
@implementer(INameChooser)
class KeyAsName:
    """A committee's id is its key; nothing else lives beside it.

    :param context: the place of the committees.
    """

    def __init__(self, context):
        self.context = context

    def checkName(self, name, obj):
        """Say whether an object may have this id.

        :param name: the id.
        :param obj: a committee.
        """
        return ICommittee.providedBy(obj) and name == obj.key and name not in self.context

    def chooseName(self, name, obj):
        """Name the id that an object must have.

        :param name: ignored.
        :param obj: a committee.
        """
        return obj.key


def home(site=None):
    """Return the place of the committees.

    :param site: the Plone site; the current one by default.
    """
    return current_site(site)[CONTAINER_ID]


def get(key, site=None):
    """Return a committee.

    :param key: its key.
    :param site: the Plone site; the current one by default.
    :returns: the committee; ``None`` when nobody put it on record.
    """
    return home(site).get(key)


def create(territory, token=None, site=None, **fields):
    """Put a committee on record.

    :param territory: code of its territory.
    :param token: short name, for a sub-committee.
    :param site: the Plone site; the current one by default.
    :param fields: other fields of :class:`ICommittee`.
    :returns: the committee, in its place.
    :raises ValueError: when territory and token do not make a key.
    :raises clkss.content.territories.table.UnknownTerritory: when there is no such territory.
    :raises KeyError: when it is on record already.
    """
    key = rules.key_of(territory, token)
    table.get(territory)
    place = home(site)
    if key in place:
        raise KeyError(key)
    committee = createContent(PORTAL_TYPE, id=key, territory=territory, token=token, **fields)
    place._setObject(key, committee)
    return place[key]


def describe(committee):
    """Fill in what nobody said of a committee: its name, kind and other names.

    :param committee: the committee, before it has its place.
    """
    code, token = rules.split_key(committee.key)
    territory = table.get(code)
    level = committee.level
    if not committee.title:
        committee.title = naming.default_title(
            level, table.title(code), territory.kind == territories.CITY, token
        )
    if not committee.kind:
        committee.kind = naming.default_kind(level, token)
    if not committee.other_names and not token:
        committee.other_names = naming.OLD_NAMES.get(level, ())


@adapter(ICommittee)
def facts_of_committee(committee):
    """Adapt a committee to the facts that access to it depends on.

    :param committee: the committee.
    :returns: the facts; ``None`` while it has no key.
    """
    if not rules.is_key(committee.territory):
        return None
    return rules.Facts(
        owner=committee.key,
        chain=committee.chain,
        knowledge=False,
        grants=rules.room_grants(committee.key),
    )


@adapter(Interface)
def facts_of_knowledge_container(container):
    """Adapt a place where knowledge is added to the facts that access to it depends on.

    :param container: any object with :class:`IKnowledgeContainer`.
    """
    return rules.Facts(container=True)
