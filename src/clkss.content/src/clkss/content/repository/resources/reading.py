"""The page on which a resource is read."""

from clkss.content import _
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.repository import pointing
from clkss.content.repository.resources import rules
from clkss.content.repository.resources.indexers import AMENDS
from clkss.content.repository.resources.vocabularies import LAW_STATUSES
from clkss.content.subjects.vocabularies import definitions
from clkss.content.subjects.vocabularies import subjects
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlsplit


KIND_PARAMETER = "kind"


class ResourceView(KnowledgeView):
    """A resource as a reader sees it."""

    parts_of_text = (Part("abstract", _("heading_abstract", default="Abstract")),)
    get_it = ViewPageTemplateFile("templates/get_it.pt")
    law = ViewPageTemplateFile("templates/law.pt")

    @cached_property
    def is_law(self) -> bool:
        """Say whether it is a law or an issuance."""
        return self.context.resource_kind == rules.LAW

    @cached_property
    def year(self) -> int | None:
        """Year of publication, or that of the law."""
        return rules.year_of(self.context.year, self.context.law_date)

    def where(self):
        """Say above the title of which kind it is, where, and from which year."""
        said = [fact["title"] for fact in self._kind()[:1]]
        if self.is_law and self.context.law_number:
            said.append(self.context.law_number)
        if self.year:
            said.append(str(self.year))
        return [*said, *super().where()]

    def own_facts(self):
        """List kind, authors, publisher and what is said of a law or a tool."""
        item = self.context
        return [
            (_("fact_resource_kind", default="Kind"), self._kind()),
            (_("label_law_number", default="Number of the law"), self._plain(item.law_number)),
            (_("label_law_date", default="Date of the law"), self._plain(item.law_date)),
            (_("fact_law_status", default="Status"), self._plain(self._status())),
            (_("label_authors", default="Authors"), self._plain(*(item.authors or ()))),
            (
                _("label_year", default="Year"),
                [self._link("year", str(item.year), str(item.year))] if item.year else [],
            ),
            (_("label_publisher", default="Publisher"), self._plain(item.publisher)),
            (_("label_identifiers", default="Identifiers"), self._identifiers()),
            (_("label_licence", default="Licence"), self._licence()),
            (_("label_coverage", default="Where it is used"), self._plain(item.coverage)),
            (
                _("label_contributing_units", default="Units that contributed"),
                self._plain(*(item.contributing_units or ())),
            ),
        ]

    def _kind(self):
        token = self.context.resource_kind
        if not token:
            return []
        titles = {term.token: term.title for term in subjects(self.context, "resource_kinds")}
        title = self._translated(titles.get(token, token))
        meaning = self._translated(definitions("resource_kinds").get(token, ""))
        value = f"{self.context.portal_type}:{token}"
        return [self._link(KIND_PARAMETER, value, title), *self._plain(meaning)]

    def _status(self):
        title = dict(LAW_STATUSES).get(self.context.law_status)
        return self._translated(title) if title else ""

    def _identifiers(self):
        found = (rules.identifier(text) for text in self.context.identifiers or () if text)
        return [{"title": each.text, "url": each.url or None} for each in found]

    def _licence(self):
        licence = self.context.licence
        return [{"title": licence, "url": rules.licence_url(licence) or None}] if licence else []

    def sections(self):
        """Draw the link to the resource, and which laws amend which."""
        sections = [self.get_it()] if self.context.url else []
        if self.amends() or self.amended_by():
            sections.append(self.law())
        return sections

    def host(self) -> str:
        """Say to whose pages the link leads."""
        return (urlsplit(self.context.url).hostname or "").removeprefix("www.")

    def amends(self) -> list[dict]:
        """List the laws that this one amends."""
        found = pointing.named(self.context.portal_type, self.context.amends)
        return pointing.links([brain for _key, brain in found])

    def amended_by(self) -> list[dict]:
        """List the laws that amend this one."""
        return pointing.links(pointing.naming(self.context, AMENDS))

    def citation(self):
        """Cite it with its own authors and year."""
        item = self.context
        links = (rules.identifier(text).url for text in item.identifiers or () if text)
        work = rules.Work(
            item.title,
            tuple(name for name in item.authors or () if name),
            self.year,
            item.publisher or "",
            (item.law_number or "") if self.is_law else "",
            next((url for url in links if url.startswith("https://doi.org/")), ""),
        )
        return rules.cite(work, self.site_title, self.permanent_url)
