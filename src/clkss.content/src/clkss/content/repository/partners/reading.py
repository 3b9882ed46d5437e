"""The page on which a partner is read."""

from clkss.content import _
from clkss.content.knowledge.reading import Part
from clkss.content.repository.contacts.reading import ReachableView


class PartnerView(ReachableView):
    """A partner as somebody sees it who looks for whom to work with."""

    picture_scale = "preview"
    widest = 240
    """A logo is no picture of a page's width."""

    parts_of_text = (
        Part("mandate", _("label_mandate", default="What it does against child labour")),
    )
    box_lines = (("address", _("label_address", default="Address")),)

    def own_facts(self):
        """List its short name, sector, kind and focal points."""
        return [
            (_("fact_acronym", default="Short name"), self._plain(self.context.acronym)),
            (
                _("fact_partner_sector", default="Sector"),
                self._kind("partner_sector", "clkss.partner-sectors"),
            ),
            (_("fact_partner_kind", default="Kind"), self._plain(self.context.partner_kind)),
            (
                _("fact_focal_points", default="Focal points"),
                self._plain(*(self.context.focal_points or ())),
            ),
        ]
