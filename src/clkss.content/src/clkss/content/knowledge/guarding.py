"""Plone's own ways to tell of relations, without what the reader may not see at their other end."""

from AccessControl import getSecurityManager
from clkss.content.interfaces import IClkssLayer
from clkss.content.knowledge import finding
from plone.app.linkintegrity.browser.info import DeleteConfirmationInfo
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.relationfield import RelationListFieldSerializer
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from z3c.relationfield.interfaces import IRelationList
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldSerializer)
@adapter(IRelationList, IDexterityContent, IClkssLayer)
class GuardedRelations(RelationListFieldSerializer):
    """Relations over REST: those whose other end the reader may see."""

    def get_value(self, default=None):
        """Return the relations.

        :param default: what stands for no value.
        """
        may = getSecurityManager().checkPermission
        relations = super().get_value(default) or []
        return [each for each in relations if may("View", each.to_object)]


class GuardedLinks(LinkIntegrityGet):
    """``@linkintegrity``: what names something that the reader may not see is passed over."""

    def reply(self):
        """Answer for those of the items that the reader may see."""
        uids = self.request.form.get("uids") or []
        uids = [uids] if isinstance(uids, str) else uids
        if not isinstance(uids, list) or not uids:
            raise BadRequest("uids: name what you ask about.")
        seen = [uid for uid in uids if finding.brain_of(uid) is not None]
        if not seen:
            return []
        self.request.form["uids"] = seen
        return super().reply()


class GuardedBreaches(DeleteConfirmationInfo):
    """What would break if an item went: of what names it, only what the reader may see.

    Anybody may ask this, over REST too.
    """

    def check_object(self, obj, excluded_path=None, excluded_paths=None):
        """Return what names an item, or nothing.

        :param obj: the item.
        :param excluded_path: what lies there does not count.
        :param excluded_paths: what lies there does not count, either.
        """
        breach = super().check_object(obj, excluded_path, excluded_paths)
        if breach is None:
            return None
        breach["sources"] = [each for each in breach["sources"] if each["accessible"]]
        return breach if breach["sources"] else None
