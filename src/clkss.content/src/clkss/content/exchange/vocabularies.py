"""The vocabularies of exchanges. Tokens are a contract: add, never rename."""

from clkss.content import _
from clkss.content.exchange import rules
from clkss.content.knowledge.terms import fixed


KINDS = (
    (rules.OFFER, _("exchange_offer", default="Offer: we can show others")),
    (rules.REQUEST, _("exchange_request", default="Request: we want to learn")),
)

MODALITIES = (
    ("study-tour", _("modality_study_tour", default="Study tour")),
    ("workshop", _("modality_workshop", default="Workshop or training")),
    ("assistance", _("modality_assistance", default="Advice and assistance")),
    ("materials", _("modality_materials", default="Materials and tools")),
    ("mou", _("modality_mou", default="Memorandum of understanding")),
)

STAGES = (
    (rules.OPEN, _("stage_open", default="Open: looks for the other side")),
    (rules.MATCHED, _("stage_matched", default="The other side is found")),
    (rules.AGREED, _("stage_agreed", default="Agreed")),
    (rules.UNDER_WAY, _("stage_under_way", default="Under way")),
    (rules.COMPLETED, _("stage_completed", default="Completed")),
    (rules.CANCELLED, _("stage_cancelled", default="Cancelled")),
)

COMMITMENT_STATES = (
    (rules.TO_DO, _("commitment_to_do", default="to do")),
    (rules.DONE, _("commitment_done", default="done")),
)

kinds = fixed(KINDS)
modalities = fixed(MODALITIES)
stages = fixed(STAGES)
