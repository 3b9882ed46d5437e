"""A search as a feed: whoever follows it learns of what is new without an account."""

from clkss.content import _
from clkss.content.search import answers
from clkss.content.search import rules
from clkss.content.search import syndication
from clkss.content.search import wording
from dataclasses import replace
from datetime import datetime
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


LANGUAGES = {"tl": "fil"}
"""Languages that feed readers know by another name."""

EPOCH_YEAR = 1970
"""Plone dates what was never published before it."""


def published(brain) -> datetime | None:
    """Say when something was published, if it was.

    :param brain: its record in the catalog.
    """
    when = brain.effective
    if not hasattr(when, "asdatetime") or when.year() < EPOCH_YEAR:
        return None
    return when.asdatetime()


class FeedView(answers.Answer):
    """A search, the newest first, whatever order the address names."""

    write = None

    def body(self):
        """Write the feed."""
        query = replace(self.query, sort=rules.NEWEST, start=0)
        _total, rids = self.repository.first(query)
        entries = [self._entry(self.repository.card(rid)) for rid in rids]
        return self.write(self._feed(), entries)

    def _feed(self):
        titles = self.titles
        name = getUtility(IRegistry).get("plone.site_title") or self.context.Title()
        return syndication.Feed(
            title=f"{wording.title(self.query, titles)} – {name}",
            description=titles.translated(
                _("description_feed", default="What is new in the repository, the newest first.")
            ),
            publisher=name,
            address=rules.address(f"{self.site_url}/repository", self._shown()),
            own_address=answers.address(self.site_url, self.shape, self.query),
            language=LANGUAGES.get(titles.language, titles.language),
            changed=self.context.created().asdatetime(),
        )

    def _shown(self):
        return replace(self.query, start=0, size=rules.DEFAULT_SIZE)

    def _entry(self, card):
        brain = card.brain
        short = self.titles.short
        labels = [(brain.portal_type, short(rules.KIND, brain.portal_type))]
        labels += [(theme, short(rules.THEME, theme)) for theme in card.themes]
        return syndication.Entry(
            uid=brain.UID,
            title=brain.Title,
            summary=brain.Description or "",
            address=brain.getURL(),
            published=published(brain),
            changed=brain.modified.asdatetime(),
            labels=labels,
        )


class Rss(FeedView):
    """RSS 2.0."""

    shape = answers.RSS
    write = staticmethod(syndication.rss)


class Atom(FeedView):
    """Atom."""

    shape = answers.ATOM
    write = staticmethod(syndication.atom)
