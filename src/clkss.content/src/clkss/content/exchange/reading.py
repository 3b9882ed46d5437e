"""The page on which an exchange is read."""

from clkss.content import _
from clkss.content.exchange import matching
from clkss.content.exchange import rules
from clkss.content.exchange import vocabularies
from clkss.content.knowledge.reading import KnowledgeView
from clkss.content.knowledge.reading import Part
from clkss.content.knowledge.rows import kept_in
from clkss.content.subjects import countries as world
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ExchangeView(KnowledgeView):
    """An exchange as a reader sees it."""

    parts_of_text = (Part("outcome", _("label_outcome", default="What came of it")),)
    commitments = ViewPageTemplateFile("templates/commitments.pt")
    fitting = ViewPageTemplateFile("templates/fitting.pt")

    def own_facts(self):
        """List the sides, the form, how far it is and when."""
        exchange = self.context
        return [
            (
                _("label_exchange_kind", default="Offer or request"),
                self._kind("exchange_kind", "clkss.exchange-kinds"),
            ),
            (
                _("label_first_provider", default="First provider"),
                self._plain(exchange.first_provider),
            ),
            (
                _("label_second_provider", default="Second provider"),
                self._plain(exchange.second_provider),
            ),
            (_("label_recipient", default="Recipient"), self._plain(exchange.recipient)),
            (_("fact_from_countries", default="From"), self._named(exchange.from_countries)),
            (_("fact_to_countries", default="To"), self._named(exchange.to_countries)),
            (
                _("label_modality", default="In which form"),
                self._said("modality", vocabularies.MODALITIES),
            ),
            (_("label_stage", default="How far it is"), self._said("stage", vocabularies.STAGES)),
            (_("fact_period", default="Period"), self._plain(self.period)),
            (
                _("label_people_trained", default="People trained"),
                self._plain(f"{exchange.people_trained:,}" if exchange.people_trained else ""),
            ),
        ]

    def _named(self, codes):
        return [
            self._link("country", code, world.title(code, self.language))
            for code in codes or ()
            if world.exists(code)
        ]

    def _said(self, field, terms):
        title = dict(terms).get(self.said(field))
        return self._plain(self._translated(title)) if title else []

    def sections(self):
        """Draw what was promised, and what fits."""
        drawn = []
        if kept_in(self.context, "commitments"):
            drawn.append(self.commitments())
        if self.matches():
            drawn.append(self.fitting())
        return drawn

    def promises(self):
        """Return what was promised, with the state in words."""
        states = dict(vocabularies.COMMITMENT_STATES)
        return [
            {**row, "said": states[row["state"]], "is_done": row["state"] == rules.DONE}
            for row in self.context.commitments
        ]

    def matches(self):
        """Return the offers or requests that fit."""
        return matching.matches(self.context)

    @property
    def is_offer(self):
        """Say whether it is an offer."""
        return self.context.exchange_kind == rules.OFFER
