"""The list of themes, and a page for each."""

from clkss.content import _
from clkss.content.community.boards.views import boards_in
from clkss.content.community.boards.views import topics_in
from clkss.content.community.discussion.access import BOARDS
from clkss.content.places import drawing
from clkss.content.places.page import JoinedView
from clkss.content.search import rules
from clkss.content.subjects.vocabularies import added
from clkss.content.territories import table
from clkss.content.territories.rules import COUNTRY_CODE
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


MOST_COUNTRIES = 12


def names_of(context, token: str) -> tuple[str, ...]:
    """Give the names of a theme in English and Filipino.

    :param context: anything in the site.
    :param token: the theme.
    """
    terms = getUtility(IVocabularyFactory, "clkss.themes")(context)
    built_in = [
        translate(term.title, target_language=language)
        for term in terms
        if term.value == token
        for language in ("en", "tl")
    ]
    ours = [
        name
        for term in added("themes")
        if term.token == token
        for name in (term.english, term.filipino)
    ]
    return tuple(dict.fromkeys([*built_in, *ours]))


class Themes(JoinedView):
    """All themes; below them, what is known of one."""

    overview = ViewPageTemplateFile("templates/themes.pt")
    path = "themes"
    parameter = rules.THEME
    overview_title = _("title_themes", default="Themes")
    overview_description = _(
        "description_themes",
        default="What is known about child labour, by theme: from education to labour inspection.",
    )
    kind_title = _("filter_theme", default="Theme")

    def all_themes(self) -> str:
        """Draw all themes by name, also those of which nothing is known yet."""
        return drawing.ways(
            drawing.Way(self.address(token), title, self.counted.get(token, 0))
            for token, title in self.listed()
        )

    def listed(self) -> list[tuple[str, str]]:
        """List all themes by name: token and title."""
        terms = getUtility(IVocabularyFactory, "clkss.themes")(self.context)
        tokens = dict.fromkeys([*(term.value for term in terms), *self.counted])
        titled = [(token, self.titles.short(rules.THEME, token)) for token in tokens]
        return sorted(titled, key=lambda each: each[1].casefold())

    def other_names(self):
        """Give the names of the theme in English and Filipino."""
        return names_of(self.context, self.token)

    @cached_property
    def regions(self) -> list[drawing.Way]:
        """The regions that something comes from, in the order of the code."""
        return [
            drawing.Way(self.address(code, "places"), table.get(code).name, count)
            for code, count in sorted(self.joined.values(rules.TERRITORY))
            if code != COUNTRY_CODE
        ]

    @cached_property
    def countries(self) -> list[drawing.Way]:
        """The other countries that most comes from."""
        ways = [
            drawing.Way(
                self.address(code, "countries"), self.titles.short(rules.COUNTRY, code), count
            )
            for code, count in self.joined.values(rules.COUNTRY)
            if code != COUNTRY_CODE
        ]
        return sorted(ways, key=lambda way: (-way.count, way.title))[:MOST_COUNTRIES]

    @cached_property
    def boards(self) -> list[drawing.Way]:
        """The boards about the theme that the reader may see, with how many topics each holds."""
        place = self.context.get(BOARDS)
        brains = boards_in(place, self.token) if place is not None else ()
        return [
            drawing.Way(brain.getURL(), brain.Title, len(topics_in(brain.getPath())))
            for brain in brains
        ]

    def ways_on(self):
        """Lead to boards, regions and countries."""
        return [
            drawing.Group("boards", _("heading_boards_of_theme", default="Boards"), self.boards),
            drawing.Group("regions", _("heading_regions", default="Regions"), self.regions),
            drawing.Group(
                "countries", _("heading_countries", default="Other countries"), self.countries
            ),
        ]

    def about(self):
        """Describe the theme."""
        definition = self.definition
        return {
            "@type": "DefinedTerm",
            "name": self.page_title,
            "termCode": self.token,
            "inDefinedTermSet": self.address(),
            "description": definition["text"] if definition else None,
        }
