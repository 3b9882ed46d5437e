"""The page on which a good practice is read."""

from clkss.content import _
from clkss.content.practices import rules
from clkss.content.practices.citation import citation
from clkss.content.practices.citation import paragraphs
from clkss.content.practices.citation import period
from clkss.content.practices.criteria import TITLES
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from clkss.content.subjects import countries as world
from clkss.content.territories import table
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import quote
from urllib.parse import urlencode
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory

import json


PART_TITLES = {
    "background": _("heading_background", default="Background"),
    "action": _("heading_action", default="Action"),
    "achievements": _("heading_achievements", default="Achievements"),
    "sustainability": _("heading_sustainability", default="Sustainability"),
    "lessons_learned": _("heading_lessons_learned", default="Lessons learned"),
    "necessary_conditions": _("heading_necessary_conditions", default="Necessary conditions"),
}

SCORE_WORDS = {
    0: _("reading_score_0", default="No evidence"),
    1: _("reading_score_1", default="Some evidence"),
    2: _("reading_score_2", default="Good evidence"),
    3: _("reading_score_3", default="Strong evidence"),
}

FACTS = (
    ("theme", "themes", "clkss.themes", _("label_themes", default="Themes")),
    ("sector", "sectors", "clkss.sectors", _("fact_sectors", default="Kinds of work")),
    ("hazard", "hazards", "clkss.hazards", _("fact_hazards", default="Hazards")),
    ("agency", "agencies", "clkss.agencies", _("fact_agencies", default="Agencies")),
)
"""Parameter of the repository, field, vocabulary and title of the facts that are terms."""

MOST_ON_MAP = 20

MOST_ABOVE = 3
"""Places named above the title."""

WIDEST = 768
"""Width of the scale of the picture that is shown."""


