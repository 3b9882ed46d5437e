"""A consultation over REST; its comments are had at ``@comments``."""

from clkss.content.community.consultations.content import IConsultation
from clkss.content.community.consultations.content import is_open
from clkss.content.community.consultations.content import item_of
from clkss.content.interfaces import IClkssLayer
from clkss.content.knowledge.forms import MODIFY
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer


@adapter(IConsultation, IClkssLayer)
@implementer(ISerializeToJson)
class ConsultationToJson(SerializeFolderToJson):
    """A consultation with what became of it."""

    def __call__(self, *args, **kwargs):
        """Return the mapping."""
        answer = super().__call__(*args, **kwargs)
        consultation = self.context
        if not api.user.has_permission(MODIFY, obj=consultation) and not item_of(consultation):
            # An address says what a draft is called.
            answer["item"] = None
        answer["is_open"] = is_open(consultation)
        answer["closed"] = consultation.closed
        answer["decided"] = consultation.decided
        answer["outcome"] = consultation.outcome
        return answer
