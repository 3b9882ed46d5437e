"""The page of a person, as the reader may see it."""

from clkss.content.committees import clearances
from clkss.content.committees import content as committees
from clkss.content.committees.vocabularies import FUNCTION_TITLES
from clkss.content.people import rules
from clkss.content.people import standing
from clkss.content.people import store
from clkss.content.people import words
from clkss.content.review.words import committee as committee_words
from functools import cached_property
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory

import json


AGENCIES = "clkss.agencies"
LANGUAGES = "clkss.languages"
THEMES = "clkss.themes"


def terms(context, name):
    """Return the terms of a vocabulary; none where it is not there.

    :param context: anything.
    :param name: name of the vocabulary.
    """
    factory = queryUtility(IVocabularyFactory, name=name)
    return [] if factory is None else list(factory(context))


class Shown:
    """A profile as one reader sees it.

    :param context: the site.
    :param request: the request.
    :param profile: the row.
    :param reader: the account of the reader.
    """

    def __init__(self, context, request, profile, reader):
        self.context = context
        self.request = request
        self.profile = profile
        self.held = clearances.clearances(profile.person)
        self._theirs = {each.committee for each in self.held}
        self._mine = standing.serves_on(reader)
        self._oneself = reader == profile.person
        self._chosen = json.loads(profile.audiences)

    @property
    def name(self):
        """How the person is called."""
        return self.profile.name

    @property
    def url(self):
        """Address of the page."""
        return f"{self.context.absolute_url()}/people/{self.profile.public}"

    def may_read(self, field):
        """Say whether the reader sees a field.

        :param field: one of :data:`clkss.content.people.rules.FIELDS`.
        """
        audience = rules.audience(self._chosen, field)
        return rules.reads(audience, self._mine, self._theirs, self._oneself)

    def text(self, field):
        """Return a text, if the reader sees it.

        :param field: ``organisation`` or ``about``.
        """
        return getattr(self.profile, field) if self.may_read(field) else ""

    @property
    def about(self):
        """The lines of the text about the person."""
        return [line.strip() for line in self.text(rules.ABOUT).splitlines() if line.strip()]

    @property
    def languages(self):
        """The languages in words."""
        return self._titles(rules.LANGUAGES, LANGUAGES)

    @property
    def expertise(self):
        """The expertise in words."""
        return self._titles(rules.EXPERTISE, THEMES)

    @cached_property
    def photo(self):
        """Address of the photo, if there is one that the reader sees."""
        if not self.may_read(rules.PHOTO) or not store.has_photo(self.profile.person):
            return None
        return f"{self.url}/photo"

    @cached_property
    def services(self):
        """Where the person serves today."""
        home = committees.home(self.context)
        agencies = {term.value: term.title for term in terms(self.context, AGENCIES)}
        return [
            {
                "committee": committee_words(each.committee),
                "url": home[each.committee].absolute_url() if each.committee in home else None,
                "function": FUNCTION_TITLES[each.function],
                "agency": agencies.get(each.agency, each.agency),
                "alternate": each.alternate,
            }
            for each in self.held
        ]

    def _titles(self, field, vocabulary):
        if not self.may_read(field):
            return []
        tokens = json.loads(getattr(self.profile, field))
        known = {term.value: term.title for term in terms(self.context, vocabulary)}
        return [
            translate(known.get(token, token), context=self.request)
            for token in tokens
            if token in known
        ]


class Person(BrowserView):
    """The page of somebody who serves.

    :param profile: the row.
    """

    template = ViewPageTemplateFile("templates/person.pt")
    robots = "noindex"
    labels = words.FIELDS

    def __init__(self, context, request, profile):
        super().__init__(context, request)
        self.shown = Shown(context, request, profile, standing.user_id())
        self.is_own = standing.user_id() == profile.person

    def __call__(self):
        return self.template()

    @property
    def page_title(self):
        """Name of the person."""
        return self.shown.name

    def canonical_url(self):
        """Address of the page."""
        return self.shown.url

    def breadcrumbs(self):
        """Return the way back."""
        return [{"title": words.DIRECTORY, "url": f"{self.context.absolute_url()}/people"}]


class Photo(BrowserView):
    """The photo of somebody.

    :param profile: the row.
    """

    def __init__(self, context, request, profile):
        super().__init__(context, request)
        self.profile = profile

    def __call__(self):
        """Return the picture.

        :raises NotFound: when there is none that the reader sees.
        """
        shown = Shown(self.context, self.request, self.profile, standing.user_id())
        data = store.photo(self.profile.person) if shown.may_read(rules.PHOTO) else None
        if data is None:
            raise NotFound("photo")
        self.request.response.setHeader("Content-Type", "image/jpeg")
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return data
