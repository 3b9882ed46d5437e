"""The sheets "news" and "events": one piece of news, one event in each row."""

from clkss.content import _
from clkss.content.knowledge import columns
from clkss.content.knowledge import rules
from clkss.content.knowledge.sheet import KnowledgeSheet
from clkss.content.sheets.rules import Column
from clkss.content.sheets.rules import wrong
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from html import escape
from plone.app.event.base import default_timezone
from plone.app.textfield.value import RichTextValue

import re


_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}))?(?::00)?", re.ASCII)

WHOLE_DAY = 10
"""Characters of a day without an hour."""


def moment(cell):
    """Read a day, or a day and an hour, as ``2026-06-12`` or ``2026-06-12 14:00``.

    :param cell: the text of the cell.
    :returns: the same in one form.
    :raises Unreadable: for another form, or a moment that no calendar has.
    """
    match = _MOMENT.fullmatch(cell.strip())
    if match is None:
        raise wrong("not_a_moment", value=cell)
    text = " ".join(part for part in match.groups() if part)
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise wrong("not_a_day", value=cell) from None
    return text


def _rich(text, source):
    parts = [part for part in (text or "").split("\n\n") if part.strip()]
    if source:
        parts.append(source)
    html = "".join(f"<p>{escape(part)}</p>".replace("\n", "<br />") for part in parts)
    return RichTextValue(html, "text/html", "text/x-html-safe") if html else None


class NewsSheet(KnowledgeSheet):
    """Reads and makes news."""

    title = _("sheet_kind_news", default="News")
    portal_type = "News Item"
    place = "news"
    add_permission = "plone.app.contenttypes: Add News Item"
    code_example = "bohol-2026-news-1"
    title_example = "Panglao counts its first year without children on night boats"

    def own_columns(self):
        """Return the text and the day."""
        return (
            columns.text("text", _("label_news_text", default="Text"), rules.LONGEST_TEXT),
            Column(
                "date",
                moment,
                title=_("label_news_date", default="Date"),
                hint=_("sheet_moment_help", default="2026-06-12, or with an hour 2026-06-12 14:00"),
                example="2026-06-12",
            ),
        )

    def last_columns(self):
        """Return where it is from."""
        source = columns.text("source", _("label_news_source", default="Source"), 2_000)
        return (source, self.related_column())

    def judge(self, values):
        """Nothing can be wrong between these cells."""
        return ()

    def fields(self, values):
        """Turn the cells of a row into fields.

        :param values: column name → value.
        :returns: field name → value.
        """
        own = ("text", "source", "date")
        fields = super().fields({name: values[name] for name in values if name not in own})
        if "text" in values or "source" in values:
            fields["text"] = _rich(values.get("text"), values.get("source"))
        if values.get("date"):
            fields["effective_date"] = DateTime(values["date"])
        return fields


class EventSheet(NewsSheet):
    """Reads and makes events."""

    title = _("sheet_kind_events", default="Events")
    portal_type = "Event"
    place = "events"
    add_permission = "plone.app.contenttypes: Add Event"
    code_example = "bohol-2026-event-1"
    title_example = "Meeting of the provincial committee"

    def own_columns(self):
        """Return the text, the time and the venue."""
        hint = _("sheet_moment_help", default="2026-06-12, or with an hour 2026-06-12 14:00")
        return (
            columns.text("text", _("label_news_text", default="Text"), rules.LONGEST_TEXT),
            Column(
                "start",
                moment,
                required=True,
                title=_("label_event_start", default="Begins"),
                hint=hint,
                example="2026-06-12 09:00",
            ),
            Column(
                "end",
                moment,
                title=_("label_event_end", default="Ends"),
                hint=hint,
                example="2026-06-12 12:00",
            ),
            columns.line("location", _("fact_venue", default="Venue"), "Provincial capitol"),
        )

    def judge(self, values):
        """Refuse an event that ends before it begins.

        :param values: column name → value; only what could be read.
        :returns: triples of column name, reason and details.
        """
        start, end = values.get("start", ""), values.get("end", "")
        if start and end and end[: len(start)] < start[: len(end)]:
            yield "end", "ends_before_start", {"start": start, "end": end}

    def fields(self, values):
        """Turn the cells of a row into fields.

        :param values: column name → value.
        :returns: field name → value.
        """
        own = ("start", "end")
        fields = super().fields({name: values[name] for name in values if name not in own})
        if "start" in values:
            start, end = values["start"], values.get("end") or values["start"]
            fields["whole_day"] = len(start) == WHOLE_DAY
            fields["start"] = _at(start, "00:00")
            fields["end"] = _at(end, "23:59") if fields["whole_day"] else _later(start, end)
        return fields


def _at(text, hour):
    text = text if len(text) > WHOLE_DAY else f"{text} {hour}"
    return default_timezone(as_tzinfo=True).localize(datetime.fromisoformat(text))


def _later(start, end):
    begins = _at(start, "00:00")
    ends = _at(end, "23:59")
    return ends if ends > begins else begins + timedelta(hours=1)
