"""The base of the sheets of knowledge: one item in each row."""

from clkss.content import _
from clkss.content.committees.clearances import today
from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.knowledge import columns
from clkss.content.knowledge import rules
from clkss.content.knowledge.content import IKnowledge
from clkss.content.knowledge.naming import name_for
from clkss.content.review import ownership
from clkss.content.review import workflow
from clkss.content.review.ladder import REVIEW_YEARS
from clkss.content.review.rules import ADMINISTRATOR
from clkss.content.review.rules import review_due
from clkss.content.sheets import cells
from clkss.content.sheets import places
from clkss.content.sheets.interfaces import ISheetKind
from clkss.content.sheets.kinds import give_permissions
from clkss.content.sheets.kinds import Kind
from clkss.content.sheets.rules import Column
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from typing import ClassVar
from zope.component import createObject
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectCreatedEvent
from zope.lifecycleevent import ObjectModifiedEvent


CODE = "code"
RELATED = "related"


@implementer(ISheetKind)
class KnowledgeSheet(Kind):
    """Reads and makes items of one type.

    The sheet of a type says its ``title``, ``portal_type``, ``place`` (the id of the folder) and
    ``add_permission``, and gives its own columns (:meth:`own_columns`), which stand between those
    that say what an item is about and those that say where it is from.
    """

    key = CODE
    states = (workflow.DRAFT, workflow.PUBLISHED)
    portal_type = ""
    place = ""
    add_permission = ""
    code_example = "bohol-2026-01"
    title_example = ""
    field_of_column: ClassVar[dict[str, str]] = {
        "summary": "description",
        RELATED: "related_codes",
    }
    """Columns whose field has another name."""

    def own_columns(self):
        """Return the columns that only this type has."""
        return ()

    def columns(self):
        """Return the columns, with the terms as they are now."""
        return (*self.first_columns(), *self.own_columns(), *self.last_columns())

    def first_columns(self):
        """Return the columns that say which item it is and what it is about."""
        return (
            Column(
                CODE,
                cells.identifier(100),
                required=True,
                title=_("sheet_practices_code", default="Code"),
                hint=_(
                    "sheet_knowledge_code_help",
                    default="Names the row for ever: the same code means the same item.",
                ),
                example=self.code_example,
            ),
            Column(
                "title",
                cells.line(rules.LONGEST_TITLE),
                required=True,
                title=_("label_practice_title", default="Title"),
                example=self.title_example,
            ),
            columns.text(
                "summary", _("label_practice_summary", default="In short"), rules.LONGEST_NOTE
            ),
            columns.choice("language", "clkss.languages", IKnowledge["language"].title, "en"),
            columns.choices(
                "countries",
                "clkss.countries",
                _("label_countries", default="Countries"),
                "TL; BR; group:mekong",
            ),
            Column(
                "territories",
                cells.places(places.find),
                empty=(),
                title=_("label_territories", default="Places in the Philippines"),
                hint=_(
                    "sheet_territories_help",
                    default="PSGC codes, or names such as “Danao, Panglao, Bohol”, separated by ;",
                ),
                example="0701233003",
            ),
            columns.choices(
                "themes", "clkss.themes", IKnowledge["themes"].title, "education; livelihood"
            ),
            columns.choices("sectors", "clkss.sectors", IKnowledge["sectors"].title, "fishing"),
            columns.choices("hazards", "clkss.hazards", IKnowledge["hazards"].title, "night-work"),
            columns.choices(
                "agencies", "clkss.agencies", IKnowledge["agencies"].title, "DOLE; DSWD"
            ),
        )

    def last_columns(self):
        """Return the columns that say whom to ask and where it is from."""
        return (
            columns.text("contact", IKnowledge["contact"].title, rules.LONGEST_NOTE),
            columns.text("references", IKnowledge["references"].title, rules.LONGEST_TEXT),
            columns.text("source", IKnowledge["source"].title, rules.LONGEST_NOTE),
            Column(
                "source_pages",
                cells.line(rules.LONGEST_NAME),
                title=_("label_source_pages", default="Pages or heading there"),
                example="12–14",
            ),
            self.related_column(),
        )

    def related_column(self):
        """Return the column that names other items."""
        return Column(
            RELATED,
            cells.parts(rules.LONGEST_NAME),
            empty=(),
            title=_("label_related", default="Belongs together with"),
            hint=_(
                "sheet_related_help",
                default="Codes of other items, of any sheet, separated by ; They may come later.",
            ),
            example="bohol-2026-02",
        )

    def judge(self, values):
        """Say what is wrong between the cells of one row.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        start, end = values.get("period_start", ""), values.get("period_end", "")
        for name, value in (("period_start", start), ("period_end", end)):
            if value and not rules.valid_date(value):
                yield name, "not_a_day", {"value": value}
        if not rules.in_order(start, end):
            yield "period_end", "ends_before_start", {"start": start, "end": end}

    def may(self, user_id, state):
        """Say whether somebody may make items in a state, now.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param state: draft or published.
        """
        if user_id is None:
            return True
        wanted = ["clkss: Import Sheets", self.add_permission]
        if state == workflow.PUBLISHED:
            wanted.append("clkss: Publish Knowledge")
        container = self.container(getSite())
        return all(_has(user_id, permission, container) for permission in wanted)

    def may_change(self, user_id, item):
        """Say whether somebody may change an item by a sheet.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param item: the item.
        """
        return user_id is None or _has(user_id, "Modify portal content", item)

    def container(self, site):
        """Return the place of the items.

        :param site: the Plone site.
        """
        return site[self.place]

    def make(self, site, values, batch):
        """Make an item that is in no place yet, in its state and with its history.

        :param site: the Plone site.
        :param values: column name → value.
        :param batch: options and user are read from it.
        :returns: the item.
        """
        fti = getUtility(IDexterityFTI, name=self.portal_type)
        item = createObject(fti.factory)
        item.portal_type = self.portal_type
        for name, value in self.fields(values).items():
            setattr(item, name, value)
        item.owner_committee = (ownership.choices(batch.user) or [NATIONAL_KEY])[0]
        if batch.user is not None:
            item.creators = (batch.user,)
            item.manage_setLocalRoles(batch.user, ["Owner"])
        notify(ObjectCreatedEvent(item))
        item.creators = (batch.user,) if batch.user is not None else ()
        self._settle(site, item, batch)
        return item

    def name(self, item, attempt):
        """Return an id for an item: the same sheet gives the same addresses.

        :param item: what :meth:`make` returned.
        :param attempt: from 0; a higher one gives another id.
        """
        return name_for(item.title, item.code if not attempt else None)

    def fields(self, values):
        """Turn the cells of a row into fields of an item.

        :param values: column name → value.
        :returns: field name → value.
        """
        return {
            self.field_of_column.get(name, name): list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    def _settle(self, site, item, batch):
        """Write the history that the item has from the start, and the roles of its state."""
        said = f"Imported from {batch.filename or 'a sheet'} (batch {batch.id})."
        ground = KNOWLEDGE_KEY if batch.user is not None else ADMINISTRATOR
        history = [_entry(None, workflow.DRAFT, batch.user, said, item.owner_committee)]
        if batch.options["state"] == workflow.PUBLISHED:
            history.append(_entry(workflow.PUBLISH, workflow.PUBLISHED, batch.user, said, ground))
            years = api.portal.get_registry_record(REVIEW_YEARS, default=2)
            item.review_due = review_due(today(), years)
            item.effective_date = DateTime()
        item.workflow_history = PersistentMapping({workflow.WORKFLOW: tuple(history)})
        ladder = site.portal_workflow[workflow.WORKFLOW]
        give_permissions(ladder, item, self.container(site), batch)

    def change(self, item, values, batch):
        """Change an item that is there.

        :param item: the item, in its place.
        :param values: column name → value, only of columns that the sheet has.
        :param batch: the batch.
        :returns: what it was before.
        """
        fields = self.changed_fields(item, values)
        before = {name: getattr(item, name, None) for name in fields}
        self.restore(item, fields)
        return before

    def differs(self, item, values):
        """Say whether a row would change an item that is there.

        :param item: the item, in its place.
        :param values: column name → value, only of columns that the sheet has.
        """
        fields = self.changed_fields(item, values)
        return any(getattr(item, name, None) != value for name, value in fields.items())

    def changed_fields(self, item, values):
        """Turn the cells of a row into fields of an item that is there.

        :param item: the item, in its place.
        :param values: column name → value, only of columns that the sheet has.
        :returns: field name → value.
        """
        return self.fields(values)

    def restore(self, item, before):
        """Give an item the values that :meth:`change` returned.

        :param item: the item, in its place.
        :param before: field name → value.
        """
        for name, value in before.items():
            setattr(item, name, value)
        notify(ObjectModifiedEvent(item))


def _entry(action, state, user, said, committee):
    return {
        "action": action,
        "actor": user or "",
        "comments": said,
        "review_state": state,
        "time": DateTime(),
        "committee": committee,
        "skipped": (),
    }


def _has(user_id, permission, context):
    return api.user.has_permission(permission, username=user_id, obj=context)
