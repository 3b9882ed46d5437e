"""The pages on which news and events are read."""

from clkss.content import _
from clkss.content.frame import moments
from clkss.content.knowledge.reading import KnowledgeView
from plone.event.utils import is_same_day


class NewsView(KnowledgeView):
    """A piece of news as a reader sees it."""

    def sections(self):
        """Draw the text, cleaned as Plone cleans it."""
        text = self.said("text")
        drawn = text.output_relative_to(self.context) if text is not None else ""
        return [f'<div class="clkss-part">{drawn}</div>'] if drawn else []


class EventView(NewsView):
    """An event as a reader sees it."""

    def own_facts(self):
        """Say when and where it is, and whom to ask."""
        event = self.context
        return [
            (_("fact_when", default="When"), self._plain(self.when())),
            (_("fact_venue", default="Venue"), self._plain(event.location)),
            (
                _("fact_event_contact", default="Whom to ask"),
                self._plain(event.contact_name, event.contact_email, event.contact_phone),
            ),
            (_("fact_event_url", default="Website"), self._address(event.event_url)),
        ]

    def _address(self, url):
        return [{"title": url, "url": url}] if url else []

    def when(self) -> str:
        """Say in words when it is."""
        event = self.context
        long = not event.whole_day
        start = moments.by_its_clock(event.start, long_format=long)
        if event.open_end or (event.whole_day and is_same_day(event.start, event.end)):
            return start
        if is_same_day(event.start, event.end):
            return f"{start} – {moments.by_its_clock(event.end, time_only=True)}"
        return f"{start} – {moments.by_its_clock(event.end, long_format=long)}"
