"""The page of the audit."""

from clkss.content import audit
from clkss.content import relational
from clkss.content.audit.tables import audit as table
from Products.Five.browser import BrowserView
from sqlalchemy import func
from sqlalchemy import select
from urllib.parse import urlencode

import json


#: Entries on a page.
PAGE = 50


class AuditView(BrowserView):
    """The latest entries, filtered by action and object.

    Looking is itself recorded.
    """

    def __call__(self):
        """Read the page that is asked for, record that it was, and render it."""
        self.action = self._text("action")
        self.object = self._text("object")
        self.page = self._number("page")
        self._read()
        audit.record_now("audit.seen", of=self.action, page=self.page, uid=self.object)
        return self.index()

    def link(self, page):
        """Return the address of another page with the same filter.

        :param page: its number, from 1.
        """
        query = {"action": self.action, "object": self.object, "page": page}
        asked = urlencode({name: value for name, value in query.items() if value})
        return f"{self.context.absolute_url()}/@@audit?{asked}"

    def _read(self):
        where = [
            column == wanted
            for column, wanted in ((table.c.action, self.action), (table.c.object, self.object))
            if wanted
        ]
        with relational.read("audit") as connection:
            self.total = connection.execute(
                select(func.count()).select_from(table).where(*where)
            ).scalar_one()
            rows = connection.execute(
                select(table)
                .where(*where)
                .order_by(table.c.number.desc())
                .limit(PAGE)
                .offset((self.page - 1) * PAGE)
            ).all()
            self.actions = (
                connection.execute(select(table.c.action).distinct().order_by(table.c.action))
                .scalars()
                .all()
            )
        self.pages = max(1, -(-self.total // PAGE))
        self.entries = [
            {
                "number": row.number,
                "at": row.at,
                "time": row.at[:19].replace("T", " "),
                "actor": row.actor,
                "action": row.action,
                "object": row.object,
                "detail": [
                    {"name": name, "value": value} for name, value in json.loads(row.detail).items()
                ],
            }
            for row in rows
        ]

    def _text(self, name):
        value = self.request.form.get(name, "")
        return value.strip()[:255] if isinstance(value, str) else ""

    def _number(self, name):
        value = self._text(name)
        return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else 1
