"""The repository for other systems: ``GET @repository``."""

from clkss.content.search import plain
from clkss.content.search.engine import Repository
from clkss.content.search.titles import Titles
from plone.restapi.services import Service


NAME = "@repository"


class RepositoryGet(Service):
    """Answer a query with items, their number, and facets with counts."""

    def reply(self):
        """Find; refuse an address that names what does not exist, with all that is wrong in it."""
        repository = Repository(self.context, Titles(self.context, self.request))
        query, problems = repository.parse(self.request.form)
        if problems:
            return self._refused(problems)
        return plain.answer(f"{self.context.absolute_url()}/{NAME}", repository, query)

    def _refused(self, problems):
        self.request.response.setStatus(400)
        listed = ", ".join(f"{problem.name}={problem.value!r}" for problem in problems)
        return {
            "type": "BadRequest",
            "message": f"Not known: {listed}",
            "problems": [{"name": problem.name, "value": problem.value} for problem in problems],
        }
