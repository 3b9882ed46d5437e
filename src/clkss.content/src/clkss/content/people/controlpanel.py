"""The administrator writes the privacy notice."""

from clkss.content import _
from clkss.content import audit
from clkss.content.frame.views import FormView
from clkss.content.people import consent
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


LONGEST = 20_000


class PrivacyNotice(FormView):
    """Both texts, and whether everybody is asked again."""

    template = ViewPageTemplateFile("templates/notice.pt")
    page_title = _("title_write_notice", default="Text of the privacy notice")
    error = None

    def __call__(self):
        self.version = api.portal.get_registry_record(consent.VERSION, default=1)
        self.texts = {name: consent.notice(name).text for name in consent.LANGUAGES}
        if not self.is_post:
            return self.template()
        self.check_token()
        self.texts = {name: self._text(f"text-{name}") for name in consent.LANGUAGES}
        if not all(0 < len(text) <= LONGEST for text in self.texts.values()):
            self.error = _(
                "people_notice_length",
                default="Write the notice in both languages, at most 20,000 letters each.",
            )
            self.request.response.setStatus(422)
            return self.template()
        for name, text in self.texts.items():
            api.portal.set_registry_record(consent.TEXT.format(name), text)
        if self.request.form.get("again"):
            self.version += 1
            api.portal.set_registry_record(consent.VERSION, self.version)
        audit.record("notice.changed", version=self.version)
        message = _("people_notice_saved", default="The privacy notice is saved.")
        url = f"{self.context.absolute_url()}/@@clkss-privacy-notice"
        return self.redirect_with_message(message, url)

    def _text(self, name):
        return self.trimmed(name).replace("\r\n", "\n")

    def areas(self):
        """Return the texts to be edited."""
        titles = {
            "en": _("people_notice_en", default="Notice in English"),
            "tl": _("people_notice_tl", default="Notice in Filipino"),
        }
        return [
            {"name": name, "title": titles[name], "text": self.texts[name]}
            for name in consent.LANGUAGES
        ]
