"""The preview of the days on which an event comes again, in Plone's form."""

from clkss.content.news import rules
from plone.formwidget.recurrence.browser.json_recurrence import RecurrenceView
from zExceptions import BadRequest

import re


MOST_SHOWN = 100

_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)


class GuardedRecurrence(RecurrenceView):
    """Plone's preview, for rules that can be worked out in a moment."""

    def __call__(self):
        """Answer with the days.

        :raises BadRequest: when the rule is none that is taken.
        """
        form = self.request.form
        rule = form.get("rrule", "")
        if not isinstance(rule, str) or not rules.recurs_well(rule):
            raise BadRequest("rrule")
        for name, default, least, most in (
            ("start", "0", 0, rules.MOST),
            ("batch_size", "10", 1, MOST_SHOWN),
        ):
            said = str(form.get(name, default))
            if not _NUMBER.fullmatch(said) or not least <= int(said) <= most:
                raise BadRequest(name)
        return super().__call__()
