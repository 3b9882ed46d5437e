"""What a resource still lacks before it is submitted, in words."""

from clkss.content import _
from clkss.content.knowledge import filing
from clkss.content.knowledge import readiness
from clkss.content.repository.resources import rules
from clkss.content.repository.resources.content import IResource
from zope.component import adapter


MISSING = {
    "resource_kind": _("missing_resource_kind", default="Say what kind of resource it is."),
    "url": _("missing_resource_url", default="Give a link, or attach the file."),
    "law_number": _("missing_law_number", default="Write the number of the law."),
    "law_date": _("missing_law_date", default="Write the date of the law."),
}


@adapter(IResource)
class Readiness(readiness.Readiness):
    """Says what a resource lacks."""

    needed = (*rules.NEEDED, *rules.NEEDED_OF_LAWS, "url")
    messages = {**readiness.COMMON, **MISSING}

    def lacking(self):
        """Name the fields that lack something."""
        return rules.missing({**self.values(), "files": len(filing.listing(self.item))})
