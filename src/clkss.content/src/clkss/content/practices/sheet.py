"""The sheet "practices": one good practice in each row."""

from clkss.content import _
from clkss.content.committees.clearances import today
from clkss.content.committees.rules import KNOWLEDGE_KEY
from clkss.content.committees.rules import NATIONAL_KEY
from clkss.content.practices import rules
from clkss.content.practices.content import IGoodPractice
from clkss.content.practices.naming import name_for
from clkss.content.review import ownership
from clkss.content.review import workflow
from clkss.content.review.ladder import REVIEW_YEARS
from clkss.content.review.rules import ADMINISTRATOR
from clkss.content.review.rules import review_due
from clkss.content.sheets import cells
from clkss.content.sheets import places
from clkss.content.sheets.interfaces import ISheetKind
from clkss.content.sheets.rules import Column
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
from zope.schema.interfaces import IVocabularyFactory


PORTAL_TYPE = "GoodPractice"
CONTAINER = "practices"

CODE = "code"
EVIDENCE = "evidence"

EVIDENCE_SCORE = 1
"""What a "yes" in the sheet is worth: some evidence, by the account of its author."""

FIELD_OF_COLUMN = {"summary": "description"}
"""Columns whose field has another name."""

LONGEST_PART = 20_000
LONGEST_NOTE = 2_000
LONGEST_PARTNER = 300

LANGUAGES = ("en", "tl")
"""Languages whose titles of terms are understood."""


