"""A subject of the generated documents.

It is called by several names, as people do, and no sentence holds all of them: a search has to know
that they mean the same.
"""

from typing import NamedTuple


class Topic(NamedTuple):
    """A subject with its names and sentences in both languages."""

    token: str
    themes: tuple[str, ...]
    sectors: tuple[str, ...]
    hazards: tuple[str, ...]
    agencies: tuple[str, ...]
    english_names: tuple[str, ...]
    filipino_names: tuple[str, ...]
    english: tuple[str, ...]
    filipino: tuple[str, ...]
