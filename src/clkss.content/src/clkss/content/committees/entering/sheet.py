"""The sheet "committees": one committee, or sub-committee, in each row."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.committees import content
from clkss.content.committees import rules as committees
from clkss.content.committees.access import chain
from clkss.content.committees.content import ICommittee
from clkss.content.committees.entering import rows
from clkss.content.committees.vocabularies import KIND_TITLES
from clkss.content.sheets import cells
from clkss.content.sheets import places
from clkss.content.sheets.interfaces import ISheetKind
from clkss.content.sheets.kinds import give_permissions
from clkss.content.sheets.kinds import Kind
from clkss.content.sheets.rules import Column
from clkss.content.sheets.rules import wrong
from clkss.content.territories import table
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from zope.component import createObject
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.event import notify
from zope.i18n import translate
from zope.interface import implementer
from zope.lifecycleevent import ObjectCreatedEvent
from zope.lifecycleevent import ObjectModifiedEvent


NAME = "committees"
"""Name of the kind of sheet."""

ON_RECORD = "on-record"
"""The one state in which committees are made."""

ADD = "clkss: Add Committee"
MODIFY = "Modify portal content"

WORKFLOW = "clkss_committee_workflow"

FOUND_BY = frozenset({"title", "description", "other_names"})
"""Fields whose words the catalog keeps."""

EXAMPLE = "0701233003"


@implementer(ISheetKind)
class Committees(Kind):
    """Reads and makes committees."""

    title = _("sheet_kind_committees", default="Committees")
    key = rows.TERRITORY
    states = (ON_RECORD,)

    def columns(self):
        """Return the columns; all but the territory may be empty or left out."""
        return (
            Column(
                rows.TERRITORY,
                territory,
                required=True,
                title=_("label_committee_territory", default="Territory"),
                hint=_(
                    "sheet_committee_territory_help",
                    default="Its PSGC code, PH for the country, or its name with those of the "
                    "places it lies in.",
                ),
                example=EXAMPLE,
            ),
            Column(
                rows.PLACE,
                cells.line(rows.LONGEST_NAME),
                title=_("sheet_committee_place", default="Name of the place"),
                hint=_(
                    "sheet_committee_place_help",
                    default="Only for you to read; what stands here changes nothing.",
                ),
                example=table.title(EXAMPLE),
            ),
            Column(
                rows.SHORT_NAME,
                token,
                title=_("label_committee_token", default="Short name of the sub-committee"),
                hint=ICommittee["token"].description,
                example="knowledge",
            ),
            Column(
                "name",
                rows.reader("name"),
                title=_("label_committee_title", default="Name"),
                hint=ICommittee["title"].description,
            ),
            self._kind_column(),
            Column(
                "description",
                rows.reader("description"),
                title=_("label_committee_description", default="What it does"),
                hint=_("sheet_paragraphs_help", default="A blank line separates paragraphs."),
            ),
            Column(
                "other_names",
                rows.reader("other_names"),
                empty=(),
                title=_("label_committee_other_names", default="Other and former names"),
                hint=_("sheet_several_help", default="Several are separated by ;"),
                example="BCPC",
            ),
            Column(
                "contact",
                rows.reader("contact"),
                title=_("label_committee_contact", default="Contact"),
                hint=ICommittee["contact"].description,
                example="Barangay Hall of Danao",
            ),
        )

    @staticmethod
    def _kind_column():
        titles = {
            kind: [translate(title, target_language=language) for language in ("en", "tl")]
            for kind, title in KIND_TITLES.items()
        }
        known = {kind: english for kind, (english, _filipino) in titles.items()}
        also = {filipino: kind for kind, (_english, filipino) in titles.items()}
        return Column(
            "kind",
            cells.choice(known, also),
            title=_("label_committee_kind", default="Kind"),
            example="council",
            choices=known,
        )

    def judge(self, values):
        """Find nothing wrong between cells.

        :param values: column name → value; only what could be read.
        """
        return ()

    def code(self, values):
        """Return the key of the committee.

        :param values: column name → value; only what could be read.
        """
        if rows.TERRITORY not in values:
            return None
        return committees.key_of(values[rows.TERRITORY], values.get(rows.SHORT_NAME) or None)

    def at(self, site, code):
        """Return the committee that is on record under a key.

        :param site: the Plone site.
        :param code: the key.
        """
        return content.get(code, site)

    # Who may

    def may(self, user_id, state):
        """Say whether somebody may enter committees, now: administrators and secretaries.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param state: there is only one.
        """
        return (
            user_id is None
            or _is_administrator(user_id)
            or bool(_secretary_of(clearances.clearances(user_id)))
        )

    def may_make(self, user_id, code):
        """Say whether somebody may enter a committee: who may change its people may.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param code: the key.
        """
        if user_id is None:
            return True
        # A change of service meanwhile makes the commit fail.
        own = _secretary_of(clearances.assert_current(user_id))
        return committees.may_manage(own, chain(code)) or _is_administrator(user_id)

    def may_change(self, user_id, item):
        """Say whether somebody may change a committee by a sheet: who may by its form may.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param item: the committee.
        """
        return user_id is None or api.user.has_permission(MODIFY, username=user_id, obj=item)

    def may_see(self, user_id, batch):
        """Show everybody their own batches, and administrators all.

        :param user_id: the account.
        :param batch: the batch.
        """
        return user_id == batch.user or _is_administrator(user_id)

    # Making and changing

    def container(self, site):
        """Return the place of the committees.

        :param site: the Plone site.
        """
        return content.home(site)

    def make(self, site, values, batch):
        """Make a committee that is in no place yet.

        :param site: the Plone site.
        :param values: column name → value.
        :param batch: its user and file are read from it.
        :returns: the committee.
        """
        item = createObject(getUtility(IDexterityFTI, name=content.PORTAL_TYPE).factory)
        item.portal_type = content.PORTAL_TYPE
        item.territory = values[rows.TERRITORY]
        item.token = values.get(rows.SHORT_NAME) or None
        for name, value in rows.said(values).items():
            setattr(item, name, value)
        content.describe(item)
        notify(ObjectCreatedEvent(item))
        item.creators = (batch.user,) if batch.user is not None else ()
        self._settle(site, item, batch)
        return item

    def name(self, item, attempt):
        """Return its key, the only id that a committee can have.

        :param item: what :meth:`make` returned.
        :param attempt: from 0.
        """
        return None if attempt else item.key

    def _settle(self, site, item, batch):
        """Give a committee its state; the permissions are worked out once for a batch."""
        entry = {
            "action": None,
            "actor": batch.user or "",
            "comments": "",
            "review_state": "active",
            "time": DateTime(),
        }
        item.workflow_history = PersistentMapping({WORKFLOW: (entry,)})
        workflow = site.portal_workflow[WORKFLOW]
        give_permissions(workflow, item, self.container(site), batch)

    def differs(self, item, values):
        """Say whether a row would change a committee; empty cells do not.

        :param item: the committee.
        :param values: column name → value.
        """
        return bool(self._changes(item, values))

    def change(self, item, values, batch):
        """Change a committee that is on record.

        :param item: the committee.
        :param values: column name → value.
        :param batch: the batch.
        :returns: what it was before.
        """
        fields = self._changes(item, values)
        before = {name: getattr(item, name, None) for name in fields}
        self.restore(item, fields)
        return before

    @staticmethod
    def _changes(item, values):
        current = {field: getattr(item, field, None) for field in rows.FIELDS.values()}
        return rows.changes(current, rows.said(values))

    def restore(self, item, before):
        """Give a committee the values that :meth:`change` returned.

        :param item: the committee.
        :param before: field name → value.
        """
        for name, value in before.items():
            setattr(item, name, value)
        if FOUND_BY.isdisjoint(before):
            # Nobody finds a committee by these; a sheet may change them for all there are.
            item.notifyModified()
            catalog = api.portal.get_tool("portal_catalog")
            catalog.catalog_object(item, idxs=["modified"], update_metadata=False)
        else:
            notify(ObjectModifiedEvent(item))

    def is_used(self, item):
        """Say whether people serve on a committee or something lies in it.

        :param item: the committee.
        """
        return bool(clearances.people(item.getId()) or item.objectCount())

    # Out again

    def row(self, committee):
        """Write a committee as a row of the sheet.

        :param committee: the committee.
        :returns: column name → text.
        """
        row = empty_row(committee.territory)
        row[rows.SHORT_NAME] = committee.token or ""
        for column, field in rows.FIELDS.items():
            row[column] = rows.written(column, getattr(committee, field, None))
        return row


def empty_row(code):
    """Write a row for a committee of which only the place is known.

    :param code: code of the place.
    """
    return {rows.TERRITORY: code, rows.PLACE: table.title(code)}


def territory(text):
    """Read the territory of a row; one that ended only where its committee is still on record.

    :param text: a cell.
    :raises clkss.content.sheets.rules.Unreadable: when there is none, or more than one.
    """
    if table.exists(text) and not table.is_current(text) and content.get(text) is not None:
        return text
    return places.find(text)


def token(text):
    """Read the short name of a sub-committee.

    :param text: a cell.
    :raises clkss.content.sheets.rules.Unreadable: when it cannot stand in a key.
    """
    if not committees.is_token(text):
        raise wrong("not_a_token", value=text)
    return text


def enterable(user_id, codes):
    """Name the committees that somebody may enter, to be shown.

    Unlike ``may_make`` it holds no clearance: who only looks writes nothing.

    :param user_id: the account.
    :param codes: keys of committees.
    """
    if _is_administrator(user_id):
        return codes
    own = _secretary_of(clearances.clearances(user_id))
    return [code for code in codes if committees.may_manage(own, chain(code))]


def _is_administrator(user_id):
    if user_id is None:
        return False
    return api.user.has_permission(ADD, username=user_id, obj=content.home(getSite()))


def _secretary_of(held):
    """Name the groups of secretaries somebody is in by their clearances."""
    return frozenset(
        committees.committee_group(each.committee, each.function)
        for each in held
        if each.function == committees.SECRETARY
    )
