"""A meeting over REST."""

from clkss.content.community.meetings import people
from clkss.content.community.meetings.content import IMeeting
from clkss.content.interfaces import IClkssLayer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(IMeeting, IClkssLayer)
class MeetingToJson(SerializeFolderToJson):
    """A meeting; who was there and who is to do what only for those who may see people."""

    def __call__(self, *args, **kwargs):
        """Return the mapping."""
        answer = super().__call__(*args, **kwargs)
        if people.may_know(self.context, self.request):
            answer["attendance"] = people.attended(self.context)
            answer["guests"] = self.context.guests
            answer["actions"] = [dict(each) for each in self.context.actions]
        return answer
