"""The page on which a good practice is read."""

from clkss.content import _
from clkss.content.frame.drawing import html
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.knowledge.rows import kept_in
from clkss.content.practices import rules
from clkss.content.practices.criteria import TITLES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


SCORE_WORDS = {
    0: _("reading_score_0", default="No evidence"),
    1: _("reading_score_1", default="Some evidence"),
    2: _("reading_score_2", default="Good evidence"),
    3: _("reading_score_3", default="Strong evidence"),
}


SCORE = (
    '<li><svg class="clkss-score" aria-hidden="true" focusable="false" height="16"'
    ' viewbox="0 0 64 16" width="64">%s</svg>'
    '<h3>%s</h3><p class="clkss-score-word">%s</p>%s</li>'
)
DOT = '<circle class="%s" cx="%d" cy="8" r="7"></circle>'
DOTS = 3


class PracticeView(KnowledgeView):
    """A good practice as a reader sees it."""

    parts_of_text = (
        Part("background", _("heading_background", default="Background")),
        Part("action", _("heading_action", default="Action")),
        Part("achievements", _("heading_achievements", default="Achievements")),
        Part("sustainability", _("heading_sustainability", default="Sustainability")),
        Part(
            "lessons_learned",
            _("heading_lessons_learned", default="Lessons learned"),
            "clkss-lessons",
        ),
        Part(
            "necessary_conditions",
            _("heading_necessary_conditions", default="Necessary conditions"),
        ),
    )
    scores = ViewPageTemplateFile("templates/scores.pt")

    @cached_property
    def _scored(self):
        return kept_in(self.context, "criteria")

    @cached_property
    def is_promising(self) -> bool:
        """Say whether it is published without evidence that it was shown to work."""
        return self.is_published and rules.is_promising(self._scored)

    def own_facts(self):
        """List the period and the partners."""
        return [
            (_("fact_period", default="Period"), self._plain(self.period)),
            (_("fact_partners", default="Partners"), self._plain(*(self.context.partners or ()))),
        ]

    def sections(self):
        """Draw the scores."""
        return [self.scores()] if self.criteria() else []

    def drawn_criteria(self) -> str:
        """Draw each score with its reason."""
        return "".join(
            SCORE
            % (
                "".join(
                    DOT % ("on" if dot < entry["score"] else "off", 8 + dot * 24)
                    for dot in range(DOTS)
                ),
                html(self._translated(entry["title"])),
                html(self._translated(entry["word"])),
                f'<p class="clkss-reason">{html(entry["reason"])}</p>' if entry["reason"] else "",
            )
            for entry in self.criteria()
        )

    def criteria(self) -> list[dict]:
        """List the scores in the order of the criteria."""
        scored = {entry.get("criterion"): entry for entry in self._scored}
        return [
            {
                "title": TITLES[name],
                "score": scored[name]["score"],
                "word": SCORE_WORDS[scored[name]["score"]],
                "reason": scored[name].get("reason") or "",
            }
            for name in rules.CRITERIA
            if name in scored and scored[name].get("score") in rules.SCORES
        ]
