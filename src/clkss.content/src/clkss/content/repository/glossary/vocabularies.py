"""The vocabulary ``clkss.glossary-terms``: terms that are broader than others."""

from clkss.content.repository.pointing import Others


glossary_terms = Others("GlossaryTerm", "broader", ("abbreviation", "term_tl"))
