"""IPEC's criteria: the reviewer scores each, with a reason."""

from clkss.content import _
from clkss.content import audit
from clkss.content.frame.views import FormView
from clkss.content.practices import rules
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent


TITLES = {
    rules.TRIED: _("criterion_tried", default="Tried and shown to work"),
    "innovative": _("criterion_innovative", default="Innovative or creative"),
    "replicable": _("criterion_replicable", default="Replicable"),
    "sustainable": _("criterion_sustainable", default="Sustainable"),
    "relevant": _("criterion_relevant", default="Relevant"),
    "responsive-and-ethical": _("criterion_responsive", default="Responsive and ethical"),
    "efficient": _("criterion_efficient", default="Efficient"),
}

HELP = {
    rules.TRIED: _(
        "criterion_tried_help",
        default="Is there evidence that it worked: figures, an evaluation, a register? Without it "
        "the "
        "practice is published as promising.",
    ),
    "innovative": _("criterion_innovative_help", default="What is new in it, here or at all?"),
    "replicable": _(
        "criterion_replicable_help", default="Could another place do it, and what would it take?"
    ),
    "sustainable": _("criterion_sustainable_help", default="Does it go on when the project ends?"),
    "relevant": _(
        "criterion_relevant_help", default="Does it bear on child labour, directly or indirectly?"
    ),
    "responsive-and-ethical": _(
        "criterion_responsive_help",
        default="Does it answer the needs of those concerned, with respect for the children?",
    ),
    "efficient": _("criterion_efficient_help", default="Were people, money and time used well?"),
}

SCORES = (
    (0, _("score_0", default="0: no evidence")),
    (1, _("score_1", default="1: some evidence")),
    (2, _("score_2", default="2: good evidence")),
    (3, _("score_3", default="3: strong evidence")),
)

PROBLEMS = {
    rules.BAD_SCORE: _("criteria_bad_score", default="${criterion}: choose a score from 0 to 3."),
    rules.NO_REASON: _(
        "criteria_no_reason", default="${criterion}: give the reason for the score."
    ),
}

LONGEST_REASON = 5_000
TOO_LONG = _(
    "criteria_reason_too_long", default="${criterion}: the reason is longer than 5,000 characters."
)


class Criteria(FormView):
    """Score the criteria of a practice; one that is left empty has no score."""

    template = ViewPageTemplateFile("templates/criteria.pt")
    page_title = _("title_criteria", default="Criteria")
    problems = ()

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        scores = self._read()
        self.problems = [*self._too_long(scores), *self._wrong(scores)]
        if self.problems:
            self.request.response.setStatus(422)
            return self.template()
        self.context.criteria = scores
        notify(ObjectModifiedEvent(self.context))
        audit.record(
            "practice.scored",
            self.context,
            scores=[f"{entry['criterion']}={entry['score']}" for entry in scores],
        )
        return self.redirect_with_message(
            _("message_criteria_saved", default="The scores are saved."),
            f"{self.context.absolute_url()}/view",
        )

    def _text(self, kind, name):
        value = self.request.form.get(f"{kind}-{name}", "")
        return value.strip() if isinstance(value, str) else ""

    def _read(self):
        scores = []
        for name in rules.CRITERIA:
            score = self._text("score", name)
            reason = self._text("reason", name)
            if score or reason:
                number = int(score) if score in ("0", "1", "2", "3") else None
                scores.append({"criterion": name, "score": number, "reason": reason})
        return scores

    def _wrong(self, scores):
        return [
            {"field": name, "text": _say(PROBLEMS[problem], name)}
            for name, problem in rules.criteria_problems(scores)
        ]

    def _too_long(self, scores):
        return [
            {"field": entry["criterion"], "text": _say(TOO_LONG, entry["criterion"])}
            for entry in scores
            if len(entry["reason"]) > LONGEST_REASON
        ]

    def criteria(self):
        """Return the criteria in order with what is entered or stored."""
        stored = {entry["criterion"]: entry for entry in self.context.criteria or ()}
        shown = []
        for name in rules.CRITERIA:
            if self.is_post:
                score, reason = self._text("score", name), self._text("reason", name)
            else:
                entry = stored.get(name, {})
                score, reason = str(entry.get("score", "")), entry.get("reason", "")
            choices = [
                {"value": str(value), "title": title, "checked": str(value) == score}
                for value, title in SCORES
            ]
            shown.append(
                {
                    "name": name,
                    "title": TITLES[name],
                    "help": HELP[name],
                    "choices": choices,
                    "unscored": score == "",
                    "reason": reason,
                }
            )
        return shown


def _say(message, name):
    return Message(message, mapping={"criterion": TITLES[name]})
