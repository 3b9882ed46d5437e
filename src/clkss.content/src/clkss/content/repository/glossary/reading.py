"""The page of a term."""

from clkss.content import _
from clkss.content.knowledge.citation import paragraphs
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.repository import pointing
from clkss.content.repository.glossary import translations
from clkss.content.repository.glossary.indexers import BROADER
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class TermView(KnowledgeView):
    """A term as a reader sees it: English and Filipino side by side."""

    meanings = ViewPageTemplateFile("templates/meanings.pt")

    def page_description(self):
        """The definition in short, for search engines and shared links."""
        return self.context.Description()

    def where(self):
        """Say the abbreviation above the title."""
        return [text for text in (self.context.abbreviation,) if text]

    def own_facts(self):
        """List other words, other languages, broader and narrower terms."""
        return [
            (_("fact_broader", default="Broader"), self._others(self._broader())),
            (_("fact_narrower", default="Narrower"), self._others(self._narrower())),
            (
                _("label_synonyms", default="Other words for the same"),
                self._plain(*(self.context.synonyms or ())),
            ),
        ]

    def _broader(self):
        found = pointing.named(self.context.portal_type, self.context.broader)
        return [brain for _key, brain in found]

    def _narrower(self):
        return pointing.naming(self.context, BROADER)

    def _others(self, brains):
        own = self.context.UID()
        return pointing.links([brain for brain in brains if own != brain.UID])

    def sections(self):
        """Draw what it means, in all languages."""
        return [self.meanings()]

    def definitions(self) -> list[dict]:
        """List the definitions, the one in the language of the page first."""
        item = self.context
        found = [
            {
                "id": "definition",
                "title": _("heading_meaning", default="What it means"),
                "term": "",
                "language": "en",
                "paragraphs": paragraphs(item.definition),
            },
            {
                "id": "definition-tl",
                "title": _("heading_meaning_tl", default="In Filipino"),
                "term": item.term_tl or "",
                "language": "tl",
                "paragraphs": paragraphs(item.definition_tl),
            },
        ]
        if self.language.startswith(("tl", "fil")):
            found.reverse()
        return [each for each in found if each["term"] or each["paragraphs"]]

    def other_terms(self) -> list[dict]:
        """List the term in other languages."""
        return translations.listing(self.context.other_terms, self.request)
