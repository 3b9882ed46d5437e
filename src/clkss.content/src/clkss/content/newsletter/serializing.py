"""An issue over REST: of its items, what a visitor may see."""

from clkss.content.interfaces import IClkssLayer
from clkss.content.newsletter import choosing
from clkss.content.newsletter import rules
from clkss.content.newsletter.content import INewsletter
from clkss.content.newsletter.reading import PUBLISH
from plone import api
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from zope.component import adapter
from zope.interface import implementer


@adapter(INewsletter, IClkssLayer)
@implementer(ISerializeToJson)
class IssueToJson(SerializeToJson):
    """Those who write the newsletter get all entries, so that what they send back is whole."""

    def __call__(self, version=None, include_items=True):
        """Serialise.

        :param version: as plone.restapi says.
        :param include_items: as plone.restapi says.
        """
        answer = super().__call__(version=version, include_items=include_items)
        if api.user.has_permission(PUBLISH, obj=self.context):
            answer["sent_to"] = self.context.sent_to
            return answer
        public = {b.UID: b for b in choosing.items(uid for uid, _line in self.context.pairs())}
        answer["entries"] = [
            {
                rules.ITEM: uid,
                rules.LINE: line,
                "title": public[uid].Title,
                "url": public[uid].getURL(),
            }
            for uid, line in self.context.pairs()
            if uid in public
        ]
        return answer
