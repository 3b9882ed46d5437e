"""What the pages of themes, places and countries have in common."""

from clkss.content import _
from clkss.content.places.drawing import Drawing
from clkss.content.places.drawing import Group
from clkss.content.places.joining import Joined
from clkss.content.places.meaning import meaning
from clkss.content.search import answers
from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from clkss.content.search.views import BY_MAIL
from functools import cached_property
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import quote
from zExceptions import NotFound
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import json


REPOSITORY = "repository"

SAFE = ":-"
"""Characters of codes and tokens that stand in an address as they are."""


@implementer(IPublishTraverse)
class JoinedView(BrowserView):
    """A list of things of one sort, and below it a page for each of them.

    Who derives from it says ``path``, ``parameter`` and ``overview_title``, draws the list by
    ``overview`` and names what a page is about by :meth:`title_of`.
    """

    page = ViewPageTemplateFile("templates/joined.pt")
    overview = None
    path = ""
    parameter = ""
    overview_title = ""
    overview_description = ""
    kind_title = ""
    page_type = "website"
    token = None

    def publishTraverse(self, request, name):
        """Take what the page is about from the address.

        :raises NotFound: when there is more.
        """
        if self.token is not None:
            raise NotFound(name)
        self.token = name
        return self

    def __call__(self):
        """Show the list, or one page.

        :raises NotFound: when nothing is called so.
        """
        if self.token is None:
            return self.overview()
        if not self.is_known(self.token):
            raise NotFound(self.token)
        return self.page()

    def is_known(self, token: str) -> bool:
        """Say whether there is a page about something.

        :param token: how the address names it.
        """
        return self.repository.is_known(self.parameter, token)

    # Addresses

    @cached_property
    def site_url(self) -> str:
        """Address of the site."""
        return self.context.absolute_url()

    @cached_property
    def base(self) -> str:
        """Address of the repository."""
        return f"{self.site_url}/{REPOSITORY}"

    def address(self, token: str | None = None, path: str | None = None) -> str:
        """Give the address of a page, or of the list.

        :param token: what the page is about.
        :param path: where its list is; this one by default.
        """
        base = f"{self.site_url}/{path or self.path}"
        return f"{base}/{quote(token, safe=SAFE)}" if token else base

    def canonical_url(self) -> str:
        """The one address of the page."""
        return self.address(self.token)

    def breadcrumbs(self) -> list[dict]:
        """Lead back to the list."""
        if self.token is None:
            return []
        return [{"title": self.translated(self.overview_title), "url": self.address()}]

    def robots(self) -> str | None:
        """Ask search engines to pass by pages that hold nothing."""
        return "noindex, follow" if self.token and not self.joined.total else None

    # What it is about

    @cached_property
    def counted(self) -> dict[str, int]:
        """How much the reader may see of each thing of the list that anything is known of."""
        found = self.repository.find(rules.Query(size=1))
        return {each.value: each.count for each in found.facets[self.parameter] if each.count}

    @cached_property
    def titles(self) -> Titles:
        """Titles in the reader's language."""
        return Titles(self.context, self.request)

    @cached_property
    def repository(self) -> Repository:
        """The repository, as the reader may see it."""
        return Repository(self.context, self.titles)

    def translated(self, message) -> str:
        """Give a message in the reader's language.

        :param message: a message id, or a text.
        """
        return self.titles.translated(message)

    def title_of(self, token: str) -> str:
        """Name what a page is about so that it stands by itself.

        :param token: how the address names it.
        """
        return self.titles.title(self.parameter, token)

    @cached_property
    def page_title(self) -> str:
        """What the page is called."""
        if self.token is None:
            return self.translated(self.overview_title)
        return self.title_of(self.token)

    @cached_property
    def heading(self) -> str:
        """The heading of the page."""
        return self.titles.short(self.parameter, self.token)

    def kind(self) -> str:
        """Say what sort of thing the page is about."""
        return self.translated(self.kind_title)

    def page_description(self) -> str:
        """One sentence for search engines and shared links."""
        if self.token is None:
            return self.translated(self.overview_description)
        message = _(
            "description_joined",
            default="All that is known about child labour here: laws, services, programmes, good "
            "practices and more. ${what}.",
            mapping={"what": self.page_title},
        )
        return self.translated(message)

    @cached_property
    def definition(self) -> dict | None:
        """What the name means, where the glossary says so to everybody."""
        return meaning(self.request, self.heading, *self.other_names())

    def other_names(self) -> tuple[str, ...]:
        """Give further names under which the glossary may explain the thing."""
        return ()

    # What is known

    @cached_property
    def query(self) -> rules.Query:
        """What narrows the repository to the thing."""
        return rules.Query().with_values(self.parameter, (self.token,))

    @cached_property
    def joined(self) -> Joined:
        """All that is known."""
        return Joined(self.repository, self.query)

    @cached_property
    def parts(self):
        """The sections that hold something."""
        return self.joined.parts()

    @cached_property
    def drawing(self) -> Drawing:
        """Draws the page."""
        return Drawing(self.joined, self.base, self.context)

    def jumps(self) -> str:
        """Draw the ways to the sections."""
        return self.drawing.jumps(self.parts)

    def sections(self) -> str:
        """Draw the sections."""
        return "".join(map(self.drawing.part, self.parts))

    def figures(self) -> str:
        """Draw the figures."""
        return self.drawing.figures(self.parameter)

    def everything(self) -> str:
        """Address of the repository narrowed to the thing."""
        return rules.address(self.base, self.query)

    def above(self) -> str:
        """Draw what stands above the sections; only some pages have it."""
        return ""

    def ways_down(self) -> list[Group]:
        """List ways to what is part of the thing; they stand above the sections."""
        return []

    def ways_on(self) -> list[Group]:
        """List ways to pages of other sorts; they stand below the sections."""
        return []

    def down(self) -> str:
        """Draw the ways down."""
        return self.drawing.groups(self.ways_down())

    def on(self) -> str:
        """Draw the ways on."""
        return self.drawing.groups(self.ways_on())

    def facts(self) -> list[dict]:
        """List what stands beside the sections: ``title`` and ``values``."""
        return []

    def map_url(self) -> str | None:
        """Address of the map, where there is one."""
        return None

    # To follow

    def other(self, shape: str) -> str:
        """Address of the same in another shape.

        :param shape: one of :data:`clkss.content.search.answers.FEEDS`.
        """
        return self._others[shape]

    @cached_property
    def _others(self):
        return {shape: answers.address(self.site_url, shape, self.query) for shape in answers.FEEDS}

    @cached_property
    def has_events(self) -> bool:
        """Say whether there is something to put into a calendar."""
        return any(part.id == "events" for part in self.parts)

    def by_mail(self) -> str:
        """Offer to follow by mail, where the site does."""
        offer = queryMultiAdapter((self.context, self.request), name=BY_MAIL)
        if offer is None:
            return ""
        offer.query = self.query
        return offer()

    # For machines

    def about(self) -> dict:
        """Describe what the page is about in the terms of schema.org."""
        return {"@type": "Thing", "name": self.page_title}

    def structured_data(self) -> str:
        """Describe the page in the terms of schema.org."""
        crumbs = [
            *self.breadcrumbs(),
            {"title": self.page_title, "url": self.canonical_url()},
        ]
        facts = {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": self.page_title,
            "url": self.canonical_url(),
            "about": {name: fact for name, fact in self.about().items() if fact},
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": translate(crumb["title"], context=self.request),
                        "item": crumb["url"],
                    }
                    for position, crumb in enumerate(crumbs, 1)
                ],
            },
        }
        text = json.dumps(facts, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
