"""Good practices of a knowledge room, in tests."""

from plone import api
from plone.dexterity.utils import createContentInContainer


def practice(site, title, author):
    with api.env.adopt_user(username=author):
        return createContentInContainer(
            site["practices"],
            "GoodPractice",
            title=title,
            description="In short.",
            language="en",
            territories=["0701233003"],
            themes=["education"],
            background="Before.",
            action="Done.",
            achievements="Came of it.",
            sustainability="Stays.",
            lessons_learned="Learned.",
            necessary_conditions="Needed.",
        )
