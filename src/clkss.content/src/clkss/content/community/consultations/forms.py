"""Writing a consultation."""

from clkss.content import _
from clkss.content.community.consultations.content import CONSULTATION
from clkss.content.community.consultations.content import FIXED
from clkss.content.community.consultations.content import has_comments
from clkss.content.community.rooms.forms import AddForm
from clkss.content.community.rooms.forms import EditForm
from clkss.content.community.rooms.forms import FILES
from clkss.content.knowledge import filing
from clkss.content.knowledge.forms import Step
from functools import cached_property


WHAT = Step(
    "what",
    _("step_consultation_what", default="What you ask"),
    ("title", "question", "closes", "item"),
)
DRAFT = Step("text", _("step_consultation_text", default="The draft"), ("text",))

STEPS = (WHAT, DRAFT, FILES)


class ConsultationForm:
    """What the forms of consultations have in common."""

    form_steps = STEPS
    rows = {"question": 4, "text": 20}


class AddConsultation(ConsultationForm, AddForm):
    """Prepare a consultation."""

    portal_type = CONSULTATION
    page_title = _("title_add_consultation", default="Ask for comments on a draft")


class EditConsultation(ConsultationForm, EditForm):
    """Change a consultation."""

    page_title = _("title_change_consultation", default="Change the consultation")

    @cached_property
    def form_steps(self):
        """The steps: the draft and its files only while nobody has commented."""
        return (WHAT,) if has_comments(self.context) else STEPS

    def read(self):
        """Read the form; whoever opened it before somebody commented is told of that."""
        data = super().read()
        changes = self.uploads or filing.ticked(self.request.form) or self._rewords
        if changes and has_comments(self.context):
            self.problems = [*self.problems, {"field": "title", "text": FIXED}]
            return None
        return data

    @property
    def _rewords(self):
        sent = self.request.form.get("form.widgets.text")
        return isinstance(sent, str) and _lines(sent) != _lines(self.context.text or "")


def _lines(text):
    return [line.rstrip() for line in text.strip().splitlines()]
