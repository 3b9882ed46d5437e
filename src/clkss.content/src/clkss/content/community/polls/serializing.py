"""A poll over REST: who asks gets what the page shows, and no vote of anybody."""

from clkss.content.community.polls.content import IPoll
from clkss.content.community.polls.result import Result
from clkss.content.interfaces import IClkssLayer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer


@adapter(IPoll, IClkssLayer)
@implementer(ISerializeToJson)
class PollToJson(SerializeFolderToJson):
    """A poll with its result, where it may be seen."""

    def __call__(self, *args, **kwargs):
        """Return the mapping."""
        answer = super().__call__(*args, **kwargs)
        poll = self.context
        result = Result(poll)
        answer["is_open"] = result.is_open
        answer["closed"] = poll.closed
        answer["announced"] = poll.announced
        answer["statement"] = poll.statement if poll.announced else ""
        answer["result"] = list(result.counts) if result.is_shown else None
        return answer
