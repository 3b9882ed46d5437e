"""One's own pages: the profile, one's data, the privacy notice."""

from clkss.content import _
from clkss.content import audit
from clkss.content.frame.views import FormView
from clkss.content.people import consent
from clkss.content.people import data
from clkss.content.people import rules
from clkss.content.people import standing
from clkss.content.people import store
from clkss.content.people import words
from clkss.content.people.person import Photo
from clkss.content.people.person import Shown
from datetime import datetime
from datetime import UTC
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18n import translate

import json


TITLE = _("title_people_me", default="My profile")


class OwnPage(FormView):
    """What one's own pages have in common."""

    robots = "noindex"

    @property
    def url(self):
        """Address of one's own page."""
        return f"{self.context.absolute_url()}/people/me"

    def canonical_url(self):
        """Address of one's own page."""
        return self.url

    def breadcrumbs(self):
        """Return the way back."""
        return [{"title": TITLE, "url": self.url}]

    @property
    def user_id(self):
        """The account."""
        return standing.user_id()


class Own(OwnPage):
    """One's own profile as it is, and who reads which part."""

    template = ViewPageTemplateFile("templates/own.pt")
    page_title = TITLE
    breadcrumbs = ()
    labels = words.FIELDS
    shown = None

    def __call__(self):
        self.profile = store.of(self.user_id)
        if self.profile is not None:
            self.shown = Shown(self.context, self.request, self.profile, self.user_id)
            self.chosen = json.loads(self.profile.audiences)
        self.is_listed = bool(standing.serves_on(self.user_id))
        return self.template()

    @property
    def name(self):
        """How one is called."""
        member = api.user.get_current()
        return member.getProperty("fullname", "") or member.getUserName()

    def audience(self, field):
        """Say who reads a field.

        :param field: one of :data:`clkss.content.people.rules.FIELDS`.
        """
        return words.AUDIENCES[rules.audience(self.chosen, field)]


class OwnPhoto(BrowserView):
    """One's own photo."""

    def __call__(self):
        """Return the picture.

        :raises NotFound: when there is none.
        """
        profile = store.of(standing.user_id())
        if profile is None:
            raise NotFound("photo")
        return Photo(self.context, self.request, profile)()


class Data(OwnPage):
    """All that the site knows of oneself, to be read."""

    template = ViewPageTemplateFile("templates/data.pt")
    page_title = _("title_my_data", default="What the site knows of me")

    def __call__(self):
        audit.record_now("person.data-seen", user=self.user_id)
        self.sections = data.known(self.context, self.user_id)
        return self.template()

    def label(self, key):
        """Return what a value is called.

        :param key: its name in the file.
        """
        return words.KEYS.get(key) or key.replace("_", " ").capitalize()

    def value(self, value):
        """Return a value in words.

        :param value: a plain value.
        """
        if isinstance(value, bool):
            said = _("people_yes", default="yes") if value else _("people_no", default="no")
            return translate(said, context=self.request)
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        return "" if value is None else str(value)


class DataFile(OwnPage):
    """All that the site knows of oneself, as a file."""

    def __call__(self):
        """Return JSON."""
        audit.record_now("person.data-taken", user=self.user_id)
        found = {
            "site": self.context.absolute_url(),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            **{section.name: section.entries for section in data.known(self.context, self.user_id)},
        }
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="my-clkss-data.json"')
        return json.dumps(found, ensure_ascii=False, indent=2)


class Agreeing(OwnPage):
    """The privacy notice that holds now, with a button to agree to it."""

    template = ViewPageTemplateFile("templates/agreeing.pt")
    page_title = _("title_privacy_notice", default="Privacy notice")

    def __call__(self):
        self.notice = consent.notice()
        if not self.is_post:
            self.agreed = consent.agreed(self.user_id)
            return self.template()
        self.check_token()
        shown = consent.notice()
        if self.request.form.get("digest") != shown.digest:
            message = _(
                "people_notice_changed",
                default="The notice was changed just now. Please read it once more.",
            )
            return self.redirect_with_message(message, f"{self.url}/notice", "warning")
        consent.agree(self.user_id, shown)
        audit.record("person.agreed", user=self.user_id, version=shown.version)
        message = _("people_agreed", default="Thank you. We noted that you agreed.")
        return self.redirect_with_message(message, self.url)
