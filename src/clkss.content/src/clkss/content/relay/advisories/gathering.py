"""What came back on an advisory, by committee: as a page, as a sheet, and a word to the others."""

from clkss.content import _
from clkss.content import audit
from clkss.content import jobs
from clkss.content.committees import clearances
from clkss.content.committees.content import home
from clkss.content.frame.views import FormView
from clkss.content.relay.advisories import access
from clkss.content.relay.advisories import rules
from clkss.content.relay.advisories import store
from clkss.content.relay.advisories.content import lineage_of
from clkss.content.relay.advisories.reading import day_of
from clkss.content.relay.advisories.reading import YES_OR_NO
from clkss.content.relay.advisories.states import state_of
from clkss.content.review import words
from clkss.content.sheets import files
from functools import cached_property
from io import BytesIO
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import Unauthorized
from zope.i18n import translate

import json


SIZE = 50

ALL = "all"
UNREAD = "unread"
UNANSWERED = "unanswered"
ANSWERED = "answered"

FILTERS = {
    ALL: _("gathered_all", default="All"),
    UNREAD: _("gathered_unread", default="Not read"),
    UNANSWERED: _("gathered_unanswered", default="No answer"),
    ANSWERED: _("gathered_answered", default="Answered"),
}

LONGEST_CELL = 32_000


class Gathered(FormView):
    """A row for each committee that is on record and to which the advisory goes.

    Whoever sends for the committee that spoke, or is secretary above it, sees all; a secretary or
    monitor of a place sees the committees there.
    """

    template = ViewPageTemplateFile("templates/gathered.pt")
    page_title = _("title_gathered", default="Who has read it, and what they answer")
    robots = "noindex"

    def __call__(self):
        if state_of(self.context) == rules.DRAFT or not (self.sees_all or self.keys):
            raise Unauthorized("This is for those who look after the committees.")
        if self.is_post:
            self.check_token()
            return self._remind()
        if self.request.form.get("format") == "xlsx":
            return self._sheet()
        return self.template()

    def _remind(self):
        clearances.assert_current(api.user.get_current().getId())
        if not self.sees_all or state_of(self.context) != rules.SENT:
            raise Unauthorized("Reminders come from the committee that sent it.")
        turn = clearances.today().isoformat()
        id = self.context.getId()
        jobs.schedule(
            "relay.advisories.remind",
            {"id": id, "site_url": api.portal.get().absolute_url(), "turn": turn},
            key=f"{id}:{turn}",
        )
        audit.record("advisory.reminded", self.context)
        return self.redirect_with_message(
            _(
                "message_reminded",
                default="Those who have not answered, or not read it where nothing is asked, get "
                "a mail. One reminder goes out each day at most.",
            ),
            self.url,
        )

    @property
    def url(self):
        """Address of this page."""
        return f"{self.context.absolute_url()}/@@gathered"

    @cached_property
    def sees_all(self):
        """Whether the person sees every committee."""
        return access.looks_through(self.context)

    @cached_property
    def keys(self):
        """The committees on record that are addressed and that the person sees."""
        audience = self.context.audience
        groups = access.groups()
        found = []
        for key in home().objectIds(ordered=False):
            lineage = lineage_of(key)
            if lineage is None or not audience.holds_place(lineage.level, lineage.codes):
                continue
            if self.sees_all or rules.overseen(groups, lineage.codes):
                found.append(key)
        return found

    @cached_property
    def _came(self):
        return store.came_back(self.context.getId())

    @property
    def asks(self):
        """Whether anything is asked."""
        return bool(self.context.questions)

    def counts(self):
        """Say how many there are, have read and have answered."""
        read, said = self._came
        keys = self.keys
        return {
            "all": len(keys),
            "read": sum(key in read for key in keys),
            "answered": sum(key in said for key in keys),
        }

    @cached_property
    def chosen(self):
        """Which rows are shown."""
        asked = self.request.form.get("show")
        return asked if isinstance(asked, str) and asked in FILTERS else ALL

    def filters(self):
        """Give the choices of rows, with addresses."""
        names = [ALL, UNREAD, *((UNANSWERED, ANSWERED) if self.asks else ())]
        return [
            {
                "title": FILTERS[name],
                "url": f"{self.url}?{urlencode({'show': name})}",
                "current": name == self.chosen,
            }
            for name in names
        ]

    def _passes(self, key):
        read, said = self._came
        return {
            ALL: True,
            UNREAD: key not in read,
            UNANSWERED: key not in said,
            ANSWERED: key in said,
        }[self.chosen]

    @cached_property
    def _shown(self):
        chosen = [key for key in self.keys if self._passes(key)]
        # From the nation down, neighbours together.
        return sorted(chosen, key=lambda key: tuple(reversed(lineage_of(key).codes)))

    @cached_property
    def start(self):
        """Number of the first row that is shown, from 0."""
        asked = self.request.form.get("b_start", "0")
        is_number = isinstance(asked, str) and asked.isascii() and asked.isdecimal()
        number = int(asked) if is_number and len(asked) < 7 else 0
        return number if number < len(self._shown) else 0

    def rows(self):
        """Give the rows of this page."""
        return [self._row(key) for key in self._shown[self.start : self.start + SIZE]]

    def pages(self):
        """Give the addresses of the page before and after."""

        def address(start):
            return f"{self.url}?{urlencode({'show': self.chosen, 'b_start': start})}"

        before, after = self.start - SIZE, self.start + SIZE
        return {
            "before": address(max(before, 0)) if self.start else None,
            "after": address(after) if after < len(self._shown) else None,
            "first": self.start + 1 if self._shown else 0,
            "last": min(after, len(self._shown)),
            "total": len(self._shown),
        }

    def _row(self, key):
        read, said = self._came
        row = said.get(key)
        return {
            "committee": words.committee(key),
            "url": f"{home().absolute_url()}/{key}",
            "read": day_of(read[key][1]) if key in read else "",
            "answered": day_of(row.at) if row is not None else "",
            "answers": self._said(row),
        }

    def _said(self, row):
        if row is None:
            return []
        texts = json.loads(row.answers)
        return [
            {
                "question": question["question"],
                "text": YES_OR_NO.get(texts[number], texts[number])
                if question["kind"] == rules.YES_NO
                else texts[number],
            }
            for number, question in enumerate(self.context.questions)
            if number < len(texts)
        ]

    def _sheet(self):
        audit.record_now("advisory.exported", self.context, rows=len(self._shown))
        stream = BytesIO()
        book = files.workbook(stream)
        sheet = book.add_worksheet("CLKSS")
        bold = book.add_format({"bold": True})
        headings = [
            _("column_committee", default="Committee"),
            _("column_code", default="Code of the place (PSGC)"),
            _("column_read", default="First read"),
            _("column_answered", default="Answered"),
            *(question["question"] for question in self.context.questions or ()),
        ]
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, self._say(heading)[:LONGEST_CELL], bold)
        for number, key in enumerate(self._shown, 1):
            row = self._row(key)
            cells = [row["committee"], key, row["read"], row["answered"]]
            cells += [each["text"] for each in row["answers"]]
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, self._say(cell)[:LONGEST_CELL])
        book.close()
        name = f"advisory-{self.context.getId()}.xlsx"
        return files.send(self.request.response, stream.getvalue(), files.XLSX_TYPE, name)

    def _say(self, text):
        return translate(text, context=self.request)
