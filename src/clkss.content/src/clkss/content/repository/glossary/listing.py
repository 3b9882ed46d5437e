"""The glossary from A to Z, in English or Filipino order, with a search within."""

from clkss.content import _
from clkss.content.frame.drawing import Addresses
from clkss.content.frame.drawing import html
from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary.table import glossary
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


LONGEST_WORDS = 100

ENGLISH, FILIPINO = "en", "tl"

ORDERS = (
    (ENGLISH, _("glossary_by_english", default="By the English term")),
    (FILIPINO, _("glossary_by_filipino", default="By the Filipino term")),
)


LETTER = '<li class="list-inline-item"><a href="#letter-%s">%s</a></li>'
SECTION = (
    '<section aria-labelledby="letter-%s"><h2 id="letter-%s">%s</h2>'
    '<dl class="clkss-glossary">%s</dl></section>'
)
TERM = '<dt><a href="%s" lang="%s">%s</a>%s%s</dt><dd lang="%s">%s</dd>'
OTHER = ' <span class="clkss-hit-facts" lang="%s">%s</span>'


class Listing(BrowserView):
    """All terms that everybody may read, under their letters."""

    page_type = "website"

    @property
    def page_title(self):
        """Name of the page."""
        return _("title_glossary", default="Glossary")

    def page_description(self):
        """One sentence for search engines and shared links."""
        return _(
            "description_glossary",
            default="What words about child labour mean, in English and Filipino.",
        )

    @cached_property
    def language(self) -> str:
        """Language of the page: Filipino or English."""
        current = (api.portal.get_current_language() or ENGLISH).partition("-")[0]
        return FILIPINO if current in ("tl", "fil") else ENGLISH

    @cached_property
    def by(self) -> str:
        """By which language the terms stand: the one that was asked for, or that of the page."""
        asked = self.request.form.get("by")
        return asked if asked in (ENGLISH, FILIPINO) else self.language

    @cached_property
    def words(self) -> str:
        """What the reader looks for."""
        words = self.request.form.get("q", "")
        return " ".join(words.split())[:LONGEST_WORDS] if isinstance(words, str) else ""

    @cached_property
    def found(self) -> list[rules.Entry]:
        """The terms to show."""
        return rules.matching(glossary().names.entries, self.words)

    def address(self, **changes) -> str:
        """Give the address of this list with other parameters.

        :param changes: parameters to change.
        """
        chosen = {"q": self.words, "by": self.request.form.get("by", "") and self.by, **changes}
        said = {name: value for name, value in chosen.items() if value}
        query = urlencode(said, errors="replace")
        base = self.context.absolute_url()
        return f"{base}?{query}" if query else base

    def canonical_url(self) -> str:
        """The one address of what is shown, for search engines."""
        return self.address()

    def robots(self) -> str | None:
        """Ask search engines to keep the list itself, not what somebody looked for in it."""
        return "noindex, follow" if self.words else None

    def orders(self) -> list[dict]:
        """List the orders, with the address of each."""
        return [
            {"title": title, "url": self.address(by=name), "current": name == self.by}
            for name, title in ORDERS
        ]

    def letters(self) -> list[dict]:
        """List the letters with their terms."""
        return [
            {
                "letter": letter,
                "id": "others" if letter == rules.OTHERS else letter.lower(),
                "terms": [self._term(entry) for entry in entries],
            }
            for letter, entries in rules.in_order(self.found, self.by).items()
        ]

    @cached_property
    def _addresses(self):
        return Addresses(api.portal.get())

    def _term(self, entry):
        shown = rules.shown_title(entry, self.by)
        filipino = self.by == FILIPINO and bool(entry.term_tl)
        other = entry.title if filipino else entry.term_tl
        other = other if rules.plain(other) != rules.plain(shown) else ""
        meaning = entry.meaning(self.language)
        return {
            "title": shown,
            "lang": FILIPINO if filipino else ENGLISH,
            "other": other,
            "other_lang": ENGLISH if filipino else FILIPINO,
            "abbreviation": entry.abbreviation,
            "definition": rules.hint(meaning),
            "definition_lang": FILIPINO if meaning == entry.definition_tl else ENGLISH,
            "url": self._addresses.of(entry.path),
        }

    def drawn_letters(self, letters) -> str:
        """Draw the ways to the letters.

        :param letters: :meth:`letters`.
        """
        return "".join(LETTER % (each["id"], each["letter"]) for each in letters)

    def drawn_terms(self, letters) -> str:
        """Draw the terms, letter by letter.

        :param letters: :meth:`letters`.
        """
        return "".join(
            SECTION % (each["id"], each["id"], each["letter"], "".join(map(_drawn, each["terms"])))
            for each in letters
        )

    def summary(self) -> str:
        """Say how many terms there are."""
        number = len(self.found)
        if number == 1:
            message = _("glossary_one", default="1 term")
        else:
            message = _("glossary_some", default="${number} terms", mapping={"number": number})
        return translate(message, context=self.request)

    def may_add(self) -> bool:
        """Say whether the reader may add a term."""
        return bool(api.user.has_permission("clkss: Add Glossary Term", obj=self.context))


def _drawn(term):
    other = OTHER % (term["other_lang"], html(term["other"])) if term["other"] else ""
    return TERM % (
        html(term["url"]),
        term["lang"],
        html(term["title"]),
        f" ({html(term['abbreviation'])})" if term["abbreviation"] else "",
        other,
        term["definition_lang"],
        html(term["definition"]),
    )
