"""The page on which a case study is read."""

from clkss.content import _
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part


CHANGED = _(
    "text_case_changed",
    default="Names and details in this text are changed, so that nobody can be recognised.",
)


class CaseView(KnowledgeView):
    """A case study as a reader sees it."""

    parts_of_text = (
        Part("situation", _("heading_situation", default="Situation")),
        Part("intervention", _("heading_intervention", default="What was done")),
        Part("result", _("heading_result", default="What came of it")),
        Part("lesson", _("heading_lesson", default="What others can learn"), "clkss-lessons"),
    )

    def notices(self):
        """Say that names and details are changed."""
        return [self._translated(CHANGED)]
