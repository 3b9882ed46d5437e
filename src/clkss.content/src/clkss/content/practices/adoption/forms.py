"""The form of an adoption note."""

from clkss.content import _
from clkss.content.knowledge import finding
from clkss.content.knowledge import forms
from clkss.content.knowledge import relations
from clkss.content.practices.adoption import notes
from plone import api
from plone.app.uuid.utils import uuidToObject
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


PRACTICE = "practice"


class NoteForm:
    """The step of the form and the sizes of its texts."""

    form_steps = (
        forms.Step(
            "what",
            _("step_adoption", default="You tried it, and …"),
            (
                "title",
                "result",
                forms.OWNER,
                forms.PLACES,
                "period_start",
                "period_end",
                "outcome",
                "changed",
                "contact",
            ),
        ),
        forms.Step("files", _("step_files_only", default="Files"), ()),
    )
    rows = {"outcome": 6, "changed": 5, "contact": 3}
    selects = (*forms.SELECTS, "result")

    def about(self):
        """Return the practice that was tried."""
        practice = self.practice()
        return practice and {"title": practice.Title, "url": practice.getURL()}

    def practice(self):
        """Return the practice that was tried, as far as the writer may see it."""
        given = self.request.form.get(PRACTICE)
        if isinstance(given, str) and finding.is_uid(given):
            brain = finding.brain_of(given)
            if brain is not None and brain.portal_type == "GoodPractice":
                return brain
        return None


class AddForm(NoteForm, forms.AddForm):
    """Tell that a practice was tried elsewhere."""

    portal_type = "AdoptionNote"
    page_title = _("title_add_adoption", default="We tried this, too")
    no_practice = ViewPageTemplateFile("templates/no_practice.pt")

    def __call__(self):
        """Ask for a practice first: a note without one says nothing."""
        if not api.user.is_anonymous() and self.practice() is None:
            self.request.response.setStatus(404)
            return self.no_practice()
        return super().__call__()

    def site_url(self):
        """Return the address of the site."""
        return api.portal.get().absolute_url()

    def carried(self):
        """Carry the practice along."""
        return ((PRACTICE, self.practice().UID),)

    def _write(self):
        practice = self.practice()
        item = super()._write()
        if item is not None and not relations.named_uids(item):
            relations.relate(item, [uuidToObject(practice.UID)])
            item.reindexObject(idxs=[relations.INDEX])
        return item


class EditForm(NoteForm, forms.EditForm):
    """Change an adoption note."""

    page_title = _("title_edit_adoption", default="Change the note")

    def practice(self):
        """Return the practice that was tried."""
        return notes.practice_of(self.context)
