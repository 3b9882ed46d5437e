"""The repository for other systems: ``GET @repository``."""

from clkss.content.search import rules
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from plone.restapi.services import Service


NAME = "@repository"


class RepositoryGet(Service):
    """Answer a query with items, their number, and facets with counts."""

    def reply(self):
        """Find; refuse an address that names what does not exist, with all that is wrong in it."""
        self.titles = Titles(self.context, self.request)
        repository = Repository(self.context, self.titles)
        query, problems = repository.parse(self.request.form)
        if problems:
            return self._refused(problems)
        found = repository.find(query, beyond=True)
        answer = {
            "@id": self._address(query),
            "items": [self._item(repository.card(rid)) for rid in found.rids],
            "items_total": found.paging.total,
            "facets": {
                name: [self._value(name, value) for value in self._in_order(values)]
                for name, values in found.facets.items()
            },
        }
        if found.paging.pages > 1:
            answer["batching"] = self._batching(query, found.paging)
        return answer

    def _refused(self, problems):
        self.request.response.setStatus(400)
        listed = ", ".join(f"{problem.name}={problem.value!r}" for problem in problems)
        return {
            "type": "BadRequest",
            "message": f"Not known: {listed}",
            "problems": [{"name": problem.name, "value": problem.value} for problem in problems],
        }

    def _address(self, query):
        return rules.address(f"{self.context.absolute_url()}/{NAME}", query)

    def _batching(self, query, paging):
        last = (paging.pages - 1) * paging.size
        batching = {
            "@id": self._address(query),
            "first": self._address(query.from_start(0)),
            "last": self._address(query.from_start(last)),
        }
        if paging.next is not None:
            batching["next"] = self._address(query.from_start(paging.next))
        if paging.previous is not None:
            batching["prev"] = self._address(query.from_start(paging.previous))
        return batching

    def _in_order(self, values):
        return sorted(values, key=lambda value: (-value.count, value.value))

    def _value(self, name, value):
        return {
            "value": value.value,
            "title": self.titles.short(name, value.value),
            "count": value.count,
        }

    def _item(self, card):
        brain = card.brain
        return {
            "@id": brain.getURL(),
            "@type": brain.portal_type,
            "UID": brain.UID,
            "title": brain.Title,
            "description": brain.Description,
            "review_state": brain.review_state,
            "territories": [
                {"code": code, "title": self.titles.title(rules.TERRITORY, code)}
                for code in card.places
            ],
            "countries": sorted(card.countries),
            "themes": card.themes,
            "year": card.year,
            "promising": card.promising,
            "featured": card.featured,
            "is_example": card.invented,
        }
