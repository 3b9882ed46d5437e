"""The page on which an item of knowledge is read."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content.frame.drawing import html
from clkss.content.frame.language import translated
from clkss.content.knowledge import drawing
from clkss.content.knowledge import withdrawn
from clkss.content.knowledge.citation import citation
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.citation import period
from clkss.content.knowledge.interfaces import ILinker
from clkss.content.review.states import state_of
from clkss.content.review.workflow import PUBLISHED
from clkss.content.subjects import countries as world
from clkss.content.territories import table
from clkss.content.texts import told
from functools import cached_property
from markupsafe import escape
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import NamedTuple
from urllib.parse import quote
from urllib.parse import urlencode
from zope.component import getUtility
from zope.component import queryMultiAdapter
from zope.schema.interfaces import IVocabularyFactory


FACTS = (
    ("theme", "themes", "clkss.themes", _("label_themes", default="Themes")),
    ("sector", "sectors", "clkss.sectors", _("fact_sectors", default="Kinds of work")),
    ("hazard", "hazards", "clkss.hazards", _("fact_hazards", default="Hazards")),
    ("agency", "agencies", "clkss.agencies", _("fact_agencies", default="Agencies")),
)
"""Parameter of the repository, field, vocabulary and title of the facts that are terms."""

JOINED = {"territory": "places", "country": "countries", "theme": "themes"}
"""Lists below which each value has a page that joins all that is known of it."""

MOST_ON_MAP = 20

MOST_ABOVE = 3
"""Places named above the title."""

FRAGMENTS = (
    "adoptions",
    "related-items",
    "related-knowledge",
    "discussion",
    "wrong-here",
    "use-of-item",
)
"""Views of other rooms that are drawn at the end of the page, in this order."""

LINE_BREAK = "<br />"

WIDEST = 768
"""Width of the scale of the picture that is shown."""


class Part(NamedTuple):
    """A part of the text of an item.

    :param field: name of a field of plain text.
    :param title: its heading.
    :param style: further classes, separated by spaces.
    """

    field: str
    title: str
    style: str = ""


class KnowledgeView(BrowserView):
    """An item as a reader sees it.

    The view of a type says its ``parts_of_text`` and, where it has any, further facts
    (:meth:`own_facts`) and sections of its own (:meth:`sections`), which stand below the parts.
    Other rooms add sections through named views, see :data:`FRAGMENTS`.
    """

    index = ViewPageTemplateFile("templates/reading.pt")
    parts_of_text: tuple[Part, ...] = ()
    is_promising = False
    picture_scale = "large"
    widest = WIDEST

    def __call__(self):
        return self.index()

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
        """Address of the item."""
        return self.context.absolute_url()

    def _translated(self, message):
        return translated(message, self.language)

    @cached_property
    def language(self) -> str:
        """Language of the page."""
        return self.request.get("LANGUAGE") or "en"

    def kind(self) -> str:
        """Say what kind of knowledge it is."""
        info = api.portal.get_tool("portal_types").getTypeInfo(self.context)
        return self._translated(info.Title())

    def canonical_url(self) -> str:
        """The one address of the page, for search engines."""
        return self.url

    def page_description(self) -> str:
        """The summary, for search engines and shared links."""
        return self.context.description or ""

    def page_image(self) -> str | None:
        """Address of the picture for shared links."""
        if not self.said("image"):
            return None
        return f"{self.url}/@@images/image/{self.picture_scale}"

    @cached_property
    def is_published(self) -> bool:
        """Say whether everybody can read it."""
        return state_of(self.context) == PUBLISHED

    def said(self, name: str):
        """Give a field of the item itself; nothing where its type does not have it.

        :param name: name of the field.
        """
        return getattr(aq_base(self.context), name, None)

    def repository(self, name: str, value: str) -> str:
        """Give the address of the repository narrowed to one value.

        :param name: a parameter of the repository.
        :param value: its value.
        """
        return f"{self.site_url}/repository?{urlencode({name: value})}"

    def _link(self, name, value, title):
        path = JOINED.get(name)
        if path is None:
            return {"title": title, "url": self.repository(name, value)}
        return {"title": title, "url": f"{self.site_url}/{path}/{quote(value, safe=':')}"}

    def facts(self) -> list[dict]:
        """List what stands beside the text; what is not said is left out."""
        facts = [
            (_("fact_places", default="Places"), self._places),
            (_("fact_countries", default="Countries"), self._countries()),
            *self.own_facts(),
            *((title, self._terms(*names)) for *names, title in FACTS),
            (_("fact_owner", default="Written up by"), self._plain(self.owner_title)),
            (_("fact_language", default="Language"), self._language()),
        ]
        return [
            {"title": self._translated(title), "values": values}
            for title, values in facts
            if values
        ]

    def drawn_facts(self) -> str:
        """Draw what stands beside the text."""
        return drawing.facts(self.facts())

    def own_facts(self) -> list[tuple[str, list[dict]]]:
        """List facts that only this type has: pairs of a title and values."""
        return []

    def notices(self) -> list[str]:
        """List what a reader must know before reading, in the reader's language."""
        return []

    def sections(self) -> list[str]:
        """List sections that only this type has, as HTML."""
        return []

    def _plain(self, *texts):
        return [{"title": text, "url": None} for text in texts if text]

    @cached_property
    def _places(self):
        return [
            self._link("territory", code, table.title(code))
            for code in self.said("territories") or ()
            if table.exists(code)
        ]

    def _countries(self):
        return [
            self._link("country", code, world.title(code, self.language))
            for code in self.said("countries") or ()
            if world.exists(code)
        ]

    def _terms(self, parameter, field, vocabulary):
        chosen = self.said(field) or ()
        if not chosen:
            return []
        called = self._called(vocabulary)
        return [self._link(parameter, value, called(value)) for value in chosen]

    def _called(self, vocabulary):
        """Give what names values of a vocabulary; only those that are asked for are translated."""
        terms = getUtility(IVocabularyFactory, vocabulary)(self.context)
        titles = {term.value: term.title for term in terms}
        return lambda value: self._translated(titles.get(value, value))

    def _kind(self, field, vocabulary):
        """Give of what kind the item is within its type, as a link into the repository."""
        value = getattr(self.context, field, None)
        if not value:
            return []
        kind = f"{self.context.portal_type}:{value}"
        return [self._link("kind", kind, self._called(vocabulary)(value))]

    def _language(self):
        value = self.context.language
        called = self._called("clkss.languages")
        return [self._link("language", value, called(value))] if value else []

    @cached_property
    def period(self) -> str:
        """The years of the item."""
        return period(self.said("period_start"), self.said("period_end"))

    @cached_property
    def owner_title(self) -> str:
        """The committee that wrote it up."""
        committees = self.site.get("committees")
        key = getattr(self.context, "owner_committee", None)
        committee = committees.get(key) if committees is not None and key else None
        return committee.title if committee is not None else ""

    def where(self) -> list[str]:
        """Say above the title where and when; no more than fits into a line or two."""
        places = [fact["title"] for fact in (self._places or self._countries())]
        shown = places[:MOST_ABOVE]
        if len(places) > MOST_ABOVE:
            shown.append("…")
        return [text for text in (*shown, self.period) if text]

    def drawn_where(self) -> str:
        """Draw above the title what it is, where and when."""
        said = (self.kind(), *self.where())
        return " ".join(f"<span>{html(text)}</span>" for text in said)

    def map_url(self) -> str | None:
        """Address of the map of the places."""
        codes = sorted({code for code in self.said("territories") or () if table.exists(code)})
        codes = codes[:MOST_ON_MAP]
        if not codes:
            return None
        return f"{self.site_url}/place-map.svg?{urlencode([('code', code) for code in codes])}"

    def map_text(self) -> str:
        """What the map shows, for those who cannot see it."""
        places = "; ".join(fact["title"] for fact in self._places)
        message = _(
            "alt_map", default="Map of the Philippines with ${places}", mapping={"places": places}
        )
        return self._translated(message)

    def parts(self) -> list[dict]:
        """List the parts that were written."""
        parts = ((part, paragraphs(self.said(part.field))) for part in self.parts_of_text)
        return [
            {
                "id": part.field.replace("_", "-"),
                "title": part.title,
                "paragraphs": text,
                "style": f"clkss-part {part.style}".strip(),
            }
            for part, text in parts
            if text
        ]

    def drawn_text(self) -> str:
        """Draw the parts that were written, and the sections of the type below them."""
        return "".join([*map(self._drawn_part, self.parts()), *self.sections()])

    def _drawn_part(self, part):
        title = html(self._translated(part["title"]))
        text = "".join(f"<p>{self.linked_lines(lines)}</p>" for lines in part["paragraphs"])
        return (
            f'<section class="{part["style"]}" aria-labelledby="{part["id"]}">'
            f'<h2 id="{part["id"]}">{title}</h2>{text}</section>'
        )

    @cached_property
    def _linker(self):
        return queryMultiAdapter((self.context, self.request), ILinker, default=escape)

    def linked(self, text: str) -> str:
        """Draw a text with what other rooms lead to from its words.

        :param text: plain text; the texts of a page in their order.
        """
        return self._linker(text)

    def linked_lines(self, lines: list[str]) -> str:
        """Draw a paragraph as HTML, linked.

        :param lines: its lines.
        """
        return LINE_BREAK.join([str(self.linked(line)) for line in lines])

    def lines(self, lines: list[str]) -> str:
        """Draw a paragraph as HTML.

        :param lines: its lines.
        """
        return LINE_BREAK.join([str(escape(line)) for line in lines])

    def fragments(self) -> str:
        """Draw what other rooms say of the item below its text."""
        return "".join(map(self.fragment, FRAGMENTS))

    def texts(self, name: str) -> list[list[str]]:
        """Give a field of plain text in paragraphs of lines.

        :param name: name of the field.
        """
        return paragraphs(self.said(name))

    def contact(self) -> list[list[str]]:
        """Say whom to ask, in paragraphs of lines."""
        return self.texts("contact")

    def attachments(self) -> list[dict]:
        """List the files that the reader may have."""
        files = []
        found = withdrawn.remaining(self.context)
        if not found:
            return files
        may_change = api.user.has_permission("Modify portal content", obj=self.context)
        for item in found:
            file = item.file
            if not api.user.has_permission("View", obj=item):
                continue
            name = file.filename or item.getId()
            files.append(
                {
                    "title": item.title or name,
                    "url": f"{item.absolute_url()}/@@download/file/{quote(name)}",
                    "kind": drawing.kind_of_file(name, file.contentType),
                    "size": drawing.size_of_file(file.getSize()),
                    "text": self._translated(told.sentence(item)) if may_change else None,
                }
            )
        return files

    def picture(self) -> dict | None:
        """Describe the picture."""
        return self.picture_of(self.context, self.picture_scale, self.widest)

    def picture_of(self, item, scale: str, widest: int) -> dict | None:
        """Describe the picture of an item.

        :param item: anything with a picture and its words.
        :param scale: name of the scale that is shown.
        :param widest: how wide it is shown at most.
        """
        image = getattr(aq_base(item), "image", None)
        if not image:
            return None
        width, height = image.getImageSize()
        shown = min(width, widest) if width > 0 else widest
        return {
            "url": f"{item.absolute_url()}/@@images/image/{scale}",
            "alt": item.image_alt or "",
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

    def fragment(self, name: str) -> str:
        """Include a part of the page that another room draws; empty where there is none.

        :param name: name of its view.
        """
        view = self.context.restrictedTraverse(f"@@{name}", None)
        return view() if view is not None else ""

    def review(self) -> str:
        """The section for those who may act on it."""
        if api.user.is_anonymous():
            return ""
        return self.fragment("copy-notice") + self.fragment("review-actions")
