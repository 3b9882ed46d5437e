"""Reports over REST: ``@reports`` says what is owed and who has reported, and files a report."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.exceptions import Refused
from clkss.content.frame.parts import drop_odd_batch
from clkss.content.interfaces import IClkssLayer
from clkss.content.relay.reporting import acting
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import words
from clkss.content.relay.reporting.content import IPeriodicReport
from clkss.content.relay.reporting.content import IReportPeriod
from clkss.content.relay.reporting.ladder import Ladder
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.views import owed
from clkss.content.relay.reporting.views import ReportingView
from clkss.content.review import words as names
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer


STANDING = ("status", "late", "is_nil", "submitted", "reason")
"""What is told of a report beside its committee."""

MOST = 500
"""Committees that one answer lists."""

NOT_ANSWERS = _(
    "report_rest_answers",
    default="answers: a list is expected, with a text, a whole number, true, false or null for "
    "each question, in their order.",
)

NO_KEY = _("rest_reports_no_key", default="committee: the key of a committee is expected")
NOT_SERVING = _(
    "rest_reports_not_serving", default="Reports are for those who serve on a committee."
)
NOT_WRITING = _(
    "rest_reports_not_writing",
    default="Reports are written by secretaries and monitoring officers.",
)
NOT_EXCUSING = _(
    "rest_reports_not_excusing", default="Committees are excused by the secretaries above them."
)


class Owed(Service):
    """``GET @reports``: what the committees of who asks owe, the latest first."""

    def reply(self):
        """Answer.

        :raises Unauthorized: for whoever serves on no committee.
        """
        view = ReportingView(self.context, self.request)
        if not view.held:
            raise Unauthorized(translate(NOT_SERVING, context=self.request))
        return {
            "@id": f"{self.context.absolute_url()}/@reports",
            "items": [
                {
                    "@id": period["url"],
                    "title": period["title"],
                    "due": period["due"],
                    "committees": [
                        {
                            "committee": each["key"],
                            "title": translate(each["committee"], context=self.request),
                            "report": each["report"] or None,
                            **{name: each[name] for name in STANDING},
                        }
                        for each in period["committees"]
                        if each["asked"]
                    ],
                }
                for period in owed(view)
            ],
        }


class Below(Service):
    """``GET <period>/@reports?committee=<key>``: who has reported below a committee."""

    def reply(self):
        """Answer.

        :raises Unauthorized: for whoever looks after no committee that was named.
        """
        view = Ladder(self.context, self.request)
        view.enter()
        drop_odd_batch(self.request)
        batch = HypermediaBatch(self.request, range(view.found(0, 1)[1]))
        rows, total = view.found(max(batch.b_start, 0), min(max(batch.b_size, 1), MOST))
        coverage = view.coverage
        answer = {
            "@id": batch.canonical_url,
            "committee": view.key,
            "title": translate(view.committee(), context=self.request),
            "coverage": {
                name: getattr(coverage, name)
                for name in ("total", "reported", "excused", "missing", "percent")
            },
            "sums": [{"question": each["label"], "sum": each["total"]} for each in view.sums()],
            "items": [self._row(view, row) for row in rows],
            "items_total": total,
        }
        return {**answer, **({"batching": batch.links} if batch.links else {})}

    def _row(self, view, row):
        shown = view.shown_state(row if row.state else None, self.context.due)
        there = row.state in rules.COUNTED
        return {
            "committee": row.key,
            "level": row.level,
            "title": translate(names.committee(row.key), context=self.request),
            "report": f"{self.context.absolute_url()}/{row.key}" if there else None,
            **{name: shown[name] for name in STANDING},
        }


class File(Service):
    """``POST <period>/@reports``: write and submit a report, or excuse a committee from it."""

    def reply(self):
        """Answer with the report.

        :raises Unauthorized: for whoever does not file, or excuse, for the committee.
        :raises BadRequest: with everything that is wrong.
        """
        body = json_body(self.request)
        key = body.get("committee")
        if not isinstance(key, str) or standing(key) is None:
            raise BadRequest(self._said([NO_KEY]))
        alsoProvides(self.request, IDisableCSRFProtection)
        user_id = ReportingView(self.context, self.request).user_id
        held = clearances.assert_current(user_id) if user_id else []
        try:
            if "excuse" in body:
                return self._excuse(held, key, body["excuse"])
            if not acting.is_own(held, key):
                raise Unauthorized(self._said([NOT_WRITING]))
            if body.get("nothing") is True:
                acting.nothing(self.context, key)
            else:
                self._write(key, body.get("answers"), body.get("submit") is not False)
        except Refused as refused:
            raise BadRequest(self._said(refused.reasons)) from None
        return getMultiAdapter((self.context[key], self.request), ISerializeToJson)()

    def _excuse(self, held, key, reason):
        if not acting.is_above(held, key):
            raise Unauthorized(self._said([NOT_EXCUSING]))
        acting.excuse(self.context, key, reason if isinstance(reason, str) else "")
        return self.reply_no_content()

    def _write(self, key, said, submits):
        questions = self.context.questions
        answers, wrong = rules.read_answers(questions, self._entered(said, len(questions)))
        if wrong and (submits or not rules.only_missing(wrong)):
            labels = self.context.labels("en")
            reasons = [(labels[number], words.WRONG[why]) for number, why in wrong.items()]
            raise BadRequest(
                " ".join(f"{label}: {self._said([why])}" for label, why in reasons),
            )
        report = acting.write(self.context, key, answers)
        if submits:
            acting.act(report, rules.SUBMIT)

    def _entered(self, said, most):
        if not isinstance(said, list) or len(said) > most:
            raise BadRequest(self._said([NOT_ANSWERS]))
        return [self._text(each) for each in said]

    def _text(self, value):
        if value is None or isinstance(value, bool):
            return {None: "", True: rules.YES, False: rules.NO}[value]
        if isinstance(value, int):
            return str(value)
        if not isinstance(value, str):
            raise BadRequest(self._said([NOT_ANSWERS]))
        return value

    def _said(self, reasons):
        return " ".join(translate(reason, context=self.request) for reason in reasons)


@implementer(ISerializeToJson)
@adapter(IPeriodicReport, IClkssLayer)
class ReportToJson(SerializeFolderToJson):
    """A report with why it was returned, and what was signed."""

    def __call__(self, *args, **kwargs):
        """Return the mapping."""
        answer = super().__call__(*args, **kwargs)
        report = self.context
        answer["committee"] = report.committee
        answer["submitted"] = report.submitted or None
        answer["reason"] = report.reason or ""
        answer["signed"] = dict(report.snapshot) if report.snapshot else None
        return answer


@implementer(ISerializeToJson)
@adapter(IReportPeriod, IClkssLayer)
class PeriodToJson(SerializeToJson):
    """A period with what is asked; not with its reports, which may be many."""

    def __call__(self, version=None, include_items=False, include_expansion=True):
        """Return the mapping.

        :param version: periods have none.
        :param include_items: not asked.
        :param include_expansion: as plone.restapi knows it.
        """
        answer = super().__call__(version=version, include_expansion=include_expansion)
        period = self.context
        answer["is_folderish"] = True
        answer["grace_ends"] = period.grace_ends.isoformat()
        answer["levels"] = sorted(period.levels, key=store.LEVELS.index)
        answer["questions"] = [
            {**dict(each), "needed": each["needed"] == rules.YES} for each in period.questions
        ]
        return answer
