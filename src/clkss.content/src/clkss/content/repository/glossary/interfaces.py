"""Interfaces of the glossary."""

from clkss.content.committees.interfaces import IKnowledgeContainer


class IGlossary(IKnowledgeContainer):
    """Marks the place where all terms are."""
