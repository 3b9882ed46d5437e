"""Editors add terms of their own to the lists; the built-in terms stay."""

from clkss.content import _
from clkss.content.frame.views import FormView
from clkss.content.subjects.rules import BAD_TOKEN
from clkss.content.subjects.rules import NO_DEFINITION
from clkss.content.subjects.rules import problems
from clkss.content.subjects.rules import TAKEN
from clkss.content.subjects.terms import BUILT_IN
from clkss.content.subjects.terms import DEFINITIONS
from clkss.content.subjects.vocabularies import RECORD
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


TITLES = {
    "themes": _("subjects_themes", default="Themes"),
    "sectors": _("subjects_sectors", default="Sectors"),
    "hazards": _("subjects_hazards", default="Hazards"),
    "agencies": _("subjects_agencies", default="Agencies"),
    "resource_kinds": _("subjects_resource_kinds", default="Kinds of resources"),
}


def _say(name, number, reason):
    place = {"list": TITLES[name], "line": str(number)}
    if reason == BAD_TOKEN:
        return _(
            "subjects_bad_token",
            default="${list}, line ${line}: begin with a short name of letters, digits and "
            "hyphens.",
            mapping=place,
        )
    if reason == TAKEN:
        return _(
            "subjects_taken",
            default="${list}, line ${line}: this short name is taken already.",
            mapping=place,
        )
    if reason == NO_DEFINITION:
        return _(
            "subjects_no_definition",
            default="${list}, line ${line}: after the third bar say in at most 500 characters what "
            "it means.",
            mapping=place,
        )
    return _(
        "subjects_no_title",
        default="${list}, line ${line}: write a title of at most 120 characters after the bar.",
        mapping=place,
    )


class Subjects(FormView):
    """The control panel of the lists."""

    template = ViewPageTemplateFile("templates/subjects.pt")
    page_title = _("title_subject_lists", default="Lists of terms")
    errors = ()

    def __call__(self):
        if not self.is_post:
            return self.template()
        self.check_token()
        self.errors = [
            {"field": name, "text": _say(name, number, reason)}
            for name in BUILT_IN
            for number, reason in problems(
                self._lines(name),
                frozenset(token for token, _title in BUILT_IN[name]),
                name in DEFINITIONS,
            )
        ]
        if self.errors:
            self.request.response.setStatus(422)
            return self.template()
        for name in BUILT_IN:
            lines = tuple(line.strip() for line in self._lines(name) if line.strip())
            api.portal.set_registry_record(RECORD.format(name), lines)
        return self.redirect_with_message(
            _("message_subjects_saved", default="The lists are saved."),
            f"{self.context.absolute_url()}/@@clkss-subjects",
        )

    def _lines(self, name):
        text = self.request.form.get(name, "")
        return text.splitlines() if isinstance(text, str) else []

    def lists(self):
        """Return the lists to show: what was entered, else what is stored."""
        shown = []
        for name, terms in BUILT_IN.items():
            stored = api.portal.get_registry_record(RECORD.format(name), default=None) or ()
            text = self.request.form.get(name, "") if self.is_post else "\n".join(stored)
            meaning = DEFINITIONS.get(name, {})
            built_in = [
                {"token": token, "title": title, "definition": meaning.get(token)}
                for token, title in terms
            ]
            shown.append(
                {
                    "name": name,
                    "title": TITLES[name],
                    "text": text,
                    "built_in": built_in,
                    "defined": bool(meaning),
                }
            )
        return shown
