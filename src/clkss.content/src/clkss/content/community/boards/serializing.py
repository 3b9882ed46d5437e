"""A topic over REST."""

from clkss.content.community.boards import content
from clkss.content.community.discussion import access
from clkss.content.community.discussion import store
from clkss.content.interfaces import IClkssLayer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(content.ITopic, IClkssLayer)
class TopicToJson(SerializeFolderToJson):
    """A topic with what opens it, and how many posts it has."""

    def __call__(self, *args, **kwargs):
        """Return the mapping."""
        answer = super().__call__(*args, **kwargs)
        topic = self.context
        post = content.opening(topic)
        readable = post is not None and access.may_read(post)
        uid = topic.UID()
        answer["text"] = post.text if readable else ""
        answer["posts"] = store.shown([uid]).get(uid, store.Shown()).count
        answer["answer"] = str(topic.answer) if topic.answer else None
        answer["is_open"] = access.discussion_of(topic).is_open
        return answer
