"""A thing's reference to take along: ``<item>/@@citation?format=bibtex|ris|apa``."""

from clkss.content import _
from clkss.content.outreach import references
from clkss.content.outreach.interfaces import IDescribed
from clkss.content.outreach.references import Reference
from datetime import date
from plone import api
from Products.Five.browser import BrowserView
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.i18n import translate


KINDS = {
    "law": references.LAW,
    "data-set": references.DATA,
    "database": references.DATA,
    "media": references.MEDIA,
    "publication": references.BOOK,
    "report": references.REPORT,
    "policy-brief": references.REPORT,
    "fact-sheet": references.REPORT,
    "protocol": references.REPORT,
    "training-material": references.REPORT,
}
"""Kind of a reference by kind of resource; everything else is a page of the web."""


def reference(described):
    """Make the reference of a thing.

    :param described: an :class:`clkss.content.outreach.interfaces.IDescribed`.
    """
    return Reference(
        kind=KINDS.get(described.detail, references.WEB),
        uid=described.uid,
        title=described.title,
        authors=described.authors,
        year=described.year,
        publisher=described.publisher,
        system=described.system,
        number=described.number,
        identifiers=described.identifiers,
        abstract=described.summary,
        keywords=described.subjects,
        language=described.language,
        url=described.permanent_url,
        seen=date.today(),
    )


class Citation(BrowserView):
    """The reference of an item of knowledge in a format of one's choice."""

    def __call__(self):
        """Answer with the reference.

        :raises BadRequest: for a format that there is not.
        """
        asked = self.request.form.get("format", "apa")
        if not isinstance(asked, str) or asked not in FORMATS:
            named = ", ".join(FORMATS)
            message = _(
                "error_citation_format",
                default="There are these formats: ${formats}.",
                mapping={"formats": named},
            )
            raise BadRequest(translate(message, context=self.request))
        kind, ending, write = FORMATS[asked]
        response = self.request.response
        response.setHeader("Content-Type", f"{kind}; charset=utf-8")
        response.setHeader("X-Robots-Tag", "noindex")
        if ending:
            name = f"{self.context.getId()}.{ending}"
            response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        if not api.user.is_anonymous():
            response.setHeader("Cache-Control", "private, no-store")
        return write(self).encode("utf-8")

    def bibtex(self):
        """Write it for BibTeX."""
        return references.bibtex(reference(IDescribed(self.context)))

    def ris(self):
        """Write it in the format of Research Information Systems."""
        return references.ris(reference(IDescribed(self.context)))

    def apa(self):
        """Write it as the page of the item does."""
        name = self.context.getDefaultLayout()
        page = getMultiAdapter((self.context, self.request), name=name)
        return f"{references.line(page.citation())}\n"


FORMATS = {
    "bibtex": ("application/x-bibtex", "bib", Citation.bibtex),
    "ris": ("application/x-research-info-systems", "ris", Citation.ris),
    "apa": ("text/plain", "", Citation.apa),
}
"""Media type, ending of the file and way of writing of each format."""
