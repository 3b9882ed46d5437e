"""What a place has committed itself to: a status while it stands, a remark when it lapsed."""

from clkss.content import _
from clkss.content.committees import clearances
from clkss.content.repository.commitments import rules
from clkss.content.repository.commitments.indexers import COMMITTED
from clkss.content.repository.commitments.vocabularies import KINDS
from clkss.content.review.workflow import PUBLISHED
from clkss.content.search.tables import found
from clkss.content.territories import table
from markupsafe import escape
from typing import NamedTuple
from zope.i18nmessageid import Message


MOST = 12
"""Commitments of one place that its page names, the latest first."""

TITLES = dict(KINDS)

SAID = {
    rules.STANDING: _("status_standing", default="Since ${since}, declared by ${by}."),
    rules.ANNOUNCED: _("status_announced", default="Announced for ${since} by ${by}."),
    rules.LAPSED: _(
        "status_lapsed", default="Lapsed since ${until}; declared on ${since} by ${by}."
    ),
}
UNTIL = _("status_valid_until", default="Valid until ${until}.")
REVIEW = _("status_review", default="Looked at again by ${review}.")
EVIDENCE = _("status_evidence", default="Evidence and roadmap")
PART_OF = _("status_part_of", default="Part of:")
INVENTED = _("label_invented", default="Invented example")
HEADING = _("heading_commitments", default="What the place has committed itself to")


class Commitment(NamedTuple):
    """A commitment as the page of a place shows it."""

    code: str
    kind: str
    status: str
    since: str
    until: str
    by: str
    review: str
    invented: bool
    url: str


def commitments(repository, code: str) -> list[Commitment]:
    """List what a place and the places it lies in have committed themselves to.

    Only what is published is a status, also for those who see more. Of the places above, only what
    stands is named.

    :param repository: the repository, as the reader may see it.
    :param code: a living code.
    :returns: its own first, then those of the places above, the nearest first.
    """
    listed = []
    for place in (code, *table.parents(code)):
        own = [_read(place, item) for item in _published(repository, place)]
        own.sort(key=lambda each: each.since, reverse=True)
        listed += [each for each in own if place == code or each.status == rules.STANDING]
    return listed


def _published(repository, code):
    tables = repository.tables
    bits = tables.bits(found(repository.catalog, COMMITTED, code)) & repository.visible
    rids = (rid for number, rid in enumerate(tables.rids) if bits >> number & 1) if bits else ()
    brains = (repository.card(rid).brain for rid in rids)
    published = [brain for brain in brains if brain.review_state == PUBLISHED]
    return [brain._unrestrictedGetObject() for brain in published[:MOST]]


def _read(code, item):
    return Commitment(
        code=code,
        kind=item.commitment_kind,
        status=rules.status(item.declared_on, item.valid_until, clearances.today()),
        since=item.declared_on or "",
        until=item.valid_until or "",
        by=item.declared_by or "",
        review=item.review_due.isoformat() if item.review_due else "",
        invented=bool(item.is_example),
        url=item.absolute_url(),
    )


class Standing:
    """Draws the commitments of a place.

    :param listed: from :func:`commitments`.
    :param code: the place.
    :param titles: :class:`clkss.content.search.titles.Titles` of the request.
    :param address: gives the address of the page of a place.
    """

    def __init__(self, listed, code, titles, address):
        self.own = [each for each in listed if each.code == code]
        self.above = [each for each in listed if each.code != code]
        self.titles = titles
        self.address = address

    def drawn(self) -> str:
        """Draw them; empty where there are none."""
        if not self.own and not self.above:
            return ""
        above = "".join(map(self._inherited, self.above))
        return (
            '<section class="clkss-standing" aria-labelledby="status">'
            f'<h2 id="status">{self._said(HEADING)}</h2><ul class="clkss-files">'
            f"{''.join(map(self._badge, self.own))}{above}</ul></section>"
        )

    def _badge(self, each):
        stands = each.status == rules.STANDING
        style = "badge clkss-badge-promising" if stands else "badge text-bg-light"
        said = [self._said(SAID[each.status], each)]
        if stands:
            said += [self._said(UNTIL, each)] if each.until else []
            said += [self._said(REVIEW, each)] if each.review else []
        return (
            f'<li><span class="{style}">{self._kind(each)}</span> {self._invented(each)}'
            f"{' '.join(said)} {self._link(each)}</li>"
        )

    def _inherited(self, each):
        name = escape(table.get(each.code).name)
        place = f'<a href="{escape(self.address(each.code))}">{name}</a>'
        return (
            f"<li>{self._said(PART_OF)} {place}, {self._kind(each)}. {self._invented(each)}"
            f"{self._said(SAID[each.status], each)} {self._link(each)}</li>"
        )

    def _kind(self, each):
        return escape(self.titles.translated(TITLES.get(each.kind, each.kind or "")))

    def _invented(self, each):
        if not each.invented:
            return ""
        return f'<span class="badge clkss-badge-invented">{self._said(INVENTED)}</span> '

    def _link(self, each):
        return f'<a href="{escape(each.url)}#evidence">{self._said(EVIDENCE)}</a>'

    def _said(self, message, each=None):
        if each is not None:
            mapping = {
                name: getattr(each, name) or "…" for name in ("since", "until", "by", "review")
            }
            message = Message(message, mapping=mapping)
        return escape(self.titles.translated(message))
