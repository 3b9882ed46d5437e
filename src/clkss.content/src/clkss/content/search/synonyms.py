"""Editors say which words mean the same; the built-in groups stay."""

from clkss.content import _
from clkss.content.frame.views import FormView
from clkss.content.search import knowing
from clkss.content.search import meanings
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


FIELD = "groups"

MOST_GROUPS = 1_000

REASONS = {
    meanings.EMPTY: _("synonyms_empty", default="Line ${line}: there is no word between two bars."),
    meanings.ALONE: _(
        "synonyms_alone",
        default="Line ${line}: write at least two words or phrases, parted by a bar.",
    ),
    meanings.TOO_MANY: _(
        "synonyms_too_many",
        default="Line ${line}: a line holds at most ${most} words or phrases and ${letters} "
        "letters.",
    ),
}


class Synonyms(FormView):
    """The control panel of the words that mean the same."""

    template = ViewPageTemplateFile("templates/synonyms.pt")
    page_title = _("title_synonyms", default="Words that mean the same")
    errors = ()

    def __call__(self):
        """Show the groups, or keep what was written."""
        if not self.is_post:
            return self.template()
        self.check_token()
        lines = self._lines()
        self.errors = [self._said(number, reason) for number, reason in meanings.problems(lines)]
        if len(lines) > MOST_GROUPS:
            self.errors.append(
                _(
                    "synonyms_too_many_lines",
                    default="Write at most ${most} lines.",
                    mapping={"most": MOST_GROUPS},
                )
            )
        if self.errors:
            self.request.response.setStatus(422)
            return self.template()
        kept = tuple(line.strip() for line in lines if line.strip())
        api.portal.set_registry_record(knowing.RECORD, kept)
        return self.redirect_with_message(
            _("message_synonyms_saved", default="The words are saved; searches know them now."),
            f"{self.context.absolute_url()}/@@clkss-synonyms",
        )

    def text(self):
        """Return what is in the form: what was written, else what is kept."""
        return "\n".join(self._lines() if self.is_post else knowing.synonyms())

    def built_in(self):
        """Return the built-in groups, each as a line."""
        return [line for line in knowing.built_in() if not line.startswith("#")]

    def _lines(self):
        text = self.request.form.get(FIELD, "")
        return text.splitlines() if isinstance(text, str) else []

    def _said(self, number, reason):
        message = REASONS[reason]
        mapping = {
            "line": number,
            "most": meanings.MOST_PHRASES,
            "letters": meanings.LONGEST_LINE,
        }
        return _(str(message), default=message.default, mapping=mapping)
