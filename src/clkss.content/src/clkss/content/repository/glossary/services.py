"""The glossary for other systems: ``GET @glossary``."""

from clkss.content.repository.glossary import rules
from clkss.content.repository.glossary import translations
from clkss.content.repository.glossary.listing import ENGLISH
from clkss.content.repository.glossary.listing import FILIPINO
from clkss.content.repository.glossary.listing import LONGEST_WORDS
from clkss.content.repository.glossary.table import glossary
from plone.restapi.services import Service


NAME = "@glossary"


class GlossaryGet(Service):
    """Answer with the terms that everybody may read, all of them or those that hold words."""

    def reply(self):
        """List terms in the order of one language; an order that is unknown is refused."""
        form = self.request.form
        by = form.get("by", ENGLISH)
        if by not in (ENGLISH, FILIPINO):
            self.request.response.setStatus(400)
            return {"type": "BadRequest", "message": "by: write en or tl."}
        words = form.get("q", "")
        words = words[:LONGEST_WORDS] if isinstance(words, str) else ""
        entries = rules.matching(glossary().names.entries, words)
        ordered = [each for terms in rules.in_order(entries, by).values() for each in terms]
        return {
            "@id": f"{self.context.absolute_url()}/{NAME}",
            "items": [self._item(entry) for entry in ordered],
            "items_total": len(ordered),
        }

    def _item(self, entry):
        return {
            "@id": self.request.physicalPathToURL(entry.path),
            "@type": "GlossaryTerm",
            "UID": entry.uid,
            "title": entry.title,
            "abbreviation": entry.abbreviation,
            "definition": entry.definition,
            "term_tl": entry.term_tl,
            "definition_tl": entry.definition_tl,
            "synonyms": list(entry.synonyms),
            "other_terms": [
                {"language": each["code"], "term": each["term"]}
                for each in translations.listing(entry.others, self.request)
            ],
        }