class PracticeView(BrowserView):
    """A good practice as a reader sees it."""

    page_type = "article"

    @cached_property
    def site(self):
        """The site."""
        return api.portal.get()

    @cached_property
    def site_url(self) -> str:
        """Address of the site."""
        return self.site.absolute_url()

    @cached_property
    def url(self) -> str:
        """Address of the practice."""
        return self.context.absolute_url()

    def _translated(self, message):
        return translate(message, context=self.request)

    @cached_property
    def language(self) -> str:
        """Language of the page."""
        return self.request.get("LANGUAGE") or "en"

    def canonical_url(self) -> str:
        """The one address of the page, for search engines."""
        return self.url

    def page_description(self) -> str:
        """The summary, for search engines and shared links."""
        return self.context.description or ""

    def page_image(self) -> str | None:
        """Address of the picture for shared links."""
        return f"{self.url}/@@images/image/large" if self.context.image else None

    @cached_property
    def is_published(self) -> bool:
        """Say whether everybody can read it."""
        return state_of(self.context) == PUBLISHED

    @cached_property
    def is_promising(self) -> bool:
        """Say whether it is published without evidence that it was shown to work."""
        return self.is_published and rules.is_promising(self.context.criteria)

    def repository(self, name: str, value: str) -> str:
        """Give the address of the repository narrowed to one value.

        :param name: a parameter of the repository.
        :param value: its value.
        """
        return f"{self.site_url}/repository?{urlencode({name: value})}"

    def _link(self, name, value, title):
        return {"title": title, "url": self.repository(name, value)}

    def facts(self) -> list[dict]:
        """List what stands beside the text; what is not said is left out."""
        practice = self.context
        facts = [
            (_("fact_places", default="Places"), self._places()),
            (_("fact_countries", default="Countries"), self._countries()),
            (_("fact_period", default="Period"), self._plain(self.period)),
            (_("fact_partners", default="Partners"), self._plain(*(practice.partners or ()))),
            *((title, self._terms(*names)) for *names, title in FACTS),
            (_("fact_owner", default="Written up by"), self._plain(self.owner_title)),
            (_("fact_language", default="Language"), self._language()),
        ]
        return [
            {"title": self._translated(title), "values": values}
            for title, values in facts
            if values
        ]

    def _plain(self, *texts):
        return [{"title": text, "url": None} for text in texts if text]

    def _places(self):
        return [
            self._link("territory", code, table.title(code))
            for code in self.context.territories or ()
            if table.exists(code)
        ]

    def _countries(self):
        return [
            self._link("country", code, world.title(code, self.language))
            for code in self.context.countries or ()
            if world.exists(code)
        ]

    def _terms(self, parameter, field, vocabulary):
        chosen = getattr(self.context, field, None) or ()
        if not chosen:
            return []
        terms = getUtility(IVocabularyFactory, vocabulary)(self.context)
        titles = {term.value: self._translated(term.title) for term in terms}
        return [self._link(parameter, value, titles.get(value, value)) for value in chosen]

    def _language(self):
        value = self.context.language
        terms = getUtility(IVocabularyFactory, "clkss.languages")(self.context)
        titles = {term.value: self._translated(term.title) for term in terms}
        return [self._link("language", value, titles.get(value, value))] if value else []

    @cached_property
    def period(self) -> str:
        """The years of the practice."""
        return period(self.context.period_start, self.context.period_end)

    @cached_property
    def owner_title(self) -> str:
        """The committee that wrote it up."""
        committees = self.site.get("committees")
        key = getattr(self.context, "owner_committee", None)
        committee = committees.get(key) if committees is not None and key else None
        return committee.title if committee is not None else ""

    def where(self) -> list[str]:
        """Say above the title where and when; no more than fits into a line or two."""
        places = [fact["title"] for fact in (self._places() or self._countries())]
        shown = places[:MOST_ABOVE]
        if len(places) > MOST_ABOVE:
            shown.append("…")
        return [text for text in (*shown, self.period) if text]

    def map_url(self) -> str | None:
        """Address of the map of the places."""
        codes = sorted({code for code in self.context.territories or () if table.exists(code)})
        codes = codes[:MOST_ON_MAP]
        if not codes:
            return None
        return f"{self.site_url}/place-map.svg?{urlencode([('code', code) for code in codes])}"

    def map_text(self) -> str:
        """What the map shows, for those who cannot see it."""
        places = "; ".join(fact["title"] for fact in self._places())
        message = _(
            "alt_map", default="Map of the Philippines with ${places}", mapping={"places": places}
        )
        return self._translated(message)

    def parts(self) -> list[dict]:
        """List the parts that were written."""
        parts = ((name, paragraphs(getattr(self.context, name, None))) for name in rules.PARTS)
        return [
            {
                "id": name.replace("_", "-"),
                "title": PART_TITLES[name],
                "paragraphs": text,
                "style": "clkss-part clkss-lessons" if name == "lessons_learned" else "clkss-part",
            }
            for name, text in parts
            if text
        ]

    def criteria(self) -> list[dict]:
        """List the scores in the order of the criteria."""
        scored = {entry.get("criterion"): entry for entry in self.context.criteria or ()}
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

    def texts(self, name: str) -> list[list[str]]:
        """Give a field of plain text in paragraphs of lines.

        :param name: name of the field.
        """
        return paragraphs(getattr(self.context, name, None))

    def attachments(self) -> list[dict]:
        """List the files that the reader may have."""
        files = []
        for item in self.context.objectValues():
            file = getattr(item, "file", None)
            if file is None or not api.user.has_permission("View", obj=item):
                continue
            name = file.filename or item.getId()
            files.append(
                {
                    "title": item.title or name,
                    "url": f"{item.absolute_url()}/@@download/file/{quote(name)}",
                    "kind": _kind(name, file.contentType),
                    "size": _size(file.getSize()),
                }
            )
        return files

    def picture(self) -> dict | None:
        """Describe the picture."""
        image = self.context.image
        if not image:
            return None
        width, height = image.getImageSize()
        shown = min(width, WIDEST) if width > 0 else WIDEST
        return {
            "url": self.page_image(),
            "alt": self.context.image_alt or "",
            "width": shown,
            "height": round(height * shown / width) if width > 0 else None,
        }

    @cached_property
    def permanent_url(self) -> str:
        """An address that outlives a move."""
        return f"{self.site_url}/permalink/{self.context.UID()}"

    @cached_property
    def site_title(self) -> str:
        """Name of the site."""
        return api.portal.get_registry_record("plone.site_title", default="") or self.site.title

    def citation(self) -> str:
        """How to cite it."""
        published = self.context.effective_date if self.is_published else None
        return citation(
            self.context.title,
            self.owner_title,
            published.year() if published else None,
            self.site_title,
            self.permanent_url,
        )

    def shares(self) -> list[dict]:
        """Links that open a page of a social network; nothing is loaded from there."""
        url, title = self.permanent_url, self.context.title
        return [
            {
                "title": "Facebook",
                "url": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}",
            },
            {
                "title": "X",
                "url": f"https://x.com/intent/post?{urlencode({'url': url, 'text': title})}",
            },
        ]

    def structured_data(self) -> str:
        """Describe the practice in the terms of schema.org, safe inside a ``script``."""
        practice = self.context
        facts = {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": practice.title[:110],
            "description": practice.description or None,
            "inLanguage": "fil" if practice.language == "tl" else practice.language,
            "url": self.url,
            "identifier": self.permanent_url,
            "isAccessibleForFree": True,
            "image": self.page_image(),
            "author": {"@type": "Organization", "name": self.owner_title}
            if self.owner_title
            else None,
            "publisher": {"@type": "Organization", "name": self.site_title},
            "datePublished": practice.effective_date.ISO8601()
            if self.is_published and practice.effective_date
            else None,
            "dateModified": practice.modified().ISO8601(),
            "temporalCoverage": self.period.replace("–", "/") or None,
            "contentLocation": [
                {"@type": "Place", "name": fact["title"]}
                for fact in (*self._places(), *self._countries())
            ],
        }
        text = json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def fragment(self, name: str) -> str:
        """Include a part of the page that another room draws; empty where there is none.

        :param name: name of its view.
        """
        view = self.context.restrictedTraverse(f"@@{name}", None)
        return view() if view is not None else ""

    def review(self) -> str:
        """The section for those who may act on it."""
        return "" if api.user.is_anonymous() else self.fragment("review-actions")


def _kind(name, content_type):
    ending = name.rpartition(".")[2] if "." in name else content_type.rpartition("/")[2]
    return ending.upper()[:5]


def _size(size):
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