@implementer(ISheetKind)
class Practices:
    """Reads and makes good practices."""

    title = _("sheet_kind_practices", default="Good practices")
    key = CODE
    states = (workflow.DRAFT, workflow.PUBLISHED)

    def columns(self):
        """Return the columns, with the terms as they are now."""
        return (
            Column(
                CODE,
                cells.identifier(100),
                required=True,
                title=_("sheet_practices_code", default="Code"),
                hint=_(
                    "sheet_practices_code_help",
                    default="Names the row for ever: the same code means the same practice.",
                ),
                example="bohol-2026-01",
            ),
            Column(
                "title",
                cells.line(rules.LONGEST_TITLE),
                required=True,
                title=_("label_practice_title", default="Title"),
                example="Night classes for fishing children in Danao",
            ),
            _text("summary", _("label_practice_summary", default="In short"), LONGEST_NOTE),
            self._choice("language", "clkss.languages", IGoodPractice["language"].title, "en"),
            self._choices(
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
            self._choices(
                "themes", "clkss.themes", IGoodPractice["themes"].title, "education; livelihood"
            ),
            self._choices("sectors", "clkss.sectors", IGoodPractice["sectors"].title, "fishing"),
            self._choices("hazards", "clkss.hazards", IGoodPractice["hazards"].title, "night-work"),
            self._choices(
                "agencies", "clkss.agencies", IGoodPractice["agencies"].title, "DOLE; DSWD"
            ),
            Column(
                "partners",
                cells.parts(LONGEST_PARTNER),
                empty=(),
                title=_("label_partners", default="Other partners"),
                hint=_("sheet_several_help", default="Several are separated by ;"),
                example="Danao Elementary School; Fishers' Cooperative",
            ),
            _date("period_start", _("label_period_start", default="Began")),
            _date("period_end", _("label_period_end", default="Ended")),
            *(_text(part, IGoodPractice[part].title, LONGEST_PART) for part in rules.PARTS),
            _text("contact", _("label_contact", default="Whom to ask"), LONGEST_NOTE),
            _text("references", _("label_references", default="References"), LONGEST_PART),
            _text("source", _("label_source", default="Taken from a publication"), LONGEST_NOTE),
            Column(
                "source_pages",
                cells.line(300),
                title=_("label_source_pages", default="Pages or heading there"),
                example="12–14",
            ),
            Column(
                EVIDENCE,
                cells.reasoned(5_000),
                title=_("sheet_practices_evidence", default="Tried and shown to work"),
                hint=_(
                    "sheet_practices_evidence_help",
                    default="“yes: ” and the reason, or “no”. With “no” it is shown as promising.",
                ),
                example="yes: 31 of 40 children were back in class after a year",
            ),
        )

    def _choice(self, name, vocabulary, title, empty):
        terms, also = _terms(vocabulary)
        return Column(
            name,
            cells.choice(terms, also),
            empty=empty,
            title=title,
            example=empty,
            choices=terms,
        )

    def _choices(self, name, vocabulary, title, example):
        terms, also = _terms(vocabulary)
        return Column(
            name,
            cells.choices(terms, also),
            empty=(),
            title=title,
            hint=_("sheet_several_help", default="Several are separated by ;"),
            example=example,
            choices=terms,
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
        """Say whether somebody may make practices in a state, now.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param state: draft or published.
        """
        if user_id is None:
            return True
        wanted = ["clkss: Import Sheets", "clkss: Add Good Practice"]
        if state == workflow.PUBLISHED:
            wanted.append("clkss: Publish Knowledge")
        container = self.container(getSite())
        return all(_has(user_id, permission, container) for permission in wanted)

    def may_change(self, user_id, item):
        """Say whether somebody may change a practice by a sheet.

        :param user_id: the account; ``None`` for the operator of the command line.
        :param item: the practice.
        """
        return user_id is None or _has(user_id, "Modify portal content", item)

    def container(self, site):
        """Return the place of the practices.

        :param site: the Plone site.
        """
        return site[CONTAINER]

    def make(self, site, values, batch):
        """Make a practice that is in no place yet, in its state and with its history.

        :param site: the Plone site.
        :param values: column name → value.
        :param batch: options and user are read from it.
        :returns: the practice.
        """
        fti = getUtility(IDexterityFTI, name=PORTAL_TYPE)
        practice = createObject(fti.factory)
        practice.portal_type = PORTAL_TYPE
        for name, value in self.fields(values).items():
            setattr(practice, name, value)
        practice.owner_committee = (ownership.choices(batch.user) or [NATIONAL_KEY])[0]
        if batch.user is not None:
            practice.creators = (batch.user,)
            practice.manage_setLocalRoles(batch.user, ["Owner"])
        notify(ObjectCreatedEvent(practice))
        practice.creators = (batch.user,) if batch.user is not None else ()
        self._settle(site, practice, batch)
        return practice

    def name(self, practice, attempt):
        """Return an id for a practice: the same sheet gives the same addresses.

        :param practice: what :meth:`make` returned.
        :param attempt: from 0; a higher one gives another id.
        """
        return name_for(practice.title, practice.code if not attempt else None)

    def fields(self, values):
        """Turn the cells of a row into fields of a practice.

        :param values: column name → value.
        :returns: field name → value.
        """
        fields = {
            FIELD_OF_COLUMN.get(name, name): list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if name != EVIDENCE
        }
        if EVIDENCE in values:
            reason = values[EVIDENCE]
            fields["criteria"] = [_tried(reason)] if reason else []
        return fields

    def _settle(self, site, practice, batch):
        """Write the history that the item has from the start, and the roles of its state."""
        said = f"Imported from {batch.filename or 'a sheet'} (batch {batch.id})."
        ground = KNOWLEDGE_KEY if batch.user is not None else ADMINISTRATOR
        history = [_entry(None, workflow.DRAFT, batch.user, said, practice.owner_committee)]
        if batch.options["state"] == workflow.PUBLISHED:
            history.append(_entry(workflow.PUBLISH, workflow.PUBLISHED, batch.user, said, ground))
            years = api.portal.get_registry_record(REVIEW_YEARS, default=2)
            practice.review_due = review_due(today(), years)
            practice.effective_date = DateTime()
        practice.workflow_history = PersistentMapping({workflow.WORKFLOW: tuple(history)})
        self._give_roles(site, practice, batch)

    def _give_roles(self, site, practice, batch):
        """Give the permissions of the state; they are worked out once for a batch."""
        known = getattr(batch, "_v_permissions", None)
        if known is None:
            ladder = site.portal_workflow[workflow.WORKFLOW]
            ladder.updateRoleMappingsFor(practice.__of__(self.container(site)))
            batch._v_permissions = {
                name: value
                for name, value in vars(practice).items()
                if name.endswith("_Permission")
            }
            return
        for name, value in known.items():
            setattr(practice, name, value)

    def change(self, item, values, batch):
        """Change a practice that is there.

        :param item: the practice, in its place.
        :param values: column name → value, only of columns that the sheet has.
        :param batch: the batch.
        :returns: what it was before.
        """
        fields = self.fields(values)
        if EVIDENCE in values:
            fields["criteria"] += [
                entry for entry in item.criteria or () if entry["criterion"] != rules.TRIED
            ]
        before = {name: getattr(item, name, None) for name in fields}
        self.restore(item, fields)
        return before

    def restore(self, item, before):
        """Give a practice the values that :meth:`change` returned.

        :param item: the practice, in its place.
        :param before: field name → value.
        """
        for name, value in before.items():
            setattr(item, name, value)
        notify(ObjectModifiedEvent(item))


def _tried(reason):
    return {"criterion": rules.TRIED, "score": EVIDENCE_SCORE, "reason": reason}


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


def _terms(name):
    """Give the terms of a vocabulary: token → English title, and other titles → token."""
    site = getSite()
    vocabulary = getUtility(IVocabularyFactory, name=name)(site)
    terms, also = {}, {}
    for term in vocabulary:
        titles = [translate(term.title, target_language=language) for language in LANGUAGES]
        terms[term.token] = titles[0]
        also.update(dict.fromkeys(titles[1:], term.token))
    return terms, also


def _text(name, title, limit):
    return Column(
        name,
        cells.paragraphs(limit),
        title=title,
        hint=_("sheet_paragraphs_help", default="A blank line separates paragraphs."),
    )


def _date(name, title):
    return Column(
        name,
        cells.date,
        title=title,
        hint=_("sheet_date_help", default="As exactly as you know: 2026, 2026-11 or 2026-11-21."),
        example="2026-11",
    )
