"""The result of a poll as a sheet, for those who keep the committee's papers."""

from clkss.content import _
from clkss.content import audit
from clkss.content.community.polls.content import texts
from clkss.content.community.polls.result import Result
from clkss.content.sheets import files
from clkss.content.sheets.rules import neutral
from io import BytesIO
from io import StringIO
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized
from zope.i18n import translate

import csv


class ResultSheet(BrowserView):
    """Options with votes and shares; of an open ballot, who voted for what."""

    def __call__(self):
        self.result = Result(self.context)
        if not (self.result.writes and self.result.is_shown):
            raise Unauthorized("The result is for the committee's secretary, once it is shown.")
        audit.record_now("poll.exported", self.context)
        name = f"poll-{self.context.getId()}"
        response = self.request.response
        if self.request.form.get("format") == "csv":
            return files.send(response, self._csv(), files.CSV_TYPE, f"{name}.csv")
        return files.send(response, self._xlsx(), files.XLSX_TYPE, f"{name}.xlsx")

    def rows(self):
        """Give the rows of the sheet."""
        yield [self._say(_("label_poll_question", default="Question")), self.context.title]
        yield [self._say(_("column_poll_voted", default="Have voted")), str(self.result.voted)]
        yield [
            self._say(_("column_poll_option", default="Option")),
            self._say(_("column_poll_votes", default="Votes")),
            self._say(_("column_poll_share", default="Share in percent")),
            self._say(_("column_poll_names", default="Who")),
        ]
        for row in self.result.rows():
            names = ", ".join(
                f"{self._say(name)} ({count})" if count > 1 else self._say(name)
                for name, count in row["names"]
            )
            yield [row["text"], str(row["votes"]), str(row["share"]), names]

    def _csv(self):
        stream = StringIO()
        # Excel reads a mark of the byte order as a word on the encoding.
        stream.write("\ufeff")
        writer = csv.writer(stream)
        for row in self.rows():
            writer.writerow([neutral(cell) for cell in row])
        return stream.getvalue().encode()

    def _xlsx(self):
        stream = BytesIO()
        book = files.workbook(stream)
        sheet = book.add_worksheet("CLKSS")
        last = 2 + len(texts(self.context))
        for number, row in enumerate(self.rows()):
            for column, cell in enumerate(row):
                if 2 < number <= last and column in (1, 2):
                    sheet.write_number(number, column, int(cell))
                else:
                    sheet.write_string(number, column, cell)
        book.close()
        return stream.getvalue()

    def _say(self, text):
        return translate(text, context=self.request)
