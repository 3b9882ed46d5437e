"""Committees over REST: all of a place and level, as everybody sees them."""

from clkss.content.committees import content
from clkss.content.committees import finding
from clkss.content.committees import rules
from clkss.content.territories import rules as territories
from clkss.content.territories import table
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from zExceptions import BadRequest


MOST = 500
"""Committees in one answer."""

MOST_ROWS = 100_000


class CommitteesGet(Service):
    """``GET @committees?place=&level=&b_start=&b_size=``."""

    def reply(self):
        """List the committees of a place and of all that lies in it, by title.

        :raises BadRequest: for a place or level that there is not.
        """
        place = self._parameter("place", table.exists)
        level = self._parameter("level", territories.COMMITTEE_LEVELS.__contains__)
        records = finding.found(level, place, sort_on="sortable_title")
        self._bound()
        batch = HypermediaBatch(self.request, records)
        answer = {
            "@id": batch.canonical_url,
            "items": [self._item(record) for record in batch],
            "items_total": batch.items_total,
        }
        if place is not None:
            answer["place"] = self._place(table.current(place))
        if links := batch.links:
            answer["batching"] = links
        return answer

    def _parameter(self, name, is_known):
        value = self.request.form.get(name) or None
        if value is not None and not (isinstance(value, str) and is_known(value)):
            raise BadRequest(f"{name}: there is none such")
        return value

    def _bound(self):
        form = self.request.form
        for name, limit in (("b_size", MOST), ("b_start", MOST_ROWS)):
            asked = form.pop(name, "")
            if isinstance(asked, str) and asked.isascii() and asked.isdecimal() and len(asked) < 9:
                form[name] = str(min(int(asked), limit))

    @staticmethod
    def _item(record):
        key = record.getId
        code, token = rules.split_key(key)
        return {
            "@id": record.getURL(),
            "@type": content.PORTAL_TYPE,
            "key": key,
            "title": record.Title,
            "territory": code,
            "token": token,
            "level": territories.committee_level(table.level(code)),
        }

    def _place(self, code):
        """Say what is on record for a place: its own, else the nearest above, and those below."""
        standing = finding.Standing(self.context, code)
        near = standing.own if standing.own is not None else standing.nearest
        return {
            "code": code,
            "title": standing.title,
            "committee": None if standing.own is None else standing.own.absolute_url(),
            "nearest": None if near is None else near.absolute_url(),
            "below": standing.below(),
        }
